import { Conflict } from '../shared/errors';

export class ExportIsOver extends Conflict {
  constructor() {
    super('This export has expired or was refused. Ask for a new one, and delete the file if you have it.');
  }
}

export class ExportIsDecided extends Conflict {
  constructor() {
    super('This request was decided already, or has run out of time.');
  }
}

export class TooFewForAnExtract extends Conflict {
  constructor() {
    super(
      'An extract would tell of single people, however coarse it is: there are too few people in the cohort. Use the figures, or ask again when there are more.',
    );
  }
}

export class ExtractChanged extends Conflict {
  constructor() {
    super(
      'The people in the cohort have changed since this extract was agreed to: in this detail it would now tell of single people. Ask for a new one.',
    );
  }
}

export class ExportGrew extends Conflict {
  constructor() {
    super(
      'There are more people in it now than one person may take alone. Ask for it anew: a second person then agrees.',
    );
  }
}

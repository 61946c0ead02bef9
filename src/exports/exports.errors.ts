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
      'An extract would tell of single people, or withhold more than one person in five, however coarse it is: there are too few people in the cohort. Use the figures, or ask again when there are more.',
    );
  }
}

export class ExtractChanged extends Conflict {
  constructor() {
    super(
      'The people in the cohort, or what is recorded of them, have changed since this extract was agreed to: in this detail it would now tell of single people, or withhold more than one person in five. Ask for a new one.',
    );
  }
}

export class ExtractRuleChanged extends Conflict {
  constructor(agreed: number, now: number) {
    super(
      `The rule for small numbers has changed since this extract was agreed to: its groups are of at least ${agreed} people, and now they must be of ${now}. Ask for a new one.`,
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

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

export class ExportGrew extends Conflict {
  constructor() {
    super(
      'There are more people in it now than one person may take alone. Ask for it anew: a second person then agrees.',
    );
  }
}

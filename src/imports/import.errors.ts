import { Conflict } from '../shared/errors';

/** Confirmed or abandoned: its content is gone. */
export class ImportIsOver extends Conflict {
  constructor(status: string) {
    super(
      status === 'confirmed'
        ? 'This import has already been confirmed. Nothing was made twice.'
        : 'This import was abandoned. Upload the file again to start anew.',
    );
  }
}

/** What confirming would do is not what the coordinator last saw. */
export class PreviewChanged extends Conflict {
  constructor() {
    super(
      'Records changed after you looked at this preview, so nothing was imported. Look at the preview again, then confirm.',
    );
  }
}

/** People imported for no panel would be seen by nobody. */
export class NoPanel extends Conflict {
  constructor() {
    super('You do not sit on a panel, so there is no cohort to import into. Ask an administrator to add you to one.');
  }
}

/** Every row is held back, known already or blank. */
export class NothingToImport extends Conflict {
  constructor() {
    super('There is nothing to import: every row is held back or was imported before.');
  }
}

/** One import is made at a time. */
export class ImportRunning extends Conflict {
  constructor() {
    super('An import is being made right now. Wait a few minutes and look at this page again.');
  }
}

/** Their account, role or seat was taken away while the people were being made. */
export class NoCoordinatorAnyMore extends Conflict {
  constructor() {
    super('While the import was being made you stopped being a coordinator of its panel, so nothing was imported.');
  }
}

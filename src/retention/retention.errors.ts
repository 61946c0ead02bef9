import { Conflict, NotAllowed } from '../shared/errors';
import { HINDRANCE_WORDS } from './retention-words';

/** Something stands in the way: a legal hold, an open place in the cohort, a use of urgent access nobody reviewed. */
export class CannotBeDeleted extends Conflict {
  constructor(readonly hindrance: string) {
    super(HINDRANCE_WORDS[hindrance] ?? 'This record cannot be deleted now.');
  }
}

export class DeletionAskedAlready extends Conflict {
  constructor() {
    super('Somebody has asked for this record to be deleted already. It waits for a second person.');
  }
}

export class DecidedAlready extends Conflict {
  constructor() {
    super('This was decided meanwhile.');
  }
}

/** Two people means two. */
export class SamePersonAsked extends NotAllowed {
  constructor() {
    super('You asked for this. Another person of governance decides.');
  }
}

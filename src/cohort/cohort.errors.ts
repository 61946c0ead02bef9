import { Conflict } from '../shared/errors';

export class AlreadyInCohort extends Conflict {
  constructor() {
    super('This person is already in the cohort. Change the tier instead.');
  }
}

export class NotInCohort extends Conflict {
  constructor() {
    super('This person is not in the cohort.');
  }
}

export class NoDecisionOwed extends Conflict {
  constructor() {
    super('Nothing is to be decided about this person: they are in the cohort, or it has been decided.');
  }
}

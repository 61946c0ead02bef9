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

/** Leaving now would hide an open plan, and its reviews, from everybody. */
export class NobodyWouldSeeOpenPlan extends Conflict {
  constructor() {
    super(
      'This person has an open plan and nobody is named on the case, so nobody would see it. Name a lead professional or close the plan first.',
    );
  }
}

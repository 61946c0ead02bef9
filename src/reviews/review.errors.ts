import { Conflict, Refusal } from '../shared/errors';

/** No open plan, or no active schedule: there is nothing to record a review against. */
export class NoReviewDue extends Conflict {
  constructor() {
    super('This plan has no review to record. It may have been recorded just now: look at the list of reviews.');
  }
}

/** A plan has one active schedule at a time. */
export class AlreadyScheduled extends Conflict {
  constructor() {
    super('This plan already has a review scheduled.');
  }
}

/** A closed plan is not reviewed. */
export class PlanIsClosed extends Conflict {
  constructor() {
    super('This plan is closed, so no review can be scheduled for it.');
  }
}

/** The next date falls beyond the bank holidays the service knows, so no date is guessed. */
export class NextDateUnknown extends Refusal {
  readonly status = 409;
  readonly code = 'next-date-unknown';

  constructor(options: ErrorOptions) {
    super('The next review date cannot be worked out: the bank holidays of that year are not in the service yet.');
    this.cause = options.cause;
  }
}

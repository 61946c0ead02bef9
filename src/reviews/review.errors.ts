import type { ScheduleStatus } from './domain/overdue';
import { Conflict } from '../shared/errors';

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

/** Why there is nothing to acknowledge: the state first, for one that is exempt may well be past its day. */
export const whyNothingToAcknowledge = (status: ScheduleStatus): string =>
  status === 'exempt'
    ? 'This review is exempt, so there is nothing to acknowledge until the exemption ends.'
    : 'This review is not overdue, so there is nothing to acknowledge.';

/** The state of a schedule does not allow it; `domain/schedule-change.ts` says why, in the user's words. */
export class ScheduleDoesNotAllow extends Conflict {}

import type { NewAction } from '../actions';
import type { Day } from '../shared/day';
import type { PersonViewAnswer } from './domain/person-view';
import type { ReviewDecision } from './domain/review-decision';
import type { Tier } from './domain/review-rules';

export interface NewAttendee {
  name: string;
  agencyId?: string | null;
  attended: boolean;
  contribution: string;
}

/** An action made in a review: the same record as any other. */
export type ActionFromReview = Pick<NewAction, 'description' | 'kind' | 'ownerId' | 'dueOn'> &
  Partial<Pick<NewAction, 'goalId' | 'visibility'>>;

/** A review as it was held. The deadline it met or missed is the schedule's, never the recorder's to say. */
export interface NewReview {
  individualId: string;
  /** The schedule, and its version, that the recorder saw; without them, whichever is active. */
  scheduleId?: string;
  scheduleVersion?: number;
  heldOn: Day;
  /** Who held it, when that is not the recorder. */
  heldById?: string | null;
  personViewAnswer: PersonViewAnswer;
  personView: string;
  summary: string;
  decision: ReviewDecision;
  rationale: string;
  /** Only with step_up or step_down. */
  newTier?: Tier | null;
  attendees: NewAttendee[];
  actions?: ActionFromReview[];
  /** The item of the meeting in which it was decided. */
  meetingItemId?: string | null;
}

export interface RecordedReview {
  id: string;
  /** Null when the plan was closed: nothing is reviewed any more. */
  nextDueOn: Day | null;
}

import type { ActionStatus, NewAction } from '../actions';
import type { Day } from '../shared/day';
import type { VoiceAnswer as PersonViewAnswer } from '../plans';
import type { ReviewDecision } from './domain/review-decision';
import type { Tier } from './domain/review-rules';

export interface NewAttendee {
  name: string;
  agencyId?: string | null;
  /** In which part they came: "social worker", "mother". */
  role?: string;
  attended: boolean;
  /** A report in writing, most of all from who could not come. */
  reportReceived?: boolean;
  contribution: string;
}

/** An action made in a review: the same record as any other. */
export type ActionFromReview = Pick<NewAction, 'description' | 'kind' | 'ownerId' | 'dueOn'> &
  Partial<Pick<NewAction, 'goalId' | 'visibility' | 'visibleTo' | 'mayBePassedOn'>>;

/** What the review heard about one action that is open. */
export interface ActionAnswer {
  actionId: string;
  /** The version the user saw. */
  version: number;
  /** `open`: it goes on. */
  status: ActionStatus;
  outcome: string;
}

/** A review as it was held. The deadline it met or missed is the schedule's, never the recorder's to say. */
export interface NewReview {
  individualId: string;
  /** The schedule, and its version, that the recorder saw; without them, whichever is active. */
  scheduleId?: string;
  scheduleVersion?: number;
  heldOn: Day;
  /** Why it is held before its window opens; kept only when it is. */
  earlyReason?: string;
  /** Who held it, when that is not the recorder. */
  heldById?: string | null;
  personViewAnswer: PersonViewAnswer;
  personView: string;
  /** What the parent or carer says. */
  carerView?: string;
  summary: string;
  changeInNeeds?: string;
  changeInRisks?: string;
  changeInBands?: string;
  decision: ReviewDecision;
  rationale: string;
  /** Who saw it otherwise, and how. */
  dissent?: string;
  tellsPerson?: string;
  tellsReferrer?: string;
  /** A date for the next review that is sooner than the rule's. */
  nextDueOn?: Day | null;
  /** Only with step_up or step_down. */
  newTier?: Tier | null;
  attendees: NewAttendee[];
  actions?: ActionFromReview[];
  actionAnswers?: ActionAnswer[];
  /** The item of the meeting in which it was decided. */
  meetingItemId?: string | null;
}

export interface RecordedReview {
  id: string;
  /** Null when the plan was closed: nothing is reviewed any more. */
  nextDueOn: Day | null;
}

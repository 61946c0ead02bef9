import type { NewAction } from '../actions';
import type { ExitReason } from '../cohort';
import type { Tier } from '../individuals';
import type { PersonViewAnswer, ReviewDecision } from '../reviews';
import type { Day } from '../shared/day';

/** An action the panel made: the same record as any other, on its owner's list the moment the decision is saved. */
export type ActionFromMeeting = Pick<NewAction, 'description' | 'kind' | 'ownerId' | 'dueOn'> &
  Partial<Pick<NewAction, 'visibility' | 'visibleTo' | 'mayBePassedOn'>>;

/** What the panel decided about one case. */
export interface PanelDecision {
  meetingId: string;
  itemId: string;
  /** The version of the item whoever records it saw. */
  version: number;
  decision: ReviewDecision;
  rationale: string;
  /** A view that differed. */
  dissent?: string | null;
  /** With step_up and step_down. */
  newTier?: Tier | null;
  /** With close: why the person leaves the cohort. */
  exitReason?: ExitReason | null;
  /** What the panel heard; kept as the summary of the review. */
  heard?: string | null;
  /** Both are asked when the decision is also the review that is due. */
  personViewAnswer?: PersonViewAnswer | null;
  personView?: string | null;
  /** The schedule that was on the page as the review this decision holds. */
  scheduleId?: string | null;
  /** A sooner date for the next review than the rule gives. */
  nextDueOn?: Day | null;
  actions?: ActionFromMeeting[];
}

export interface RecordedDecision {
  id: string;
  /** The review this decision was, when one was due. */
  reviewId: string | null;
  nextDueOn: Day | null;
}

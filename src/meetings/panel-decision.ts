import type { NewAction } from '../actions';
import type { ExitReason, Strand } from '../cohort';
import type { Tier } from '../individuals';
import type { EntryKind } from './meeting-entry.entity';
import type { PersonViewAnswer, ReviewDecision } from '../reviews';
import type { ExploitationJudgement, ViolenceJudgement } from '../screenings';
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
  /** Why a decision that stands already is taken again; what it was stays in the minutes. */
  changeReason?: string | null;
  /** A view that differed. */
  dissent?: string | null;
  /** With step_up and step_down. */
  newTier?: Tier | null;
  /** The strand from now on, when the panel moves the person to another. */
  newStrand?: Strand | null;
  /** The version of the plan that waits for the panel, when the panel approves it with this decision. */
  approvesPlan?: number | null;
  /** With close: why the person leaves the cohort. */
  exitReason?: ExitReason | null;
  /** With close: the service the person is pointed to; needed of who is new, and so not accepted. */
  signpostedTo?: string | null;
  /** With a move to another area: who accepted the person there, and when. */
  acceptingAuthority?: string | null;
  acceptedBy?: string | null;
  acceptedOn?: Day | null;
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
  /** What was said under each head, kept as entries of the minutes. */
  entries?: { kind: EntryKind; text: string }[];
  /** What the panel above is asked to decide, when this one passes the case on. */
  escalationQuestion?: string | null;
  /** What the panel makes of the transfer that waits; nothing leaves it waiting. */
  transfer?: 'agreed' | 'not_agreed' | null;
  /** Bands the panel judges otherwise than they count now, with why. */
  judgedExploitationBand?: ExploitationJudgement | null;
  judgedViolenceBand?: ViolenceJudgement | null;
  judgementReason?: string | null;
  /** Asked when the meeting is not quorate at this moment: why the panel decides all the same. */
  withoutQuorumReason?: string | null;
  /** Who tells the person and the family, and who tells whoever referred them. */
  tellsPerson?: string | null;
  tellsReferrer?: string | null;
}

export interface RecordedDecision {
  id: string;
  /** The review this decision was, when one was due. */
  reviewId: string | null;
  nextDueOn: Day | null;
}

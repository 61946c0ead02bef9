import { DECISION_WORDS, type ReviewDecision } from '../reviews';
import { type Day, dayInWords, daysBetween } from '../shared/day';
import type { AgendaReason } from './domain/agenda';
import type { ItemStatus } from './meeting-item.entity';
import type { MeetingStatus } from './meeting.entity';
import { TRANSFER_WORDS, type TransferKind } from './transfers/transfer-words';

/** The decisions of a review in the words of a panel: only a panel takes a person out of the cohort with it. */
export const PANEL_DECISION_WORDS: Record<ReviewDecision, string> = {
  ...DECISION_WORDS,
  continue: 'Retain in the cohort: continue with the plan',
  revise: 'Retain in the cohort: revise the plan',
  close: 'Close the case: the plan ends and the person leaves the cohort',
};

export const MEETING_STATUS_WORDS: Record<MeetingStatus, string> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
};

export const ITEM_STATUS_WORDS: Record<ItemStatus, string> = {
  listed: 'To decide',
  decided: 'Decided',
  deferred: 'Not reached',
};

/** Where a case is at a meeting: one that was put off was reached, and says why it was not decided. */
export const itemStatusWords = (status: ItemStatus, deferredReason: string | null): string =>
  status === 'deferred' && deferredReason
    ? `Put off to the next meeting: ${deferredReason}`
    : ITEM_STATUS_WORDS[status];

interface ReasonFacts {
  status: ItemStatus | null;
  reason: AgendaReason | null;
  review_due_on: Day | null;
  has_live_plan: boolean | null;
  in_cohort_since: Day | null;
  transfer_kind?: TransferKind | null;
  passed_on_by?: string | null;
  /** Of who awaits the cohort decision: since when, and by when it is due. */
  accepted_waits_since?: Day | null;
  decision_due_on?: Day | null;
}

/**
 * Why a case is here, what put it there first. While it waits, in today's facts; once decided or not reached, what put
 * it there then. A review far ahead put nobody there: it is said last, as what it is.
 */
export function whyHere(item: ReasonFacts, today: Day): string[] {
  const passedOn = item.passed_on_by ? [`Escalated by ${item.passed_on_by}`] : [];
  if (item.status !== 'listed') {
    if (item.reason === null) return [];
    return item.reason === 'escalation' && passedOn.length > 0 ? passedOn : [REASON_WORDS[item.reason]];
  }
  if (item.reason === 'cohort_decision') return awaitsWords(item, today);
  const entered = item.in_cohort_since === null ? '' : `, since ${dayInWords(item.in_cohort_since)}`;
  const dueOn = item.review_due_on;
  const isForReview = dueOn !== null && (dueOn <= today || ABOUT_REVIEWS.some((reason) => reason === item.reason));
  return [
    ...passedOn,
    ...(item.reason === 'new' ? [`New to the cohort${entered}`] : []),
    ...(isForReview ? [reviewWords(dueOn, today)] : []),
    ...(item.reason === 'no_plan' && item.has_live_plan ? ['No live plan when it was listed'] : []),
    ...(item.has_live_plan ? [] : ['No live plan']),
    ...(item.has_live_plan && dueOn === null ? ['No review is scheduled'] : []),
    ...(item.reason === 'escalation' && passedOn.length > 0 ? [] : standing(item.reason)),
    ...(item.reason === 'transfer' && !item.transfer_kind ? [REASON_WORDS.transfer] : []),
    ...(item.transfer_kind
      ? [`A transfer waits for a decision: ${TRANSFER_WORDS[item.transfer_kind].toLowerCase()}`]
      : []),
    ...(dueOn !== null && !isForReview ? [`Next review due ${dayInWords(dueOn)}`] : []),
  ];
}

/** Nothing else of the record brings somebody who is in no cohort yet. */
function awaitsWords({ accepted_waits_since: since, decision_due_on: dueOn }: ReasonFacts, today: Day): string[] {
  if (!since || !dueOn) return [REASON_WORDS.cohort_decision];
  const late = daysBetween(dueOn, today);
  const due = late > 0 ? `overdue by ${late === 1 ? '1 day' : `${late} days`}` : `due ${dayInWords(dueOn)}`;
  return [`Referral accepted on ${dayInWords(since)}: waits for the cohort decision, ${due}`];
}

/** What the panel is asked of a case, where nobody has asked it something else. */
export const questionOf = ({ question, reason }: { question: string | null; reason: AgendaReason | null }): string =>
  question ?? (reason === 'cohort_decision' ? ENTRY_QUESTION : '');

const ENTRY_QUESTION =
  'Do they enter the cohort, on which criteria and in which tier and strand? If not, what happens instead, and who tells them?';

const ABOUT_REVIEWS: AgendaReason[] = ['review_overdue', 'review_due', 'escalated'];

const standing = (reason: AgendaReason | null): string[] => {
  const words = reason === null ? undefined : STANDING_WORDS[reason];
  return words === undefined ? [] : [words];
};

/** Reasons that today's facts on the row do not say already. */
const STANDING_WORDS: Partial<Record<AgendaReason, string>> = {
  added: 'Added to the agenda',
  escalated: 'Two weeks or more overdue',
  stuck_plan: 'The plan is stuck: it waits for an answer, or three actions are overdue',
  stepping_down: 'Stepped down outside the panel since it last met',
  turning_18: 'Turns 18 within half a year',
  turning_25: 'Turns 25 within half a year',
  escalation: 'Passed on by another panel',
};

const REASON_WORDS: Record<AgendaReason, string> = {
  review_overdue: 'The review was overdue',
  review_due: 'The review was due',
  new: 'New to the cohort',
  cohort_decision: 'Accepted, and waiting for the cohort decision',
  no_plan: 'There was no live plan',
  escalated: 'The review was more than two weeks overdue',
  stuck_plan: 'The plan was stuck',
  stepping_down: 'A review outside the panel stepped it down',
  turning_18: 'Turning 18 within half a year',
  turning_25: 'Turning 25 within half a year',
  transfer: 'A transfer waited for a decision',
  added: 'Added to the agenda',
  escalation: 'Passed on by another panel',
};

/** Whether a reason says the day of the review, of which people ask why. */
export const saysReviewDay = (reason: string): boolean => /^(Review|Next review) (due|overdue) /.test(reason);

function reviewWords(dueOn: Day, today: Day): string {
  const days = daysBetween(dueOn, today);
  if (days > 0) return `Review overdue by ${days === 1 ? '1 day' : `${days} days`}`;
  return days === 0 ? 'Review due today' : `Review due ${dayInWords(dueOn)}`;
}

/** "10am", "2:30pm": London time as people say it. */
export function timeWords(startsAt: string): string {
  const [hour = 0, minute = 0] = startsAt.split(':').map(Number);
  if (hour === 12 && minute === 0) return 'midday';
  const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${past}${hour < 12 ? 'am' : 'pm'}`;
}

/** Cases that must be at a meeting and are not on its agenda yet. */
export const waitingWords = (cases: number): string => {
  if (cases === 0) return '';
  return cases === 1 ? '1 case waits to come on to this agenda' : `${cases} cases wait to come on to this agenda`;
};

import { addDays, type Day, dayInWords, isBefore } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay, workingDaysBetween, WorkingDaysAsKnown } from '../../shared/working-days';
import { heldBy } from './date-by-hand';

/** Why a review cannot be held for a while. Whose side it is on decides how long after it the review may take. */
export const EXEMPTION_KINDS = [
  'custody',
  'hospital',
  'missing',
  'out_of_area',
  'other_review',
  'agency_closed',
  'service_outage',
  'other',
] as const;
export type ExemptionKind = (typeof EXEMPTION_KINDS)[number];

type Side = 'person' | 'service';

const SIDES: Record<ExemptionKind, Side> = {
  custody: 'person',
  hospital: 'person',
  missing: 'person',
  out_of_area: 'person',
  other_review: 'service',
  agency_closed: 'service',
  service_outage: 'service',
  other: 'service',
};

/** Working days to hold the review once it can be held again. */
const DAYS_AFTER: Record<Side, number> = { person: 10, service: 5 };

/** Nothing is exempt for longer without being looked at again. */
export const LONGEST_EXEMPTION_DAYS = 182;

export interface Exemption {
  dueOn: Day;
  kind: ExemptionKind;
  /** The day it was made. */
  since: Day;
  /** The first day on which the review can be held again. */
  clearedOn: Day;
}

/** The first day on which it can be held again: who clears it after its last day gains nothing by having been late. */
export const heldAgainFrom = (until: Day, today: Day): Day =>
  isBefore(addDays(until, 1), today) ? addDays(until, 1) : today;

/**
 * When a review is due once its exemption is over. Never sooner than before; not a day later when it was overdue as the
 * exemption was made; and never more working days than the exemption lasted, so that making one and clearing it gains
 * nothing.
 */
export function dueAfterExemption(exemption: Exemption, calendar?: IsWorkingDay): Day {
  const { dueOn, since, clearedOn } = exemption;
  if (isBefore(dueOn, since)) return dueOn;
  const isWorking = calendar ?? new WorkingDaysAsKnown().isWorkingDay;
  const given = daysGiven(exemption, isWorking);
  const later = addWorkingDays(clearedOn, given, isWorking);
  return given === 0 || isBefore(later, dueOn) ? dueOn : later;
}

function daysGiven({ kind, since, clearedOn }: Exemption, isWorking: IsWorkingDay): number {
  const lasted = Math.max(0, workingDaysBetween(since, clearedOn, isWorking));
  return Math.min(DAYS_AFTER[SIDES[kind]], lasted);
}

/** What clearing an exemption will not rescue, said while it lasts; null of one that was not overdue when it was exempted. */
export const overdueBefore = ({ dueOn, since }: { dueOn: Day; since: Day | null }): string | null =>
  since !== null && isBefore(dueOn, since)
    ? `It was overdue when it was exempted, on ${dayInWords(since)}, and is again once the exemption is over.`
    : null;

/** What the exemption did to the date, in words: the date can be worked out from them. */
export function explainClearing(exemption: Exemption, newDueOn: Day): string {
  const { dueOn, kind, since, clearedOn } = exemption;
  if (isBefore(dueOn, since)) {
    return `It was overdue when it was exempted, so it is still due on ${dayInWords(dueOn)}.`;
  }
  if (newDueOn === dueOn) return `The date is not changed by the exemption: ${dayInWords(dueOn)}.`;
  const given = daysGiven(exemption, new WorkingDaysAsKnown().isWorkingDay);
  const days = given === 1 ? 'is 1 working day' : `are ${given} working days`;
  const fewer =
    given < DAYS_AFTER[SIDES[kind]]
      ? ` That is as many as the exemption lasted: it never gives more, and never more than ${DAYS_AFTER[SIDES[kind]]}.`
      : '';
  return `The exemption is over, so there ${days} from ${dayInWords(clearedOn)} ${heldBy(newDueOn)} ${dayInWords(dueOn)}.${fewer}`;
}

/** Why the review is due stays the rule's to say; the exemption says beside it what it did to the date. */
export const explainedWithClearing = (explanation: string, exemption: Exemption, newDueOn: Day): string =>
  [explanation, explainClearing(exemption, newDueOn)].filter((words) => words !== '').join('\n');

/** Why an exemption cannot end on that day, in the user's words, or null when it can. */
export function whyNotExemptUntil(until: Day, today: Day): string | null {
  if (!isBefore(today, until)) return 'The exemption must end, or be looked at again, after today';
  const latest = addDays(today, LONGEST_EXEMPTION_DAYS);
  if (isBefore(latest, until)) {
    return `The exemption must end, or be looked at again, on or before ${dayInWords(latest)}`;
  }
  return null;
}

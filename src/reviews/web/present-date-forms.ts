import { type CaseHeader, caseLayoutModel } from '../../individuals';
import { addDays, type Day, dayInWords } from '../../shared/day';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { type AcknowledgementRow } from '../acknowledgements.queries';
import { LONGEST_CHASE_DAYS } from '../domain/acknowledgement';
import { dueState } from '../domain/overdue';
import { EXEMPTION_WORDS } from '../exemption-words';
import { dueAfterExemption, EXEMPTION_KINDS, explainClearing, heldAgainFrom } from '../domain/exemption';
import { whyFixed } from '../domain/schedule-change';
import { RECORDED_TRIGGERS, triggerRules } from '../domain/review-rules';
import { reviewPaths } from '../paths';
import type { CurrentScheduleRow } from '../reviews.queries';
import { TRIGGER_WORDS } from '../schedule-words';
import { acknowledgedInWords } from './present-review-date';

type TypedDate = TypedFields<
  | 'kind'
  | 'words'
  | 'reason'
  | 'source'
  | 'description'
  | DayBoxes<'until'>
  | DayBoxes<'dueOn'>
  | DayBoxes<'happenedOn'>
  | DayBoxes<'chaseOn'>
>;

export interface DateForm {
  header: CaseHeader;
  schedule: CurrentScheduleRow;
  acknowledgements: AcknowledgementRow[];
  typed: Record<string, unknown>;
  today: Day;
  isStale?: boolean;
}

/** What the forms about a review's date need; each template reads its part. */
export function presentDateForm({ header, schedule, acknowledgements, typed, today, isStale = false }: DateForm) {
  const shown: TypedDate = typed;
  return {
    ...caseLayoutModel(header, 'reviews'),
    backHref: reviewPaths.date(header.id),
    latestHref: reviewPaths.date(header.id),
    isStale,
    typed: shown,
    scheduleId: schedule.id,
    status: schedule.status,
    version: schedule.version,
    dueOn: schedule.due_on,
    noLaterThan: schedule.no_later_than,
    exemptUntil: schedule.exempt_until,
    hrefs: {
      event: reviewPaths.event(header.id),
      change: reviewPaths.changeDate(header.id),
      exemption: reviewPaths.exemption(header.id),
      clearing: reviewPaths.clearing(header.id),
      acknowledgement: reviewPaths.acknowledgement(header.id),
    },
    /** What an acknowledgement is made over: 0 for the first. */
    acknowledgedVersion: acknowledgements[0]?.version ?? 0,
    acknowledged: acknowledgements[0] && acknowledgedInWords(acknowledgements[0]),
    /** Why no date can be set by hand; null when one can. */
    fixedWords: whyFixed({ dueOn: schedule.due_on, noLaterThan: schedule.no_later_than, today }),
    isOverdue: dueState({ dueOn: schedule.due_on, status: schedule.status, today }) === 'overdue',
    lastChaseOn: addDays(today, LONGEST_CHASE_DAYS),
    exemptionKinds: EXEMPTION_KINDS.map((value) => ({ value, text: EXEMPTION_WORDS[value] })),
    triggerKinds: RECORDED_TRIGGERS.map((value) => ({
      value,
      text: TRIGGER_WORDS[value],
      hint: { text: `Review within ${triggerRules[value].workingDays} working days` },
    })),
    afterClearing: clearingInWords(schedule, today),
  };
}

export type DateFormModel = ReturnType<typeof presentDateForm>;

function clearingInWords(schedule: CurrentScheduleRow, today: Day): string {
  const { due_on: dueOn, exempt_kind: kind, exempt_since: since, exempt_until: until } = schedule;
  if (kind === null || since === null || until === null) return '';
  const exemption = { dueOn, kind, since, clearedOn: heldAgainFrom(until, today) };
  return `${EXEMPTION_WORDS[kind]}, until ${dayInWords(until)}. If you clear it today: ${explainClearing(exemption, dueAfterExemption(exemption))}`;
}

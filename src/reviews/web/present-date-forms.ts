import { type CaseHeader, caseLayoutModel } from '../../individuals';
import { type Day, dayInWords } from '../../shared/day';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { EXEMPTION_WORDS } from '../exemption-words';
import { dueAfterExemption, EXEMPTION_KINDS, explainClearing } from '../domain/exemption';
import { RECORDED_TRIGGERS, triggerRules } from '../domain/review-rules';
import { reviewPaths } from '../paths';
import type { CurrentScheduleRow } from '../reviews.queries';
import { TRIGGER_WORDS } from '../schedule-words';

type TypedDate = TypedFields<
  | 'kind'
  | 'words'
  | 'reason'
  | 'source'
  | 'description'
  | DayBoxes<'until'>
  | DayBoxes<'dueOn'>
  | DayBoxes<'happenedOn'>
>;

export interface DateForm {
  header: CaseHeader;
  schedule: CurrentScheduleRow;
  typed: Record<string, unknown>;
  today: Day;
  isStale?: boolean;
}

/** What the four forms about a review's date need; each template reads its part. */
export function presentDateForm({ header, schedule, typed, today, isStale = false }: DateForm) {
  const shown: TypedDate = typed;
  return {
    ...caseLayoutModel(header, 'reviews'),
    backHref: reviewPaths.date(header.id),
    latestHref: reviewPaths.date(header.id),
    isStale,
    typed: shown,
    scheduleId: schedule.id,
    version: schedule.version,
    dueOn: schedule.due_on,
    noLaterThan: schedule.no_later_than,
    hrefs: {
      event: reviewPaths.event(header.id),
      change: reviewPaths.changeDate(header.id),
      exemption: reviewPaths.exemption(header.id),
      clearing: reviewPaths.clearing(header.id),
    },
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
  const exemption = { dueOn, kind, since, clearedOn: today };
  return `${EXEMPTION_WORDS[kind]}, until ${dayInWords(until)}. If you clear it today: ${explainClearing(exemption, dueAfterExemption(exemption))}`;
}

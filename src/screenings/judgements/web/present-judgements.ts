import { bandWords, caseLayoutModel, casePaths, type CaseHeader } from '../../../individuals';
import type { CursorPage } from '../../../platform/http';
import { dayInLondon, type Day } from '../../../shared/day';
import { ANSWER_WITHIN_WORKING_DAYS, answerBy } from '../../domain/answer-by';
import { axes } from '../../domain/tool-definition';
import { screeningPaths } from '../../paths';
import type { KeptResult } from '../../kept-screening';
import type { ScreeningRow } from '../../screenings.queries';
import { AXIS_TITLES } from '../../web/present-axis';
import { typedText } from '../../web/typed-fields';
import type { WaitingRow } from '../judgements.queries';

/** Each axis on which a lower band waits: "Violence: judged Low, the answers give High". */
const lowered = (result: KeptResult): string[] =>
  axes
    .filter((axis) => result.judgement[axis].needsSecondPerson)
    .map((axis) => {
      const judged = bandWords(result.judgement[axis].judged);
      return `${AXIS_TITLES[axis]}: judged ${judged}, the answers give ${bandWords(result[axis].band)}`;
    });

/** Lower bands that wait for the reader or somebody like them. */
export function presentWaiting(page: CursorPage<WaitingRow>, cursor: string, today: Day) {
  const list = screeningPaths.waiting;
  return {
    answerWithin: ANSWER_WITHIN_WORKING_DAYS,
    items: page.items.map((row) => ({
      href: screeningPaths.agreement(row.individual_id, row.id),
      whyHref: casePaths.dueDate(row.individual_id, 'judgement'),
      name: row.name,
      reference: row.reference,
      screenedOn: row.screened_on,
      screenedBy: row.screened_by_name,
      lowered: lowered(row.result),
      ...answerWords(answerBy(dayInLondon(row.recorded_at)), today),
    })),
    nextHref: page.nextCursor === null ? undefined : `${list}?cursor=${encodeURIComponent(page.nextCursor)}`,
    firstHref: cursor === '' ? undefined : list,
  };
}

const answerWords = (answerOn: Day, today: Day) => ({ answerOn, isLate: answerOn < today });

export type WaitingModel = ReturnType<typeof presentWaiting>;

/** The form of the second person. */
export function presentAgreement(header: CaseHeader, row: ScreeningRow, typed?: Record<string, unknown>) {
  const result = row.result;
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.one(header.id, row.id),
    action: screeningPaths.agreement(header.id, row.id),
    screenedOn: row.screened_on,
    screenedBy: `${row.screened_by_name}, ${row.agency_name}`,
    isWaiting: row.awaits_second_person,
    lowered: result ? lowered(result) : [],
    judgementReason: row.judgement_reason,
    resultHref: screeningPaths.one(header.id, row.id),
    decision: typedText(typed, 'decision'),
    reason: typedText(typed, 'reason'),
  };
}

export type AgreementModel = ReturnType<typeof presentAgreement>;

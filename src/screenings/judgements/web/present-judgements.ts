import { bandWords, caseLayoutModel, casePaths, type CaseHeader } from '../../../individuals';
import type { CursorPage } from '../../../platform/http';
import { dayInLondon, dayInWords, type Day } from '../../../shared/day';
import { ANSWER_WITHIN_WORKING_DAYS, answerBy } from '../../domain/answer-by';
import { axes, type Axis } from '../../domain/tool-definition';
import { screeningPaths } from '../../paths';
import type { KeptResult } from '../../kept-screening';
import type { ScreeningRow } from '../../screenings.queries';
import { AXIS_TITLES, presentAxis } from '../../web/present-axis';
import { presentLastTime } from '../../web/present-last-time';
import { typedText } from '../../web/typed-fields';
import { whole } from '../../web/whole-screening';
import type { WaitingRow } from '../judgements.queries';

/** Each axis on which a lower band waits: "Violence: judged Low, the answers give High", or what stands without enough answers. */
const lowered = (result: KeptResult): string[] =>
  axes
    .filter((axis) => result.judgement[axis].needsSecondPerson)
    .map((axis) => {
      const judged = bandWords(result.judgement[axis].judged);
      const { band, stands } = result[axis];
      const counts = stands ? `${bandWords(stands.band)} stands` : `the answers give ${bandWords(band)}`;
      return `${AXIS_TITLES[axis]}: judged ${judged}, ${counts}`;
    });

/** Whose judgement it is where a panel judged beside a screening of before; of one of before that was kept, that it was a panel. */
const panelWords = (result: KeptResult | null): string => {
  if (!result?.judgedIn) return '';
  if (!result.judgedAt) return 'Judged by a panel at its meeting';
  return `Judged by ${result.judgedAt.panel} at its meeting of ${dayInWords(result.judgedAt.on)}`;
};

/** Lower bands that wait for the reader or somebody like them. */
export function presentWaiting(page: CursorPage<WaitingRow>, cursor: string, today: Day) {
  const list = screeningPaths.waiting;
  return {
    answerWithin: ANSWER_WITHIN_WORKING_DAYS,
    items: page.items.map((row) => ({
      href: screeningPaths.agreement(row.individual_id, row.id),
      whyHref: casePaths.dueDate(row.individual_id, 'judgement', row.id),
      name: row.name,
      reference: row.reference,
      screenedOn: row.screened_on,
      screenedBy: row.screened_by_name,
      panelWords: panelWords(row.result),
      lowered: lowered(row.result),
      ...answerWords(answerBy(dayInLondon(row.recorded_at)), today),
    })),
    nextHref: page.nextCursor === null ? undefined : `${list}?cursor=${encodeURIComponent(page.nextCursor)}`,
    firstHref: cursor === '' ? undefined : list,
  };
}

const answerWords = (answerOn: Day, today: Day) => ({ answerOn, isLate: answerOn < today });

export type WaitingModel = ReturnType<typeof presentWaiting>;

interface Decided {
  screening: ScreeningRow;
  /** The one before it; undefined where this is the first on record. */
  before: ScreeningRow | undefined;
}

/** The form of the second person, with all that the judgement was made on: the band of the answers, what gave it, and last time. */
export function presentAgreement(
  header: CaseHeader,
  { screening: row, before }: Decided,
  typed?: Record<string, unknown>,
) {
  const screening = whole(row);
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: screeningPaths.one(header.id, row.id),
    action: screeningPaths.agreement(header.id, row.id),
    screenedOn: row.screened_on,
    screenedBy: `${row.screened_by_name}, ${row.agency_name}`,
    panelWords: panelWords(screening?.result ?? null),
    isWaiting: row.awaits_second_person,
    axes: screening
      ? axes
          .filter((axis) => screening.result.judgement[axis].needsSecondPerson)
          .map((axis) => presentLowered(axis, row, before))
      : [],
    lastTime: before ? presentLastTime(row, before) : null,
    judgementReason: row.judgement_reason,
    resultHref: screeningPaths.one(header.id, row.id),
    decision: typedText(typed, 'decision'),
    reason: typedText(typed, 'reason'),
  };
}

/** One axis on which a lower band waits. */
function presentLowered(axis: Axis, row: ScreeningRow, before: ScreeningRow | undefined) {
  const earlier = before && presentAxis(axis, before, whole(before));
  return {
    ...presentAxis(axis, row, whole(row)),
    lastTime: before && earlier ? { on: before.screened_on, band: earlier.bandInEffect } : null,
  };
}

export type AgreementModel = ReturnType<typeof presentAgreement>;

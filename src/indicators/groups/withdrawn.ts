import { isComparable, MEASURES, MEASURES_OF_YEAR, REFERRED_ENTERED } from './group-comparison';
import { MORE_THAN_CHANCE } from './group-lines';
import type { GroupsOfQuarter, GroupTable } from './group-tables';
import type { NoticeRow } from './groups.queries';
import { markedChanges } from './marked-changes';

const ON_LAST_DAY =
  'it was held against those in the cohort on the last day of the quarter, and whoever had left by then is not among them';

const NO_LONGER =
  'worked out again with whatever rounding may hide, and without groups too few to be told, it is no marked change';

/**
 * The marked changes of a quarter as they were noticed. One that does not bear being worked out again is withdrawn beside its words,
 * and one that comes to another number says both: what was noticed stays, but stands for no finding any more.
 */
export function noticesBeside(
  notices: readonly NoticeRow[],
  now: GroupsOfQuarter,
  before: GroupsOfQuarter | undefined,
): string[] {
  const found = markedChanges(now, before);
  return notices.map(({ measure, dimension, key, words }) => {
    const again = found.find((one) => one.measure === measure && one.dimension === dimension && one.key === key);
    if (again) return again.words === words ? words : `${again.words}. Corrected: noticed as “${words}”`;
    return `Withdrawn: “${words}”; ${isComparable(now.rows, measure) ? NO_LONGER : ON_LAST_DAY}`;
  });
}

const TITLES_OF_YEAR = MEASURES_OF_YEAR.map((measure) => MEASURES[measure]?.words ?? measure);

/** Whether tables that were issued or published hold those of a whole year against the cohort of its last day. */
export const isOfLastDay = (tables: readonly GroupTable[]): boolean =>
  !tables.some(({ measure }) => measure === REFERRED_ENTERED);

/** A correction beside what was issued: the counts stand as they are. */
export const WITHDRAWN_WORDS = [
  `Correction: every ratio and marked change of these is withdrawn, because ${ON_LAST_DAY}: ${TITLES_OF_YEAR.map((title) => `“${title}”`).join(', ')}.`,
  'So is every ratio of those who entered to those referred, of whom they need not be.',
  'The other ratios may count a group too few to be told as a few people, so that those of two groups need not mirror each other. The counts stand.',
].join(' ');

/** The tables with such ratios withdrawn. */
export const withdrawnRatios = (tables: readonly GroupTable[]): GroupTable[] =>
  tables.map((table) => {
    const correct = correctionOf(table.measure);
    return {
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        ratio: correct(row.ratio),
        before: row.before && { ...row.before, ratio: correct(row.before.ratio) },
      })),
    };
  });

const AGAINST_REFERRED = '; held against those referred: ';

function correctionOf(measure: string): (ratio: string) => string {
  if (measure === 'entered') return (ratio) => ratio.replace(AGAINST_REFERRED, `${AGAINST_REFERRED}withdrawn: `);
  if (!MEASURES_OF_YEAR.includes(measure)) return (ratio) => ratio;
  return (ratio) => (ratio.includes('times') ? `withdrawn: ${ratio.replace(`, ${MORE_THAN_CHANCE}`, '')}` : ratio);
}

/** Issued notices are kept in words alone, which begin with the measure. */
export const withoutWithdrawn = (notices: readonly string[]): string[] =>
  notices.map((notice) =>
    TITLES_OF_YEAR.some((title) => notice.startsWith(`${title},`)) ? `Withdrawn: “${notice}”` : notice,
  );

import { mayStandBeside } from '../domain/beside-own';
import type { Cell } from '../domain/figure';
import { NOT_SHOWN } from '../domain/protect-figure';
import { type Quarter, quarterWords } from '../domain/quarter';
import type { GroupTable, PublishedGroups } from '../groups/group-tables';
import { isOfLastDay, WITHDRAWN_WORDS, withdrawnRatios, withoutWithdrawn } from '../groups/withdrawn';
import type { FigureReader } from '../reader-of-figures';
import type { ReportPack } from '../reports/report-content';
import { folded, lateFreeze } from './present-groups';
import { agenciesCounted } from './present-report-figures';

const HOW =
  'Counts are rounded for everybody, and whether there is nobody in a group is not told. A ratio says how many times as often something happens in a group as among all others, with its 95% interval, worked out from the rounded counts; without 10 people on both sides none is given. A share is that of all whom the measure counts; beside it stand the group’s shares of those referred and of the population.';

/** Beside the own agency's people, whom a manager knows one by one, a rounded whole could tell of another's few. */
const TOO_FEW_OTHERS =
  'Not shown to you: fewer than two other agencies have enough people in the cohort of this quarter, so that what is left beside your own agency’s cases, which you know one by one, would be another’s. The publishable version prints it, once that is made.';

const NO_AGE =
  'By age it is not printed: the figures above have narrower bands of age, and both together could tell of a few people.';

const late = ({ until }: Quarter, frozenOn: string): string[] => {
  const words = lateFreeze(until, frozenOn);
  return words ? [`${words}.`] : [];
};

interface Asked {
  period: Quarter;
  reader: FigureReader;
  /** The same reader of the quarter before. */
  before: FigureReader;
}

/**
 * The groups of a report to one reader: to everybody the same, already rounded, and to a manager where the figures of that quarter's
 * cohort may stand beside the own agency's part.
 */
export function presentReportGroups({ groups, figures }: Pick<ReportPack, 'groups' | 'figures'>, asked: Asked) {
  if (!groups) return undefined;
  const { period, reader, before } = asked;
  const { frozenOn, population, tables, notices } = groups;
  const title = quarterWords(period);
  // People in the cohort at the end of the quarter.
  const cohort = figures.find(({ code }) => code === 'C1');
  if (!mayRead(reader, cohort && agenciesCounted(cohort)))
    return { quarterWords: title, words: [TOO_FEW_OTHERS], notices: [], tables: [] };
  const isOld = isOfLastDay(tables);
  const hasBefore = tables.some(({ rows }) => rows.some((row) => row.before !== null));
  const isCompared = !hasBefore || mayRead(before, cohort?.lastAgencies);
  const against = population
    ? `Population: ${population.source}.${population.isIllustrative ? ' Illustrative: made up for the demonstration.' : ''}`
    : 'No population table was loaded, so nothing is held against the population.';
  return {
    quarterWords: title,
    words: [...late(period, frozenOn), HOW, against, ...(isOld ? [WITHDRAWN_WORDS] : [])],
    // What changed is said with what it was.
    notices: isCompared ? (isOld ? withoutWithdrawn(notices) : notices) : [],
    tables: (isOld ? withdrawnRatios(tables) : tables).map((table) =>
      folded(isCompared ? table : withoutBefore(table)),
    ),
  };
}

/** Undefined, of a report that kept no agencies, is not known to be enough. */
const mayRead = ({ ownAgencyId, rule }: FigureReader, agencies: readonly Cell[] | undefined): boolean =>
  ownAgencyId === undefined ||
  (agencies !== undefined && rule !== undefined && mayStandBeside(agencies, ownAgencyId, rule));

const withoutBefore = (table: GroupTable): GroupTable => ({
  ...table,
  rows: table.rows.map((row) => ({
    ...row,
    before: row.before && { people: NOT_SHOWN, share: NOT_SHOWN, ratio: NOT_SHOWN },
  })),
});

/** The groups as they were published. */
export function presentPublishedGroups(groups: PublishedGroups | undefined, period: Quarter) {
  if (!groups) return undefined;
  const isOld = isOfLastDay(groups.tables);
  return {
    quarterWords: quarterWords(period),
    words: [...late(period, groups.frozenOn), HOW, NO_AGE, ...(isOld ? [WITHDRAWN_WORDS] : [])],
    tables: (isOld ? withdrawnRatios(groups.tables) : groups.tables).map(folded),
  };
}

import type { Day } from '../../shared/day';
import { isPrintable, type ProtectedFigure, protectFigure } from '../domain/protect-figure';
import type { SmallNumberRule } from '../domain/small-numbers';
import {
  countsOfQuarter,
  DIMENSION_TITLES,
  GROUP_WORDS,
  isComparable,
  isCounted,
  MEASURES,
  POPULATION_WORDS,
  REFERRED_ENTERED,
} from './group-comparison';
import { type GroupLine, type LineAt, linesOf, type ShownFigures, unreferredWords } from './group-lines';
import type { CensusRow, GroupRow } from './groups.queries';
import { countedGroups, protectGroups, ruleOfGroups } from './shown-counts';

/** The groups of a quarter as they were frozen, the population they were frozen with, and the quarter's rule for small numbers. */
export interface GroupsOfQuarter {
  until: Day;
  frozenOn: Day;
  rows: readonly GroupRow[];
  census: readonly CensusRow[];
  rule: SmallNumberRule;
}

export interface GroupTable {
  measure: string;
  title: string;
  ofWords: string;
  /** `before` is the same of the quarter before, as it was rounded then. */
  rows: (GroupLine & { group: string; before: GroupLine | null })[];
}

/** What is shown, and the cohort, of which some of it is a part. */
const COUNTED = [...Object.keys(MEASURES), 'in_cohort', 'in_cohort_year'];

/** Each measure by each group, always rounded, zero protected too; a ratio of what is shown, where there are enough people on both sides. */
export function groupTables(now: GroupsOfQuarter, before: GroupsOfQuarter | undefined): GroupTable[] {
  const shown = shownOf(now);
  const here = linesOf(now, shown, ruleOfGroups(now.rule));
  const earlier = before && linesOf(before, shownOf(before), ruleOfGroups(before.rule));
  return tablesOf(now, shown, Object.keys(GROUP_WORDS), {
    line: (...at) => ({
      ...here(...at),
      before: before && isCounted(before.rows, at[0]) ? (earlier?.(...at) ?? null) : null,
    }),
    isShown: () => true,
  });
}

/** What was published of a quarter's groups: in words, and as later publications are protected against it. */
export interface PublishedGroups {
  until: Day;
  frozenOn: Day;
  tables: GroupTable[];
  figures: { measure: string; shown: ProtectedFigure }[];
}

/** Figures are published by narrower age bands: both together could tell of a few people. */
const PUBLISHED = Object.keys(GROUP_WORDS).filter((dimension) => dimension !== 'age_band');

/**
 * The groups as they may be published, protected against every publication before; ratios are of what is published. A quarter is
 * published once: a later version prints the same.
 */
export function publishedGroups(now: GroupsOfQuarter, earlier: readonly PublishedGroups[]): PublishedGroups {
  const same = earlier.find(({ until }) => until === now.until);
  if (same) return same;
  const count = countsOfQuarter(now.rows, now.until);
  const rule = { ...now.rule, isZeroSmall: true };
  const figures = COUNTED.map((measure) => {
    const { total, breakdowns } = countedGroups(count, measure);
    const before = earlier.flatMap((one) => one.figures.flatMap((it) => (it.measure === measure ? [it.shown] : [])));
    const kept = breakdowns.filter(({ dimension }) => PUBLISHED.includes(dimension));
    return { measure, shown: protectFigure({ total, breakdowns: kept }, rule, before) };
  });
  const shown = new Map(figures.map((one) => [one.measure, one.shown]));
  const tables = tablesOf(now, shown, PUBLISHED, {
    line: linesOf(now, shown, rule),
    isShown: (measure, dimension) => {
      const rows = shown.get(measure)?.breakdowns.find((one) => one.dimension === dimension)?.rows;
      return rows !== undefined && isPrintable(rows);
    },
  });
  return { until: now.until, frozenOn: now.frozenOn, tables, figures };
}

const shownOf = ({ until, rows, rule }: GroupsOfQuarter): ShownFigures => {
  const count = countsOfQuarter(rows, until);
  return new Map(COUNTED.map((measure) => [measure, protectGroups(count, measure, rule)]));
};

interface Lines {
  line: (...at: Parameters<LineAt>) => GroupLine & { before?: GroupLine | null };
  isShown: (measure: string, dimension: string) => boolean;
}

const tablesOf = (
  { rows, rule }: GroupsOfQuarter,
  shown: ShownFigures,
  dimensions: readonly string[],
  { line, isShown }: Lines,
): GroupTable[] =>
  Object.entries(MEASURES)
    .filter(([measure]) => isCounted(rows, measure))
    .map(([measure, { words, of }]) => ({
      measure,
      title: words,
      ofWords: [
        isComparable(rows, measure) ? POPULATION_WORDS[of] : NOT_COMPARABLE,
        ...(measure === 'entered' && isCounted(rows, REFERRED_ENTERED) ? unreferredWords(shown, rule) : []),
      ].join('; '),
      rows: dimensions
        .filter((dimension) => isShown(measure, dimension))
        .flatMap((dimension) =>
          Object.entries(GROUP_WORDS[dimension] ?? {}).map(([key, name]) => ({
            group: `${DIMENSION_TITLES[dimension]}: ${name}`,
            before: null,
            ...line(measure, dimension, key),
          })),
        ),
    }));

/** Of measures that were frozen before the people they are a part of. */
const NOT_COMPARABLE =
  'held against nobody, because who was in the cohort at any time in the 12 months was not counted for this quarter';

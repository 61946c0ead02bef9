import type { Day } from '../../shared/day';
import {
  isPrintable,
  NOT_SHOWN,
  type ProtectedFigure,
  protectFigure,
  shownShare,
  shownWords,
} from '../domain/protect-figure';
import { isMarked, ratioWords } from '../domain/rate-ratio';
import type { SmallNumberRule } from '../domain/small-numbers';
import {
  censusOf,
  compare,
  type Count,
  countsOfQuarter,
  DIMENSION_TITLES,
  GROUP_WORDS,
  mayCompare,
  MEASURES,
  UNKNOWN_KEYS,
} from './group-comparison';
import type { CensusRow, GroupRow } from './groups.queries';
import { countedGroups, protectGroups, readCounts, ruleOfGroups } from './shown-counts';

/** The groups of a quarter as they were frozen, the population they were frozen with, and the quarter's rule for small numbers. */
export interface GroupsOfQuarter {
  until: Day;
  frozenOn: Day;
  rows: readonly GroupRow[];
  census: readonly CensusRow[];
  rule: SmallNumberRule;
}

/** What is said of one group. */
interface GroupLine {
  people: string;
  share: string;
  ratio: string;
}

export interface GroupTable {
  measure: string;
  title: string;
  ofWords: string;
  /** `before` is the same of the quarter before, as it was rounded then. */
  rows: (GroupLine & { group: string; before: GroupLine | null })[];
}

/** Said of a ratio whose interval leaves one out. */
export const MORE_THAN_CHANCE = 'more than chance';

/** What is shown, and the cohort, against which some of it is held. */
const COUNTED = [...Object.keys(MEASURES), 'in_cohort'];

/** The measures that are held against more than one thing. */
const HELD_AGAINST: Record<string, string> = { entered: 'held against the population and against those referred' };

/** Each measure by each group, always rounded, zero protected too; a ratio of what is shown, where there are enough people on both sides. */
export function groupTables(now: GroupsOfQuarter, before: GroupsOfQuarter | undefined): GroupTable[] {
  const here = linesShown(now);
  const earlier = before && linesShown(before);
  return tablesOf(Object.keys(GROUP_WORDS), (...at) => ({ ...here(...at), before: earlier?.(...at) ?? null }));
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
  const line = linesOf(shown, censusOf(now.census), rule);
  const tables = tablesOf(PUBLISHED, line, (measure, dimension) => {
    const rows = shown.get(measure)?.breakdowns.find((one) => one.dimension === dimension)?.rows;
    return rows !== undefined && isPrintable(rows);
  });
  return { until: now.until, frozenOn: now.frozenOn, tables, figures };
}

type LineAt = (measure: string, dimension: string, key: string) => GroupLine;

function tablesOf(
  dimensions: readonly string[],
  line: (...at: Parameters<LineAt>) => GroupLine & { before?: GroupLine | null },
  isShown: (measure: string, dimension: string) => boolean = () => true,
): GroupTable[] {
  return Object.entries(MEASURES).map(([measure, { words, of }]) => ({
    measure,
    title: words,
    ofWords: HELD_AGAINST[measure] ?? (of === 'census' ? 'held against the population' : 'held against the cohort'),
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
}

function linesShown({ until, rows, census, rule }: GroupsOfQuarter): LineAt {
  const count = countsOfQuarter(rows, until);
  const shown = new Map(COUNTED.map((measure) => [measure, protectGroups(count, measure, rule)]));
  return linesOf(shown, censusOf(census), ruleOfGroups(rule));
}

function linesOf(shown: ReadonlyMap<string, ProtectedFigure>, population: Count, rule: SmallNumberRule): LineAt {
  const readable = readCounts((measure) => shown.get(measure));
  return (measure, dimension, key) => {
    const figure = shown.get(measure);
    const rows = figure?.breakdowns.find((one) => one.dimension === dimension)?.rows;
    const cell = rows?.find((row) => row.key === key)?.all;
    if (!figure || !cell) return { people: NOT_SHOWN, share: NOT_SHOWN, ratio: 'too few to compare' };
    const base = MEASURES[measure]?.of ?? 'census';
    const asked = { measure, base, dimension, key };
    const isCompared = !UNKNOWN_KEYS.includes(key) && cell.value !== null && mayCompare(readable, asked);
    const ratio = isCompared ? compare(readable, base === 'census' ? population : readable, asked) : undefined;
    const referred =
      isCompared && measure === 'entered' ? compare(readable, readable, { ...asked, base: 'referred' }) : undefined;
    const share = shownShare(cell, figure.total.all, rule);
    return {
      people: shownWords(cell),
      share: share === null ? NOT_SHOWN : `${share}%`,
      ratio: [
        ratio ? `${ratioWords(ratio)}${isMarked(ratio) ? `, ${MORE_THAN_CHANCE}` : ''}` : 'too few to compare',
        ...(referred ? [`held against those referred: ${ratioWords(referred)}`] : []),
      ].join('; '),
    };
  };
}

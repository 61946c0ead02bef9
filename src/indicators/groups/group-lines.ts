import { UNKNOWN } from '../domain/bounds';
import { NOT_SHOWN, type ProtectedFigure, shownShare, shownWords } from '../domain/protect-figure';
import { isMarked, ratioWords } from '../domain/rate-ratio';
import type { Shown, SmallNumberRule } from '../domain/small-numbers';
import {
  besidePopulation,
  censusOf,
  compare,
  isComparable,
  knownKeys,
  MEASURES,
  REFERRED_ENTERED,
} from './group-comparison';
import type { CensusRow, GroupRow } from './groups.queries';
import { readCounts } from './shown-counts';

/** What is said of one group: people of how many, their share beside that of the group elsewhere, and the ratio. */
export interface GroupLine {
  people: string;
  share: string;
  ratio: string;
}

export type LineAt = (measure: string, dimension: string, key: string) => GroupLine;

/** Each measure as it is shown. */
export type ShownFigures = ReadonlyMap<string, ProtectedFigure>;

/** Said of a ratio whose interval leaves one out. */
export const MORE_THAN_CHANCE = 'more than chance';

const TOO_FEW = 'too few to compare';

interface Of {
  rows: readonly GroupRow[];
  census: readonly CensusRow[];
}

/** Every number in words is one that is shown, or worked out from such. */
export function linesOf({ rows, census }: Of, shown: ShownFigures, rule: SmallNumberRule): LineAt {
  const population = censusOf(census);
  const sides = besidePopulation(
    readCounts((measure) => shown.get(measure)),
    population,
  );
  const populationShare = populationShares(census);
  return (measure, dimension, key) => {
    const cell = cellOf(shown.get(measure), dimension, key);
    if (!cell) return { people: NOT_SHOWN, share: NOT_SHOWN, ratio: TOO_FEW };
    const of = MEASURES[measure]?.of ?? 'census';
    const isHeld = isComparable(rows, measure);
    const ofWhom = of === 'census' ? population(of, dimension, key) : cellOf(shown.get(of), dimension, key)?.value;
    const ratio = isHeld ? compare(sides, { measure, of, dimension, key }) : undefined;
    return {
      people:
        isHeld && ofWhom && cell.high < UNKNOWN ? `${shownWords(cell)} of ${thousands(ofWhom)}` : shownWords(cell),
      share: shareWords(shareOf(shown, rule, [measure, dimension, key]), {
        referred: measure === 'referred' ? null : shareOf(shown, rule, ['referred', dimension, key]),
        population: populationShare(dimension, key),
      }),
      ratio: ratio
        ? `${ratioWords(ratio)}${isMarked(ratio) ? `, ${MORE_THAN_CHANCE}` : ''}`
        : isHeld
          ? TOO_FEW
          : 'not compared',
    };
  };
}

const cellOf = (figure: ProtectedFigure | undefined, dimension: string, key: string): Shown | undefined =>
  figure?.breakdowns.find((one) => one.dimension === dimension)?.rows?.find((row) => row.key === key)?.all;

const thousands = (people: number): string => people.toLocaleString('en-GB');

function shareOf(
  shown: ShownFigures,
  rule: SmallNumberRule,
  [measure, dimension, key]: Parameters<LineAt>,
): number | null {
  const figure = shown.get(measure);
  const cell = cellOf(figure, dimension, key);
  return figure && cell ? shownShare(cell, figure.total.all, rule) : null;
}

/** A hundredth and more of the people of a dimension whose group the table has. */
function populationShares(census: readonly CensusRow[]): (dimension: string, key: string) => number | null {
  const population = censusOf(census);
  return (dimension, key) => {
    if (!knownKeys(dimension).includes(key)) return null;
    const all = knownKeys(dimension).reduce((total, one) => total + population('census', dimension, one), 0);
    const share = Math.round((population('census', dimension, key) / all) * 100);
    return share >= 1 ? share : null;
  };
}

function shareWords(
  share: number | null,
  { referred, population }: { referred: number | null; population: number | null },
): string {
  if (share === null) return NOT_SHOWN;
  const beside = [
    ...(referred === null ? [] : [`of those referred ${referred}%`]),
    ...(population === null ? [] : [`of the population ${population}%`]),
  ];
  return beside.length > 0 ? `${share}% (${beside.join(', ')})` : `${share}%`;
}

/** How many of those who entered came without a referral, worked out from the two counts that are shown: it tells nothing more. */
export function unreferredWords(shown: ShownFigures, { threshold }: SmallNumberRule): string[] {
  const [entered, referred] = ['entered', REFERRED_ENTERED].map((measure) => shown.get(measure)?.total.all);
  if (!entered || entered.value === null || !referred || referred.high === UNKNOWN) return [];
  const rest = entered.value - (referred.value ?? 0);
  const about = rest < threshold ? 'few or none' : `about ${rest}`;
  return [`${about} of them without a referral in those months`];
}

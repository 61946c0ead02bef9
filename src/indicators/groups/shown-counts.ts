import { UNKNOWN } from '../domain/bounds';
import { type CountedFigure, type ProtectedFigure, protectFigure, TOTAL } from '../domain/protect-figure';
import type { Told } from '../domain/rate-ratio';
import { onScreen, type Shown, type SmallNumberRule } from '../domain/small-numbers';
import { type Count, GROUP_WORDS, type Sides } from './group-comparison';

/** The rule for groups: as on screen, to everybody, and whether there is nobody in a group is not told either. */
export const ruleOfGroups = (rule: SmallNumberRule): SmallNumberRule => ({ ...onScreen(rule), isZeroSmall: true });

/** A measure with each of its groups as it was counted. */
export const countedGroups = (count: Count, measure: string): CountedFigure => ({
  total: [count(measure, TOTAL, TOTAL)],
  breakdowns: Object.entries(GROUP_WORDS).map(([dimension, keys]) => ({
    dimension,
    isSensitive: true,
    rows: Object.keys(keys).map((key) => ({ key, counts: [count(measure, dimension, key)] })),
  })),
});

/** A measure with each of its groups as it is shown. */
export const protectGroups = (count: Count, measure: string, rule: SmallNumberRule): ProtectedFigure =>
  protectFigure(countedGroups(count, measure), ruleOfGroups(rule));

/**
 * The counts as whoever reads the page knows them. Ratios are worked out from these: one worked out from the true counts tells them,
 * with its interval and the population beside it, to the person.
 */
export function shownCounts(count: Count, rule: SmallNumberRule): Sides {
  const shown = new Map<string, ProtectedFigure>();
  return readCounts((measure) => {
    const figure = shown.get(measure) ?? protectGroups(count, measure, rule);
    shown.set(measure, figure);
    return figure;
  });
}

/** The counts as whoever reads these figures knows them. */
export function readCounts(figureOf: (measure: string) => ProtectedFigure | undefined): Sides {
  const cellOf = (measure: string, dimension: string, key: string): Shown | undefined => {
    const rows = figureOf(measure)?.breakdowns.find((one) => one.dimension === dimension)?.rows;
    return rows?.find((row) => row.key === key)?.all;
  };
  const read =
    (ofSmall: (cell: Shown) => Told): Sides['people'] =>
    (...at) => {
      const cell = cellOf(...at);
      if (!cell || (cell.value === null && cell.high === UNKNOWN)) return NOT_TOLD;
      const { value, low, high } = cell;
      return value === null ? ofSmall(cell) : { value, low, high };
    };
  return {
    people: read(({ low, high }) => ({ value: (low + high) / 2, low, high })),
    among: read(() => NOBODY),
  };
}

/** No number: neither it nor a sum with it is compared. */
const NOT_TOLD: Told = { value: NaN, low: NaN, high: NaN };
const NOBODY: Told = { value: 0, low: 0, high: 0 };

import { UNKNOWN } from './bounds';
import {
  type CountRow,
  type Given,
  onScreen,
  protectRows,
  type Shown,
  type ShownRow,
  type SmallNumberRule,
} from './small-numbers';

/** A figure with its breakdowns: each row has the same columns, for a share those who meet it and those who do not. */
export interface CountedFigure {
  total: readonly number[];
  breakdowns: readonly { dimension: string; isSensitive: boolean; rows: readonly CountRow[] }[];
}

export interface ProtectedFigure {
  total: ShownRow;
  /** Rows are undefined where a breakdown cannot be shown at all. */
  breakdowns: { dimension: string; rows?: ShownRow[] }[];
}

export const TOTAL = 'all';

/**
 * A figure as it may be published: small counts in rows, columns, totals and complements are protected, and no change from what was
 * published before tells of a few people. A figure whose own total cannot be shown shows no breakdown either, because the
 * breakdowns would have to hide it together.
 *
 * Where small counts are left out, what remains stands rounded as on screen, and nothing stands here that is hidden there: whoever
 * reads both learns from the publication nothing that the screen does not say.
 */
export function protectFigure(
  figure: CountedFigure,
  rule: SmallNumberRule,
  earlier: readonly ProtectedFigure[] = [],
): ProtectedFigure {
  const screen = rule.mode === 'suppress' ? protectFigure(figure, onScreen(rule)) : undefined;
  const single = protectRows([{ key: TOTAL, counts: figure.total }], rule, {
    before: () => earlier.map((one) => one.total),
    screen: () => screen?.total,
  });
  const [total] = single?.rows ?? [];
  if (!total) throw new Error('A single row can always be hidden.');
  const known = [...total.cells, total.all];
  if (known.some(({ high }) => high === UNKNOWN)) {
    return { total, breakdowns: figure.breakdowns.map(({ dimension }) => ({ dimension })) };
  }
  return {
    total,
    breakdowns: protectTogether(
      figure,
      { rule, earlier, screen },
      known.map(({ value, possible }) => ({ value, ...possible })),
    ),
  };
}

interface By {
  rule: SmallNumberRule;
  earlier: readonly ProtectedFigure[];
  screen: ProtectedFigure | undefined;
}

/** Each breakdown may tell more about the total they share, and with it about the others: again until it tells no more. */
function protectTogether(figure: CountedFigure, by: By, given: readonly Given[]): ProtectedFigure['breakdowns'] {
  const done = figure.breakdowns.map(({ dimension, isSensitive, rows }) => {
    const rowsOf = (one: ProtectedFigure) => one.breakdowns.find((other) => other.dimension === dimension)?.rows;
    if (by.screen && !rowsOf(by.screen)) return { dimension, rows: undefined, totals: undefined };
    const found = protectRows(rows, isSensitive ? { ...by.rule, isZeroSmall: true } : by.rule, {
      given,
      before: (key) => by.earlier.flatMap((one) => (rowsOf(one) ?? []).filter((row) => row.key === key)),
      screen: (key) => by.screen && rowsOf(by.screen)?.find((row) => row.key === key),
    });
    return { dimension, rows: found?.rows, totals: found?.totals };
  });
  const narrower = given.map(({ value, low, high }, c) => ({
    value,
    low: Math.max(low, ...done.map(({ totals }) => totals?.[c]?.low ?? low)),
    high: Math.min(high, ...done.map(({ totals }) => totals?.[c]?.high ?? high)),
  }));
  const isNarrower = narrower.some(({ low, high }, c) => low !== given[c]?.low || high !== given[c]?.high);
  if (isNarrower) return protectTogether(figure, by, narrower);
  return done.map(({ dimension, rows }) => ({ dimension, rows }));
}

/** One group alone would be described by everything that is said of the figure: no breakdown is published of fewer than two. */
export const isPrintable = (rows: readonly ShownRow[]): boolean =>
  rows.filter(({ all }) => all.high > 0 && all.high < UNKNOWN).length >= 2;

/** A percentage worked out from the counts as they are shown; null where one of them is not, or is of too few people. */
export function shownShare(part: Shown, of: Shown, { leastForShare }: SmallNumberRule): number | null {
  if (part.value === null || of.value === null || of.value < leastForShare) return null;
  return Math.min(100, Math.round((part.value / of.value) * 100));
}

export const NOT_SHOWN = 'not shown';

/** A count in words: “35”, “fewer than 5”, “not shown”. */
export function shownWords({ value, high }: Shown): string {
  if (value !== null) return String(value);
  return high < UNKNOWN ? `fewer than ${high + 1}` : NOT_SHOWN;
}

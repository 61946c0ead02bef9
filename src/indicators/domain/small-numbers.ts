import { boundsOf, type Known, UNKNOWN } from './bounds';

/** How a partnership keeps small numbers out of what it publishes. */
export interface SmallNumberRule {
  /** round: counts are rounded to a base; suppress: and small ones are left out of publications, and others with them. */
  mode: 'suppress' | 'round';
  /** Counts below this are small. */
  threshold: number;
  base: number;
  /** For what is sensitive about a person (ethnicity, disability): whether nobody or somebody is in a group is not told either. */
  isZeroSmall: boolean;
  /** No percentage and no average of fewer people. */
  leastForShare: number;
}

export const STANDARD_RULE: SmallNumberRule = {
  mode: 'round',
  threshold: 5,
  base: 5,
  isZeroSmall: false,
  leastForShare: 20,
};

export const isSameRule = (one: SmallNumberRule, other: SmallNumberRule): boolean =>
  one.mode === other.mode &&
  one.threshold === other.threshold &&
  one.base === other.base &&
  one.isZeroSmall === other.isZeroSmall &&
  one.leastForShare === other.leastForShare;

/** One count as it is shown. `possible` is what can be worked out about it from everything shown beside it. */
export interface Shown extends Known {
  value: number | null;
  possible: Known;
}

/**
 * The rule by which counts are read on screen by who sees no names: always rounded, because today's figure changes with every case
 * and only rounding keeps the difference between two looks from telling of one person.
 */
export const onScreen = (rule: SmallNumberRule): SmallNumberRule => ({ ...rule, mode: 'round', base: baseOf(rule) });

/** To what counts are rounded, on screen and in what is published alike. */
export const baseOf = ({ threshold, base }: SmallNumberRule): number => (threshold <= 9 ? base : 10);

export interface CountRow {
  key: string;
  /** One count a column; they add up to the row's total. */
  counts: readonly number[];
}

export interface ShownRow {
  key: string;
  cells: Shown[];
  all: Shown;
}

/** From one number rounded to 10 to the next the true change is 1 to 19: no greater change can be called small. */
const MOST_THRESHOLD = 19;

/** How many possible values must be left of a small count, so that it cannot be told. */
const LEAST_POSSIBLE = 3;

/** @returns what is wrong with a rule in words, or undefined */
export function ruleProblem({ mode, threshold, base }: SmallNumberRule): string | undefined {
  if (!Number.isInteger(threshold) || threshold < 3 || threshold > MOST_THRESHOLD)
    return `Choose a threshold from 3 to ${MOST_THRESHOLD}`;
  if (![5, 10].includes(base)) return 'Choose 5 or 10 to round to';
  if (mode === 'suppress') return undefined;
  // From one rounded number to the next the true change is 1 to 2 × base − 1: all of it small would tell of a small change.
  return threshold <= 2 * base - 1 ? undefined : 'Round to 10 where counts below 10 are small';
}

/** The first look at a count, before what stands beside it is considered. */
function firstShown(value: number, rule: SmallNumberRule): Known & { value: number | null } {
  if (isSmall(value, rule)) {
    return rule.mode === 'round'
      ? { value: null, low: rule.isZeroSmall ? 0 : 1, high: rule.threshold - 1 }
      : hidden(rule);
  }
  if (value === 0) return { value, low: 0, high: 0 };
  const base = baseOf(rule);
  const rounded = Math.round(value / base) * base;
  const below = Math.floor(base / 2);
  return {
    value: rounded,
    low: Math.max(rounded - below, rule.threshold),
    high: rounded + base - 1 - below,
  };
}

const isSmall = (value: number, rule: SmallNumberRule): boolean =>
  value < rule.threshold && (value > 0 || rule.isZeroSmall);

const hidden = (rule: SmallNumberRule): Known & { value: null } => ({
  value: null,
  low: rule.isZeroSmall ? 0 : 1,
  high: UNKNOWN,
});

/** Whether two times together tell of a change of a few people. From or to nobody tells no more than the other count alone. */
export function tellsSmallChange(now: Known, before: Known, threshold: number): boolean {
  if (isNobody(now) || isNobody(before)) return false;
  const [least, most] = [now.low - before.high, now.high - before.low];
  return (least > 0 && most < threshold) || (most < 0 && least > -threshold);
}

const isNobody = ({ low, high }: Known): boolean => low === 0 && high === 0;

interface Table {
  values: number[][];
  shown: (Known & { value: number | null })[][];
  /** What was published of the same cell before, to be compared with. */
  before: Known[][][];
}

/** The cells of which too much can be worked out, by adding, subtracting and comparing with what was published before. */
export function tellingCells(table: Table, rule: SmallNumberRule): { r: number; c: number }[] {
  const bounds = boundsOf(table.values, table.shown);
  const lastRow = table.values.length - 1;
  return table.values.flatMap((row, r) =>
    r === lastRow
      ? []
      : row.flatMap((value, c) => {
          const possible = bounds[r]?.[c];
          if (!possible) return [];
          const isTold = isSmall(value, rule) && tellsSmall(possible, rule);
          const before = table.before[r]?.[c] ?? [];
          return isTold || before.some((known) => tellsSmallChange(possible, known, rule.threshold)) ? [{ r, c }] : [];
        }),
  );
}

function tellsSmall({ low, high }: Known, { mode, threshold }: SmallNumberRule): boolean {
  if (high - low + 1 < LEAST_POSSIBLE) return true;
  return mode === 'suppress' && high < threshold;
}

/** Hides more, smallest first, until nothing can be worked out. @returns undefined when only hiding all of it would do */
function protectTable(table: Table, rule: SmallNumberRule): Table | undefined {
  const shown = table.shown.map((row) => [...row]);
  const now: Table = { ...table, shown };
  for (let telling = tellingCells(now, rule); telling.length > 0; telling = tellingCells(now, rule)) {
    const at = nextToHide(now, telling);
    const row = at && shown[at.r];
    if (!row) return undefined;
    row[at.c] = hidden(rule);
  }
  return now;
}

/**
 * A telling cell itself while it is shown; else the smallest shown count in a row or column whose only hidden cell it would
 * join; else the smallest anywhere.
 */
function nextToHide(table: Table, telling: readonly { r: number; c: number }[]): { r: number; c: number } | undefined {
  const isOpen = (r: number, c: number): boolean => table.shown[r]?.[c]?.value != null;
  const hiddenIn = (cells: boolean[]): number => cells.filter((open) => !open).length;
  const aloneRows = table.values.map((row, r) => hiddenIn(row.map((_, c) => isOpen(r, c))) === 1);
  const aloneColumns = (table.values[0] ?? []).map(
    (_, c) => hiddenIn(table.values.map((_row, r) => isOpen(r, c))) === 1,
  );
  const candidates = table.values.slice(0, -1).flatMap((row, r) =>
    row.flatMap((value, c) => {
      if (!isOpen(r, c) || value === 0) return [];
      const isTelling = telling.some((cell) => cell.r === r && cell.c === c);
      const joins = aloneRows[r] === true || aloneColumns[c] === true;
      // Totals of rows last: they are what readers look for.
      const isTotal = c === row.length - 1;
      return [{ r, c, rank: (isTelling ? 0 : joins ? 10 : 20) + (isTotal ? 1 : 0), value }];
    }),
  );
  return candidates.sort((a, b) => a.rank - b.rank || a.value - b.value)[0];
}

/** What is known of a total from elsewhere. */
export type Given = Known & { value: number | null };

/** What the tables of one figure have in common. */
interface Beside {
  /** The row of totals as it is published elsewhere. */
  given?: readonly Given[];
  before: (key: string) => readonly ShownRow[];
  /** The row as it stands on screen: what is hidden there is hidden here. */
  screen?: (key: string) => ShownRow | undefined;
}

/** Rows with their counts and totals, protected. */
export function protectRows(
  rows: readonly CountRow[],
  rule: SmallNumberRule,
  { given, before, screen }: Beside,
): { rows: ShownRow[]; totals: Known[] } | undefined {
  const values = rows.map(({ counts }) => [...counts, sum(counts)]);
  const columns = values[0]?.length ?? 0;
  const totals = Array.from({ length: columns }, (_, c) => sum(values.map((row) => row[c] ?? 0)));
  const nothing: Known & { value: null } = { value: null, low: 0, high: UNKNOWN };
  const protectedTable = protectTable(
    {
      values: [...values, totals],
      shown: [
        ...values.map((row, r) => {
          const there = screen?.(rows[r]?.key ?? '');
          const known = there && [...there.cells, there.all];
          return row.map((value, c) => (known?.[c]?.high === UNKNOWN ? hidden(rule) : firstShown(value, rule)));
        }),
        given ? [...given] : totals.map(() => nothing),
      ],
      before: rows.map(({ key }) => {
        const earlier = before(key);
        return Array.from({ length: columns }, (_, c) =>
          earlier.flatMap((row) => [...row.cells, row.all][c]?.possible ?? []),
        );
      }),
    },
    rule,
  );
  if (!protectedTable) return undefined;
  const bounds = boundsOf(protectedTable.values, protectedTable.shown);
  const shownRows = rows.map(({ key }, r) => {
    const cells = (protectedTable.shown[r] ?? []).map((known, c) => ({
      ...known,
      possible: bounds[r]?.[c] ?? { low: 0, high: UNKNOWN },
    }));
    const all = cells.pop() ?? { ...nothing, possible: nothing };
    return { key, cells, all };
  });
  return { rows: shownRows, totals: bounds.at(-1) ?? [] };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

import type { Known } from './bounds';
import { type Cell, type Shape, valueOf, valueWords } from './figure';
import { protectFigure, shownShare, shownWords } from './protect-figure';
import type { Shown, ShownRow, SmallNumberRule } from './small-numbers';

/** A figure as one reader reads it: its value for judging it, null where it is not shown or there is none, and its words. */
export interface Readable {
  value: number | null;
  /** From where to where the true value lies, as far as the reader can know. */
  known: Known | null;
  words: string;
  /** “31 of 43”; empty for counts. */
  ofWords: string;
}

export const NO_FIGURE: Readable = { value: null, known: null, words: 'Not worked out yet', ofWords: '' };
export const NOT_SUPPLIED: Readable = { value: null, known: null, words: 'Not supplied yet', ofWords: '' };
/** Beside an agency's own exact part the whole would tell of the few people that others have. */
export const TOO_FEW_OTHERS: Readable = {
  value: null,
  known: null,
  words: 'Not shown',
  ofWords: 'fewer than two other agencies have enough people in it',
};
export const NO_DATA: Readable = { value: null, known: null, words: 'No data supplied', ofWords: '' };

/** Exactly, for those who may open the list behind it. */
export function readExactly(shape: Shape, cell: Cell): Readable {
  const value = valueOf(shape, cell);
  return {
    value,
    known: value === null ? null : { low: value, high: value },
    words: valueWords(shape, value),
    ofWords: shape === 'share' ? `${cell.met} of ${cell.total}` : '',
  };
}

/** The columns that add up: those who meet it and those who do not; a count has one. */
export const countsOf = (shape: Shape, { met, total }: Cell): number[] =>
  shape === 'share' ? [met, Math.max(0, total - met)] : [shape === 'median' ? total : met];

/** As it may be shown to somebody who may not know of single people. */
export function readProtected(shape: Shape, cell: Cell, rule: SmallNumberRule): Readable {
  if (shape === 'done') return readExactly(shape, cell);
  const { total } = protectFigure({ total: countsOf(shape, cell), breakdowns: [] }, rule);
  return readShown(shape, total, cell.amount, rule);
}

/** So many of so many, without words; null where it is not shown. */
export interface ReadCounts {
  met: number | null;
  total: number | null;
}

export function protectedCounts(met: number, total: number, rule: SmallNumberRule): ReadCounts {
  const { total: row } = protectFigure({ total: [met, Math.max(0, total - met)], breakdowns: [] }, rule);
  return { met: row.cells[0]?.value ?? null, total: row.all.value };
}

/** A protected row in words; a median only of so many people. */
export function readShown(shape: Shape, row: ShownRow, amount: number | null, rule: SmallNumberRule): Readable {
  const [met, rest] = row.cells;
  if (!met) return NO_FIGURE;
  if (shape === 'share') {
    const value = shownShare(met, row.all, rule);
    const known = value === null || !rest ? null : shareBetween(met.possible, rest.possible);
    return {
      value,
      known,
      words: value === null ? 'Not shown' : shareWords(value, known),
      ofWords: sharedOf(met, row.all, rule),
    };
  }
  if (shape === 'median') return readMedian(met, amount, rule);
  return {
    value: met.value,
    known: met.value === null ? null : met.possible,
    words: capital(shownWords(met)),
    ofWords: '',
  };
}

/** “25 of 50”; counts that are shown where their percentage is not say why it is not. */
function sharedOf(part: Shown, of: Shown, { leastForShare }: SmallNumberRule): string {
  const words = `${shownWords(part)} of ${shownWords(of)}`;
  const isTooFew = part.value !== null && of.value !== null && of.value < leastForShare;
  return isTooFew ? `${words}, too few for a percentage` : words;
}

function readMedian(of: Shown, amount: number | null, { leastForShare }: SmallNumberRule): Readable {
  const isShown = amount !== null && of.value !== null && of.value >= leastForShare;
  return isShown
    ? { value: Math.round(amount), known: aroundDay(amount), words: `${Math.round(amount)} days`, ofWords: '' }
    : { value: null, known: null, words: 'Not shown', ofWords: '' };
}

const aroundDay = (amount: number): Known => ({ low: Math.round(amount) - 0.5, high: Math.round(amount) + 0.5 });

/** The least and the greatest percentage that so many and so many others can make. */
function shareBetween(met: Known, rest: Known): Known {
  const percent = (part: number, others: number, empty: number): number =>
    valueOf('share', { met: part, total: part + others, amount: null }) ?? empty;
  return { low: percent(met.low, rest.high, 0), high: percent(met.high, rest.low, 100) };
}

/** A percentage of rounded counts that the true one cannot be says so: it is judged by what it can be, “100%” would stand near a target. */
function shareWords(value: number, known: Known | null): string {
  if (known && value > known.high) return `Under ${value}%`;
  return known && value < known.low ? `Over ${value}%` : `${value}%`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

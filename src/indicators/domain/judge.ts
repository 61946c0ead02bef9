import type { Known } from './bounds';
import { changeWords, type Direction, type Judgement, type Rag, ragOf, type Shape } from './figure';

/** A value as its reader sees it, and from where to where the true one lies; null where none is shown. */
export interface Judged {
  value: number | null;
  known: Known | null;
}

export const UNTOLD = 'Cannot be told from rounded counts';

/** How a figure stands, said only where every value that it may have stands alike, and never of one that is not shown. */
export function judge({ value, known }: Judged, judgement: Judgement): Rag {
  if (value === null || known === null) return 'none';
  // Between the two ends it stands as one of them, because it gets only better or only worse from one to the other.
  const [least, most] = [ragOf(known.low, judgement), ragOf(known.high, judgement)];
  return least === most ? least : 'untold';
}

/** The change between two times, said only where rounding cannot turn it over; how much it is only of exact values. */
export function changeBetween(now: Judged, before: Judged, direction: Direction, shape?: Shape): string {
  if (now.known === null || before.known === null) return changeWords(null, null, direction);
  if (isExact(now.known) && isExact(before.known)) return changeWords(now.value, before.value, direction, shape);
  const isUp = now.known.low > before.known.high;
  if (!isUp && now.known.high >= before.known.low) return UNTOLD;
  const way = isUp ? 'Up' : 'Down';
  return direction === 'none' ? way : `${way}, ${isUp === (direction === 'up') ? 'better' : 'worse'}`;
}

const isExact = ({ low, high }: Known): boolean => low === high;

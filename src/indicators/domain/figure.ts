export const SHAPES = ['share', 'count', 'median', 'done'] as const;
export type Shape = (typeof SHAPES)[number];
export type Direction = 'up' | 'down' | 'none';

export interface Cell {
  dimension: string;
  key: string;
  met: number;
  total: number;
  amount: number | null;
}

/** What a figure is broken down by. */
export const BREAKDOWNS = ['agency', 'age_band', 'strand', 'part'] as const;

/** What one agency’s part is broken down by, each key after the agency’s id: read by the managers of that agency, and by nobody else. */
export const OF_AN_AGENCY = ['agency_age_band', 'agency_strand', 'agency_part'] as const;

export const WHOLE = ['all', ...BREAKDOWNS] as const;
export type Dimension = (typeof WHOLE)[number] | (typeof OF_AN_AGENCY)[number];

/** Figures of lists and reports, not of people: no small number of them tells of anybody. */
const NOT_OF_PEOPLE = ['I6', 'I18'];
export const countsPeople = (code: string): boolean => !NOT_OF_PEOPLE.includes(code);

/** The number a figure is judged by: percent for a share, days for a median; null where there is nothing to divide by. */
export function valueOf(shape: Shape, { met, total, amount }: Pick<Cell, 'met' | 'total' | 'amount'>): number | null {
  if (shape === 'count' || shape === 'done') return met;
  if (shape === 'median') return amount;
  return total === 0 ? null : Math.round((met / total) * 1000) / 10;
}

export function valueWords(shape: Shape, value: number | null): string {
  if (value === null) return 'None to count';
  if (shape === 'share') return `${trimmed(value)}%`;
  if (shape === 'median') return `${trimmed(value)} days`;
  if (shape === 'done') return value > 0 ? 'Done' : 'Not done';
  return String(value);
}

const trimmed = (value: number): string => String(Math.round(value * 10) / 10);

/** none: nothing to judge by; untold: rounded, and what it was rounded from may stand either way. */
export type Rag = 'green' | 'amber' | 'red' | 'none' | 'untold';

/** What a figure is held against. */
export interface Judgement {
  target: number | null;
  direction: Direction;
  amberWithin: number;
}

/** Suggested by the distance from the target: met is green, within `amberWithin` amber, further red (2.11 of the practice). */
export function ragOf(value: number | null, { target, direction, amberWithin }: Judgement): Rag {
  if (value === null || target === null || direction === 'none') return 'none';
  const short = direction === 'up' ? target - value : value - target;
  if (short <= 0) return 'green';
  return short <= amberWithin ? 'amber' : 'red';
}

/** In words and with a sign, so that the colour is never needed. */
export const RAG_WORDS: Record<Rag, { words: string; icon: string }> = {
  green: { words: 'On target', icon: '●' },
  amber: { words: 'Near target', icon: '▲' },
  red: { words: 'Off target', icon: '■' },
  none: { words: 'Not judged', icon: '○' },
  untold: { words: 'Cannot be told from rounded counts', icon: '○' },
};

/** Better, worse or the same since another time, in words; which of the two up is depends on the indicator. */
export function changeWords(now: number | null, before: number | null, direction: Direction, shape?: Shape): string {
  if (now === null || before === null) return 'Cannot be compared';
  const change = Math.round((now - before) * 10) / 10;
  if (change === 0) return 'No change';
  if (shape === 'done') return change > 0 ? 'Done this time, better' : 'Not done this time, worse';
  const size = `${change > 0 ? 'Up' : 'Down'} ${Math.abs(change)}`;
  if (direction === 'none') return size;
  return `${size}, ${change > 0 === (direction === 'up') ? 'better' : 'worse'}`;
}

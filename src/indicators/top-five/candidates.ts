import { addMonths, type Day } from '../../shared/day';

/** One arrest or weapon find on record, by its day. */
export interface RankedEvent {
  kind: 'arrest' | 'weapon_find';
  happenedOn: Day;
}

/** What an event still weighs: whole for three months, three quarters until six, half until twelve, then nothing. */
const WEIGHTS = [
  { months: 3, weight: 1 },
  { months: 6, weight: 0.75 },
  { months: 12, weight: 0.5 },
];

/**
 * How often and how lately somebody was arrested or found with a weapon: it ranks whom people look at, and decides nothing.
 * Events of one day count once, as one occasion on which several things were recorded.
 */
export function rankingScore(events: readonly RankedEvent[], today: Day): number {
  const days = [...new Set(events.map(({ happenedOn }) => happenedOn))].filter((day) => day <= today);
  return days.reduce(
    (sum, day) => sum + (WEIGHTS.find(({ months }) => day > addMonths(today, -months))?.weight ?? 0),
    0,
  );
}

/** Named in two occasions or more on different days of the last twelve months. */
export const isRepeat = (events: readonly RankedEvent[], today: Day): boolean =>
  new Set(events.map(({ happenedOn }) => happenedOn).filter((day) => day > addMonths(today, -12) && day <= today))
    .size >= 2;

import { addDays } from '../../../src/shared/day';

/** [day, midnight of London that begins it]: the clocks change, a leap day, a new year. */
export const LONDON_DAYS = [
  ['2026-03-29', '2026-03-29T00:00:00Z'],
  ['2026-03-30', '2026-03-29T23:00:00Z'],
  ['2026-10-25', '2026-10-24T23:00:00Z'],
  ['2026-10-26', '2026-10-26T00:00:00Z'],
  ['2027-01-01', '2027-01-01T00:00:00Z'],
  ['2027-03-28', '2027-03-28T00:00:00Z'],
  ['2027-03-29', '2027-03-28T23:00:00Z'],
  ['2028-02-29', '2028-02-29T00:00:00Z'],
] as const;

/** The midnight of London that ends a day, however many hours it has: milliseconds since 1970. */
export function endOf(day: string): number {
  const next = new Date(`${addDays(day, 1)}T12:00:00Z`);
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric' }).format(next);
  return Date.parse(`${addDays(day, 1)}T00:00:00Z`) - (Number(offset) - 12) * 3_600_000;
}

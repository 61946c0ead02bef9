import type { Statement } from '../platform/database';

export interface OutOfSightRow {
  person: string;
  things: number;
  told: string[];
}

/** How much somebody who is gone holds that the actor does not see, and who else was told; only of people the actor was told about. */
export const heldOutOfSight = (people: readonly string[]): Statement => ({
  name: 'held-out-of-sight',
  text: 'SELECT h.person, h.things, h.told FROM held_out_of_sight($1::uuid[]) h ORDER BY h.person',
  values: [[...new Set(people)]],
});

/** What is said of it; null when everything is in sight. The way on, where nobody else was told: an administrator. */
export function outOfSightWords(rows: readonly OutOfSightRow[], person: string | null): string | null {
  const row = rows.find((one) => one.person === person);
  if (!row) return null;
  const much =
    row.things === 1
      ? 'Still holds 1 thing in a case you cannot see.'
      : `Still holds ${row.things} things in cases you cannot see.`;
  const told = row.told.length === 0 ? 'Nobody else was told.' : `Also told: ${row.told.join('; ')}.`;
  return `${much} ${told} A manager of the agency that holds ${row.things === 1 ? 'it' : 'them'} can hand over; where that agency has none, an administrator gives it one.`;
}

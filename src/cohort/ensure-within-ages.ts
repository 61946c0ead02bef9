import type { Transaction } from '../platform/database';
import { ageOn } from '../shared/age';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';

/**
 * The rule of age of the panel whose cohort it is; a date of birth that nobody knows is held against nobody.
 * @throws Invalid
 */
export async function ensureWithinAges(
  tx: Transaction,
  { individualId, panelId, startedOn }: { individualId: string; panelId: string; startedOn: Day },
): Promise<void> {
  const [known] = await tx.query<{ dateOfBirth: Day | null; panel: string; youngest: number; oldest: number }>(
    `SELECT i.date_of_birth AS "dateOfBirth", p.name AS panel, p.youngest_age AS youngest, p.oldest_age AS oldest
       FROM individuals i, panels p WHERE i.id = $1 AND p.id = $2`,
    [individualId, panelId],
  );
  if (!known?.dateOfBirth) return;
  const age = ageOn(known.dateOfBirth, startedOn);
  if (age >= known.youngest && age <= known.oldest) return;
  const where = age > known.oldest ? 'adult services or the police' : 'children’s social care or early help';
  const message =
    `They are ${age} on that day: the cohort of ${known.panel} is for people from ${known.youngest} to ${known.oldest}. ` +
    `Decide that they do not enter, and refer them to ${where}`;
  throw new Invalid([{ field: 'startedOn', message }]);
}

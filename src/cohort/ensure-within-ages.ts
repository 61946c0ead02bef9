import { agesInWords, type AgesOfPanel, outsideAges } from '../individuals';
import type { Transaction } from '../platform/database';
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
  const [known] = await tx.query<AgesOfPanel & { dateOfBirth: Day | null }>(
    `SELECT i.date_of_birth AS "dateOfBirth", p.name AS panel, p.youngest_age AS youngest, p.oldest_age AS oldest
       FROM individuals i, panels p WHERE i.id = $1 AND p.id = $2`,
    [individualId, panelId],
  );
  if (!known) return;
  const outside = outsideAges(known.dateOfBirth, startedOn, known);
  if (outside === null) return;
  const message =
    `They are ${outside.age} on that day: the cohort of ${known.panel} is for people ${agesInWords(known)}. ` +
    `Decide that they do not enter, and refer them to ${outside.turnTo}`;
  throw new Invalid([{ field: 'startedOn', message }]);
}

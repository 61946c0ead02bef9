import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';

interface StandingIn {
  userId: string;
  delegateId: string;
  startsOn: Day;
  endsOn?: Day;
}

/**
 * Two who stand in for each other, or a longer circle, would leave nobody to be told.
 * @throws Invalid when following who stands in leads back to the person, on some day of the absence
 */
export async function ensureNoCircle(
  tx: Transaction,
  { userId, delegateId, startsOn, endsOn }: StandingIn,
  field: 'delegateId' | 'endsOn' = 'delegateId',
): Promise<void> {
  // Two recorded at once could each be right and together a circle.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('who stands in', 0))`);
  const [found] = await tx.query<{ name: string; comesBack: boolean }>(
    `SELECT u.display_name AS name, stand_in_comes_back($1, $2, $3, $4) AS "comesBack" FROM users u WHERE u.id = $2`,
    [userId, delegateId, startsOn, endsOn ?? null],
  );
  if (!found?.comesBack) return;
  const message = `${found.name} is away on some of these days, and whoever stands in for them leads back to this person. ${field === 'endsOn' ? 'Cancel this absence and record it with somebody' : 'Select somebody'} who is at work then`;
  throw new Invalid([{ field, message }]);
}

import type { Transaction } from '../platform/database';
import { Invalid } from '../shared/errors';
import type { MadeIn } from './action-words';

/** No foreign key can point at three tables, so what an action says it was made in is looked up, within the actor's sight. */
const FIND: Record<MadeIn, string> = {
  plan: 'SELECT 1 FROM plans WHERE id = $1 AND individual_id = $2',
  review: 'SELECT 1 FROM reviews WHERE id = $1 AND individual_id = $2',
  meeting: 'SELECT 1 FROM meeting_items WHERE (meeting_id = $1 OR id = $1) AND individual_id = $2',
};

/** @throws Invalid when this individual has no such plan, review or meeting that the actor may see */
export async function ensureMadeIn(
  tx: Transaction,
  made: { madeIn: MadeIn; madeInId: string; individualId: string },
): Promise<void> {
  const found = await tx.query(FIND[made.madeIn], [made.madeInId, made.individualId]);
  if (found.length > 0) return;
  throw new Invalid([{ field: 'madeInId', message: `We cannot find that ${made.madeIn} for this person` }]);
}

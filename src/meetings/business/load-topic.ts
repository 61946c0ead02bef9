import type { Transaction } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { topicVisibilitiesFor } from './topic-kinds';

/** @throws NotFound when this meeting has no such topic, or it is not for the actor's kind of agency */
export async function loadTopic(
  tx: Transaction,
  { meetingId, topicId }: { meetingId: string; topicId: string },
): Promise<{ isNoted: boolean; isPutOff: boolean; version: number }> {
  if (!isId(topicId)) throw new NotFound();
  const [topic] = await tx.query<{ isNoted: boolean; isPutOff: boolean; version: number }>(
    `SELECT outcome IS NOT NULL AS "isNoted", put_off_at IS NOT NULL AS "isPutOff", version
       FROM meeting_topics WHERE id = $1 AND meeting_id = $2 AND visibility = ANY ($3)`,
    [topicId, meetingId, topicVisibilitiesFor(tx.actor.agencyKind)],
  );
  if (!topic) throw new NotFound();
  return topic;
}

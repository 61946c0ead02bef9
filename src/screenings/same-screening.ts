import type { Transaction } from '../platform/database';
import type { Screening } from './screening.entity';

type Same = Pick<Screening, 'individualId' | 'toolVersionId' | 'screenedOn' | 'answers' | 'result' | 'judgementReason'>;

/**
 * The screening that the same person recorded within the hour with the same answers and judgement, if there is one.
 * Going back to the form makes a new page with a new submission token, so the token alone lets the same answers in twice.
 */
export async function sameScreening(tx: Transaction, asked: Same): Promise<{ id: string } | undefined> {
  const [same] = await tx.query<{ id: string }>(
    `SELECT id FROM screenings
      WHERE individual_id = $1 AND tool_version_id = $2 AND screened_on = $3 AND answers = $4::jsonb
        AND result = $5::jsonb AND judgement_reason IS NOT DISTINCT FROM $6
        AND screened_by = $7 AND recorded_at > $8::timestamptz - interval '1 hour'
      ORDER BY recorded_at DESC LIMIT 1`,
    [
      asked.individualId,
      asked.toolVersionId,
      asked.screenedOn,
      JSON.stringify(asked.answers),
      JSON.stringify(asked.result),
      asked.judgementReason,
      tx.actor.userId,
      tx.now,
    ],
  );
  return same;
}

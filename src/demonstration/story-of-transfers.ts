import { AskTransfer } from '../meetings';
import type { Stage } from './stage';

const LEAD = 'lead@scf.example';

/** A family moves away: who leads the case asks the panel, and it stands on the next agenda although no review is due. */
export async function askForTransfer(stage: Stage): Promise<void> {
  await stage.sitting(LEAD, async (tx) => {
    const [moving] = await tx.query<{ id: string }>(
      `SELECT i.id FROM individuals i
         JOIN assignments a ON a.individual_id = i.id AND a.user_id = $1 AND a.kind = 'lead_professional' AND a.ended_at IS NULL
         JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
         JOIN review_schedules s ON s.individual_id = i.id AND s.status = 'active'
        WHERE NOT i.is_restricted ORDER BY s.due_on DESC, i.reference LIMIT 1`,
      [tx.actor.userId],
    );
    if (!moving) return;
    await stage.verb(AskTransfer).within(tx, {
      individualId: moving.id,
      kind: 'moves_out',
      otherAuthority: 'Fictional Borough of Northing',
      why: 'The family has a tenancy there from next month. Their children’s services have been rung, and ask for the plan.',
    });
  });
}

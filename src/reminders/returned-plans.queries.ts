import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';

export interface ReturnedPlanRow {
  individual_id: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  reference: string;
  returned_by: string;
}

/** Plans that a manager sent back to the actor, who leads or owns them, and that nobody has sent again. */
export const plansReturnedTo = (actor: Actor): Statement => ({
  name: 'plans-returned-to-me',
  text: `
    SELECT i.id AS individual_id, i.given_name, i.family_name, i.preferred_name, i.reference, u.display_name AS returned_by
      FROM plans p
      JOIN individuals i ON i.id = p.individual_id AND i.access_keys && $1::uuid[]
      JOIN users u ON u.id = p.returned_by
     WHERE p.return_comment IS NOT NULL AND p.status IN ('draft','live') AND p.access_keys && $1::uuid[]
       AND EXISTS (SELECT 1 FROM assignments a
                    WHERE a.individual_id = p.individual_id AND a.user_id = $2 AND a.ended_at IS NULL
                      AND a.kind IN ('lead_professional','plan_owner'))
     ORDER BY i.reference`,
  values: [actor.accessKeys, actor.userId],
});

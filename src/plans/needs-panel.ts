import type { Transaction } from '../platform/database';
import type { TakenPlan } from './take-plan';

/**
 * Whether the panel approves this plan after the manager who acts: the tier needs it, and there is somebody on the panel (of a
 * restricted record: among its named people) who neither sent it nor passes it on. A plan nobody could approve would wait for ever.
 */
export async function needsPanel(tx: Transaction, plan: TakenPlan): Promise<boolean> {
  const [row] = await tx.query<{ needed: boolean }>(NEEDS_PANEL, [
    plan.individualId,
    [tx.actor.userId, ...(plan.submittedBy === null ? [] : [plan.submittedBy])],
  ]);
  return row?.needed ?? false;
}

const NEEDS_PANEL = `
  SELECT EXISTS (
    SELECT 1 FROM cohort_memberships c
      JOIN plan_approval_rules r ON r.tier = c.tier AND r.needs_panel
      JOIN individuals i ON i.id = c.individual_id
      JOIN users u ON u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair'] AND u.id <> ALL ($2::uuid[])
     WHERE c.individual_id = $1 AND c.ended_on IS NULL
       AND (u.id = ANY (i.access_keys)
            OR u.id = ANY ((SELECT panel_readers($1))::uuid[]))
  ) AS needed`;

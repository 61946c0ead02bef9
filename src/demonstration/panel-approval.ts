import { ApprovePlan } from '../plans';
import type { Stage } from './stage';

/** In a tier that needs it, the chair approves for the panel what a manager passed on. */
export const approveForPanel = (stage: Stage, planId: string): Promise<unknown> =>
  stage.sitting('chair@mace.example', async (tx) => {
    const [plan] = await tx.query<{ version: number }>(
      `SELECT version FROM plans WHERE id = $1 AND status = 'awaiting_panel'`,
      [planId],
    );
    if (plan) await stage.verb(ApprovePlan).within(tx, { planId, version: plan.version });
  });

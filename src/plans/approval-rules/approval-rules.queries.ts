import type { Statement } from '../../platform/database';
import type { Tier } from '../../individuals';
import type { Day } from '../../shared/day';

export interface ApprovalRuleRow {
  tier: Tier;
  needs_panel: boolean;
}

export interface ApprovalDecisionRow {
  number: number;
  tiers: Tier[];
  decided_on: Day;
  reason: string;
  recorded_by: string;
  recorded_at: Date;
}

export const approvalRules = (): Statement => ({
  name: 'plan-approval-rules',
  text: 'SELECT tier, needs_panel FROM plan_approval_rules ORDER BY tier',
  values: [],
});

/** The newest first. */
export const approvalDecisions = (): Statement => ({
  name: 'plan-approval-decisions',
  text: `
    SELECT d.number, d.tiers, d.decided_on, d.reason, u.display_name AS recorded_by, d.recorded_at
      FROM plan_approval_decisions d JOIN users u ON u.id = d.recorded_by
     ORDER BY d.number DESC, d.id`,
  values: [],
});

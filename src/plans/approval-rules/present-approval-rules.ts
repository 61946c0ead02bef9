import { type Tier, TIER_WORDS, TIERS } from '../../individuals';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { planPaths } from '../paths';
import type { ApprovalRulesForm } from './approval-rules.form';
import type { ApprovalDecisionRow, ApprovalRuleRow } from './approval-rules.queries';

type Typed = TypedFields<Exclude<keyof ApprovalRulesForm, 'tiers'> | DayBoxes<'decidedOn'>> & { tiers?: unknown };

export interface ApprovalRulesPage {
  rules: ApprovalRuleRow[];
  decisions: ApprovalDecisionRow[];
  mayDecide: boolean;
}

/** Which plans wait for the panel and since when, with the form of whoever chairs it. */
export const presentApprovalRules = ({ rules, decisions, mayDecide }: ApprovalRulesPage, typed: Typed = {}) => {
  const now = TIERS.filter((tier) => rules.some((rule) => rule.tier === tier && rule.needs_panel));
  return {
    rows: TIERS.map((tier) => ({
      tier: TIER_WORDS[tier],
      words: now.includes(tier) ? 'A manager, then the panel' : 'A manager',
    })),
    history: decisions.map((row) => ({
      tiers: listOf(row.tiers),
      decidedOn: row.decided_on,
      reason: row.reason,
      recordedBy: row.recorded_by,
      recordedAt: row.recorded_at,
    })),
    mayDecide,
    action: planPaths.approvalRules,
    backHref: planPaths.toApprove,
    seenNumber: typed.seenNumber ?? decisions[0]?.number ?? 0,
    choices: TIERS.map((value) => ({ value, text: TIER_WORDS[value] })),
    // A form that came back keeps what was ticked, none included.
    ticked: typed.seenNumber === undefined ? now : sentTiers(typed.tiers),
    typed,
  };
};

export type ApprovalRulesModel = ReturnType<typeof presentApprovalRules>;

const listOf = (tiers: Tier[]): string =>
  tiers.length === 0 ? 'No tier: a manager’s approval is the last' : tiers.map((tier) => TIER_WORDS[tier]).join(', ');

function sentTiers(sent: unknown): Tier[] {
  const list: unknown[] = Array.isArray(sent) ? sent : [sent];
  return TIERS.filter((tier) => list.includes(tier));
}

import { Injectable } from '@nestjs/common';
import { type Tier, TIERS } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type Day, isBefore } from '../../shared/day';
import { type FieldProblem, Invalid, Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { PlanApprovalDecision } from './plan-approval-decision.entity';

export interface ApprovalRulesDecision {
  /** All tiers whose plans the panel approves from now on; none is an answer. */
  tiers: Tier[];
  decidedOn: Day;
  /** Who agreed, and why. */
  reason: string;
  /** The number of the newest decision the chair saw; 0 where there was none. */
  seenNumber: number;
}

/** Which tiers need the panel, from now on. What already waits for the panel stays with it. */
@Injectable()
export class DecideApprovalRules {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, decision: ApprovalRulesDecision, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, decision), submission);
  }

  /** @throws Stale when another decision was recorded meanwhile */
  async within(tx: Transaction, { seenNumber, ...decision }: ApprovalRulesDecision): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'decide', 'PlanApprovalRules', {});
    const rules = await tx.query<{ tier: Tier; needsPanel: boolean }>(
      'SELECT tier, needs_panel AS "needsPanel" FROM plan_approval_rules ORDER BY tier FOR UPDATE',
    );
    const [newest] = await tx.query<{ number: number }>(
      'SELECT coalesce(max(number), 0) AS number FROM plan_approval_decisions',
    );
    if ((newest?.number ?? 0) !== seenNumber) throw new Stale();
    const now = rules.filter(({ needsPanel }) => needsPanel).map(({ tier }) => tier);
    refuseWrong(decision, now, tx.today);
    const { decidedOn, reason } = decision;
    const tiers = TIERS.filter((tier) => decision.tiers.includes(tier));
    const made = { recordedBy: tx.actor.userId, recordedAt: tx.now };
    const id = newId();
    await tx.insert(PlanApprovalDecision, {
      id,
      number: seenNumber + 1,
      tiers,
      decidedOn,
      reason: reason.trim(),
      ...made,
    });
    await tx.query('UPDATE plan_approval_rules SET needs_panel = (tier = ANY ($1::text[]))', [tiers]);
    const fields = ['tiers', 'decidedOn', 'reason'];
    await tx.audit({ act: 'plan_approval_rules.decided', subjectType: 'plan_approval_rules', subjectId: id, fields });
    return { id };
  }
}

function refuseWrong(
  { tiers, decidedOn, reason }: Omit<ApprovalRulesDecision, 'seenNumber'>,
  now: Tier[],
  today: Day,
): void {
  const problems: FieldProblem[] = [];
  if (TIERS.every((tier) => tiers.includes(tier) === now.includes(tier))) {
    problems.push({ field: 'tiers', message: 'Change at least one tier, or leave the page as it is' });
  }
  if (isBefore(today, decidedOn)) {
    problems.push({ field: 'decidedOn', message: 'The day it was decided must be today or in the past' });
  }
  if (reason.trim() === '') problems.push({ field: 'reason', message: 'Enter who agreed, and why' });
  if (problems.length > 0) throw new Invalid(problems);
}

import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

/** A risk that is no longer there ends today; it stays in the plan's history. */
@Injectable()
export class EndRisk {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: SeenPlan & { riskId: string }, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, { riskId, ...seen }: SeenPlan & { riskId: string }): Promise<{ version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    if (!isId(riskId)) throw new NotFound();
    const [risk] = await tx.query<{ ended_on: string | null; visibility: string }>(
      'SELECT ended_on, visibility FROM plan_risks WHERE id = $1 AND plan_id = $2',
      [riskId, plan.id],
    );
    if (!risk) throw new NotFound();
    if (risk.ended_on !== null) throw new Conflict('This risk has ended already.');
    await tx.query('UPDATE plan_risks SET ended_on = $2 WHERE id = $1', [riskId, tx.today]);
    return partChanged(tx, plan, { ...risk, act: 'plan.risk_ended', fields: ['endedOn'] });
  }
}

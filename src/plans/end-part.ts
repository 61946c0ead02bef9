import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

/** What of a plan ends rather than being deleted, beside its risks. */
export type EndablePart = 'contingency' | 'linked_plan';

const FIND: Record<EndablePart, string> = {
  contingency: 'SELECT ended_on, visibility FROM plan_contingencies WHERE id = $1 AND plan_id = $2',
  linked_plan: `SELECT ended_on, 'all_agencies' AS visibility FROM linked_plans WHERE id = $1 AND plan_id = $2`,
};
const END: Record<EndablePart, string> = {
  contingency: 'UPDATE plan_contingencies SET ended_on = $2 WHERE id = $1',
  linked_plan: 'UPDATE linked_plans SET ended_on = $2 WHERE id = $1',
};

/** A contingency or a link that no longer holds ends today; it stays in the plan's history. */
@Injectable()
export class EndPart {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    input: SeenPlan & { part: EndablePart; partId: string },
    submission?: Submission,
  ): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(
    tx: Transaction,
    { part, partId, ...seen }: SeenPlan & { part: EndablePart; partId: string },
  ): Promise<{ version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    if (!isId(partId)) throw new NotFound();
    const [row] = await tx.query<{ ended_on: string | null; visibility: string }>(FIND[part], [partId, plan.id]);
    if (!row) throw new NotFound();
    if (row.ended_on !== null) throw new Conflict('This has ended already.');
    await tx.query(END[part], [partId, tx.today]);
    return partChanged(tx, plan, { visibility: row.visibility, act: `plan.${part}_ended`, fields: ['endedOn'] });
  }
}

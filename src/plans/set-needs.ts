import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { needProblem } from './domain/need-rule';
import type { NeedDomain, NeedStatus } from './domain/plan-vocabulary';
import { planChanged, type SeenPlan, takeForChange, type TakenPlan } from './take-plan';

export interface NeedAnswer {
  domain: NeedDomain;
  status: NeedStatus;
  detail: string;
  /** What shows it, and who said so; left out, it stays as it was. */
  evidence?: string;
  /** In the version for the person and family; left out, it stays as it was. */
  shownToFamily?: boolean | null;
}

/** Records what is known of one or more domains of need, over what was known before; the editions keep the past. */
@Injectable()
export class SetNeeds {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: SeenPlan & { needs: NeedAnswer[] }, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, input: SeenPlan & { needs: NeedAnswer[] }): Promise<{ version: number }> {
    const plan = await takeForChange(tx, this.rules, input);
    const problems = input.needs.flatMap((need) => needProblem(need) ?? []);
    if (problems.length > 0) throw new Invalid(problems);
    const changed = await onlyChanged(tx, plan, input.needs);
    if (changed.length === 0) return { version: plan.version };
    for (const need of changed) await upsertNeed(tx, plan, need);
    return planChanged(
      tx,
      plan,
      'plan.needs_recorded',
      changed.map((need) => need.domain),
    );
  }
}

/** The form carries every domain; only what was answered anew is written and audited. */
async function onlyChanged(tx: Transaction, plan: TakenPlan, needs: NeedAnswer[]): Promise<NeedAnswer[]> {
  const recorded = await tx.query<NeedAnswer>(
    `SELECT domain, status, detail, evidence, shown_to_family AS "shownToFamily" FROM plan_needs WHERE plan_id = $1`,
    [plan.id],
  );
  return needs.flatMap((need) => {
    const known = recorded.find((candidate) => candidate.domain === need.domain);
    const evidence = need.evidence ?? known?.evidence ?? '';
    const shownToFamily = need.shownToFamily ?? known?.shownToFamily ?? false;
    const answer = { ...need, evidence, shownToFamily };
    return known && isSame(known, answer) ? [] : [answer];
  });
}

const isSame = (known: NeedAnswer, answer: NeedAnswer): boolean =>
  known.status === answer.status &&
  known.detail === answer.detail &&
  known.evidence === answer.evidence &&
  known.shownToFamily === answer.shownToFamily;

const upsertNeed = (tx: Transaction, plan: TakenPlan, need: NeedAnswer): Promise<unknown> =>
  tx.query(
    `INSERT INTO plan_needs (id, plan_id, individual_id, domain, status, detail, evidence, shown_to_family, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT ON CONSTRAINT plan_needs_domain_once DO UPDATE
       SET status = excluded.status, detail = excluded.detail, evidence = excluded.evidence,
           shown_to_family = excluded.shown_to_family, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`,
    [
      newId(),
      plan.id,
      plan.individualId,
      need.domain,
      need.status,
      need.detail,
      need.evidence,
      need.shownToFamily,
      tx.actor.userId,
      tx.now,
    ],
  );

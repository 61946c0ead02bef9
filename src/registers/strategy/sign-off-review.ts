import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound, Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { nameNobody } from '../entries/name-nobody';
import { type FrozenActivity, StrategyEdition } from './strategy-edition.entity';
import { StrategyPlan } from './strategy-plan.entity';
import type { StrategyReviewFields } from './strategy.fields';

interface PlanOfReview {
  id: string;
  version: number;
  reviewDueOn: string;
  editions: number;
}

/** Signs off the annual review: freezes the plan as it stands, and sets when the next review is due. */
@Injectable()
export class SignOffStrategyReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, review: StrategyReviewFields & { version: number }, submission?: Submission) {
    return this.transactions.act(actor, (tx) => this.within(tx, review), submission);
  }

  /** @throws Stale when it was reviewed already; NotFound while there is no plan */
  async within(tx: Transaction, review: StrategyReviewFields & { version: number }): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'review', 'RegisterLine', {});
    const [plan] = await tx.query<PlanOfReview>(
      `SELECT p.id, p.version, p.review_due_on AS "reviewDueOn",
              (SELECT count(*)::integer FROM strategy_editions e WHERE e.plan_id = p.id) AS editions
         FROM strategy_plans p ORDER BY p.starts_on DESC, p.id LIMIT 1`,
    );
    if (!plan) throw new NotFound();
    if (plan.version !== review.version) throw new Stale();
    if (review.nextDueOn <= tx.today) {
      throw new Invalid([{ field: 'nextDueOn', message: 'The next review must be due in the future' }]);
    }
    await nameNobody(tx, review);
    const contents = await tx.query<FrozenActivity>(AS_IT_STANDS, [plan.id]);
    const id = newId();
    await tx.insert(StrategyEdition, {
      ...{ id, planId: plan.id, number: plan.editions + 1, wasDueOn: plan.reviewDueOn, reviewedOn: tx.today },
      ...{ summary: review.summary, changes: review.changes, contents },
      signedOffBy: tx.actor.userId,
      signedOffAt: tx.now,
    });
    await tx.change(StrategyPlan, plan, { reviewDueOn: review.nextDueOn });
    await tx.audit({
      act: 'strategy_plan.reviewed',
      subjectType: 'strategy_plan',
      subjectId: plan.id,
      fields: ['summary', 'changes', 'reviewDueOn'],
    });
    return { id };
  }
}

const AS_IT_STANDS = `
  SELECT a.priority, a.aim, a.activity, a.success_measure AS "successMeasure", g.name AS lead,
         ARRAY(SELECT u.display_name FROM users u WHERE u.id = ANY (a.owner_ids) ORDER BY u.display_name) AS owners,
         a.target_on AS "targetOn", a.progress, a.percent_complete AS "percentComplete", a.rag, a.rag_reason AS "ragReason",
         a.withdrawn_reason AS "withdrawnReason"
    FROM strategy_activities a JOIN agencies g ON g.id = a.agency_id
   WHERE a.plan_id = $1 ORDER BY a.priority, a.target_on, a.id`;

import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { Plan } from './plan.entity';
import { PlanAlreadyOpen } from './plan.errors';

/** Starts the one open plan of a person, as a draft. */
@Injectable()
export class StartPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws PlanAlreadyOpen when the person has an open plan */
  run(actor: Actor, input: { individualId: string }, submission?: Submission): Promise<{ planId: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, { individualId }: { individualId: string }): Promise<{ planId: string }> {
    await ensureMayPlanFor(tx, this.rules, individualId, 'start');
    const planId = newId();
    await insertOpenPlan(tx, { id: planId, individualId, status: 'draft' });
    await tx.audit({ act: 'plan.started', subjectType: 'plan', subjectId: planId, individualId });
    return { planId };
  }
}

/** @throws NotFound when the individual is not the actor's to see */
export async function ensureMayPlanFor(
  tx: Transaction,
  rules: AccessRules,
  individualId: string,
  right: 'start' | 'record_existing',
): Promise<void> {
  const individual = await visibleIndividual(tx, individualId);
  rules.ensureMay(tx.actor, right, 'Plan', individual);
  const open = await tx.query(`SELECT 1 FROM plans WHERE individual_id = $1 AND status <> 'closed'`, [individualId]);
  if (open.length > 0) throw new PlanAlreadyOpen();
}

/** Two people may start at the same moment: the database lets one through. */
export async function insertOpenPlan(
  tx: Transaction,
  plan: Partial<Plan> & Pick<Plan, 'id' | 'individualId' | 'status'>,
): Promise<void> {
  try {
    await tx.insert(Plan, { ...plan, createdBy: tx.actor.userId, createdAt: tx.now });
  } catch (error) {
    if (isSecondOpenPlan(error)) throw new PlanAlreadyOpen();
    throw error;
  }
}

function isSecondOpenPlan(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause: unknown = error.driverError;
  return typeof cause === 'object' && cause !== null && 'constraint' in cause && cause.constraint === 'plans_one_open';
}

import type { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import { NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import { isAwaiting, type PlanStatus } from './domain/plan-vocabulary';
import { PlanBeingApproved, PlanIsClosed } from './plan.errors';
import { Plan } from './plan.entity';

/** The plan and the version the user saw. */
export interface SeenPlan {
  planId: string;
  version: number;
}

export interface TakenPlan {
  id: string;
  individualId: string;
  status: PlanStatus;
  currentEdition: number | null;
  submittedBy: string | null;
  managerApprovedBy: string | null;
  accessKeys: string[];
  version: number;
}

/**
 * The plan within the actor's sight, locked until the end of the transaction, with the right checked on it.
 * @throws NotFound when it is not there or not the actor's to see
 * @throws NotAllowed when the actor may not do this to it
 */
export async function takePlan(
  tx: Transaction,
  rules: AccessRules,
  planId: string,
  right: 'change' | 'submit' | 'return' | 'close',
): Promise<TakenPlan> {
  if (!isId(planId)) throw new NotFound();
  const [plan] = await tx.query<TakenPlan>(
    `SELECT id, individual_id AS "individualId", status, current_edition AS "currentEdition", submitted_by AS "submittedBy",
            manager_approved_by AS "managerApprovedBy", access_keys AS "accessKeys", version
       FROM plans WHERE id = $1 AND access_keys && $2::uuid[] FOR UPDATE`,
    [planId, tx.actor.accessKeys],
  );
  if (!plan) throw new NotFound();
  rules.ensureMay(tx.actor, right, 'Plan', plan);
  return plan;
}

/**
 * Takes the plan to change what it says: a draft or a live plan, at the version the user saw.
 * @throws Stale when somebody was quicker
 */
export async function takeForChange(tx: Transaction, rules: AccessRules, seen: SeenPlan): Promise<TakenPlan> {
  const plan = await takePlan(tx, rules, seen.planId, 'change');
  if (plan.version !== seen.version) throw new Stale();
  if (isAwaiting(plan.status)) throw new PlanBeingApproved();
  if (plan.status === 'closed') throw new PlanIsClosed();
  return plan;
}

/** The plan says something new: one version on, and an audit row that names the fields, never their contents. */
export async function planChanged(
  tx: Transaction,
  plan: TakenPlan,
  act: string,
  fields: string[],
): Promise<{ version: number }> {
  await tx.change(Plan, plan, {});
  await auditPlan(tx, plan, act, fields);
  return { version: plan.version + 1 };
}

/**
 * The same for a part that may be for some agencies only. That one changes nothing the others read: a version that moved, or a
 * page that went stale for no reason they can see, would tell them of it.
 */
export async function partChanged(
  tx: Transaction,
  plan: TakenPlan,
  { visibility, act, fields }: { visibility: string; act: string; fields: string[] },
): Promise<{ version: number }> {
  if (visibility === 'all_agencies') return planChanged(tx, plan, act, fields);
  await auditPlan(tx, plan, act, fields);
  return { version: plan.version };
}

export const auditPlan = (tx: Transaction, plan: TakenPlan, act: string, fields: string[] = []): Promise<void> =>
  tx.audit({ act, subjectType: 'plan', subjectId: plan.id, individualId: plan.individualId, fields });

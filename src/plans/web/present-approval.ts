import { caseLayoutModel } from '../../individuals';
import type { Actor } from '../../platform/access';
import type { StaleRecord, TypedFields } from '../../web/page-model';
import { missingFrom } from '../domain/readiness';
import type { ReturnForm } from '../forms/return.form';
import { planPaths } from '../paths';
import { type LoadedPlan, presentPlan } from './plan-page';
import { presentBody } from './present-body';
import { presentMissing } from './present-tasks';

export type TypedReturn = TypedFields<keyof ReturnForm>;

/** What was sent for approval, with both answers to it. */
export const presentApproval = (
  actor: Actor,
  { header, plan }: LoadedPlan,
  { changes, typed, isStale }: { changes: string[]; typed: TypedReturn; isStale: boolean },
) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.toApprove,
  plan: presentPlan(plan),
  version: plan.version,
  isOwn: plan.submittedById === actor.userId,
  nextEdition: (plan.currentEdition ?? 0) + 1,
  changes,
  missing: presentMissing(missingFrom(plan), header.id, false),
  approveHref: planPaths.approval(header.id),
  returnHref: planPaths.return(header.id),
  body: presentBody(plan, { editing: null, standing: 'under_way' }),
  typed,
  stale: isStale ? staleOf(header.id) : undefined,
});

const staleOf = (individualId: string): StaleRecord => ({ latestHref: planPaths.plan(individualId), fields: [] });

import { bandWithEarlier, caseLayoutModel } from '../../individuals';
import type { Actor } from '../../platform/access';
import type { StaleRecord, TypedFields } from '../../web/page-model';
import { missingFrom } from '../domain/readiness';
import type { ReturnForm } from '../forms/return.form';
import type { LatestBandsRow } from '../latest-bands.queries';
import { planPaths } from '../paths';
import { type LoadedPlan, presentPlan } from './plan-page';
import { presentBody } from './present-body';
import { presentMissing } from './present-tasks';

export type TypedReturn = TypedFields<keyof ReturnForm>;

interface Shown {
  changes: string[];
  /** Undefined for somebody who was never screened. */
  bands: LatestBandsRow | undefined;
  typed: TypedReturn;
  isStale: boolean;
}

/** What was sent for approval, with both answers to it. */
export const presentApproval = (
  actor: Actor,
  { header, plan }: LoadedPlan,
  { changes, bands, typed, isStale }: Shown,
) => ({
  ...caseLayoutModel(header, 'plan'),
  backHref: planPaths.toApprove,
  plan: presentPlan(plan),
  version: plan.version,
  isOwn: plan.submittedById === actor.userId,
  nextEdition: (plan.currentEdition ?? 0) + 1,
  changes,
  screening: bands && {
    on: bands.screened_on,
    exploitation: bandWithEarlier(bands.exploitation_band, bands.earlier_exploitation),
    violence: bandWithEarlier(bands.violence_band, bands.earlier_violence),
  },
  missing: presentMissing(missingFrom(plan), header.id, false),
  approveHref: planPaths.approval(header.id),
  returnHref: planPaths.return(header.id),
  body: presentBody(plan, { editing: null, standing: 'under_way' }),
  typed,
  stale: isStale ? staleOf(header.id) : undefined,
});

const staleOf = (individualId: string): StaleRecord => ({ latestHref: planPaths.plan(individualId), fields: [] });

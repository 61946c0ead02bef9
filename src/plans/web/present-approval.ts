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
import { unstatedRisk } from './present-unstated-risk';

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
  isOwn: ownWords(actor, plan) !== null,
  ownWords: ownWords(actor, plan),
  /** The manager is told that theirs is not the last word. */
  tierNeedsPanel: plan.status === 'awaiting_approval' && plan.tierNeedsPanel,
  nextEdition: (plan.currentEdition ?? 0) + 1,
  changes,
  screening: bands && {
    on: bands.screened_on,
    exploitation: bandWithEarlier(bands.exploitation_band, bands.earlier_exploitation),
    violence: bandWithEarlier(bands.violence_band, bands.earlier_violence),
  },
  unstatedRisk: unstatedRisk(plan, bands),
  missing: presentMissing(missingFrom(plan), header.id, false),
  approveHref: planPaths.approval(header.id),
  returnHref: planPaths.return(header.id),
  body: presentBody(plan, { editing: null, standing: 'under_way' }),
  typed,
  stale: isStale ? staleOf(header.id) : undefined,
});

const staleOf = (individualId: string): StaleRecord => ({ latestHref: planPaths.plan(individualId), fields: [] });

/** Nobody approves what they sent, or passed on themselves. */
function ownWords(actor: Actor, plan: LoadedPlan['plan']): string | null {
  if (plan.submittedById === actor.userId) {
    return plan.status === 'awaiting_panel'
      ? 'You sent this plan for approval, so somebody else on the panel must approve it.'
      : 'You sent this plan for approval, so another manager must approve it.';
  }
  if (plan.status === 'awaiting_panel' && plan.managerApprovedById === actor.userId) {
    return 'You passed this plan on to the panel as a manager, so somebody else on the panel must approve it.';
  }
  return null;
}

import type { Actor } from '../../platform/access';
import type { CursorPage } from '../../platform/http';
import type { HandOver } from '../../web/hand-over';
import { planPaths } from '../paths';
import type { PlanToApproveRow } from '../plan-lists.queries';

/** What waits for a manager, the longest wait first. */
export const presentPlansToApprove = (
  actor: Actor,
  page: CursorPage<PlanToApproveRow>,
  isFirst: boolean,
  handOver: HandOver | null,
) => ({
  handOver: page.items.length === 0 ? null : handOver,
  plans: page.items.map((row) => ({
    individualId: row.individualId,
    name: row.name,
    reference: row.reference,
    href: planPaths.approval(row.individualId),
    submittedAt: row.submittedAt,
    submittedBy: row.submittedById === actor.userId ? 'You: somebody else must approve it' : row.submittedBy,
    waitsForWords: row.waitsForPanel ? 'The panel' : 'A manager',
    editionWords: row.currentEdition === null ? 'First edition' : `Changes to edition ${row.currentEdition}`,
    leadProfessional: row.leadProfessional ?? 'Nobody named',
  })),
  rulesHref: planPaths.approvalRules,
  nextHref: page.nextCursor === null ? undefined : `${planPaths.toApprove}?cursor=${page.nextCursor}`,
  firstHref: isFirst ? undefined : planPaths.toApprove,
});

export type PlansToApproveModel = ReturnType<typeof presentPlansToApprove>;

import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { planPaths } from '../paths';
import { plansToApprove, type PlanToApproveRow } from '../plan-lists.queries';

@Controller('plans')
@Roles('manager')
export class PlansToApproveController {
  constructor(private readonly reader: Reader) {}

  @Get()
  @Render('plans/views/plans-to-approve.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<object> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const rows = await this.reader.many<PlanToApproveRow>(
      actor,
      { act: 'plans.listed', subjectType: 'plan' },
      plansToApprove(actor, { after, limit: PAGE_SIZE }),
    );
    const page = pageOf(rows, (row) => [row.sortedBy, row.id]);
    return {
      plans: page.items.map((row) => ({
        name: row.name,
        reference: row.reference,
        href: planPaths.approval(row.individualId),
        submittedAt: row.submittedAt,
        submittedBy: row.submittedById === actor.userId ? 'You: another manager must approve it' : row.submittedBy,
        editionWords: row.currentEdition === null ? 'First edition' : `Changes to edition ${row.currentEdition}`,
        leadProfessional: row.leadProfessional ?? 'Nobody named',
      })),
      nextHref: page.nextCursor === null ? undefined : `${planPaths.toApprove}?cursor=${page.nextCursor}`,
      firstHref: after === undefined ? undefined : planPaths.toApprove,
    };
  }
}

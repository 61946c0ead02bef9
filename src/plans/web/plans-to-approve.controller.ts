import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { HANDED_OVER_AT_ONCE, type HandOver, handOverOf } from '../../web/hand-over';
import { plansToApprove, type PlanToApproveRow } from '../plan-lists.queries';
import { type PlansToApproveModel, presentPlansToApprove } from './present-plans-to-approve';

@Controller('plans')
@Roles('manager', 'panel_member', 'panel_chair')
export class PlansToApproveController {
  constructor(private readonly reader: Reader) {}

  @Get()
  @Render('plans/views/plans-to-approve.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<PlansToApproveModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const rows = await this.reader.many<PlanToApproveRow>(
      actor,
      { act: 'plans.listed', subjectType: 'plan' },
      plansToApprove(actor, { after, limit: PAGE_SIZE }),
    );
    const page = pageOf(rows, (row) => [row.sortedBy, row.id]);
    const handOver = hasRole(actor, 'manager', 'panel_chair') ? await this.handOver(actor, page, after) : null;
    return presentPlansToApprove(actor, page, after === undefined, handOver);
  }

  private async handOver(
    actor: Actor,
    page: CursorPage<PlanToApproveRow>,
    after: (string | null)[] | undefined,
  ): Promise<HandOver> {
    const isWhole = after === undefined && page.nextCursor === null;
    const rows = isWhole
      ? page.items
      : await this.reader.many<PlanToApproveRow>(
          actor,
          undefined,
          plansToApprove(actor, { after: undefined, limit: HANDED_OVER_AT_ONCE }),
        );
    return handOverOf(
      'cases',
      rows.map(({ individualId }) => individualId),
    );
  }
}

import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
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
    return presentPlansToApprove(actor, page, after === undefined);
  }
}

import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { type NoticeRow, noticesOf } from '../handovers.queries';
import { heldOutOfSight, type OutOfSightRow } from '../out-of-sight';
import { type HandoverNoticesModel, presentNotices } from './present-handover';

@Controller('handover-notices')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair', 'governance')
export class HandoverNoticesController {
  constructor(private readonly reader: Reader) {}

  @Get()
  @Render('handovers/views/notices.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor?: unknown): Promise<HandoverNoticesModel> {
    const after = decodeCursor(cursor, 2);
    const entry = { act: 'handover_notices.listed', subjectType: 'handover_notice' };
    const rows = await this.reader.many<NoticeRow>(actor, entry, noticesOf(actor, after, PAGE_SIZE));
    const page = pageOf(rows, (row) => [row.made_at.toISOString(), row.id]);
    const gone = page.items.flatMap(({ about_user_id: id }) => id ?? []);
    const outOfSight =
      gone.length === 0 ? [] : await this.reader.many<OutOfSightRow>(actor, undefined, heldOutOfSight(gone));
    const mayHandOver = hasRole(actor, 'manager', 'panel_chair');
    return presentNotices(page, { isFirst: after === undefined, mayHandOver, outOfSight });
  }
}

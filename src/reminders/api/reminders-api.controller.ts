import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { myReminders, type MyReminderRow } from '../reminders.queries';
import { reminderPage, ReminderPageResponse } from './reminder.response';

@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1/reminders')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RemindersApiController {
  constructor(private readonly reader: Reader) {}

  /** The caller's own reminders about cases they may see now, newest first. */
  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ReminderPageResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<ReminderPageResponse> {
    const rows = await this.reader.many<MyReminderRow>(
      actor,
      { act: 'reminders.listed', subjectType: 'reminder' },
      myReminders(actor, decodeCursor(typeof cursor === 'string' ? cursor : '', 3), PAGE_SIZE),
    );
    return reminderPage(pageOf(rows, (row) => [row.owed_at_key, row.due_on, row.id]));
  }
}

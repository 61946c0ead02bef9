import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import {
  ALL_REMINDERS,
  myReminders,
  reminderCursor,
  type ReminderList,
  type ReminderRow,
  sentReminders,
} from '../reminders.queries';
import { reminderPage, ReminderPageResponse } from './reminder.response';

@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1/reminders')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RemindersApiController {
  constructor(private readonly reader: Reader) {}

  /** The caller's own reminders about what they may see now, newest first. */
  @Get()
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ReminderPageResponse })
  list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<ReminderPageResponse> {
    return this.page(actor, cursor, myReminders);
  }

  /** Reminders to other people about cases the caller sees: who was told, and for whom. */
  @Get('sent')
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ReminderPageResponse })
  sent(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<ReminderPageResponse> {
    return this.page(actor, cursor, sentReminders);
  }

  private async page(actor: Actor, cursor: unknown, of: ReminderList): Promise<ReminderPageResponse> {
    const rows = await this.reader.many<ReminderRow>(
      actor,
      { act: 'reminders.listed', subjectType: 'reminder' },
      of.page(actor, ALL_REMINDERS, decodeCursor(typeof cursor === 'string' ? cursor : '', 3), PAGE_SIZE),
    );
    return reminderPage(pageOf(rows, reminderCursor));
  }
}

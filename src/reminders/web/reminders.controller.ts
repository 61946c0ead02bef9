import { Controller, Get, Inject, Query, Render } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { isMailSetUpIn } from '../is-mail-set-up';
import { myReminders, reminderCursor, type ReminderRow, sentReminders } from '../reminders.queries';
import { presentReminders, type RemindersModel } from './present-reminders';

@Controller('reminders')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RemindersController {
  constructor(
    private readonly reader: Reader,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Render('reminders/views/reminders.njk')
  list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<RemindersModel> {
    return this.page(actor, cursor, false);
  }

  @Get('sent')
  @Render('reminders/views/reminders.njk')
  sent(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<RemindersModel> {
    return this.page(actor, cursor, true);
  }

  private async page(actor: Actor, asked: unknown, isOthers: boolean): Promise<RemindersModel> {
    const cursor = typeof asked === 'string' ? asked : '';
    const statement = isOthers ? sentReminders : myReminders;
    const rows = await this.reader.many<ReminderRow>(
      actor,
      { act: 'reminders.listed', subjectType: 'reminder' },
      statement(actor, decodeCursor(cursor, 3), PAGE_SIZE),
    );
    const isMailSetUp = isMailSetUpIn(this.settings);
    return presentReminders(pageOf(rows, reminderCursor), { isOthers, cursor, isMailSetUp });
  }
}

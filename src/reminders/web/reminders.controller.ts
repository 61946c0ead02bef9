import { Controller, Get, Inject, Query, Render } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { myReminders, type MyReminderRow } from '../reminders.queries';
import { type RemindersModel, presentReminders } from './present-reminders';

@Controller('reminders')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RemindersController {
  constructor(
    private readonly reader: Reader,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Render('reminders/views/reminders.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') asked: unknown): Promise<RemindersModel> {
    const cursor = typeof asked === 'string' ? asked : '';
    const rows = await this.reader.many<MyReminderRow>(
      actor,
      { act: 'reminders.listed', subjectType: 'reminder' },
      myReminders(actor, decodeCursor(cursor, 3), PAGE_SIZE),
    );
    const page = pageOf(rows, (row) => [row.owed_at_key, row.due_on, row.id]);
    // In demonstration the worker brings its own mail server.
    const isMailSetUp = this.settings.smtpUrl !== undefined || this.settings.isDemonstration;
    return presentReminders(page, { cursor, isMailSetUp });
  }
}

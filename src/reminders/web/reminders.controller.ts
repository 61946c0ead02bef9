import { Controller, Get, Inject, Query, Render } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { awayNow, awayOn, type AwayRow } from '../../users';
import { isMailSetUpIn } from '../is-mail-set-up';
import { myReminders, reminderCursor, type ReminderRow, sentReminders } from '../reminders.queries';
import { chairNamingsOf, type ChairNamingRow } from '../chair-namings.queries';
import { plansReturnedTo, type ReturnedPlanRow } from '../returned-plans.queries';
import { presentReminders, type RemindersModel } from './present-reminders';
import { reminderQuestion } from './reminder-question';

@Controller('reminders')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RemindersController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Render('reminders/views/reminders.njk')
  list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<RemindersModel> {
    return this.page(actor, query, false);
  }

  @Get('sent')
  @Render('reminders/views/reminders.njk')
  sent(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<RemindersModel> {
    return this.page(actor, query, true);
  }

  private async page(actor: Actor, query: Record<string, unknown>, isOthers: boolean): Promise<RemindersModel> {
    const cursor = typeof query['cursor'] === 'string' ? query['cursor'] : '';
    const question = reminderQuestion(query);
    const list = isOthers ? sentReminders : myReminders;
    const [rows, [counted], returned, away, namings] = await this.reader.read<
      [ReminderRow, { count: number }, ReturnedPlanRow, AwayRow, ChairNamingRow]
    >(
      actor,
      { act: 'reminders.listed', subjectType: 'reminder' },
      list.page(actor, question, decodeCursor(cursor, 3), PAGE_SIZE),
      list.count(actor, question),
      plansReturnedTo(actor),
      awayOn(this.clock.today()),
      chairNamingsOf(actor),
    );
    return presentReminders(pageOf(rows, reminderCursor), {
      isOthers,
      cursor,
      question,
      total: counted?.count ?? 0,
      returned: isOthers ? [] : returned,
      namings: isOthers ? [] : namings,
      digestHour: this.settings.digestHour,
      isMailSetUp: isMailSetUpIn(this.settings),
      away: awayNow(away),
    });
  }
}

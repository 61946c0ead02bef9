import { Body, Controller, Get, Inject, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { WorkerWatch } from '../../platform/queue';
import { Clock } from '../../shared/clock';
import {
  keptChecks,
  type KeptCheckRow,
  type ReminderCountRow,
  reminderCounts,
  undeliveredCursor,
  undeliveredReminders,
  type UndeliveredRow,
} from '../deliveries.queries';
import { type BounceRow, bouncingAddresses } from '../ladder.queries';
import { isMailSetUpIn } from '../is-mail-set-up';
import { reminderPaths } from '../paths';
import { TryAgain } from '../try-again';
import { type DeliveriesModel, presentDeliveries } from './present-deliveries';

const VIEW = 'reminders/views/deliveries.njk';
const DAY_MILLISECONDS = 86_400_000;

/** What did not arrive and why, for those who can have it mended. They see no case, so references only. */
@Controller('reminder-deliveries')
@Roles('administrator', 'governance')
export class DeliveriesController {
  constructor(
    private readonly reader: Reader,
    private readonly tryAgain: TryAgain,
    private readonly clock: Clock,
    private readonly workerWatch: WorkerWatch,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Render(VIEW)
  show(
    @CurrentActor() actor: Actor,
    @Query('view') view: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<DeliveriesModel> {
    return this.model(actor, view, cursor);
  }

  @Post(':id/retries')
  @Roles('administrator')
  retry(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    return answerForm(response, {
      save: async () => this.tryAgain.run(actor, id, formSubmission(body)),
      saved: () => reminderPaths.deliveries,
      notice: 'The reminder is tried again',
      again: async () => ({ view: VIEW, model: await this.model(actor, undefined, undefined) }),
    });
  }

  private async model(actor: Actor, view: unknown, asked: unknown): Promise<DeliveriesModel> {
    const status = view === 'suppressed' ? 'suppressed' : 'failed';
    const cursor = typeof asked === 'string' ? asked : '';
    const since = new Date(this.clock.now().getTime() - DAY_MILLISECONDS);
    const [rows, counts, checks, bounces] = await this.reader.read<
      [UndeliveredRow, ReminderCountRow, KeptCheckRow, BounceRow]
    >(
      actor,
      { act: 'reminders.undelivered_listed', subjectType: 'reminder' },
      undeliveredReminders(status, decodeCursor(cursor, 2), PAGE_SIZE),
      reminderCounts(since),
      keptChecks(),
      bouncingAddresses(),
    );
    await this.workerWatch.look();
    return presentDeliveries(pageOf(rows, undeliveredCursor), {
      status,
      counts,
      checks,
      cursor,
      mayTryAgain: hasRole(actor, 'administrator'),
      isMailSetUp: isMailSetUpIn(this.settings),
      bounces: hasRole(actor, 'administrator') ? bounces : [],
      isWorkerMissing: this.workerWatch.missingSince !== undefined,
      mailAwaySince: this.workerWatch.mailAwaySince,
    });
  }
}

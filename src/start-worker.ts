import { BullRegistrar } from '@nestjs/bullmq';
import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LOG_LEVELS_SHOWN } from './bootstrap';
import type { Settings } from './config';
import { startMailListener } from './demonstration/mail-listener';
import { IndicatorsWorkModule } from './indicators';
import { AuditWorkModule } from './platform/audit/audit-work.module';
import { QueueWorkModule } from './platform/queue';
import { RemindersWorkModule } from './reminders';
import { ReviewsWorkModule } from './reviews';
import type { Clock } from './shared/clock';
import { WorkerModule } from './worker.module';

export interface RunningWorker {
  context: INestApplicationContext;
  /** Lets what is under way end, then closes everything. */
  stop(): Promise<void>;
}

/** The worker, running: worker.ts and the tests use the same one. */
export async function startWorker(given: Settings, clock?: Clock): Promise<RunningWorker> {
  // Without a mail server a demonstration brings its own, so that mail is seen to leave.
  const listener =
    given.smtpUrl || given.notify || !given.isDemonstration ? undefined : await startMailListener(given.dataDir);
  const settings = listener ? { ...given, smtpUrl: listener.smtpUrl } : given;
  const context = await NestFactory.createApplicationContext(WorkerModule.with(settings, clock), {
    logger: new ConsoleLogger({ json: settings.isProduction, logLevels: [...LOG_LEVELS_SHOWN[settings.logLevel]] }),
    abortOnError: false,
  });
  context.get(BullRegistrar, { strict: false }).register();
  return {
    context,
    stop: async () => {
      // What listens to the outbox adds to the reminders, so the outbox ends first.
      await context.get(QueueWorkModule, { strict: false }).stop();
      await context.get(RemindersWorkModule, { strict: false }).stop();
      await context.get(IndicatorsWorkModule, { strict: false }).stop();
      await context.get(ReviewsWorkModule, { strict: false }).stop();
      await context.get(AuditWorkModule, { strict: false }).stop();
      await context.close();
      await listener?.stop();
    },
  };
}

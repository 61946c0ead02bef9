import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config';
import { DemonstrationModule } from '../demonstration/demonstration.module';
import { LoadHistory } from '../demonstration/load-history';
import { LoadPartnership } from '../demonstration/load-partnership';
import { checkDatabase, serviceUrlOf, startFailure } from '../platform/database';
import { SettableClock, SystemClock } from '../shared/clock';

/** Loads the demonstration partnership into an empty database; with --if-empty leaves any other as it is. */
async function main(): Promise<void> {
  const settings = readSettings();
  if (settings.isProduction) throw new Error('Demonstration data is refused in production.');
  await checkDatabase(serviceUrlOf(settings), false);
  const until = new SystemClock(settings.clockOffsetDays).now();
  const clock = new SettableClock(until);
  const context = await NestFactory.createApplicationContext(DemonstrationModule.with(settings, clock), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const partnership = context.get(LoadPartnership);
    if (await partnership.isEmpty()) {
      clock.set(new Date(until.getTime() - 740 * 86_400_000));
      const loaded = await partnership.run();
      await context.get(LoadHistory).run({ partnership: loaded, clock, until, progress: tell });
    } else if (!process.argv.includes('--if-empty')) {
      throw new Error('The database is not empty: demonstration people are never mixed with others.');
    }
    process.send?.({ demonstration: await partnership.isLoaded() });
  } finally {
    await context.close();
  }
}

function tell(line: string): void {
  if (process.send) process.send({ progress: line });
  else process.stdout.write(`${line}\n`);
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  });

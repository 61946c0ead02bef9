import { Redis } from 'ioredis';
import type { RemindersTest } from './reminders-test';

/** Everything the queue holds is gone, as after FLUSHALL or a lost disk: jobs, schedulers, all of it. */
export async function emptyQueue(test: RemindersTest): Promise<void> {
  const { REDIS_URL } = process.env;
  if (REDIS_URL) await emptyRedis(REDIS_URL, new URL(test.app.database.serviceUrl).pathname.slice(1));
  else await test.app.sql('TRUNCATE bullmq.job, bullmq.scheduler, bullmq.event, bullmq.meta CASCADE');
}

/** Only this test's keys: the server is shared with the test that runs beside it. */
async function emptyRedis(url: string, database: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`cohort-${database}:*`);
  if (keys.length > 0) await redis.del(keys);
  await redis.quit();
}

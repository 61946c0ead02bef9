import './heap-growth';
import { readSettings } from './config';
import { spreadLastNet } from './last-net';
import { checkDatabase, serviceUrlOf, startFailure } from './platform/database';
import { startWorker } from './start-worker';

/** A queue that is away must not keep the process; what it was doing is owed again when its lease runs out. */
const PATIENCE_MILLISECONDS = 8_000;

/** The worker process: finds what is owed, carries it through the queue, sends it. */
async function main(): Promise<void> {
  const settings = readSettings();
  await checkDatabase(serviceUrlOf(settings), settings.isProduction);
  const worker = await startWorker(settings);
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), PATIENCE_MILLISECONDS).unref();
    worker.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  process.send?.({ ready: true });
}

spreadLastNet();
main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});

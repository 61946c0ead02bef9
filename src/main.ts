import './heap-growth';
import { readSettings } from './config';
import { createWebApplication } from './bootstrap';
import { spreadLastNet } from './last-net';
import { checkDatabase, serviceUrlOf, startFailure } from './platform/database';
import { serve, stopServing } from './platform/http';

/** The web process: pages and API. */
async function main(): Promise<void> {
  const settings = readSettings();
  await checkDatabase(serviceUrlOf(settings), settings.isProduction);
  const app = await createWebApplication(settings);
  await serve(app, settings);
  process.send?.({ ready: true });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void stopServing(app, settings).then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}

spreadLastNet();
main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});

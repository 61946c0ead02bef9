import { readSettings, SettingsError } from './config';
import { createWebApplication } from './bootstrap';
import { checkDatabase, DatabaseRefused, serviceUrlOf } from './platform/database';

/** The web process: pages and API. */
async function main(): Promise<void> {
  const settings = readSettings();
  await checkDatabase(serviceUrlOf(settings), settings.isProduction);
  const app = await createWebApplication(settings);
  await app.listen(settings.port);
  process.send?.({ ready: true });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void app.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}

main().catch((error: unknown) => {
  const isExplained = error instanceof SettingsError || error instanceof DatabaseRefused;
  process.stderr.write(
    `${isExplained ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});

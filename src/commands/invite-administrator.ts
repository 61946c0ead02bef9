/**
 * `npm run user:invite-administrator -- --email … --name …`: the first administrator. Prints a link that works once, for
 * 72 hours; there is no default account and no default password. Refuses as soon as an administrator can sign in, who
 * then invites everybody else. Without DATABASE_URL it finds the database of a running `npm start`.
 */
import { NestFactory } from '@nestjs/core';
import { parseArgs } from 'node:util';
import { isEmail } from 'class-validator';
import { AppModule } from '../app.module';
import { readSettings, type Settings, SettingsError } from '../config';
import { checkDatabase, serviceUrlOf, startFailure } from '../platform/database';
import { runningDatabaseUrl } from '../platform/embedded';
import { FirstAdministrator } from '../users';
import { Refusal } from '../shared/errors';

const USAGE = 'Give both: npm run user:invite-administrator -- --email name@example.org --name "First Last"';

const NOT_RUNNING =
  'No database runs here: give this command beside the running service (npm start), with the same settings, or set DATABASE_URL.';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } });
  const [email, displayName] = [values.email?.trim(), values.name?.trim()];
  if (!email || !displayName || !isEmail(email)) throw new SettingsError(USAGE);
  const settings = await withDatabase(readSettings());
  await checkDatabase(serviceUrlOf(settings), settings.isProduction);
  const context = await NestFactory.createApplicationContext(AppModule.with(settings), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const link = await context.get(FirstAdministrator, { strict: false }).invite({ email, displayName });
    process.stdout.write(`Open this address once, within 72 hours, to choose a password:\n${link}\n`);
  } finally {
    await context.close();
  }
}

/** The server of DATABASE_URL, or the database that `npm start` runs beside us. */
async function withDatabase(settings: Settings): Promise<Settings> {
  if (settings.databaseUrl) return settings;
  const databaseUrl = await runningDatabaseUrl(settings.dataDir);
  if (databaseUrl === undefined) throw new SettingsError(NOT_RUNNING);
  return { ...settings, databaseUrl };
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    const isExplained = error instanceof Refusal || error instanceof SettingsError;
    process.stderr.write(`${isExplained ? error.message : startFailure(error)}\n`);
    process.exit(1);
  });

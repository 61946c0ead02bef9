/**
 * `npm run user:invite-administrator -- --email … --name …`: the first administrator. Prints a link that works once, for
 * 72 hours; there is no default account and no default password. Refuses as soon as an administrator can sign in, who
 * then invites everybody else.
 */
import { NestFactory } from '@nestjs/core';
import { parseArgs } from 'node:util';
import { isEmail } from 'class-validator';
import { AppModule } from '../app.module';
import { readSettings, SettingsError } from '../config';
import { checkDatabase, serviceUrlOf, startFailure } from '../platform/database';
import { FirstAdministrator } from '../users';
import { Refusal } from '../shared/errors';

const USAGE = 'Give both: npm run user:invite-administrator -- --email name@example.org --name "First Last"';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } });
  const [email, displayName] = [values.email?.trim(), values.name?.trim()];
  if (!email || !displayName || !isEmail(email)) throw new SettingsError(USAGE);
  const settings = readSettings();
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

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    const isExplained = error instanceof Refusal || error instanceof SettingsError;
    process.stderr.write(`${isExplained ? error.message : startFailure(error)}\n`);
    process.exit(1);
  });

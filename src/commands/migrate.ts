/** `npm run migrate`: brings the tables and the queue's own tables up to date, and says in one line each what it ran. */
import { readSettings, SettingsError, type Settings } from '../config';
import { migrate, prepareDatabase } from '../platform/database';
import { startEmbeddedDatabase } from '../platform/embedded';
import { isAdministrator } from '../platform/embedded/administrator';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Target {
  ownerUrl: string;
  close: () => Promise<void>;
}

async function main(): Promise<void> {
  const target = await open(readSettings());
  try {
    const ran = await migrate(target.ownerUrl);
    for (const name of ran) say(`Ran ${name}`);
    say(ran.length === 0 ? 'Nothing to run: the database is up to date.' : `${ran.length} migrations ran.`);
  } finally {
    await target.close();
  }
}

/** The owner's address, an administrator's, or the service's own database, in this order. */
async function open(settings: Settings): Promise<Target> {
  const nothing = async (): Promise<void> => undefined;
  if (settings.databaseOwnerUrl) return { ownerUrl: settings.databaseOwnerUrl, close: nothing };
  if (settings.databaseUrl) {
    // In production the roles and their passwords are made once by hand (docker/README.md), never here.
    if (settings.isProduction || !(await isAdministrator(settings.databaseUrl))) {
      throw new SettingsError(
        'DATABASE_OWNER_URL: needed to migrate a server database, because the role of DATABASE_URL does not own the tables.',
      );
    }
    const { ownerUrl } = await prepareDatabase({ adminUrl: settings.databaseUrl });
    return { ownerUrl, close: nothing };
  }
  const database = await startEmbeddedDatabase({ dataDir: settings.dataDir, log: say });
  const { ownerUrl } = await prepareDatabase({ adminUrl: database.superuserUrl });
  return { ownerUrl, close: () => database.stop() };
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message || error.name : String(error);
  process.stderr.write(error instanceof SettingsError ? `${message}\n` : `${message.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 1;
});

/**
 * `npm run audit:verify`: recomputes the chain over the audit and says whether it is whole; exits 1 when it is not.
 * `-- --head <file>` also holds it against heads that were kept outside (the file, or saved e-mails); may be given more
 * than once. Without it, the file of the settings is used where it is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { readSettings, type Settings } from '../config';
import { AuditReport, headsIn, SeesNoAudit, verifyChain } from '../platform/audit/chain';
import { EmbeddedDatabaseError, ownDatabaseUrl, startEmbeddedDatabase } from '../platform/embedded';
import '../platform/database/connection-settings';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Expected and said in one line. */
class CannotVerify extends Error {}

async function main(): Promise<void> {
  const settings = readSettings();
  const files = headFiles(settings);
  const heads = files.flatMap((file) => {
    const found = headsIn(readFileSync(file, 'utf8'));
    if (found.length === 0) throw new CannotVerify(`${file} holds no head of an audit chain.`);
    return found;
  });
  const database = await open(settings);
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const from = performance.now();
    const result = await verifyChain(client, heads);
    const report = new AuditReport(result, (performance.now() - from) / 1000, files);
    report.lines.forEach(say);
    if (!report.isWhole) process.exitCode = 1;
  } finally {
    await client.end();
    await database.close();
  }
}

function headFiles(settings: Settings): string[] {
  const { values } = parseArgs({ options: { head: { type: 'string', multiple: true } } });
  if (values.head) {
    const missing = values.head.find((file) => !existsSync(file));
    if (missing) throw new CannotVerify(`There is no file ${missing}.`);
    return values.head;
  }
  return existsSync(settings.auditHeadFile) ? [settings.auditHeadFile] : [];
}

/** The server of DATABASE_URL, or our own: as it runs, or started for this. */
async function open(settings: Settings): Promise<{ url: string; close: () => Promise<void> }> {
  const nothing = async (): Promise<void> => undefined;
  if (settings.databaseUrl) return { url: settings.databaseUrl, close: nothing };
  if (!existsSync(join(settings.dataDir, 'secret')))
    throw new CannotVerify(`There is no database in ${settings.dataDir}.`);
  try {
    const own = await startEmbeddedDatabase({ dataDir: settings.dataDir });
    return { url: onCohort(own.superuserUrl), close: () => own.stop() };
  } catch (error) {
    if (!(error instanceof EmbeddedDatabaseError) || !error.message.startsWith('Already running')) throw error;
    return { url: ownDatabaseUrl(settings.dataDir), close: nothing };
  }
}

function onCohort(url: string): string {
  const address = new URL(url);
  address.pathname = '/cohort';
  return address.toString();
}

main().catch((error: unknown) => {
  const isExplained = error instanceof CannotVerify || error instanceof SeesNoAudit;
  const message = error instanceof Error ? error.message || error.name : String(error);
  process.stderr.write(`${isExplained ? message : message.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 1;
});

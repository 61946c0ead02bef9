import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { superuser } from './cluster-folder';
import { isPortFree } from './free-port';

/** The address of the product's own database in this data folder, with the password: never print it. */
export function ownDatabaseUrl(dataDir: string, role?: string): string {
  const read = (name: string): string => readFileSync(join(dataDir, name), 'utf8').trim();
  const url = new URL(`postgresql://${superuser}:${read('secret')}@127.0.0.1:${read('port')}/cohort`);
  if (role !== undefined) url.searchParams.set('options', `-crole=${role}`);
  return url.href;
}

/**
 * For a command beside `npm start`: its database, as the service's role. The service's own password is made anew at every
 * start and known to its processes alone, so this signs in as superuser and is that role from its first statement.
 */
export async function runningDatabaseUrl(dataDir: string): Promise<string | undefined> {
  if (!['secret', 'port'].every((name) => existsSync(join(dataDir, name)))) return undefined;
  const url = ownDatabaseUrl(dataDir, 'cohort_app');
  return (await isPortFree(Number(new URL(url).port), '127.0.0.1')) ? undefined : url;
}

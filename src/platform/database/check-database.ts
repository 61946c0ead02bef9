import { Client } from 'pg';
import { isBehind, MIGRATIONS_TABLE } from './migrate';

/** The database cannot be used as it is; the message says what to do. */
export class DatabaseRefused extends Error {}

interface Facts {
  superuser: boolean;
  bypasses: boolean;
  owns: number;
  synchronous_commit: string;
  fsync: string;
  migrated: boolean;
}

/**
 * Web and worker refuse to start on a role that could pass by row-level security, on a database that is behind, and in
 * production on one that may lose what it acknowledged.
 * @throws DatabaseRefused
 */
export async function checkDatabase(serviceUrl: string, isProduction: boolean): Promise<void> {
  const client = new Client({ connectionString: serviceUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Facts>(`
      SELECT r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
             (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns,
             current_setting('synchronous_commit') AS synchronous_commit, current_setting('fsync') AS fsync,
             to_regclass('public.${MIGRATIONS_TABLE}') IS NOT NULL AS migrated
        FROM pg_roles r WHERE r.rolname = current_user`);
    const facts = rows[0];
    if (!facts) throw new DatabaseRefused('The database does not know the role of DATABASE_URL.');
    if (facts.superuser || facts.bypasses || facts.owns > 0) {
      throw new DatabaseRefused(
        'DATABASE_URL: this role owns tables or may pass by row-level security. Use the role cohort_app (docker/README.md).',
      );
    }
    if (isProduction && (facts.synchronous_commit === 'off' || facts.fsync === 'off')) {
      throw new DatabaseRefused(
        'The database runs with synchronous_commit or fsync off and may lose what it acknowledged.',
      );
    }
    if (!facts.migrated || (await isBehind(client))) {
      throw new DatabaseRefused('The database is behind this version of the service: run `npm run migrate` first.');
    }
  } finally {
    await client.end();
  }
}

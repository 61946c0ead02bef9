import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface PreparedDatabase {
  /** Owns the tables; for migrations. */
  ownerUrl: string;
  /** The service: owns nothing, sees what row-level security lets it. */
  serviceUrl: string;
}

interface Preparation {
  /** A role that may create roles and databases. */
  adminUrl: string;
  /** Made when missing. Default: the one in adminUrl, or `cohort` when that is `postgres`. */
  database?: string;
}

/**
 * Makes the three roles and the database when they are missing, and gives both login roles fresh random passwords.
 * Safe to run again. For a server database in production the same is done once by hand (docker/README.md).
 */
export async function prepareDatabase({ adminUrl, database }: Preparation): Promise<PreparedDatabase> {
  const named = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  const name = database ?? (named === '' || named === 'postgres' ? 'cohort' : named);
  const passwords = { cohort_owner: randomPassword(), cohort_app: randomPassword() };
  await asAdmin(adminUrl, 'postgres', async (admin) => {
    await makeRoles(admin, passwords);
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      await admin.query(
        `CREATE DATABASE ${escapeIdentifier(name)} OWNER cohort_owner ENCODING 'UTF8' TEMPLATE template0`,
      );
    }
  });
  await asAdmin(adminUrl, name, async (admin) => {
    await admin.query(`REVOKE ALL ON DATABASE ${escapeIdentifier(name)} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT, TEMPORARY, CREATE ON DATABASE ${escapeIdentifier(name)} TO cohort_owner`);
    await admin.query(`GRANT CONNECT ON DATABASE ${escapeIdentifier(name)} TO cohort_app`);
    await admin.query('ALTER SCHEMA public OWNER TO cohort_owner');
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  });
  return {
    ownerUrl: urlFor(adminUrl, name, 'cohort_owner', passwords.cohort_owner),
    serviceUrl: urlFor(adminUrl, name, 'cohort_app', passwords.cohort_app),
  };
}

async function makeRoles(admin: Client, passwords: Record<'cohort_owner' | 'cohort_app', string>): Promise<void> {
  const existing = await admin.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles WHERE rolname IN ('cohort_owner', 'cohort_app', 'cohort_system')`,
  );
  const has = new Set(existing.rows.map((row) => row.rolname));
  for (const role of ['cohort_owner', 'cohort_app', 'cohort_system']) {
    if (!has.has(role)) await admin.query(`CREATE ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`);
  }
  await admin.query('GRANT cohort_system TO cohort_owner');
  for (const [role, password] of Object.entries(passwords)) {
    await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD ${escapeLiteral(password)}`);
  }
}

async function asAdmin(adminUrl: string, database: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  const admin = new Client({ connectionString: url.href });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function urlFor(adminUrl: string, database: string, user: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = user;
  url.password = password;
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

const randomPassword = (): string => randomBytes(24).toString('base64url');

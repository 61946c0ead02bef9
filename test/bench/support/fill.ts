import { Client } from 'pg';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { Passwords } from '../../../src/platform/auth';
import { caseStatements } from './fill-cases';
import { FAMILY_NAMES, frequencySql, GIVEN_NAMES, uniformSql } from './names';

export const AGENCIES = 12;
/** One worker leads so many. */
const CASELOAD = 20;

export interface Filling {
  individuals: number;
  today: string;
}

/**
 * Puts so many individuals with all that hangs on them into an empty, migrated database, set-based. Triggers are passed by,
 * and what they would fill in is written as they would; a sample of the access keys is then compared with what they make.
 */
export async function fill(adminUrl: string, { individuals, today }: Filling): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const workers = Math.max(4, Math.ceil(individuals / AGENCIES / CASELOAD));
    const passwordHash = await new Passwords().hash(DEMONSTRATION_PASSWORD);
    await client.query(`SET session_replication_role = replica; SET work_mem = '128MB'; SET jit = off;
      SET maintenance_work_mem = '512MB'; SET synchronous_commit = off; SET max_parallel_maintenance_workers = 2`);
    for (const statement of peopleAtWork(workers, passwordHash)) await client.query(statement);
    await client.query(peopleSql(individuals, workers), [GIVEN_NAMES, FAMILY_NAMES]);
    for (const [table, statement] of caseStatements(today)) await intoTable(client, table, statement);
    await client.query('DROP TABLE bench_people');
    await client.query('ANALYZE');
    await client.query('SET session_replication_role = origin');
    await compareKeys(client);
  } finally {
    await client.end();
  }
  await tidy(adminUrl);
}

/** The plan of a statement must not depend on whether autovacuum came by: index-only scans read the visibility map. */
async function tidy(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** Without its indexes while it fills, which is several times quicker; constraints keep theirs. */
async function intoTable(client: Client, table: string, statement: string): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
      WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [table],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await client.query(statement);
  for (const { definition } of rows) await client.query(definition);
}

/** @throws when the keys that were written are not those the database itself would keep */
async function compareKeys(client: Client): Promise<void> {
  const { rows } = await client.query<{ reference: string }>(
    `SELECT reference FROM individuals WHERE reference LIKE '%77' AND access_keys <> access_keys_of(id) LIMIT 1`,
  );
  if (rows.length > 0) throw new Error(`Not the keys the triggers make: ${rows[0]?.reference ?? ''}`);
}

/** A time-ordered id (UUIDv7) that follows from what it is of and a number, so that one statement knows the ids of another. */
export const ID_FUNCTION = `
  CREATE OR REPLACE FUNCTION bench_id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(1780000000000 + n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || 'a'
            || substr(md5(kind::text || ':' || n::text), 1, 15))::uuid $$`;

export const KIND = { agency: 1, worker: 2, manager: 3, chair: 4, member: 5, panel: 6, individual: 7 } as const;

function peopleAtWork(workers: number, passwordHash: string): string[] {
  const kinds = `ARRAY['childrens_services','police','health','school','youth_justice','council','housing','probation','voluntary','partnership','health','school']`;
  const agency = 'generate_series(0, 11) a';
  const user = (kind: number, n: string, agencyNumber: string, name: string, role: string, from: string): string =>
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at)
     SELECT bench_id(${kind}, ${n}), bench_id(1, ${agencyNumber}), initcap('${name} ' || ${n}), '${name}' || ${n} || '@bench.example', '{${role}}', now() - interval '1 year' FROM ${from}`;
  return [
    ID_FUNCTION,
    `INSERT INTO agencies (id, name, kind, created_at) SELECT bench_id(1, a), 'Agency ' || a, (${kinds})[1 + a], now() - interval '2 years' FROM ${agency}`,
    user(
      KIND.worker,
      'a * 100000 + w',
      'a',
      'worker',
      'practitioner',
      `${agency}, generate_series(0, ${workers - 1}) w`,
    ),
    user(KIND.manager, 'a', 'a', 'manager', 'manager', agency),
    user(KIND.chair, 'a', 'a', 'chair', 'panel_chair', agency),
    user(KIND.member, 'a', '(a + 1) % 12', 'member', 'panel_member', agency),
    `INSERT INTO user_credentials (user_id, password_hash, changed_at) SELECT id, '${passwordHash}', now() FROM users WHERE email LIKE '%@bench.example'`,
    `INSERT INTO panels (id, name, abbreviation, created_at) SELECT bench_id(6, a), 'Panel ' || a, 'P' || a, now() FROM ${agency}`,
    ...[KIND.chair, KIND.member].map(
      (kind) => `INSERT INTO panel_members (id, panel_id, user_id, started_at)
       SELECT bench_id(${kind + 100}, a), bench_id(6, a), bench_id(${kind}, a), now() - interval '1 year' FROM ${agency}`,
    ),
    'ANALYZE users',
  ];
}

/**
 * Who is who, drawn once: the agency that leads, for one in five a plan owner and for one in twelve another practitioner of
 * a second agency, the panel of the area. So an agency sees a little more than a twelfth of everybody.
 */
const peopleSql = (individuals: number, workers: number): string => `
  CREATE UNLOGGED TABLE bench_people AS
  SELECT n, bench_id(7, n) AS id, a, a AS panel, second, r AS draw,
         bench_id(2, a * 100000 + (n / 12) % ${workers}) AS lead_id,
         bench_id(2, CASE WHEN r < 0.2 THEN second ELSE a END * 100000 + (n / 12 + n % 7) % ${workers}) AS owner_id,
         CASE WHEN r < 0.2 THEN second ELSE a END AS owner_agency,
         CASE WHEN r BETWEEN 0.4 AND 0.48 THEN bench_id(2, second * 100000 + n % ${workers}) END AS third_id,
         (ARRAY['critical','high','medium','monitoring'])[CASE WHEN t < 0.03 THEN 1 WHEN t < 0.3 THEN 2 WHEN t < 0.75 THEN 3 ELSE 4 END] AS tier,
         n % 20 <> 13 AS is_in_cohort, n % 200 = 171 AS is_restricted,
         CASE WHEN n % 100 < 92 THEN 'live' WHEN n % 100 < 95 THEN 'draft' WHEN n % 100 < 97 THEN 'awaiting_approval' END AS plan_status,
         ($1::text[])[${frequencySql('n * 3 + 1', GIVEN_NAMES.length)}] AS given_name,
         ($2::text[])[${frequencySql('n * 3 + 2', FAMILY_NAMES.length)}] AS family_name,
         '{}'::uuid[] AS keys
    FROM (SELECT n, n % 12 AS a, (n % 12 + 1 + (n / 12) % 11) % 12 AS second, ${uniformSql('n')} AS r, ${uniformSql('n + 900000000')} AS t
            FROM generate_series(1, ${individuals}) n) numbered`;

import { Client } from 'pg';
import { TestApp } from '../support/test-app';
import { SECURITY_DEFINERS } from './security-definers';

/** Nothing is hard-deleted by a person; these are no records. */
const DELETABLE = ['attempt_counts', 'drafts', 'known_devices', 'sessions'];

/** Names an individual and is not moved by a merge: chained history, what is computed anew, what says who was handed over then. */
const NOT_MOVED = [
  'audit_events.individual_id',
  'cases_by_key.individual_id',
  'changed_cases.individual_id',
  'handover_notices.individual_ids',
  'handovers.individual_ids',
  'kept_obligations.individual_id',
];

/** A UNIQUE on one of these would tell whoever may not ask that a person is known. */
const PERSONAL = [
  'value',
  'given_name',
  'family_name',
  'preferred_name',
  'search_name',
  'date_of_birth',
  'postcode',
  'lines',
];

describe('the migrated database', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const names = async (sql: string): Promise<string[]> =>
    (await test.sql<{ name: string }>(sql)).map((row) => row.name).sort();

  it('has row-level security on every table, forced, with a policy', async () => {
    expect(
      await names(`
      SELECT c.relname AS name FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations'
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`),
    ).toEqual([]);
  });

  it('opens no policy to everybody: each names its role', async () => {
    expect(
      await names(`SELECT tablename || '.' || policyname AS name FROM pg_policies
                    WHERE schemaname = 'public' AND NOT (roles <@ ARRAY['cohort_app','cohort_system']::name[])`),
    ).toEqual([]);
  });

  it('shows every view through the eyes of who asks', async () => {
    expect(
      await names(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
                    AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)`),
    ).toEqual([]);
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relkind = 'm'`)).toEqual([]);
  });

  it('runs only reviewed functions with more rights, owned by a role that signs in nowhere, on a fixed search path', async () => {
    const ours = `FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`;
    expect(await names(`SELECT DISTINCT p.proname AS name ${ours}`)).toEqual(SECURITY_DEFINERS);
    expect(
      await names(`SELECT p.proname AS name ${ours} AND NOT (pg_get_userbyid(p.proowner) = 'cohort_system'
        AND coalesce(p.proconfig @> ARRAY['search_path=public, pg_temp'], false))`),
    ).toEqual([]);
    expect(
      await names(
        `SELECT p.proname AS name ${ours} AND p.prorettype <> 'trigger'::regtype AND p.proacl::text ~ '[{,]=X'`,
      ),
    ).toEqual([]);
    expect(
      await names(`SELECT p.proname AS name ${ours} AND p.prorettype <> 'trigger'::regtype AND p.proacl IS NULL`),
    ).toEqual([]);
  });

  it('gives the service a role that owns nothing and cannot pass by the rules', async () => {
    expect(
      await test.sql(`SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles
                       WHERE rolname IN ('cohort_app', 'cohort_system') ORDER BY rolname`),
    ).toEqual([
      {
        rolname: 'cohort_app',
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: true,
      },
      {
        rolname: 'cohort_system',
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
      },
    ]);
    expect(await names(`SELECT relname AS name FROM pg_class WHERE pg_get_userbyid(relowner) = 'cohort_app'`)).toEqual(
      [],
    );
    expect(await names(`SELECT proname AS name FROM pg_proc WHERE pg_get_userbyid(proowner) = 'cohort_app'`)).toEqual(
      [],
    );
    expect(
      await names(`SELECT r.rolname AS name FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
                    JOIN pg_roles who ON who.oid = m.member WHERE who.rolname = 'cohort_app'`),
    ).toEqual([]);
  });

  it('lets a merge move everything that hangs on an individual: a new table opens itself with open_to_merges()', async () => {
    expect(
      await names(`SELECT t.table_name || '.' || t.column_name AS name FROM tables_of_individuals() t
                    WHERE NOT has_column_privilege('cohort_system', t.table_name, t.column_name, 'UPDATE')
                       OR NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.tablename = t.table_name AND p.cmd IN ('ALL', 'UPDATE')
                                       AND 'cohort_system' = ANY (p.roles))`),
    ).toEqual([]);
    expect(
      await names(`SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%individual_id%'
                      AND NOT EXISTS (SELECT 1 FROM tables_of_individuals() t WHERE t.table_name = c.relname AND t.column_name = a.attname)`),
    ).toEqual(NOT_MOVED);
  });

  it('lets the service delete no record', async () => {
    expect(
      await names(`SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                    AND (has_table_privilege('cohort_app', c.oid, 'DELETE') OR has_table_privilege('cohort_app', c.oid, 'TRUNCATE'))`),
    ).toEqual(DELETABLE);
  });

  it('has no UNIQUE that would tell whether a person is known', async () => {
    const unique = await test.sql<{ name: string; columns: string[] }>(`
      SELECT i.indexrelid::regclass::text AS name, array_agg(a.attname::text) AS columns
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indisunique AND i.indrelid::regclass::text LIKE 'individual%' GROUP BY 1`);
    const telling = unique.filter(
      ({ columns }) => columns.some((column) => PERSONAL.includes(column)) && !columns.includes('individual_id'),
    );
    expect(telling).toEqual([]);
  });

  it('keeps the audit: neither the service nor the owner changes or removes a row', async () => {
    await test.api('governance@sbc.example');
    for (const url of [test.database.serviceUrl, test.database.ownerUrl]) {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(
        `SELECT set_config('app.user_id', $1, false), set_config('app.roles', '{governance,administrator}', false)`,
        [test.userId('governance@sbc.example')],
      );
      for (const sql of [
        `UPDATE audit_events SET act = 'nothing'`,
        'DELETE FROM audit_events',
        'TRUNCATE audit_events',
      ]) {
        const refused = await client.query(sql).then(
          (result) => `changed ${result.rowCount}`,
          (error: { code?: string }) => String(error.code),
        );
        // The owner is stopped by row-level security (no row is there for it) or by the trigger.
        expect(['42501', 'TC002', 'changed 0']).toContain(refused);
      }
      await client.end();
    }
    await expect(test.sql('DELETE FROM audit_events')).rejects.toMatchObject({ code: 'TC002' });
    await expect(test.sql('TRUNCATE audit_events')).rejects.toMatchObject({ code: 'TC002' });
    expect((await test.sql('SELECT 1 FROM audit_events')).length).toBeGreaterThan(0);
  });

  it('finds everything of an individual by an index', async () => {
    expect(
      await names(`SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'individuals'::regclass
                    AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = conrelid AND i.indkey[0] = conkey[1])`),
    ).toEqual([]);
  });
});

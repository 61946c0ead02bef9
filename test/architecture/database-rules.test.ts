import { Client } from 'pg';
import { TestApp } from '../support/test-app';

/**
 * What runs with more rights than the caller, reviewed one by one. Adding a line here says: I read its body, it answers
 * only what the caller needs, and it takes no text that becomes SQL.
 */
const SECURITY_DEFINERS = [
  'absent_on',
  'access_keys_of',
  'account_link_holder',
  'action_context',
  'actor_for_user',
  'add_panel',
  'agenda_places',
  'audited_individual',
  'audited_references',
  'births_that_matter',
  'bring_birthdays_forward',
  'calendar_feed_holder',
  'cases_in_sight',
  'change_escalated_key',
  'change_panel_key',
  'check_kept_obligations',
  'claim_reminders',
  'conflicted_cases',
  'copy_access_keys',
  'copy_access_keys_with_owner',
  'count_judgement_decision',
  'data_quality_counts',
  'discussed_elsewhere',
  'end_access_of',
  'end_escalations',
  'end_exemptions',
  'end_grants_of_user',
  'end_named_sight',
  'erase_record',
  'erasure_hindrance',
  'escalations_waiting',
  'evaluation_extract',
  'exemptions_over',
  'factor_time_of_token',
  'freeze_figures',
  'freeze_group_figures',
  'handover_notice_references',
  'held_by_person',
  'hide_import_rows',
  'holds_administrator',
  'identity_holder',
  'is_responsible_for',
  'is_restricted_from_actor',
  'keep_cases_by_key',
  'keep_review_schedule_history',
  'land_escalations',
  'link_invited_identity',
  'match_candidates',
  'match_pairs',
  'merge_records',
  'merged_record',
  'note_agency_of_adder',
  'note_changed_case',
  'open_break_glass',
  'open_by_grant_alone',
  'open_grants',
  'owe_reminders',
  'panel_readers',
  'raise_unusual_access',
  'record_by_reference',
  'records_past_their_date',
  'refresh_access_keys',
  'refresh_access_of_user',
  'refresh_kept_figures',
  'refuse_entry_without_grounds',
  'refuse_sealed',
  'rehash_password',
  'reminder_counts',
  'reset_second_factors',
  'restricted_individuals',
  'restricted_records_fall',
  'share_champion_claims',
  'sign_in_lookup',
  'spread_access_keys',
  'spread_access_keys_to_schedules',
  'stand_in_comes_back',
  'stop_reminders',
  'stop_reminders_of_meeting',
  'stop_reminders_of_register',
  'sweep_leftovers',
  'take_recipients_owed',
  'tell_of_person_away',
  'tell_of_person_gone',
  'tell_of_untriaged',
  'token_holder',
  'told_of_papers',
  'told_of_person',
  'told_of_returned_plan',
  'try_reminder_again',
  'undelivered_reminders',
  'undo_merge',
  'use_account_link',
  'user_for_token',
  'who_has_looked',
];

/** Nothing is hard-deleted by a person; these are no records. */
const DELETABLE = ['attempt_counts', 'drafts', 'sessions'];

/** Names an individual and is not moved by a merge: chained history, what is computed anew, what says who was handed over then. */
const NOT_MOVED = [
  'audit_events.individual_id',
  'cases_by_key.individual_id',
  'changed_cases.individual_id',
  'handover_notices.individual_ids',
  'handovers.individual_ids',
  'kept_obligations.individual_id',
  'top_five_people.individual_id',
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

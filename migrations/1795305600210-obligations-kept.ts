import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OBLIGATIONS_BEFORE, OBLIGATIONS_OF_BEFORE } from './before-one-scan';

/**
 * Two obligations more (a day to chase that has come, minutes that are not issued), and a scan that reads only what is due:
 * what follows from several tables is worked out when one of them changes, not for everybody in every scan.
 */
export class ObligationsKept1795305600210 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SOURCES_SQL);
    await queryRunner.query(minutesOwed());
    await queryRunner.query(`${definition('obligations(until date)', () => '', EVERYBODY)};
      ${definition('obligations_of(until date, individuals uuid[])', (column) => ` AND ${column} = ANY (individuals)`, SOME)};`);
    await queryRunner.query(KEPT_SQL);
    await queryRunner.query(NOTED_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${Object.keys(NOTED)
        .map((table) => `DROP TRIGGER ${table}_noted ON ${table};`)
        .join('\n')}
      DROP FUNCTION note_changed_case();
      DROP FUNCTION obligations_kept(date);
      DROP FUNCTION refresh_kept_obligations(uuid[], boolean);
      DROP TABLE changed_cases, kept_obligations;
    `);
    await queryRunner.query(OBLIGATIONS_BEFORE);
    await queryRunner.query(OBLIGATIONS_OF_BEFORE);
    await queryRunner.query(`
      COMMENT ON FUNCTION obligations(date) IS
        'Everything that people owe a case and that is due by this day, one row an obligation: reviews and what a plan is missing (case_obligations), open actions, a plan within 20 working days of entry, a screening every 6 months (at entry when there is none), the cohort decision validated every 6 months. A new kind is one more SELECT here.';
      DROP FUNCTION minutes_owed(date);
      DROP INDEX review_acknowledgements_chase_index;
      DROP POLICY meetings_service ON meetings;
      DROP POLICY panels_service ON panels;
      DROP POLICY review_acknowledgements_service ON review_acknowledgements;
      REVOKE SELECT ON meetings, panels, review_acknowledgements FROM cohort_system;
    `);
  }
}

const SOURCES_SQL = `
  CREATE INDEX review_acknowledgements_chase_index ON review_acknowledgements (chase_on);
  CREATE POLICY review_acknowledgements_service ON review_acknowledgements FOR SELECT TO cohort_system USING (true);
  CREATE POLICY meetings_service ON meetings FOR SELECT TO cohort_system USING (true);
  CREATE POLICY panels_service ON panels FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON review_acknowledgements, meetings, panels TO cohort_system;
`;

const COLUMNS = `TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[],
                   owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)`;

/** Read as JSON: these columns come with a later migration, and until they are there no minutes can be owed. */
const minutesOwed = (): string => `
  CREATE FUNCTION minutes_owed(until date) RETURNS ${COLUMNS} LANGUAGE sql STABLE AS $$
    SELECT 'minutes', m.id, 1, NULL::uuid, m.due_on, ARRAY[m.panel_id], NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM (SELECT t.id, t.panel_id, add_working_days(t.held_on, coalesce((to_jsonb(p) ->> 'minutes_within_working_days')::integer, 10)) AS due_on
              FROM meetings t JOIN panels p ON p.id = t.panel_id
             WHERE t.status = 'held' AND t.held_on <= until AND to_jsonb(t) ->> 'closed_at' IS NOT NULL
               AND to_jsonb(t) ->> 'minutes_issued_at' IS NULL) m
     WHERE m.due_on <= until $$;
  COMMENT ON FUNCTION minutes_owed(date) IS
    'Minutes are issued within so many working days of the meeting, 10 unless the panel says otherwise (domain/2-practice, 2.4). Of meetings closed since their clocks are kept; about no one case.';
  REVOKE ALL ON FUNCTION minutes_owed(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION minutes_owed(date) TO cohort_system;
`;

const ACTIONS = `
    SELECT 'action', a.id, a.version, a.individual_id, a.due_on, a.access_keys, a.owner_id, a.owner_agency_id, a.visibility,
           CASE WHEN a.visibility = 'named_agencies' THEN to_jsonb(a) -> 'visible_to' END
      FROM actions a WHERE a.status = 'open' AND a.due_on <= until`;

/** Only while the review is still late by the date that was acknowledged; the newest acknowledgement counts. */
const CHASES = `
    SELECT 'chase', k.schedule_id, k.version, k.individual_id, k.chase_on, s.access_keys, k.acknowledged_by, u.agency_id, 'all_agencies', NULL::jsonb
      FROM review_acknowledgements k
      JOIN review_schedules s ON s.id = k.schedule_id AND s.status = 'active' AND s.due_on <= k.due_on
      JOIN users u ON u.id = k.acknowledged_by
     WHERE k.chase_on <= until
       AND NOT EXISTS (SELECT 1 FROM review_acknowledgements n WHERE n.schedule_id = k.schedule_id AND n.version > k.version)`;

const EVERYBODY = `
    UNION ALL SELECT * FROM minutes_owed(until)`;
const SOME = '';
/** Whatever its caller prefers: a few cases are found through the indexes of each table. */
const BY_INDEX = 'SET enable_nestloop = on SET plan_cache_mode = force_custom_plan';

/** The one definition, of everybody and of some: `only` narrows each table by itself, which no join would do for it. */
const definition = (signature: string, only: (column: string) => string, more: string): string => `
  CREATE OR REPLACE FUNCTION ${signature} RETURNS ${COLUMNS} LANGUAGE sql STABLE ROWS 1000 ${more === SOME ? BY_INDEX : ''} AS $$
    SELECT o.kind, o.subject_id, o.subject_version, o.individual_id, o.due_on, o.access_keys, NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM case_obligations(until) o WHERE o.due_on <= until${only('o.individual_id')}
    UNION ALL ${ACTIONS}${only('a.individual_id')}
    UNION ALL ${CHASES}${only('k.individual_id')}
    UNION ALL
    SELECT 'no_plan', c.individual_id, entry.periods, c.individual_id, add_working_days(entry.entered_on, 20), i.access_keys,
           NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
      -- Those without a plan first: counting working days for everybody is what would take the time.
      JOIN (SELECT e.individual_id, max(e.started_on) AS entered_on, count(*)::integer AS periods
              FROM cohort_memberships e
             WHERE NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = e.individual_id AND b.id <> e.id
                                  AND b.exit_reason = 'superseded' AND b.ended_on = e.started_on)
               AND NOT EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = e.individual_id AND p.status <> 'closed' AND p.current_edition IS NOT NULL)${only('e.individual_id')}
             GROUP BY e.individual_id) entry ON entry.individual_id = c.individual_id
     WHERE c.ended_on IS NULL AND entry.entered_on + 26 <= until AND add_working_days(entry.entered_on, 20) <= until${only('c.individual_id')}
    UNION ALL
    SELECT 'screening', c.individual_id, coalesce(done.times, 0), c.individual_id,
           coalesce((done.last_on + interval '6 months')::date, entry.entered_on), i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
      JOIN cohort_entries entry ON entry.individual_id = c.individual_id${only('entry.individual_id')}
      LEFT JOIN (SELECT s.individual_id, max(s.screened_on) AS last_on, count(*)::integer AS times
                   FROM screenings s WHERE true${only('s.individual_id')} GROUP BY s.individual_id) done ON done.individual_id = c.individual_id
     WHERE c.ended_on IS NULL AND coalesce((done.last_on + interval '6 months')::date, entry.entered_on) <= until${only('c.individual_id')}
    UNION ALL
    SELECT 'validation', c.id, 1, c.individual_id, (c.started_on + interval '6 months')::date, i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
     WHERE c.ended_on IS NULL AND (c.started_on + interval '6 months')::date <= until${only('c.individual_id')}${more} $$`;

const KEPT_SQL = `
  COMMENT ON FUNCTION obligations(date) IS
    'Everything that people owe a case and that is due by this day, one row an obligation: reviews and what a plan is missing (case_obligations), open actions, a plan within 20 working days of entry, a screening every 6 months (at entry when there is none), the cohort decision validated every 6 months, a day to chase an overdue review, minutes of a meeting. A new kind is one more SELECT here.';

  CREATE TABLE kept_obligations (
    individual_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_version integer NOT NULL,
    due_on date NOT NULL,
    CONSTRAINT kept_obligations_pk PRIMARY KEY (individual_id, kind, subject_id)
  );
  CREATE INDEX kept_obligations_due_index ON kept_obligations (due_on);
  COMMENT ON TABLE kept_obligations IS
    'What obligations() says of those kinds that follow from several tables, kept so that a scan finds by an index what is due. Derived: worked out again for every case that changed, by the next scan. Who sends asks obligations_of().';
  CREATE TABLE changed_cases (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT changed_cases_pk PRIMARY KEY,
    individual_id uuid NOT NULL
  );
  COMMENT ON TABLE changed_cases IS
    'Cases whose kept obligations are to be worked out again. One row a change and no key on the case: two who change one case do not wait for each other here.';
  ALTER TABLE kept_obligations ENABLE ROW LEVEL SECURITY; ALTER TABLE kept_obligations FORCE ROW LEVEL SECURITY;
  ALTER TABLE changed_cases ENABLE ROW LEVEL SECURITY; ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY;
  CREATE POLICY kept_obligations_service ON kept_obligations TO cohort_system USING (true) WITH CHECK (true);
  CREATE POLICY changed_cases_service ON changed_cases TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, DELETE ON kept_obligations, changed_cases TO cohort_system;

  CREATE FUNCTION refresh_kept_obligations(individuals uuid[], all_of_them boolean) RETURNS integer
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET enable_nestloop = on SET work_mem = '64MB' SET jit = off AS $$
  DECLARE
    kept integer;
  BEGIN
    IF all_of_them THEN
      DELETE FROM kept_obligations;
      INSERT INTO kept_obligations
      SELECT o.individual_id, o.kind, o.subject_id, o.subject_version, o.due_on FROM obligations('9999-12-31') o
       WHERE o.kind NOT IN ('review','action','chase','minutes');
    ELSE
      DELETE FROM kept_obligations k WHERE k.individual_id = ANY (individuals);
      INSERT INTO kept_obligations
      SELECT o.individual_id, o.kind, o.subject_id, o.subject_version, o.due_on FROM obligations_of('9999-12-31', individuals) o
       WHERE o.kind NOT IN ('review','action','chase');
    END IF;
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
  END $$;

  CREATE FUNCTION obligations_kept(until date) RETURNS ${COLUMNS} LANGUAGE sql STABLE ROWS 1000 AS $$
    SELECT 'review', s.id, s.version, s.individual_id, s.due_on, s.access_keys, NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM review_schedules s WHERE s.status = 'active' AND s.due_on <= until
    UNION ALL ${ACTIONS}
    UNION ALL ${CHASES}
    UNION ALL
    SELECT k.kind, k.subject_id, k.subject_version, k.individual_id, k.due_on, i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM kept_obligations k JOIN individuals i ON i.id = k.individual_id WHERE k.due_on <= until
    UNION ALL SELECT * FROM minutes_owed(until) $$;
  COMMENT ON FUNCTION obligations_kept(date) IS 'The same rows as obligations(), once every changed case was looked at again: a test compares them.';
  REVOKE ALL ON FUNCTION refresh_kept_obligations(uuid[], boolean), obligations_kept(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION refresh_kept_obligations(uuid[], boolean), obligations_kept(date) TO cohort_system;
`;

/** What the kept kinds follow from, and which columns. */
const NOTED = {
  review_schedules: 'status, due_on, changed_at, plan_id',
  plans: 'status, current_edition, approved_at, created_at, individual_id',
  assignments: 'ended_at, kind, individual_id',
  cohort_memberships: 'started_on, ended_on, exit_reason, individual_id',
  screenings: 'screened_on, individual_id',
};

const NOTED_SQL = `
  CREATE FUNCTION note_changed_case() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO changed_cases (individual_id) VALUES (NEW.individual_id);
    IF TG_OP = 'UPDATE' AND OLD.individual_id <> NEW.individual_id THEN
      INSERT INTO changed_cases (individual_id) VALUES (OLD.individual_id);
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION note_changed_case() IS 'Whoever changes a case, in whatever slice: the next scan works out again what it owes.';
  ALTER FUNCTION note_changed_case() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION note_changed_case() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION note_changed_case() TO cohort_app;
  ${Object.entries(NOTED)
    .map(
      ([table, columns]) => `CREATE TRIGGER ${table}_noted AFTER INSERT OR UPDATE OF ${columns} ON ${table}
    FOR EACH ROW EXECUTE FUNCTION note_changed_case();`,
    )
    .join('\n  ')}
  -- What was there before: the first scan works all of it out. The owner of a table is held by its policies too.
  ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases NO FORCE ROW LEVEL SECURITY;
  INSERT INTO changed_cases (individual_id) SELECT id FROM individuals;
  ALTER TABLE individuals FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY;
`;

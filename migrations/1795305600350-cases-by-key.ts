import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists and counts of cases read: one row for each case and each key that opens it. A list for one key is then a range
 * of an index in the order it is shown in; an array on the row can be found by but not sorted by.
 */
export class CasesByKey1795305600350 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query('SELECT fill_cases_by_key(); DROP FUNCTION fill_cases_by_key(); ANALYZE cases_by_key;');
    for (const [table, columns] of WATCHED) {
      await queryRunner.query(`
        CREATE CONSTRAINT TRIGGER ${table}_cases_by_key AFTER INSERT OR UPDATE OF ${columns} ON ${table}
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_cases_by_key()`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of WATCHED) await queryRunner.query(`DROP TRIGGER ${table}_cases_by_key ON ${table}`);
    await queryRunner.query(
      'DROP FUNCTION keep_cases_by_key(); DROP FUNCTION cases_by_key_of(uuid[]); DROP TABLE cases_by_key;',
    );
  }
}

const TABLE = `
  CREATE TABLE cases_by_key (
    individual_id uuid NOT NULL CONSTRAINT cases_by_key_individual_fk REFERENCES individuals (id) ON DELETE CASCADE,
    access_key uuid NOT NULL,
    sort_on date NOT NULL,
    is_listed boolean NOT NULL,
    tier text,
    entered_on date,
    plan_id uuid,
    is_written boolean NOT NULL,
    schedule_id uuid,
    schedule_status text,
    due_on date,
    owner_id uuid,
    owner_agency_id uuid,
    lead_id uuid,
    CONSTRAINT cases_by_key_pk PRIMARY KEY (individual_id, access_key)
  );
  COMMENT ON TABLE cases_by_key IS 'Where each case stands, once for every key that opens it: what lists and counts read. Kept by triggers from the tables it repeats, when the transaction that changes them ends.';
  COMMENT ON COLUMN cases_by_key.access_key IS 'One of the access keys of the individual.';
  COMMENT ON COLUMN cases_by_key.sort_on IS 'The day the next review is due; without one a day of the year 9999 by tier, so that one column sorts a list.';
  COMMENT ON COLUMN cases_by_key.is_listed IS 'False for who left the cohort: found by searching, and on no list of work.';
  COMMENT ON COLUMN cases_by_key.entered_on IS 'When they last came into the cohort.';
  COMMENT ON COLUMN cases_by_key.plan_id IS 'The plan that is not closed.';
  COMMENT ON COLUMN cases_by_key.is_written IS 'That plan has an approved edition.';
  COMMENT ON COLUMN cases_by_key.schedule_id IS 'The schedule of that plan which is active or exempt.';
  CREATE INDEX cases_by_key_order_index ON cases_by_key (access_key, sort_on, individual_id);
  CREATE INDEX cases_by_key_due_index ON cases_by_key (access_key, due_on) INCLUDE (individual_id, tier, owner_id)
    WHERE schedule_status = 'active';
  ALTER TABLE cases_by_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  -- Said so that the planner does not count it: beside the same question in a statement, = ANY would make it expect one row
  -- where there are thousands, and join each with each.
  CREATE POLICY cases_by_key_visible ON cases_by_key FOR SELECT TO cohort_app
    USING (array_position((SELECT actor_access_keys()), access_key) IS NOT NULL);
  CREATE POLICY cases_by_key_system ON cases_by_key TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON cases_by_key TO cohort_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON cases_by_key TO cohort_system;
`;

const ROWS = `
    SELECT i.id, k.id,
           coalesce(CASE WHEN s.status = 'active' THEN s.due_on END,
                    CASE m.tier WHEN 'critical' THEN date '9999-01-01' WHEN 'high' THEN date '9999-01-02'
                                WHEN 'medium' THEN date '9999-01-03' WHEN 'monitoring' THEN date '9999-01-04'
                                ELSE CASE WHEN e.entered_on IS NULL THEN date '9999-01-05' ELSE date '9999-01-06' END END),
           m.id IS NOT NULL OR e.entered_on IS NULL, m.tier, e.entered_on, p.id, p.current_edition IS NOT NULL,
           s.id, s.status, s.due_on, o.user_id, o.agency_id, l.user_id
      FROM individuals i
      CROSS JOIN LATERAL (SELECT DISTINCT u.id FROM unnest(i.access_keys) u(id)) k
      LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      LEFT JOIN LATERAL (SELECT max(n.entered_on) AS entered_on FROM cohort_entries n WHERE n.individual_id = i.id) e ON true
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status IN ('active','exempt')
      LEFT JOIN assignments o ON o.individual_id = i.id AND o.kind = 'plan_owner' AND o.ended_at IS NULL
      LEFT JOIN assignments l ON l.individual_id = i.id AND l.kind = 'lead_professional' AND l.ended_at IS NULL`;

const FUNCTIONS = `
  CREATE FUNCTION cases_by_key_of(wanted uuid[]) RETURNS SETOF cases_by_key
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ ${ROWS}
     WHERE i.id = ANY (wanted) $$;
  COMMENT ON FUNCTION cases_by_key_of(uuid[]) IS 'What cases_by_key has to say about these individuals, from the tables it repeats.';
  REVOKE ALL ON FUNCTION cases_by_key_of(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION cases_by_key_of(uuid[]) TO cohort_system;

  CREATE FUNCTION keep_cases_by_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    touched uuid;
  BEGIN
    IF TG_TABLE_NAME = 'individuals' THEN touched := NEW.id; ELSE touched := NEW.individual_id; END IF;
    -- Of two transactions that end at once the second waits, and then sees in its next statement what the first one did.
    PERFORM pg_advisory_xact_lock(hashtextextended('case ' || touched, 0));
    DELETE FROM cases_by_key c WHERE c.individual_id = touched
       AND NOT EXISTS (SELECT 1 FROM individuals i WHERE i.id = touched AND c.access_key = ANY (i.access_keys));
    INSERT INTO cases_by_key AS c SELECT * FROM cases_by_key_of(ARRAY[touched])
    ON CONFLICT ON CONSTRAINT cases_by_key_pk DO UPDATE
       SET sort_on = EXCLUDED.sort_on, is_listed = EXCLUDED.is_listed, tier = EXCLUDED.tier, entered_on = EXCLUDED.entered_on,
           plan_id = EXCLUDED.plan_id, is_written = EXCLUDED.is_written, schedule_id = EXCLUDED.schedule_id,
           schedule_status = EXCLUDED.schedule_status, due_on = EXCLUDED.due_on, owner_id = EXCLUDED.owner_id,
           owner_agency_id = EXCLUDED.owner_agency_id, lead_id = EXCLUDED.lead_id
     WHERE c IS DISTINCT FROM EXCLUDED;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION keep_cases_by_key() IS 'Writes anew what cases_by_key says about one case.';
  ALTER FUNCTION keep_cases_by_key() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION keep_cases_by_key() FROM PUBLIC;

  CREATE FUNCTION fill_cases_by_key() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ INSERT INTO cases_by_key ${ROWS} $$;
  ALTER FUNCTION fill_cases_by_key() OWNER TO cohort_system;
`;

/** The tables whose rows say where a case stands, with the columns that do. */
const WATCHED = [
  ['individuals', 'access_keys'],
  ['cohort_memberships', 'individual_id, ended_on, started_on, tier, exit_reason'],
  ['assignments', 'individual_id, kind, user_id, agency_id, ended_at'],
  ['plans', 'individual_id, status, current_edition'],
  ['review_schedules', 'individual_id, plan_id, status, due_on'],
] as const;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schedule as a thing: what it counts from, its exemption, every change of it, and what happened that brings it forward. */
export class ReviewScheduleHistory1795305600170 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SCHEDULE_SQL);
    await queryRunner.query(HISTORY_SQL);
    await queryRunner.query(TRIGGERS_SQL);
    await queryRunner.query(OBLIGATIONS_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION case_obligations(date);
      DROP TABLE review_triggers;
      DROP TRIGGER review_schedules_history ON review_schedules;
      DROP FUNCTION keep_review_schedule_history();
      DROP TABLE review_schedule_changes;
      -- What was exempt has no words without its columns: it goes back to being owed, which loses no review.
      ALTER TABLE review_schedules NO FORCE ROW LEVEL SECURITY;
      UPDATE review_schedules SET status = 'active', version = version + 1 WHERE status = 'exempt';
      ALTER TABLE review_schedules FORCE ROW LEVEL SECURITY;
      ALTER TABLE review_schedules
        DROP CONSTRAINT review_schedules_exemption_is_whole,
        DROP CONSTRAINT review_schedules_within_limit,
        DROP COLUMN tier, DROP COLUMN counted_from, DROP COLUMN no_later_than,
        DROP COLUMN exempt_kind, DROP COLUMN exempt_since, DROP COLUMN exempt_until,
        DROP COLUMN change_reason, DROP COLUMN changed_at;
    `);
  }
}

const SCHEDULE_SQL = `
  ALTER TABLE review_schedules
    ADD COLUMN tier text CONSTRAINT review_schedules_tier_known CHECK (tier IN ('critical','high','medium','monitoring')),
    ADD COLUMN counted_from date,
    ADD COLUMN no_later_than date,
    ADD COLUMN exempt_kind text CONSTRAINT review_schedules_exempt_kind_known CHECK (exempt_kind IN
      ('custody','hospital','missing','out_of_area','other_review','agency_closed','service_outage','other')),
    ADD COLUMN exempt_since date,
    ADD COLUMN exempt_until date,
    ADD COLUMN change_reason text,
    ADD COLUMN changed_at timestamptz;
  -- The owner of a table is held by its policies too; put aside while rows from before are brought in line.
  ALTER TABLE review_schedules NO FORCE ROW LEVEL SECURITY;
  -- Nothing was exempt through the service before this; what a person put in by hand is owed again.
  UPDATE review_schedules SET status = 'active', version = version + 1 WHERE status = 'exempt';
  ALTER TABLE review_schedules FORCE ROW LEVEL SECURITY;
  ALTER TABLE review_schedules
    ADD CONSTRAINT review_schedules_exemption_is_whole CHECK (CASE WHEN status = 'exempt'
      THEN exempt_kind IS NOT NULL AND exempt_since IS NOT NULL AND exempt_until IS NOT NULL AND exempt_until >= exempt_since
           AND length(trim(status_reason)) > 0
      ELSE exempt_kind IS NULL AND exempt_since IS NULL AND exempt_until IS NULL END),
    ADD CONSTRAINT review_schedules_within_limit CHECK (no_later_than IS NULL OR due_on <= no_later_than);
  COMMENT ON COLUMN review_schedules.tier IS 'The tier whose rule made it; null when there was none, or the date was agreed elsewhere.';
  COMMENT ON COLUMN review_schedules.counted_from IS 'The day the rule counts from.';
  COMMENT ON COLUMN review_schedules.no_later_than IS 'What the rules allow at the latest: nobody may set a date after it. Null: the due day itself.';
  COMMENT ON COLUMN review_schedules.exempt_until IS 'The last day of the exemption: the day after it the review is owed again by itself.';
  COMMENT ON COLUMN review_schedules.change_reason IS 'Why the newest change was made; the history copies it.';
`;

const HISTORY_SQL = `
  CREATE TABLE review_schedule_changes (
    id uuid CONSTRAINT review_schedule_changes_pk PRIMARY KEY DEFAULT gen_random_uuid(),
    schedule_id uuid NOT NULL CONSTRAINT review_schedule_changes_schedule_fk REFERENCES review_schedules,
    individual_id uuid NOT NULL CONSTRAINT review_schedule_changes_individual_fk REFERENCES individuals,
    version integer NOT NULL,
    act text NOT NULL CONSTRAINT review_schedule_changes_act_known CHECK (act IN
      ('started','brought_forward','moved','exempted','exemption_cleared','completed','cancelled','changed')),
    from_status text,
    to_status text NOT NULL,
    from_due_on date,
    to_due_on date NOT NULL,
    exempt_kind text,
    exempt_until date,
    reason text,
    changed_by uuid NOT NULL CONSTRAINT review_schedule_changes_changed_by_fk REFERENCES users,
    changed_at timestamptz NOT NULL,
    CONSTRAINT review_schedule_changes_once UNIQUE (schedule_id, version)
  );
  CREATE INDEX review_schedule_changes_individual_index ON review_schedule_changes (individual_id);
  COMMENT ON TABLE review_schedule_changes IS
    'Every version of every schedule: what it was, what it became, why, who and when. Written by the database, so no writer can forget it.';
  ALTER TABLE review_schedules NO FORCE ROW LEVEL SECURITY; ALTER TABLE plans NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE reviews NO FORCE ROW LEVEL SECURITY;
  INSERT INTO review_schedule_changes (schedule_id, individual_id, version, act, to_status, to_due_on, reason, changed_by, changed_at)
    SELECT id, individual_id, 1, 'started', 'active', due_on, rule, made_by, made_at FROM review_schedules;
  INSERT INTO review_schedule_changes (schedule_id, individual_id, version, act, from_status, to_status, from_due_on, to_due_on, reason, changed_by, changed_at)
    SELECT s.id, s.individual_id, s.version, CASE WHEN s.status IN ('completed','cancelled') THEN s.status ELSE 'changed' END,
           'active', s.status, s.due_on, s.due_on, s.status_reason, coalesce(r.recorded_by, s.made_by),
           coalesce(r.recorded_at, p.closed_at, s.made_at)
      FROM review_schedules s JOIN plans p ON p.id = s.plan_id LEFT JOIN reviews r ON r.schedule_id = s.id
     WHERE s.version > 1;
  ALTER TABLE review_schedules FORCE ROW LEVEL SECURITY; ALTER TABLE plans FORCE ROW LEVEL SECURITY;
  ALTER TABLE reviews FORCE ROW LEVEL SECURITY;
  CREATE TRIGGER review_schedule_changes_append_only BEFORE UPDATE OR DELETE ON review_schedule_changes
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();

  CREATE FUNCTION keep_review_schedule_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO review_schedule_changes (schedule_id, individual_id, version, act, to_status, to_due_on, reason, changed_by, changed_at)
      VALUES (NEW.id, NEW.individual_id, NEW.version, 'started', NEW.status, NEW.due_on, coalesce(NEW.change_reason, NEW.rule),
              NEW.made_by, NEW.made_at);
      RETURN NULL;
    END IF;
    INSERT INTO review_schedule_changes (schedule_id, individual_id, version, act, from_status, to_status, from_due_on, to_due_on,
                                         exempt_kind, exempt_until, reason, changed_by, changed_at)
    VALUES (NEW.id, NEW.individual_id, NEW.version,
            CASE WHEN NEW.status IN ('completed','cancelled') AND NEW.status <> OLD.status THEN NEW.status
                 WHEN NEW.status = 'exempt' AND OLD.status <> 'exempt' THEN 'exempted'
                 WHEN NEW.status = 'active' AND OLD.status = 'exempt' THEN 'exemption_cleared'
                 WHEN NEW.due_on < OLD.due_on THEN 'brought_forward'
                 WHEN NEW.due_on > OLD.due_on THEN 'moved' ELSE 'changed' END,
            OLD.status, NEW.status, OLD.due_on, NEW.due_on, coalesce(NEW.exempt_kind, OLD.exempt_kind),
            coalesce(NEW.exempt_until, OLD.exempt_until),
            CASE WHEN NEW.change_reason IS DISTINCT FROM OLD.change_reason OR NEW.changed_at IS DISTINCT FROM OLD.changed_at
                 THEN NEW.change_reason ELSE NEW.status_reason END,
            coalesce(actor_id(), NEW.made_by),
            CASE WHEN NEW.changed_at IS DISTINCT FROM OLD.changed_at THEN NEW.changed_at ELSE now() END);
    RETURN NULL;
  END $$;
  ALTER FUNCTION keep_review_schedule_history() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION keep_review_schedule_history() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION keep_review_schedule_history() TO cohort_app;
  CREATE TRIGGER review_schedules_history AFTER INSERT OR UPDATE OF version ON review_schedules
    FOR EACH ROW EXECUTE FUNCTION keep_review_schedule_history();

  ALTER TABLE review_schedule_changes ENABLE ROW LEVEL SECURITY; ALTER TABLE review_schedule_changes FORCE ROW LEVEL SECURITY;
  CREATE POLICY review_schedule_changes_of_visible ON review_schedule_changes FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY review_schedule_changes_system ON review_schedule_changes TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON review_schedule_changes TO cohort_app;
  GRANT SELECT, INSERT ON review_schedule_changes TO cohort_system;
`;

const TRIGGERS_SQL = `
  CREATE TABLE review_triggers (
    id uuid CONSTRAINT review_triggers_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT review_triggers_individual_fk REFERENCES individuals,
    schedule_id uuid NOT NULL CONSTRAINT review_triggers_schedule_fk REFERENCES review_schedules,
    kind text NOT NULL CONSTRAINT review_triggers_kind_known CHECK (kind IN
      ('arrest','weapon_find','missing_episode','hospital_attendance','new_injury','move','exclusion','release',
       'turning_17_and_a_half','turning_18')),
    happened_on date NOT NULL,
    source text NOT NULL,
    description text NOT NULL DEFAULT '',
    rule text NOT NULL,
    rule_due_on date NOT NULL,
    brought_forward boolean NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT review_triggers_recorded_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX review_triggers_individual_index ON review_triggers (individual_id, happened_on DESC);
  CREATE INDEX review_triggers_schedule_index ON review_triggers (schedule_id);
  CREATE UNIQUE INDEX review_triggers_birthday_once ON review_triggers (schedule_id, kind)
    WHERE kind IN ('turning_17_and_a_half','turning_18');
  COMMENT ON TABLE review_triggers IS 'What happened to the person that brings the review forward: whichever is sooner.';
  CREATE TRIGGER review_triggers_append_only BEFORE UPDATE OR DELETE ON review_triggers
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE review_triggers ENABLE ROW LEVEL SECURITY; ALTER TABLE review_triggers FORCE ROW LEVEL SECURITY;
  CREATE POLICY review_triggers_of_visible ON review_triggers TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY review_triggers_system ON review_triggers TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON review_triggers TO cohort_app, cohort_system;
`;

const OBLIGATIONS_SQL = `
  CREATE FUNCTION case_obligations(today date)
    RETURNS TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[])
    LANGUAGE sql STABLE AS $$
    SELECT 'review', s.id, s.version, s.individual_id, s.due_on, s.access_keys
      FROM review_schedules s WHERE s.status = 'active'
    UNION ALL
    SELECT 'no_schedule', p.id, 1 + coalesce(was.count, 0), p.individual_id,
           coalesce(was.ended_on, (p.approved_at AT TIME ZONE 'Europe/London')::date), p.access_keys
      FROM plans p
      LEFT JOIN LATERAL (
        SELECT count(*)::integer AS count,
               max((coalesce(s.changed_at, s.made_at) AT TIME ZONE 'Europe/London')::date) AS ended_on
          FROM review_schedules s WHERE s.plan_id = p.id
      ) was ON true
     WHERE p.status <> 'closed' AND p.current_edition IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM review_schedules s WHERE s.plan_id = p.id AND s.status IN ('active','exempt'))
    UNION ALL
    SELECT 'no_' || wanted.part, p.id, 1 + coalesce(was.count, 0), p.individual_id,
           greatest((p.created_at AT TIME ZONE 'Europe/London')::date, was.ended_on), p.access_keys
      FROM plans p CROSS JOIN (VALUES ('plan_owner'), ('lead_professional')) AS wanted (part)
      LEFT JOIN LATERAL (
        SELECT count(*)::integer AS count, max((a.ended_at AT TIME ZONE 'Europe/London')::date) AS ended_on
          FROM assignments a WHERE a.individual_id = p.individual_id AND a.kind = wanted.part
      ) was ON true
     WHERE p.status <> 'closed' AND (p.created_at AT TIME ZONE 'Europe/London')::date <= today
       AND NOT EXISTS (SELECT 1 FROM assignments a
                        WHERE a.individual_id = p.individual_id AND a.kind = wanted.part AND a.ended_at IS NULL) $$;
  COMMENT ON FUNCTION case_obligations(date) IS
    'What an open plan owes: its review, and what it is missing. A missing date or person is owed on the day it went missing; subject_version changes only when it goes missing anew.';
  REVOKE ALL ON FUNCTION case_obligations(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION case_obligations(date) TO cohort_app, cohort_system;
`;

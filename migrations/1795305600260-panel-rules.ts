import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A panel's own rules as data, who sits on it by agency, and the clocks of a meeting: begun, closed, actions and minutes out. */
export class PanelRules1795305600260 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PANELS);
    await queryRunner.query(SEATS);
    await queryRunner.query(CLOCKS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX meetings_minutes_owed_index;
      ALTER TABLE meetings DROP CONSTRAINT meetings_clocks_follow,
        DROP COLUMN chair_id, DROP COLUMN minute_taker_id, DROP COLUMN started_at, DROP COLUMN statement_read_at,
        DROP COLUMN closed_at, DROP COLUMN actions_issued_at, DROP COLUMN minutes_issued_at,
        DROP COLUMN minutes_approved_at, DROP COLUMN minutes_approved_by, DROP COLUMN minutes_approved_in, DROP COLUMN pack_issued_at;
      DROP TABLE panel_agencies;
      ALTER TABLE panel_members DROP COLUMN is_deputy;
      DROP POLICY panels_by_chair ON panels;
      DROP POLICY panels_system ON panels;
      REVOKE SELECT ON panels FROM cohort_system;
      DROP INDEX panels_escalates_to_index;
      ALTER TABLE panels DROP CONSTRAINT panels_escalates_elsewhere, DROP CONSTRAINT panels_ages, DROP CONSTRAINT panels_times,
        DROP COLUMN level, DROP COLUMN escalates_to, DROP COLUMN youngest_age, DROP COLUMN oldest_age, DROP COLUMN meets_every_days,
        DROP COLUMN quorum_kinds, DROP COLUMN agenda_reasons, DROP COLUMN decisions, DROP COLUMN actions_within_hours,
        DROP COLUMN minutes_within_working_days, DROP COLUMN returns_days_before, DROP COLUMN meeting_minutes,
        DROP COLUMN confidentiality_statement, DROP COLUMN is_active;
    `);
  }
}

const PANELS = `
  ALTER TABLE panels
    ADD COLUMN level text NOT NULL DEFAULT 'bronze' CONSTRAINT panels_level_known CHECK (level IN ('bronze','silver','gold')),
    ADD COLUMN escalates_to uuid CONSTRAINT panels_escalates_to_fk REFERENCES panels,
    ADD COLUMN youngest_age integer NOT NULL DEFAULT 0,
    ADD COLUMN oldest_age integer NOT NULL DEFAULT 25,
    ADD COLUMN meets_every_days integer NOT NULL DEFAULT 28,
    ADD COLUMN quorum_kinds text[] NOT NULL DEFAULT '{police,childrens_services,health,school}'
      CONSTRAINT panels_quorum_kinds_known CHECK (quorum_kinds <@ ARRAY
        ['partnership','council','childrens_services','youth_justice','police','school','health','probation','housing','voluntary']),
    ADD COLUMN agenda_reasons text[] NOT NULL
      DEFAULT '{review_overdue,new,no_plan,review_due,escalated,stuck_plan,stepping_down,turning_18,turning_25}'
      CONSTRAINT panels_agenda_reasons_known CHECK (agenda_reasons <@ ARRAY
        ['review_overdue','new','no_plan','review_due','escalated','stuck_plan','stepping_down','turning_18','turning_25']),
    ADD COLUMN decisions text[] NOT NULL DEFAULT '{continue,revise,step_up,step_down,close}'
      CONSTRAINT panels_decisions_known CHECK (decisions <@ ARRAY['continue','revise','step_up','step_down','close']
        AND cardinality(decisions) > 0),
    ADD COLUMN actions_within_hours integer NOT NULL DEFAULT 24,
    ADD COLUMN minutes_within_working_days integer NOT NULL DEFAULT 10,
    ADD COLUMN returns_days_before integer NOT NULL DEFAULT 3,
    ADD COLUMN meeting_minutes integer NOT NULL DEFAULT 120,
    ADD COLUMN confidentiality_statement text,
    ADD COLUMN is_active boolean NOT NULL DEFAULT true,
    ADD CONSTRAINT panels_escalates_elsewhere CHECK (escalates_to <> id),
    ADD CONSTRAINT panels_ages CHECK (youngest_age BETWEEN 0 AND oldest_age AND oldest_age <= 120),
    ADD CONSTRAINT panels_times CHECK (meets_every_days BETWEEN 1 AND 366 AND actions_within_hours BETWEEN 1 AND 720
      AND minutes_within_working_days BETWEEN 1 AND 60 AND returns_days_before BETWEEN 0 AND 30 AND meeting_minutes BETWEEN 15 AND 600);
  CREATE INDEX panels_escalates_to_index ON panels (escalates_to);
  COMMENT ON COLUMN panels.level IS 'Bronze works cases, silver steers, gold decides what silver cannot.';
  COMMENT ON COLUMN panels.quorum_kinds IS 'Kinds of agency of which one each must be in the room.';
  COMMENT ON COLUMN panels.agenda_reasons IS 'What reaches its agenda by itself; anybody on the panel may add a case all the same.';
  COMMENT ON COLUMN panels.actions_within_hours IS 'The action list is out so long after the meeting was closed.';
  COMMENT ON COLUMN panels.returns_days_before IS 'What an agency writes about a case later than so many days before the meeting is late.';
  COMMENT ON COLUMN panels.confidentiality_statement IS 'Null: the model wording of the service.';
  CREATE POLICY panels_by_chair ON panels FOR UPDATE TO cohort_app
    USING (ARRAY[id] && (SELECT actor_access_keys()) AND (SELECT actor_has_role('panel_chair')));
  CREATE POLICY panels_system ON panels FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON panels TO cohort_system;`;

const SEATS = `
  ALTER TABLE panel_members ADD COLUMN is_deputy boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN panel_members.is_deputy IS 'Sits for a colleague of the same agency who cannot come.';
  CREATE TABLE panel_agencies (
    id uuid CONSTRAINT panel_agencies_pk PRIMARY KEY,
    panel_id uuid NOT NULL CONSTRAINT panel_agencies_panel_fk REFERENCES panels,
    agency_id uuid NOT NULL CONSTRAINT panel_agencies_agency_fk REFERENCES agencies,
    added_by uuid NOT NULL CONSTRAINT panel_agencies_added_by_fk REFERENCES users,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1
  );
  CREATE UNIQUE INDEX panel_agencies_current_unique ON panel_agencies (panel_id, agency_id) WHERE ended_at IS NULL;
  CREATE INDEX panel_agencies_agency_index ON panel_agencies (agency_id);
  COMMENT ON TABLE panel_agencies IS 'The agencies a panel expects at its table and from which it expects a return on every case.';
  ALTER TABLE panel_agencies ENABLE ROW LEVEL SECURITY; ALTER TABLE panel_agencies FORCE ROW LEVEL SECURITY;
  CREATE POLICY panel_agencies_of_panel ON panel_agencies FOR SELECT TO cohort_app USING (ARRAY[panel_id] && (SELECT actor_access_keys()));
  CREATE POLICY panel_agencies_added ON panel_agencies FOR INSERT TO cohort_app
    WITH CHECK (ARRAY[panel_id] && (SELECT actor_access_keys()) AND (SELECT actor_has_role('panel_chair')));
  CREATE POLICY panel_agencies_changed ON panel_agencies FOR UPDATE TO cohort_app
    USING (ARRAY[panel_id] && (SELECT actor_access_keys()) AND (SELECT actor_has_role('panel_chair')));
  GRANT SELECT, INSERT, UPDATE ON panel_agencies TO cohort_app;
  CREATE TRIGGER panel_agencies_version BEFORE UPDATE ON panel_agencies FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const CLOCKS = `
  ALTER TABLE meetings
    ADD COLUMN chair_id uuid CONSTRAINT meetings_chair_fk REFERENCES users,
    ADD COLUMN minute_taker_id uuid CONSTRAINT meetings_minute_taker_fk REFERENCES users,
    ADD COLUMN started_at timestamptz,
    ADD COLUMN statement_read_at timestamptz,
    ADD COLUMN closed_at timestamptz,
    ADD COLUMN pack_issued_at timestamptz,
    ADD COLUMN actions_issued_at timestamptz,
    ADD COLUMN minutes_issued_at timestamptz,
    ADD COLUMN minutes_approved_at timestamptz,
    ADD COLUMN minutes_approved_by uuid CONSTRAINT meetings_minutes_approved_by_fk REFERENCES users,
    ADD COLUMN minutes_approved_in uuid CONSTRAINT meetings_minutes_approved_in_fk REFERENCES meetings,
    ADD CONSTRAINT meetings_clocks_follow CHECK ((actions_issued_at IS NULL OR status = 'held')
      AND (minutes_issued_at IS NULL OR status = 'held')
      AND (minutes_approved_at IS NULL OR minutes_issued_at IS NOT NULL)
      AND ((minutes_approved_at IS NULL) = (minutes_approved_by IS NULL)));
  CREATE INDEX meetings_minutes_owed_index ON meetings (held_on) WHERE status = 'held' AND minutes_issued_at IS NULL;
  COMMENT ON COLUMN meetings.closed_at IS 'When the chair closed it: the clocks of the action list and of the minutes run from here. Null on meetings closed before these clocks were kept.';
  COMMENT ON COLUMN meetings.actions_issued_at IS 'When the action list went round.';
  COMMENT ON COLUMN meetings.minutes_issued_at IS 'When the minutes went round, to be approved at the next meeting.';
  COMMENT ON COLUMN meetings.minutes_approved_at IS 'From here on the minutes are sealed: the database refuses to change what they are made of.';`;

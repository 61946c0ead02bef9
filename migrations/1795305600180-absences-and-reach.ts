import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is away and who stands in, whose address refuses mail, what each person chose, and who leads the partnership. */
export class AbsencesAndReach1795305600180 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ABSENCES_SQL);
    await queryRunner.query(REACH_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION absent_on(date);
      DROP TABLE partnership_leads, reminder_preferences, address_bounces, absences;
    `);
  }
}

const ABSENCES_SQL = `
  CREATE TABLE absences (
    id uuid CONSTRAINT absences_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT absences_user_fk REFERENCES users,
    starts_on date NOT NULL,
    ends_on date,
    delegate_id uuid CONSTRAINT absences_delegate_fk REFERENCES users,
    kind text NOT NULL CONSTRAINT absences_kind_known CHECK (kind IN ('leave','sickness','long_leave','other')),
    recorded_by uuid NOT NULL CONSTRAINT absences_recorded_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL,
    cancelled_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT absences_end_after_start CHECK (ends_on IS NULL OR ends_on >= starts_on),
    CONSTRAINT absences_somebody_else_stands_in CHECK (delegate_id IS DISTINCT FROM user_id),
    CONSTRAINT absences_no_overlap EXCLUDE USING gist (user_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
      WHERE (cancelled_at IS NULL)
  );
  CREATE INDEX absences_user_index ON absences (user_id);
  CREATE INDEX absences_delegate_index ON absences (delegate_id);
  CREATE INDEX absences_recorded_by_index ON absences (recorded_by);
  COMMENT ON TABLE absences IS 'Days on which somebody is not at work, and who stands in for them. Ends by its date; cancelled, never deleted.';
  COMMENT ON COLUMN absences.ends_on IS 'The last day away; null while nobody knows.';
  COMMENT ON COLUMN absences.kind IS 'Sickness is nobody''s business: read by the person, the managers of their agency and administrators.';

  ALTER TABLE absences ENABLE ROW LEVEL SECURITY; ALTER TABLE absences FORCE ROW LEVEL SECURITY;
  CREATE POLICY absences_own ON absences TO cohort_app USING (user_id = (SELECT actor_id()))
    WITH CHECK (user_id = (SELECT actor_id()));
  CREATE POLICY absences_of_agency ON absences TO cohort_app
    USING ((SELECT actor_has_role('manager')) AND EXISTS (SELECT 1 FROM users u WHERE u.id = user_id AND u.agency_id = (SELECT actor_agency_id())))
    WITH CHECK ((SELECT actor_has_role('manager')) AND EXISTS (SELECT 1 FROM users u WHERE u.id = user_id AND u.agency_id = (SELECT actor_agency_id())));
  CREATE POLICY absences_administrator ON absences TO cohort_app
    USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
  CREATE POLICY absences_system ON absences FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON absences TO cohort_app;
  GRANT SELECT ON absences TO cohort_system;
  CREATE TRIGGER absences_version BEFORE UPDATE ON absences FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

  CREATE FUNCTION absent_on(day date) RETURNS TABLE (user_id uuid, ends_on date, delegate_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.user_id, a.ends_on, a.delegate_id
      FROM absences a WHERE a.cancelled_at IS NULL AND a.starts_on <= day AND (a.ends_on IS NULL OR a.ends_on >= day) $$;
  COMMENT ON FUNCTION absent_on(date) IS 'Who is away that day, until when and who stands in: what colleagues need, never the kind.';
  ALTER FUNCTION absent_on(date) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION absent_on(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION absent_on(date) TO cohort_app;
`;

const REACH_SQL = `
  CREATE TABLE address_bounces (
    user_id uuid CONSTRAINT address_bounces_pk PRIMARY KEY CONSTRAINT address_bounces_user_fk REFERENCES users,
    email text NOT NULL,
    answer text NOT NULL,
    bounced_at timestamptz NOT NULL,
    cleared_at timestamptz,
    cleared_by uuid CONSTRAINT address_bounces_cleared_by_fk REFERENCES users
  );
  CREATE INDEX address_bounces_cleared_by_index ON address_bounces (cleared_by);
  COMMENT ON TABLE address_bounces IS 'An address that a mail server refused for good. Another address, or an administrator, ends it.';
  COMMENT ON COLUMN address_bounces.answer IS 'Codes only: what a server says in words may repeat the address.';

  CREATE TABLE reminder_preferences (
    user_id uuid CONSTRAINT reminder_preferences_pk PRIMARY KEY CONSTRAINT reminder_preferences_user_fk REFERENCES users,
    also_immediate boolean NOT NULL DEFAULT true,
    days smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}' CONSTRAINT reminder_preferences_days_known
      CHECK (days <@ ARRAY[1,2,3,4,5,6,7]::smallint[] AND cardinality(days) > 0),
    changed_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1
  );
  COMMENT ON TABLE reminder_preferences IS 'What a person chose about their e-mail. The last rung meant for them does not ask it.';
  COMMENT ON COLUMN reminder_preferences.days IS 'Days of the digest, 1 is Monday.';

  CREATE TABLE partnership_leads (
    id uuid CONSTRAINT partnership_leads_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT partnership_leads_user_fk REFERENCES users,
    named_by uuid NOT NULL CONSTRAINT partnership_leads_named_by_fk REFERENCES users,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT partnership_leads_end_after_start CHECK (ended_at IS NULL OR ended_at >= started_at)
  );
  CREATE UNIQUE INDEX partnership_leads_one ON partnership_leads ((true)) WHERE ended_at IS NULL;
  CREATE INDEX partnership_leads_user_index ON partnership_leads (user_id);
  CREATE INDEX partnership_leads_named_by_index ON partnership_leads (named_by);
  COMMENT ON TABLE partnership_leads IS 'Who hears last, and since when. It opens no case: they are told only about those they may see.';

  ALTER TABLE address_bounces ENABLE ROW LEVEL SECURITY; ALTER TABLE address_bounces FORCE ROW LEVEL SECURITY;
  ALTER TABLE reminder_preferences ENABLE ROW LEVEL SECURITY; ALTER TABLE reminder_preferences FORCE ROW LEVEL SECURITY;
  ALTER TABLE partnership_leads ENABLE ROW LEVEL SECURITY; ALTER TABLE partnership_leads FORCE ROW LEVEL SECURITY;
  CREATE POLICY address_bounces_own ON address_bounces FOR SELECT TO cohort_app USING (user_id = (SELECT actor_id()));
  CREATE POLICY address_bounces_administrator ON address_bounces TO cohort_app
    USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
  CREATE POLICY address_bounces_worker ON address_bounces TO cohort_app
    USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
  CREATE POLICY address_bounces_system ON address_bounces FOR SELECT TO cohort_system USING (true);
  CREATE POLICY reminder_preferences_own ON reminder_preferences TO cohort_app
    USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
  CREATE POLICY reminder_preferences_system ON reminder_preferences FOR SELECT TO cohort_system USING (true);
  CREATE POLICY partnership_leads_signed_in ON partnership_leads FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
  CREATE POLICY partnership_leads_administrator ON partnership_leads TO cohort_app
    USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
  CREATE POLICY partnership_leads_system ON partnership_leads FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON address_bounces, reminder_preferences, partnership_leads TO cohort_app;
  GRANT SELECT ON address_bounces, reminder_preferences, partnership_leads TO cohort_system;
  CREATE TRIGGER reminder_preferences_version BEFORE UPDATE ON reminder_preferences
    FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Break-glass: urgent, short, reasoned access to one record that is told at once to those who answer for it. */
export class BreakGlass1795305600111 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(BREAK_GLASS);
    await queryRunner.query(NOTICES);
    await queryRunner.query(
      accessKeysOf(
        ' || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)',
      ),
    );
    await queryRunner.query(OPENING);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION open_break_glass(uuid, text, text, date, text, timestamptz, timestamptz);
      DROP FUNCTION open_grants(uuid, timestamptz);
      REVOKE EXECUTE ON FUNCTION actor_agency_id(), actor_has_role(text) FROM cohort_system;
      DROP TRIGGER break_glass_grants_access ON break_glass_grants;
    `);
    await queryRunner.query(accessKeysOf(''));
    await queryRunner.query(`DROP TABLE access_notices, break_glass_grants;`);
  }
}

const BREAK_GLASS = `
  CREATE TABLE break_glass_grants (
    id uuid CONSTRAINT break_glass_grants_pk PRIMARY KEY,
    user_id uuid NOT NULL CONSTRAINT break_glass_grants_user_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT break_glass_grants_agency_fk REFERENCES agencies,
    individual_id uuid NOT NULL CONSTRAINT break_glass_grants_individual_fk REFERENCES individuals,
    individual_reference text NOT NULL,
    reason text NOT NULL CONSTRAINT break_glass_grants_have_a_reason CHECK (length(trim(reason)) > 0),
    opened_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    review_outcome text CONSTRAINT break_glass_grants_outcome_known CHECK (review_outcome IN ('justified','not_justified','follow_up')),
    review_comment text,
    reviewed_by uuid CONSTRAINT break_glass_grants_reviewed_by_fk REFERENCES users,
    reviewed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT break_glass_grants_short CHECK (expires_at > opened_at AND expires_at <= opened_at + interval '24 hours'),
    CONSTRAINT break_glass_grants_reviewed_by_another CHECK (reviewed_by <> user_id),
    CONSTRAINT break_glass_grants_review_is_whole CHECK
      ((review_outcome IS NULL) = (reviewed_by IS NULL) AND (review_outcome IS NULL) = (reviewed_at IS NULL))
  );
  CREATE INDEX break_glass_grants_individual_index ON break_glass_grants (individual_id);
  CREATE INDEX break_glass_grants_open_index ON break_glass_grants (user_id) WHERE ended_at IS NULL;
  CREATE INDEX break_glass_grants_opened_index ON break_glass_grants (opened_at DESC, id DESC);
  COMMENT ON TABLE break_glass_grants IS 'Urgent, short access to one record. The id is an access key of its user for as long as it lasts.';
  ALTER TABLE break_glass_grants ENABLE ROW LEVEL SECURITY; ALTER TABLE break_glass_grants FORCE ROW LEVEL SECURITY;
  CREATE POLICY break_glass_grants_of_visible ON break_glass_grants FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY break_glass_grants_own ON break_glass_grants FOR SELECT TO cohort_app USING (user_id = (SELECT actor_id()));
  CREATE POLICY break_glass_grants_governance ON break_glass_grants FOR SELECT TO cohort_app
    USING ((SELECT actor_has_role('governance')));
  CREATE POLICY break_glass_grants_end ON break_glass_grants FOR UPDATE TO cohort_app
    USING (user_id = (SELECT actor_id()) AND ended_at IS NULL) WITH CHECK (user_id = (SELECT actor_id()) AND ended_at IS NOT NULL);
  CREATE POLICY break_glass_grants_review ON break_glass_grants FOR UPDATE TO cohort_app
    USING ((SELECT actor_has_role('governance')) AND user_id <> (SELECT actor_id()))
    WITH CHECK (reviewed_by = (SELECT actor_id()));
  CREATE POLICY break_glass_grants_system ON break_glass_grants TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON break_glass_grants TO cohort_app;
  GRANT UPDATE (ended_at, review_outcome, review_comment, reviewed_by, reviewed_at, version) ON break_glass_grants TO cohort_app;
  GRANT SELECT, INSERT, UPDATE ON break_glass_grants TO cohort_system;
  CREATE TRIGGER break_glass_grants_version BEFORE UPDATE ON break_glass_grants FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  CREATE TRIGGER break_glass_grants_access AFTER INSERT OR UPDATE OF ended_at ON break_glass_grants
    FOR EACH ROW EXECUTE FUNCTION refresh_access_keys();`;

const NOTICES = `
  CREATE TABLE access_notices (
    id uuid CONSTRAINT access_notices_pk PRIMARY KEY,
    recipient_id uuid NOT NULL CONSTRAINT access_notices_recipient_fk REFERENCES users,
    kind text NOT NULL CONSTRAINT access_notices_kind_known
      CHECK (kind IN ('break_glass','restricted','named','lift_asked','lifted')),
    individual_id uuid NOT NULL CONSTRAINT access_notices_individual_fk REFERENCES individuals,
    grant_id uuid CONSTRAINT access_notices_grant_fk REFERENCES break_glass_grants,
    made_by uuid NOT NULL CONSTRAINT access_notices_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    read_at timestamptz,
    sent_at timestamptz,
    CONSTRAINT access_notices_break_glass_names_its_grant CHECK ((kind = 'break_glass') = (grant_id IS NOT NULL))
  );
  CREATE INDEX access_notices_recipient_index ON access_notices (recipient_id, made_at DESC, id DESC);
  CREATE INDEX access_notices_individual_index ON access_notices (individual_id);
  COMMENT ON TABLE access_notices IS 'What one person is told about access to one record; shown in the product and mailed without a name.';
  ALTER TABLE access_notices ENABLE ROW LEVEL SECURITY; ALTER TABLE access_notices FORCE ROW LEVEL SECURITY;
  CREATE POLICY access_notices_own ON access_notices FOR SELECT TO cohort_app USING (recipient_id = (SELECT actor_id())
    AND (kind = 'break_glass' OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)));
  CREATE POLICY access_notices_read ON access_notices FOR UPDATE TO cohort_app USING (recipient_id = (SELECT actor_id()));
  CREATE POLICY access_notices_make ON access_notices FOR INSERT TO cohort_app
    WITH CHECK (made_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY access_notices_worker ON access_notices TO cohort_app USING ((SELECT actor_id()) = system_user_id());
  CREATE POLICY access_notices_system ON access_notices FOR INSERT TO cohort_system WITH CHECK (true);
  GRANT SELECT, INSERT ON access_notices TO cohort_app;
  GRANT UPDATE (read_at, sent_at) ON access_notices TO cohort_app;
  GRANT INSERT ON access_notices TO cohort_system;`;

const accessKeysOf = (grants: string): string => `
  CREATE OR REPLACE FUNCTION access_keys_of(wanted uuid) RETURNS uuid[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE
          WHEN i.is_restricted THEN i.restricted_to
          WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id)
           AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id) THEN ARRAY[i.created_by]${grants}
          ELSE ARRAY(
            SELECT a.user_id FROM assignments a JOIN users u ON u.id = a.user_id AND u.status = 'active'
             WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT a.agency_id FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT m.panel_id FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL
            ORDER BY 1)${grants}
          END
          FROM individuals i WHERE i.id = wanted $$;`;

const OPENING = `
  CREATE FUNCTION open_grants(wanted_user_id uuid, at timestamptz) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(g.id ORDER BY g.id), '{}') FROM break_glass_grants g
     WHERE g.user_id = wanted_user_id AND g.ended_at IS NULL AND g.opened_at <= at AND g.expires_at > at $$;
  COMMENT ON FUNCTION open_grants(uuid, timestamptz) IS
    'Break-glass grants that last at this instant of the service''s clock: asked at every request, so that they end on time.';

  CREATE FUNCTION open_break_glass(grant_id uuid, wanted_reference text, wanted_name text, born_on date, given_reason text,
                                   at timestamptz, until timestamptz)
    RETURNS TABLE (individual_id uuid, is_granted boolean, notice_ids uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    found uuid[];
    about individuals%ROWTYPE;
    told uuid[];
  BEGIN
    IF NOT (actor_has_role('practitioner') OR actor_has_role('manager')) THEN
      RETURN;
    END IF;
    UPDATE break_glass_grants g SET ended_at = g.expires_at, version = g.version + 1 WHERE g.ended_at IS NULL AND g.expires_at <= at;
    -- A restricted person is found by the named alone: to everybody else the answer is that of nobody there.
    SELECT array_agg(i.id) INTO found FROM individuals i
     WHERE (i.reference = upper(wanted_reference) OR (wanted_reference IS NULL AND i.date_of_birth = born_on
            AND (i.search_name = wanted_name OR i.search_name LIKE wanted_name || ' %'
                 OR lower(i.preferred_name || ' ' || i.family_name) = wanted_name)))
       AND (NOT i.is_restricted OR i.access_keys && actor_access_keys());
    IF cardinality(found) IS DISTINCT FROM 1 THEN
      RETURN;
    END IF;
    SELECT * INTO about FROM individuals i WHERE i.id = found[1];
    IF about.access_keys && actor_access_keys() THEN
      RETURN QUERY SELECT about.id, false, '{}'::uuid[];
      RETURN;
    END IF;
    INSERT INTO break_glass_grants (id, user_id, agency_id, individual_id, individual_reference, reason, opened_at, expires_at)
      VALUES (grant_id, actor_id(), actor_agency_id(), about.id, about.reference, given_reason, at, until);
    WITH on_the_case AS (
      SELECT DISTINCT a.agency_id FROM assignments a WHERE a.individual_id = about.id AND a.ended_at IS NULL
    ), managers AS (
      SELECT u.id FROM users u JOIN on_the_case c ON c.agency_id = u.agency_id WHERE u.status = 'active' AND 'manager' = ANY (u.roles)
    ), panel AS (
      SELECT u.id FROM users u JOIN panel_members p ON p.user_id = u.id AND p.ended_at IS NULL
        JOIN cohort_memberships m ON m.panel_id = p.panel_id AND m.individual_id = about.id AND m.ended_on IS NULL
       WHERE u.status = 'active' AND 'panel_chair' = ANY (u.roles) AND NOT EXISTS (SELECT 1 FROM managers)
    ), recipients AS (
      SELECT id FROM managers UNION SELECT id FROM panel
      UNION SELECT u.id FROM users u WHERE u.status = 'active' AND 'governance' = ANY (u.roles)
    ), numbered AS (
      SELECT gen_random_uuid() AS notice_id, r.id FROM recipients r WHERE r.id <> actor_id()
    ), made AS (
      INSERT INTO access_notices (id, recipient_id, kind, individual_id, grant_id, made_by, made_at)
      SELECT n.notice_id, n.id, 'break_glass', about.id, open_break_glass.grant_id, actor_id(), at FROM numbered n
    )
    SELECT coalesce(array_agg(n.notice_id), '{}') INTO told FROM numbered n;
    RETURN QUERY SELECT about.id, true, told;
  END $$;
  COMMENT ON FUNCTION open_break_glass(uuid, text, text, date, text, timestamptz, timestamptz) IS
    'Finds exactly one person by reference, or by whole name and date of birth, and lets the actor in for a while; managers of the case (its panel''s chair where there are none) and governance are told in the same statement. No row: nobody, more than one, or not to be opened like this.';
  ALTER FUNCTION open_grants(uuid, timestamptz) OWNER TO cohort_system;
  ALTER FUNCTION open_break_glass(uuid, text, text, date, text, timestamptz, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION open_grants(uuid, timestamptz),
    open_break_glass(uuid, text, text, date, text, timestamptz, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION open_grants(uuid, timestamptz),
    open_break_glass(uuid, text, text, date, text, timestamptz, timestamptz) TO cohort_app;
  GRANT EXECUTE ON FUNCTION actor_agency_id(), actor_has_role(text) TO cohort_system;`;

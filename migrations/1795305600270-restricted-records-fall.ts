import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A restricted record that loses the last named person who may open it again (a manager or panel chair) would be closed for
 * good: urgent access refuses it. It falls to whoever restricted it, or else to the chairs of its panel, or else to the managers of the agency that restricted it.
 * The first of these where there is anybody, and no more: a record is often restricted because of a colleague.
 */
export class RestrictedRecordsFall1795305600270 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FALL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION restricted_records_fall(uuid, timestamptz);
      DROP POLICY individual_restrictions_system ON individual_restrictions;
      REVOKE SELECT ON individual_restrictions FROM cohort_system;`);
  }
}

const FALL = `
  CREATE POLICY individual_restrictions_system ON individual_restrictions FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON individual_restrictions TO cohort_system;
  CREATE FUNCTION restricted_records_fall(gone uuid, at timestamptz) RETURNS TABLE (individual_id uuid, notice_ids uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NOT actor_has_role('administrator') THEN
      RAISE EXCEPTION 'only an administrator ends accounts and moves people to another agency' USING ERRCODE = 'TC003';
    END IF;
    RETURN QUERY
    WITH left_alone AS (
      SELECT i.id, r.restricted_by, b.agency_id FROM individuals i
        LEFT JOIN individual_restrictions r ON r.individual_id = i.id AND r.lifted_at IS NULL
        LEFT JOIN users b ON b.id = r.restricted_by
       WHERE i.is_restricted AND gone = ANY (i.restricted_to) AND NOT EXISTS
         (SELECT 1 FROM users u WHERE u.id = ANY (i.restricted_to) AND u.id <> gone AND u.status = 'active'
             AND u.roles && ARRAY['manager','panel_chair'])
    ), people AS (
      SELECT u.id, u.agency_id, u.roles FROM users u
       WHERE u.status = 'active' AND u.id <> gone AND u.roles && ARRAY['manager','panel_chair']
    ), entitled (record_id, user_id, place) AS (
      SELECT l.id, p.id, 1 FROM left_alone l JOIN people p ON p.id = l.restricted_by
      UNION SELECT l.id, p.id, 2 FROM left_alone l
        JOIN cohort_memberships m ON m.individual_id = l.id AND m.ended_on IS NULL
        JOIN panel_members s ON s.panel_id = m.panel_id AND s.ended_at IS NULL
        JOIN people p ON p.id = s.user_id AND 'panel_chair' = ANY (p.roles)
      UNION SELECT l.id, p.id, 3 FROM left_alone l JOIN people p ON p.agency_id = l.agency_id AND 'manager' = ANY (p.roles)
    ), heirs AS (
      SELECT e.record_id, array_agg(e.user_id ORDER BY e.user_id) AS ids FROM entitled e
       WHERE e.place = (SELECT min(f.place) FROM entitled f WHERE f.record_id = e.record_id) GROUP BY e.record_id
    ), fallen AS (
      UPDATE individuals i SET restricted_to = i.restricted_to || h.ids, version = i.version + 1
        FROM heirs h WHERE i.id = h.record_id RETURNING i.id, h.ids
    ), made AS (
      SELECT gen_random_uuid() AS id, f.id AS record_id, person FROM fallen f, unnest(f.ids) person
    ), told AS (
      INSERT INTO access_notices (id, recipient_id, kind, individual_id, made_by, made_at)
      SELECT m.id, m.person, 'named', m.record_id, actor_id(), at FROM made m
    )
    SELECT m.record_id, array_agg(m.id) FROM made m GROUP BY m.record_id;
  END $$;
  COMMENT ON FUNCTION restricted_records_fall(uuid, timestamptz) IS
    'Whoever ends an account sees no case. This names, on each restricted record left without a named manager or chair, whoever answers for it by right. Answers ids of records and notices, for the audit and the mail alone.';
  ALTER FUNCTION restricted_records_fall(uuid, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION restricted_records_fall(uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION restricted_records_fall(uuid, timestamptz) TO cohort_app;`;

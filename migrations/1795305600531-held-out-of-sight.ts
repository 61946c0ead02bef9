import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever was told that somebody is gone sees how much of what they hold is out of their sight, and who else was told: so that what one
 * person cannot hand on is known to be somebody's.
 */
export class HeldOutOfSight1795305600531 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OUT_OF_SIGHT);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION held_out_of_sight(uuid[])');
  }
}

const OUT_OF_SIGHT = `
  CREATE FUNCTION held_out_of_sight(people uuid[]) RETURNS TABLE (person uuid, things integer, told text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS (
      SELECT DISTINCT n.about_user_id AS id FROM handover_notices n
       WHERE n.recipient_id = actor_id() AND n.about_user_id = ANY (people) AND n.kind IN ('person_gone','nobody_to_hand_over')
    ), held AS (
      SELECT a.user_id, i.access_keys FROM assignments a JOIN individuals i ON i.id = a.individual_id AND NOT i.is_restricted
       WHERE a.ended_at IS NULL AND a.user_id IN (SELECT id FROM asked)
      UNION ALL
      SELECT t.owner_id, i.access_keys FROM actions t JOIN individuals i ON i.id = t.individual_id AND NOT i.is_restricted
       WHERE t.status = 'open' AND t.owner_id IN (SELECT id FROM asked)
      UNION ALL
      SELECT m.user_id, ARRAY[m.panel_id] FROM panel_members m WHERE m.ended_at IS NULL AND m.user_id IN (SELECT id FROM asked)
    )
    SELECT h.user_id, count(*)::integer,
           ARRAY(SELECT DISTINCT u.display_name || ', ' || g.name
                   FROM handover_notices n JOIN users u ON u.id = n.recipient_id AND u.status = 'active' JOIN agencies g ON g.id = u.agency_id
                  WHERE n.about_user_id = h.user_id AND n.kind IN ('person_gone','nobody_to_hand_over') AND n.recipient_id <> actor_id()
                  ORDER BY 1)
      FROM held h WHERE NOT h.access_keys && actor_access_keys() GROUP BY h.user_id $$;
  COMMENT ON FUNCTION held_out_of_sight(uuid[]) IS
    'Of people the actor was told are gone: how many parts, open actions and seats they hold out of the actor''s sight, and who else was told. No case is named, and what is about a restricted person is not counted: its named people are told.';
  ALTER FUNCTION held_out_of_sight(uuid[]) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION held_out_of_sight(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION held_out_of_sight(uuid[]) TO cohort_app;
`;

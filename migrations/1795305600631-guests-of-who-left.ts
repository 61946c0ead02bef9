import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who came for the case of somebody who has left the cohort since stays in the minutes of that item: their names are written with the
 * meeting and lent by no record. They are fixed at the closing, so sealed minutes say the same.
 */
export class GuestsOfWhoLeft1795305600631 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      GRANT SELECT ON meeting_guests, meeting_guest_items TO cohort_system;
      CREATE POLICY meeting_guests_of_who_left ON meeting_guests FOR SELECT TO cohort_system USING (true);
      CREATE POLICY meeting_guest_items_of_who_left ON meeting_guest_items FOR SELECT TO cohort_system USING (true);
      CREATE FUNCTION guests_of_who_left(wanted uuid)
        RETURNS TABLE (id uuid, name text, role text, organisation text, is_whole_meeting boolean, heard_statement_at timestamptz,
                       version integer, recorded_at timestamptz, items json)
        LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
        SELECT g.id, g.name, g.role, g.organisation, g.is_whole_meeting, g.heard_statement_at, g.version, g.recorded_at,
               json_agg(json_build_object('itemId', t.id, 'position', t.position) ORDER BY t.position, t.id)
          FROM who_left(ARRAY[wanted]) l JOIN meeting_items t ON t.id = l.item_id
          JOIN meeting_guest_items x ON x.item_id = l.item_id JOIN meeting_guests g ON g.id = x.guest_id AND g.removed_at IS NULL
         GROUP BY g.id $$;
      COMMENT ON FUNCTION guests_of_who_left(uuid) IS
        'Who joined a meeting of the actor''s panels for people who have left the cohort since, with those items alone: none about a restricted person or with a conflict of the actor''s.';
      ALTER FUNCTION guests_of_who_left(uuid) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION guests_of_who_left(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION guests_of_who_left(uuid) TO cohort_app;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION guests_of_who_left(uuid);
      DROP POLICY meeting_guest_items_of_who_left ON meeting_guest_items; DROP POLICY meeting_guests_of_who_left ON meeting_guests;
      REVOKE SELECT ON meeting_guests, meeting_guest_items FROM cohort_system;`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A return that an agency keeps to itself or to some is in, and the chair rings nobody for it. */
export class AgenciesReturned1795305600780 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION agencies_returned(wanted uuid[]) RETURNS TABLE (item_id uuid, agency_id uuid, kept_to text)
        LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
        SELECT t.id, r.agency_id,
               CASE WHEN NOT bool_or(r.visibility = 'all_agencies' OR r.visibility = actor_agency_kind() || '_only'
                                     OR actor_agency_id() = ANY (r.visible_to)) THEN min(r.visibility) END
          FROM meeting_items t JOIN individuals i ON i.id = t.individual_id AND i.access_keys && actor_access_keys()
          JOIN panel_agencies e ON e.panel_id = t.panel_id AND e.ended_at IS NULL
          JOIN meeting_entries r ON r.item_id = t.id AND r.kind = 'return' AND r.agency_id = e.agency_id
         WHERE t.meeting_id = ANY (wanted) AND ARRAY[t.panel_id] && actor_access_keys() AND t.individual_id <> ALL (conflicted_cases())
           AND EXISTS (SELECT 1 FROM panel_members s WHERE s.panel_id = t.panel_id AND s.user_id = actor_id() AND s.ended_at IS NULL)
         GROUP BY t.id, r.agency_id $$;
      COMMENT ON FUNCTION agencies_returned(uuid[]) IS
        'For whoever has a seat on the panel of these meetings: which expected agencies returned something about the cases they may see, and of what is kept from them how it is kept. No word of it, and no other case.';
      ALTER FUNCTION agencies_returned(uuid[]) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION agencies_returned(uuid[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION agencies_returned(uuid[]) TO cohort_app;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION agencies_returned(uuid[])');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An agenda whose order the coordinator set keeps it; and where else the cases of an agenda were discussed. */
export class AgendaOrder1795305600263 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meetings ADD COLUMN is_order_set boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN meetings.is_order_set IS 'The coordinator moved a case: bringing the agenda up to date adds at its end and moves nothing.';

      CREATE FUNCTION discussed_elsewhere(wanted uuid, since date)
        RETURNS TABLE (item_id uuid, panel text, held_on date)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT t.id, p.abbreviation, m.held_on
          FROM meeting_items t JOIN individuals i ON i.id = t.individual_id
          JOIN meeting_items o ON o.individual_id = t.individual_id AND o.panel_id <> t.panel_id AND o.status = 'decided'
          JOIN meetings m ON m.id = o.meeting_id AND m.held_on >= since
          JOIN panels p ON p.id = o.panel_id
         WHERE t.meeting_id = wanted AND ARRAY[t.panel_id] && actor_access_keys() AND i.access_keys && actor_access_keys()
           AND t.individual_id <> ALL (conflicted_cases())
         ORDER BY m.held_on DESC, p.abbreviation $$;
      COMMENT ON FUNCTION discussed_elsewhere(uuid, date) IS
        'Of the cases on an agenda that whoever acts may see: at which other panel they were decided, and when. Not what was decided there.';
      ALTER FUNCTION discussed_elsewhere(uuid, date) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION discussed_elsewhere(uuid, date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION discussed_elsewhere(uuid, date) TO cohort_app;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION discussed_elsewhere(uuid, date);
      ALTER TABLE meetings DROP COLUMN is_order_set;`);
  }
}

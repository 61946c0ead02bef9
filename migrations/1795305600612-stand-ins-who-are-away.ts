import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who stands in may be away too: then whoever may see the absence is told from when until when, and who is told instead. */
export class StandInsWhoAreAway1795305600612 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION stand_ins_away(today date)
        RETURNS TABLE (absence_id uuid, is_stand_in boolean, other text, from_on date, until_on date, instead text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH both_away AS (
          SELECT a.id AS absence_id, a.user_id, b.id AS stand_in_absence_id, b.user_id AS stand_in_id, greatest(a.starts_on, b.starts_on) AS from_on,
                 CASE WHEN a.ends_on IS NOT NULL OR b.ends_on IS NOT NULL THEN least(a.ends_on, b.ends_on) END AS until_on
            FROM absences a JOIN absences b ON b.user_id = a.delegate_id AND b.cancelled_at IS NULL
             AND daterange(a.starts_on, a.ends_on, '[]') && daterange(b.starts_on, b.ends_on, '[]')
           WHERE a.cancelled_at IS NULL AND (a.ends_on IS NULL OR a.ends_on >= today) AND (b.ends_on IS NULL OR b.ends_on >= today)
        )
        -- Told to whoever sees the one absence or the other, and nothing else of either: never the kind.
        SELECT CASE WHEN w.is_away THEN x.absence_id ELSE x.stand_in_absence_id END, w.is_away, o.display_name, x.from_on, x.until_on, d.display_name
          FROM both_away x
         CROSS JOIN LATERAL (VALUES (true, x.user_id, x.stand_in_id), (false, x.stand_in_id, x.user_id)) AS w (is_away, own_id, other_id)
          JOIN users u ON u.id = w.own_id
          JOIN users o ON o.id = w.other_id
          LEFT JOIN stand_ins_on(greatest(x.from_on, today)) s ON s.user_id = x.user_id
          LEFT JOIN users d ON d.id = s.delegate_id
         WHERE w.own_id = actor_id() OR actor_has_role('administrator') OR actor_has_role('manager') AND u.agency_id = actor_agency_id()
         ORDER BY x.from_on, x.absence_id, x.stand_in_absence_id, w.is_away $$;
      COMMENT ON FUNCTION stand_ins_away(date) IS
        'Of the absences the actor may see: is_stand_in: who stands in, other, is away too on these days. Otherwise: who is away stands in for other then. instead: who hears it then; null: it goes up the ladder.';
      ALTER FUNCTION stand_ins_away(date) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION stand_ins_away(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION stand_ins_away(date) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION stand_ins_away(date)');
  }
}

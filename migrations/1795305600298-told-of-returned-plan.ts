import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told that a plan came back: found by the worker, which itself sees no case. */
export class ToldOfReturnedPlan1795305600298 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION told_of_returned_plan(returned uuid)
        RETURNS TABLE (user_id uuid, email text)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM refuse_all_but_the_service();
        RETURN QUERY
        SELECT DISTINCT u.id, u.email::text
          FROM plans p
          JOIN assignments a ON a.individual_id = p.individual_id AND a.ended_at IS NULL
           AND a.kind IN ('lead_professional','plan_owner')
          JOIN users u ON u.id = a.user_id AND u.status = 'active'
         WHERE p.id = returned AND p.return_comment IS NOT NULL AND p.status IN ('draft','live')
           AND p.returned_by <> u.id AND p.access_keys @> ARRAY[u.id];
      END $$;
      COMMENT ON FUNCTION told_of_returned_plan(uuid) IS
        'Lead professional and plan owner of a plan that was sent back, while it waits for them and they may see it. For the service alone.';
      ALTER FUNCTION told_of_returned_plan(uuid) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION told_of_returned_plan(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION told_of_returned_plan(uuid) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION told_of_returned_plan(uuid)');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever hands work on is warned of who would not hear of it. The bounces of colleagues are not theirs to read. */
export class MailRefused1795305600712 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION mail_refused() RETURNS TABLE (user_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT b.user_id FROM address_bounces b JOIN users u ON u.id = b.user_id AND lower(u.email) = lower(b.email)
         WHERE b.cleared_at IS NULL AND (actor_has_role('manager') OR actor_has_role('panel_chair')) $$;
      COMMENT ON FUNCTION mail_refused() IS 'Whose address takes no mail, for those who hand work on: nothing else of it.';
      ALTER FUNCTION mail_refused() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION mail_refused() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION mail_refused() TO cohort_app;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION mail_refused()');
  }
}

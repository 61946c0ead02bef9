import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever gives access or watches over it works no case. Accounts that hold such roles already keep them until an
 * administrator changes their roles; none is given them again.
 */
export class RolesApart1795305600920 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION refuse_roles_together() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'administrator and governance do not go with roles that work cases'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'users_roles_apart', TABLE = 'users';
      END $$;
      COMMENT ON FUNCTION refuse_roles_together() IS 'Whoever gives access or watches over it works no case.';
      CREATE TRIGGER users_roles_apart BEFORE INSERT OR UPDATE OF roles ON users FOR EACH ROW
        WHEN (NEW.roles && ARRAY['administrator','governance']
          AND NEW.roles && ARRAY['practitioner','manager','panel_member','panel_chair'])
        EXECUTE FUNCTION refuse_roles_together();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER users_roles_apart ON users;
      DROP FUNCTION refuse_roles_together();
    `);
  }
}

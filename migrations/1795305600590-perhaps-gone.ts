import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may have left something behind. What is held by somebody who is gone is counted on every manager's page: asked of all
 * that is held, it took as long as there were cases; asked of the few accounts that may be gone, it does not.
 */
export class PerhapsGone1795305600590 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users ADD COLUMN has_moved_agency boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN users.has_moved_agency IS 'Was of another agency before, and may hold what was given there. Kept by a trigger.';
      ALTER TABLE users NO FORCE ROW LEVEL SECURITY; ALTER TABLE assignments NO FORCE ROW LEVEL SECURITY; ALTER TABLE actions NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE users DISABLE TRIGGER USER;
      UPDATE users u SET has_moved_agency = true
       WHERE EXISTS (SELECT 1 FROM assignments a WHERE a.user_id = u.id AND a.ended_at IS NULL AND a.agency_id <> u.agency_id)
          OR EXISTS (SELECT 1 FROM actions t WHERE t.owner_id = u.id AND t.status = 'open' AND t.owner_agency_id <> u.agency_id);
      ALTER TABLE users ENABLE TRIGGER USER;
      ALTER TABLE users FORCE ROW LEVEL SECURITY; ALTER TABLE assignments FORCE ROW LEVEL SECURITY; ALTER TABLE actions FORCE ROW LEVEL SECURITY;
      CREATE FUNCTION note_move_of_agency() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        NEW.has_moved_agency := OLD.has_moved_agency OR NEW.agency_id IS DISTINCT FROM OLD.agency_id;
        RETURN NEW;
      END $$;
      COMMENT ON FUNCTION note_move_of_agency() IS 'Once moved, always perhaps the holder of something from before.';
      CREATE TRIGGER users_moved_agency BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION note_move_of_agency();
      CREATE INDEX users_perhaps_gone_index ON users (id) WHERE ${PERHAPS_GONE};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX users_perhaps_gone_index;
      DROP TRIGGER users_moved_agency ON users;
      DROP FUNCTION note_move_of_agency();
      ALTER TABLE users DROP COLUMN has_moved_agency;
    `);
  }
}

/** As src/handovers/held.queries.ts asks. */
const PERHAPS_GONE = `status <> 'active' OR has_moved_agency OR NOT roles && ARRAY['practitioner','manager','panel_member','panel_chair']`;

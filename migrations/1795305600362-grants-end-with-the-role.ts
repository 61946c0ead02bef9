import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_TIME = 'g.opened_at <= at AND g.expires_at > at';
const BY_TIME_AND_ROLE = `g.opened_at <= at AND g.expires_at > at AND EXISTS
       (SELECT 1 FROM users u WHERE u.id = g.user_id AND u.status = 'active' AND u.roles && ARRAY['practitioner','manager'])`;

/**
 * Urgent access ends with the role that allowed it, with the account and with the agency: at once, in the database, and for
 * good. Somebody who gets the role back asks again, with a reason.
 */
export class GrantsEndWithTheRole1795305600362 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inGrants(BY_TIME, BY_TIME_AND_ROLE));
    await queryRunner.query(ENDING);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER users_end_grants ON users;
      DROP FUNCTION end_grants_of_user();`);
    await queryRunner.query(inGrants(BY_TIME_AND_ROLE, BY_TIME));
  }
}

const ENDING = `
  CREATE FUNCTION end_grants_of_user() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE break_glass_grants g SET ended_at = least(g.expires_at, greatest(g.opened_at, now())), version = g.version + 1
     WHERE g.user_id = NEW.id AND g.ended_at IS NULL;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION end_grants_of_user() IS 'Ends the urgent access of somebody who lost the role, the account or the agency it was given to.';
  ALTER FUNCTION end_grants_of_user() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION end_grants_of_user() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION end_grants_of_user() TO cohort_app;
  CREATE TRIGGER users_end_grants AFTER UPDATE OF roles, status, agency_id ON users FOR EACH ROW
    WHEN (NEW.status <> 'active' OR NEW.agency_id <> OLD.agency_id OR NOT NEW.roles && ARRAY['practitioner','manager'])
    EXECUTE FUNCTION end_grants_of_user();`;

/** Changes one part of open_grants() and nothing else in it. */
const inGrants = (from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('open_grants(uuid, timestamptz)'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION 'open_grants() does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;

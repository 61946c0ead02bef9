import type { MigrationInterface, QueryRunner } from 'typeorm';

const ANY_AGENCY = "u.status = 'active'";
const OWN_AGENCY = `${ANY_AGENCY} AND u.agency_id = a.agency_id`;

/**
 * An assignment opens the record to its holder only while the holder is of the agency it was given in. The assignment
 * itself stays, so that the agency's managers still see the case and hand it on, and history says who was responsible.
 */
export class SightEndsWithTheAgency1795305600143 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${inAccessRule(ANY_AGENCY, OWN_AGENCY)}

      CREATE FUNCTION refresh_access_of_user() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NEW.agency_id IS DISTINCT FROM OLD.agency_id OR NEW.status IS DISTINCT FROM OLD.status THEN
          UPDATE individuals i SET access_keys = access_keys_of(i.id)
           WHERE i.id IN (SELECT a.individual_id FROM assignments a WHERE a.user_id = NEW.id AND a.ended_at IS NULL)
             AND i.access_keys IS DISTINCT FROM access_keys_of(i.id);
        END IF;
        RETURN NULL;
      END $$;
      COMMENT ON FUNCTION refresh_access_of_user() IS 'Sight ends in the transaction that disables a user or moves them to another agency.';
      ALTER FUNCTION refresh_access_of_user() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION refresh_access_of_user() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION refresh_access_of_user() TO cohort_app;
      CREATE TRIGGER users_access AFTER UPDATE OF agency_id, status ON users
        FOR EACH ROW EXECUTE FUNCTION refresh_access_of_user();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER users_access ON users;
      DROP FUNCTION refresh_access_of_user();
      ${inAccessRule(OWN_AGENCY, ANY_AGENCY)}
    `);
  }
}

/** Changes one condition of access_keys_of() and nothing else in it: its other parts belong to other migrations. */
const inAccessRule = (from: string, to: string): string => `
  DO $change$
  DECLARE
    rule text := pg_get_functiondef('access_keys_of(uuid)'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN rule) = 0 THEN
      RAISE EXCEPTION 'access_keys_of() does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(rule, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;

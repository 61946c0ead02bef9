import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hangs on an individual and the service writes. */
const WRITTEN = [
  'individual_identifiers',
  'individual_addresses',
  'individual_education',
  'individual_restrictions',
  'notes',
  'screenings',
  'cohort_memberships',
  'assignments',
  'plans',
  'plan_needs',
  'plan_risks',
  'plan_goals',
  'plan_entries',
  'plan_editions',
  'actions',
  'review_schedules',
  'reviews',
  'review_attendees',
  'meeting_items',
  'two_person_requests',
  'passing_on_agreements',
];

/**
 * Break-glass reads and changes nothing, in the database too: what an actor sees through a grant alone is not theirs to
 * write. Policies of their own for INSERT and UPDATE, all of which must agree, so that reads cost what they did. They check
 * what is written, not what is found: a verb that locks the row first still says “you may not”, not “nothing there”.
 */
export class BreakGlassWritesNothing1795305600115 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OPEN_BY_GRANT_ALONE);
    await queryRunner.query(`
      CREATE POLICY individuals_not_by_grant ON individuals AS RESTRICTIVE FOR UPDATE TO cohort_app
        USING (true) WITH CHECK (id <> ALL ((SELECT open_by_grant_alone())::uuid[]));`);
    for (const table of WRITTEN) {
      const notByGrant = `(individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]))`;
      await queryRunner.query(`
        CREATE POLICY ${table}_not_added_by_grant ON ${table} AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK ${notByGrant};
        CREATE POLICY ${table}_not_changed_by_grant ON ${table} AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true) WITH CHECK ${notByGrant};`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of WRITTEN) {
      await queryRunner.query(`
        DROP POLICY ${table}_not_added_by_grant ON ${table};
        DROP POLICY ${table}_not_changed_by_grant ON ${table};`);
    }
    await queryRunner.query(`
      DROP POLICY individuals_not_by_grant ON individuals;
      DROP FUNCTION open_by_grant_alone();`);
  }
}

const OPEN_BY_GRANT_ALONE = `
  CREATE FUNCTION open_by_grant_alone() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH own AS (
      SELECT coalesce(array_agg(k.id), '{}') AS keys FROM unnest(actor_access_keys()) k(id)
       WHERE NOT EXISTS (SELECT 1 FROM break_glass_grants g WHERE g.id = k.id)
    )
    SELECT coalesce(array_agg(i.id), '{}') FROM break_glass_grants g JOIN individuals i ON i.id = g.individual_id, own
     WHERE g.id = ANY (actor_access_keys()) AND NOT i.access_keys && own.keys $$;
  COMMENT ON FUNCTION open_by_grant_alone() IS
    'For policies of writing: the individuals that break-glass alone opens to the actor. Nobody else''s, and mostly none.';
  ALTER FUNCTION open_by_grant_alone() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION open_by_grant_alone() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION open_by_grant_alone() TO cohort_app;`;

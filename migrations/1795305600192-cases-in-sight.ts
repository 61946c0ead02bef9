import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a manager's page counts is found from the cases in sight, however many others there are. */
export class CasesInSight1795305600192 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX cohort_memberships_current_index ON cohort_memberships (individual_id) INCLUDE (tier) WHERE ended_on IS NULL;
      CREATE INDEX assignments_current_index ON assignments (individual_id) INCLUDE (kind, user_id, agency_id)
        WHERE ended_at IS NULL AND kind IN ('plan_owner','lead_professional');
      -- Closed actions pile up for years; whoever asks what is owed reads past none of them.
      CREATE INDEX actions_open_access_index ON actions USING gin (access_keys) WHERE status = 'open';

      CREATE FUNCTION cases_in_sight(keys uuid[])
        RETURNS TABLE (individual_id uuid, access_keys uuid[], tier text, owner_id uuid, owner_agency_id uuid, lead_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 500 AS $$
        SELECT i.id, i.access_keys, m.tier, o.user_id, o.agency_id, l.user_id
          FROM individuals i
          LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
          LEFT JOIN assignments o ON o.individual_id = i.id AND o.kind = 'plan_owner' AND o.ended_at IS NULL
          LEFT JOIN assignments l ON l.individual_id = i.id AND l.kind = 'lead_professional' AND l.ended_at IS NULL
         WHERE i.access_keys && keys AND i.access_keys && (SELECT actor_access_keys()) $$;
      COMMENT ON FUNCTION cases_in_sight(uuid[]) IS
        'The cases that these keys and the keys of whoever acts both open, with their tier and who answers for them. The policies of cohort_memberships and assignments would look the individual up again for each row; here it is found once, by the same rule.';
      ALTER FUNCTION cases_in_sight(uuid[]) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION cases_in_sight(uuid[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION cases_in_sight(uuid[]) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION cases_in_sight(uuid[]);
      DROP INDEX actions_open_access_index;
      DROP INDEX assignments_current_index;
      DROP INDEX cohort_memberships_current_index;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who the people of a scan are, asked once for all of them. Asked of each by itself it was two fifths of the whole scan:
 * a function that runs with other rights is started anew for every row.
 */
export class PeopleOfAScan1795305600490 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ACTORS);
    await queryRunner.query(replaceIn(ONE_BY_ONE, TOGETHER));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn(TOGETHER, ONE_BY_ONE));
    await queryRunner.query('DROP FUNCTION actors_for_users(uuid[])');
  }
}

/** The keys are those of actor_for_user(): test/reminders/told-once holds the two to each other. */
const ACTORS = `
  CREATE FUNCTION actors_for_users(wanted uuid[])
    RETURNS TABLE (user_id uuid, email text, status text, agency_id uuid, agency_kind text, access_keys uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = public, pg_temp AS $$
      SELECT u.id, u.email, u.status, a.id, a.kind,
             CASE WHEN u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
                     THEN ARRAY[u.id] ELSE '{}'::uuid[] END
             || CASE WHEN 'manager' = ANY (u.roles) THEN ARRAY[a.id] ELSE '{}'::uuid[] END
             || CASE WHEN u.roles && ARRAY['panel_member','panel_chair']
                     THEN ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)
                       || ARRAY(SELECT k.id FROM panel_case_keys k JOIN panel_members m ON m.panel_id = k.panel_id
                                 WHERE m.user_id = u.id AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM panel_conflicts x
                                   WHERE x.individual_id = k.individual_id AND x.user_id = u.id AND x.ended_at IS NULL))
                     ELSE '{}'::uuid[] END
        FROM users u JOIN agencies a ON a.id = u.agency_id
       WHERE u.id = ANY (wanted) AND a.is_active $$;
  COMMENT ON FUNCTION actors_for_users(uuid[]) IS 'What actor_for_user() says of one, of many at once; for the scan of reminders alone.';
  ALTER FUNCTION actors_for_users(uuid[]) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION actors_for_users(uuid[]) FROM PUBLIC;`;

const ONE_BY_ONE = `        FROM (SELECT c.user_id FROM candidates c UNION SELECT a.delegate_id FROM absent a WHERE a.delegate_id IS NOT NULL) d
        LEFT JOIN LATERAL actor_for_user(d.user_id) who ON true`;
const TOGETHER = `        FROM asked d
        LEFT JOIN actors_for_users(ARRAY(SELECT k.user_id FROM asked k)) who ON who.user_id = d.user_id`;

const PEOPLE = '), people AS MATERIALIZED (';
const ASKED = `), asked AS MATERIALIZED (
      SELECT c.user_id FROM candidates c UNION SELECT a.delegate_id FROM absent a WHERE a.delegate_id IS NOT NULL
    `;

/** Changes the two places in the body of the function, and fails when one is not there. */
const replaceIn = (was: string, becomes: string): string => `
  DO $do$
  DECLARE
    body text := pg_get_functiondef('reminders_reached(date, uuid[])'::regprocedure);
    changed text := replace(replace(body, $was$${was}$was$, $becomes$${becomes}$becomes$),
                            $was$${becomes === TOGETHER ? PEOPLE : ASKED + PEOPLE}$was$, $becomes$${becomes === TOGETHER ? ASKED + PEOPLE : PEOPLE}$becomes$);
  BEGIN
    IF position($becomes$${becomes}$becomes$ IN changed) = 0 OR (position($asked$${ASKED}$asked$ IN changed) > 0) <> ${becomes === TOGETHER} THEN
      RAISE EXCEPTION 'reminders_reached is not as expected.';
    END IF;
    EXECUTE changed;
  END $do$`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever is away for long is said to be away, until when, and not to have left. The administrator who ends an account sees how
 * much is still held and who was told, and nothing of whom it is about. Who stands in is followed when they are away too.
 */
export class AwayIsNotGone1795305600411 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(NOTICES);
    await queryRunner.query(HELD);
    await queryRunner.query(STAND_INS);
    await queryRunner.query(CIRCLES);
    await queryRunner.query(replaceIn('reminders_reached(date, uuid[])', ONE_HOP, FOLLOWED));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn('reminders_reached(date, uuid[])', FOLLOWED, ONE_HOP));
    await queryRunner.query(`
      DROP FUNCTION stand_in_comes_back(uuid, uuid, date, date);
      DROP FUNCTION stand_ins_on(date);
      DROP FUNCTION told_of_person(uuid);
      DROP FUNCTION held_by_person(uuid);
      DROP FUNCTION tell_of_person_away(uuid, timestamptz, date);
      REVOKE UPDATE (is_away, away_until) ON handover_notices FROM cohort_system;
      ALTER TABLE handover_notices DROP COLUMN is_away, DROP COLUMN away_until;
    `);
  }
}

const NOTICES = `
  ALTER TABLE handover_notices ADD COLUMN is_away boolean NOT NULL DEFAULT false, ADD COLUMN away_until date;
  ALTER TABLE handover_notices ADD CONSTRAINT handover_notices_until_is_away CHECK (is_away OR away_until IS NULL);
  COMMENT ON COLUMN handover_notices.is_away IS 'The person it is about is away for long, and has not left.';
  COMMENT ON COLUMN handover_notices.away_until IS 'Their last day away; null while nobody knows.';
  GRANT UPDATE (is_away, away_until) ON handover_notices TO cohort_system;

  CREATE FUNCTION tell_of_person_away(away uuid, at timestamptz, until date) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    made uuid[] := tell_of_person_gone(away, at);
  BEGIN
    UPDATE handover_notices SET is_away = true, away_until = until WHERE id = ANY (made);
    RETURN made;
  END $$;
  COMMENT ON FUNCTION tell_of_person_away(uuid, timestamptz, date) IS
    'Tells the same people as tell_of_person_gone(), and refuses the same; what they read says away, and until when.';
  ALTER FUNCTION tell_of_person_away(uuid, timestamptz, date) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION tell_of_person_away(uuid, timestamptz, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION tell_of_person_away(uuid, timestamptz, date) TO cohort_app;
`;

const ADMINISTRATORS_ONLY = `
    IF NOT actor_has_role('administrator') THEN
      RAISE EXCEPTION 'only an administrator asks what somebody holds' USING ERRCODE = 'TC003';
    END IF;`;

const HELD = `
  CREATE FUNCTION held_by_person(person uuid) RETURNS TABLE (parts integer, actions integer, seats integer, elsewhere integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN ${ADMINISTRATORS_ONLY}
    RETURN QUERY SELECT
      (SELECT count(*)::integer FROM assignments a JOIN individuals i ON i.id = a.individual_id AND NOT i.is_restricted
        WHERE a.user_id = person AND a.ended_at IS NULL),
      (SELECT count(*)::integer FROM actions t JOIN individuals i ON i.id = t.individual_id AND NOT i.is_restricted
        WHERE t.owner_id = person AND t.status = 'open'),
      (SELECT count(*)::integer FROM panel_members m WHERE m.user_id = person AND m.ended_at IS NULL),
      (SELECT count(*)::integer FROM users u JOIN (
         SELECT a.user_id, a.agency_id, a.individual_id FROM assignments a WHERE a.user_id = person AND a.ended_at IS NULL
         UNION ALL SELECT t.owner_id, t.owner_agency_id, t.individual_id FROM actions t WHERE t.owner_id = person AND t.status = 'open') h
           ON h.user_id = u.id AND h.agency_id <> u.agency_id
         JOIN individuals i ON i.id = h.individual_id AND NOT i.is_restricted WHERE u.id = person);
  END $$;
  COMMENT ON FUNCTION held_by_person(uuid) IS
    'How many parts in cases, open actions and panel seats somebody holds, and how many of them in an agency they have left: to an administrator, who sees no case. What is about a restricted person is not counted: its named people are told.';
  CREATE FUNCTION told_of_person(person uuid) RETURNS TABLE (recipient text, agency text, told_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN ${ADMINISTRATORS_ONLY}
    RETURN QUERY SELECT u.display_name, g.name, max(n.made_at)
      FROM handover_notices n JOIN users u ON u.id = n.recipient_id JOIN agencies g ON g.id = u.agency_id
     WHERE n.about_user_id = person AND n.kind IN ('person_gone','nobody_to_hand_over')
     GROUP BY u.id, u.display_name, g.name ORDER BY u.display_name, u.id;
  END $$;
  COMMENT ON FUNCTION told_of_person(uuid) IS
    'Who was told to hand on what this person holds, and when last; not who was told about a restricted record.';
  ALTER FUNCTION held_by_person(uuid) OWNER TO cohort_system;
  ALTER FUNCTION told_of_person(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION held_by_person(uuid), told_of_person(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION held_by_person(uuid), told_of_person(uuid) TO cohort_app;
`;

/** Only steps to somebody who was not passed yet, so a circle of people who stand in for each other ends, with nobody. */
const STAND_INS = `
  CREATE FUNCTION stand_ins_on(day date) RETURNS TABLE (user_id uuid, ends_on date, delegate_id uuid)
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH RECURSIVE away AS MATERIALIZED (SELECT * FROM absent_on(day)), chain AS (
      SELECT a.user_id, a.ends_on, a.delegate_id, ARRAY[a.user_id] AS passed FROM away a
      UNION ALL
      SELECT c.user_id, c.ends_on, a.delegate_id, c.passed || a.user_id
        FROM chain c JOIN away a ON a.user_id = c.delegate_id AND NOT a.user_id = ANY (c.passed)
    )
    SELECT DISTINCT ON (c.user_id) c.user_id, c.ends_on, CASE WHEN NOT c.delegate_id = ANY (c.passed) THEN c.delegate_id END
      FROM chain c ORDER BY c.user_id, cardinality(c.passed) DESC $$;
  COMMENT ON FUNCTION stand_ins_on(date) IS 'Who is away that day and who stands in at the end of it: where that person is away too, whoever stands in for them; nobody where they stand in for each other.';
  REVOKE ALL ON FUNCTION stand_ins_on(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stand_ins_on(date) TO cohort_app, cohort_system;
`;

/** The absences of colleagues are not everybody's to read: it answers yes or no. */
const CIRCLES = `
  CREATE FUNCTION stand_in_comes_back(person uuid, delegate uuid, first_day date, last_day date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE chain AS (
      SELECT delegate AS reached, daterange(first_day, last_day, '[]') AS days, ARRAY[delegate] AS passed
      UNION ALL
      SELECT b.delegate_id, c.days * daterange(b.starts_on, b.ends_on, '[]'), c.passed || b.delegate_id
        FROM chain c JOIN absences b ON b.user_id = c.reached AND b.cancelled_at IS NULL AND b.delegate_id IS NOT NULL
         AND c.days && daterange(b.starts_on, b.ends_on, '[]')
       WHERE c.reached <> person AND NOT b.delegate_id = ANY (c.passed)
    )
    SELECT EXISTS (SELECT 1 FROM chain c WHERE c.reached = person) $$;
  COMMENT ON FUNCTION stand_in_comes_back(uuid, uuid, date, date) IS
    'Whether following who stands in, from this delegate on, leads back to the person on a day on which all of them are away.';
  ALTER FUNCTION stand_in_comes_back(uuid, uuid, date, date) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION stand_in_comes_back(uuid, uuid, date, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stand_in_comes_back(uuid, uuid, date, date) TO cohort_app;
`;

const ONE_HOP = 'SELECT * FROM absent_on(today)\n    ), people AS';
const FOLLOWED = 'SELECT * FROM stand_ins_on(today)\n    ), people AS';

/** Changes one place in the body of a function, and fails when it is not there. */
const replaceIn = (signature: string, was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('${signature}'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION '${signature} is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;

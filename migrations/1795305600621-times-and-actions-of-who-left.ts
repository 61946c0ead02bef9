import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The minutes a meeting spent and the actions it made stay the meeting's when a case leaves: timer and figures count on. Times
 * alone, without a person, and what was asked for; of a restricted person neither.
 */
export class TimesAndActionsOfWhoLeft1795305600621 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [TIMES, ACTIONS]) await queryRunner.query(part);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION actions_of_who_left(uuid[]); DROP FUNCTION times_of_who_left(uuid[]);`);
  }
}

const forTheService = (signature: string): string => `
  ALTER FUNCTION ${signature} OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${signature} TO cohort_app;`;

const TIMES = `
  CREATE FUNCTION times_of_who_left(meetings uuid[])
    RETURNS TABLE (item_id uuid, meeting_id uuid, "position" integer, started_at timestamptz, decided_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
    SELECT t.id, t.meeting_id, t.position, t.started_at, t.decided_at FROM who_left(meetings) l JOIN meeting_items t ON t.id = l.item_id $$;
  COMMENT ON FUNCTION times_of_who_left(uuid[]) IS
    'When these meetings of the actor''s panels turned to, and decided about, people who have left the cohort since: times, and no person.';
  ${forTheService('times_of_who_left(uuid[])')}`;

/** The actor's agency decides what is read, as in the list of decisions. */
const ACTIONS = `
  CREATE FUNCTION actions_of_who_left(meetings uuid[])
    RETURNS TABLE (id uuid, meeting_id uuid, reference text, description text, agency_id uuid, agency text, status text, due_on date)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
    SELECT a.id, t.meeting_id, i.reference, a.description, a.owner_agency_id, g.name, a.status, a.due_on
      FROM who_left(meetings) l JOIN meeting_items t ON t.id = l.item_id JOIN individuals i ON i.id = l.individual_id
      JOIN actions a ON a.made_in = 'meeting' AND a.made_in_id = t.id AND a.individual_id = l.individual_id
      JOIN agencies g ON g.id = a.owner_agency_id
     WHERE a.visibility = 'all_agencies' OR a.visibility = actor_agency_kind() || '_only' OR actor_agency_id() = ANY (a.visible_to)
        OR a.owner_id = actor_id() $$;
  COMMENT ON FUNCTION actions_of_who_left(uuid[]) IS
    'What these meetings of the actor''s panels asked for about people who have left the cohort since, cut to what the actor''s agency may read.';
  ${forTheService('actions_of_who_left(uuid[])')}`;

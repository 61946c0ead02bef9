import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Everybody seated was told which agency keeps a return to itself, and to whom: that the police kept something about a boy from
 * his school is itself told to the school. The chair, who rings the agencies, is told that one has answered; the others what they may read.
 */
export class ReturnsKeptToldToTheChair1795305600831 implements MigrationInterface {
  name = 'ReturnsKeptToldToTheChair1795305600831';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      returned(
        'is_kept boolean',
        `NOT bool_or(${READABLE})`,
        `HAVING bool_or(${READABLE}) OR actor_has_role('panel_chair')`,
        'For whoever has a seat on the panel of these meetings: which expected agencies returned something about the cases they may see, that they may read; to a chair also which returned what is kept from them. No word of it, not whom it is kept to, and no other case.',
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      returned(
        'kept_to text',
        `CASE WHEN NOT bool_or(${READABLE}) THEN min(r.visibility) END`,
        '',
        'For whoever has a seat on the panel of these meetings: which expected agencies returned something about the cases they may see, and of what is kept from them how it is kept. No word of it, and no other case.',
      ),
    );
  }
}

const READABLE = `r.visibility = 'all_agencies' OR r.visibility = actor_agency_kind() || '_only' OR actor_agency_id() = ANY (r.visible_to)`;

const returned = (column: string, kept: string, having: string, comment: string): string => `
  DROP FUNCTION agencies_returned(uuid[]);
  CREATE FUNCTION agencies_returned(wanted uuid[]) RETURNS TABLE (item_id uuid, agency_id uuid, ${column})
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
    SELECT t.id, r.agency_id, ${kept}
      FROM meeting_items t JOIN individuals i ON i.id = t.individual_id AND i.access_keys && actor_access_keys()
      JOIN panel_agencies e ON e.panel_id = t.panel_id AND e.ended_at IS NULL
      JOIN meeting_entries r ON r.item_id = t.id AND r.kind = 'return' AND r.agency_id = e.agency_id
     WHERE t.meeting_id = ANY (wanted) AND ARRAY[t.panel_id] && actor_access_keys() AND t.individual_id <> ALL (conflicted_cases())
       AND EXISTS (SELECT 1 FROM panel_members s WHERE s.panel_id = t.panel_id AND s.user_id = actor_id() AND s.ended_at IS NULL)
     GROUP BY t.id, r.agency_id ${having} $$;
  COMMENT ON FUNCTION agencies_returned(uuid[]) IS '${comment}';
  ALTER FUNCTION agencies_returned(uuid[]) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION agencies_returned(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION agencies_returned(uuid[]) TO cohort_app;`;

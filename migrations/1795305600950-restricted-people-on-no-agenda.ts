import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A restricted person has no place on an agenda for whoever is not named: not even a number. So that everybody has the same numbers and
 * nobody sees a gap, the places of restricted people are numbered after all others, for whoever is named too, from the moment they are
 * restricted. What is stored stays the order; the number is worked out.
 */
export class RestrictedPeopleOnNoAgenda1795305600950 implements MigrationInterface {
  name = 'RestrictedPeopleOnNoAgenda1795305600950';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [NUMBERS, LAST_PLACE, COPIED]) await runner.query(part);
    await runner.query(agendaPlaces(PLACES_TOLD, 'A restricted person has none for whoever is not named'));
    await runner.query(escalationsWaiting(` AND NOT is_restricted_from_actor(e.individual_id)`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(escalationsWaiting(''));
    await runner.query(agendaPlaces(PLACES_BEFORE, 'A restricted person is a number and a status, no more'));
    await runner.query(`DROP FUNCTION pack_items_told(uuid, timestamptz, uuid[])`);
    await runner.query(`DROP FUNCTION last_place_at(uuid); DROP FUNCTION item_numbers(uuid[])`);
  }
}

const forTheService = (signature: string): string => `
  ALTER FUNCTION ${signature} OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${signature} TO cohort_app;`;

/** Whoever became restricted after others were numbered leaves no gap behind: every place after theirs moves up. */
const NUMBERS = `
  CREATE FUNCTION item_numbers(wanted uuid[]) RETURNS TABLE (item_id uuid, number integer)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 30 SET search_path = public, pg_temp AS $$
    WITH places AS (
      SELECT p.meeting_id, p.id, p.position, i.is_restricted,
             (count(*) FILTER (WHERE i.is_restricted) OVER (PARTITION BY p.meeting_id ORDER BY p.position, p.id))::integer AS restricted
        FROM meeting_items p JOIN individuals i ON i.id = p.individual_id
       WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys()
    ), last AS (
      SELECT p.meeting_id, max(p.position - p.restricted) AS number FROM places p WHERE NOT p.is_restricted GROUP BY p.meeting_id
    )
    SELECT p.id, CASE WHEN p.is_restricted THEN coalesce(l.number, 0) + p.restricted ELSE p.position - p.restricted END
      FROM places p LEFT JOIN last l ON l.meeting_id = p.meeting_id $$;
  COMMENT ON FUNCTION item_numbers(uuid[]) IS
    'The number of each place on these agendas of the actor''s panels, restricted people after all others: numbers and ids, and no person.';
  ${forTheService('item_numbers(uuid[])')}`;

const LAST_PLACE = `
  CREATE FUNCTION last_place_at(wanted uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(max(p.position), 0) FROM meeting_items p WHERE p.meeting_id = wanted AND ARRAY[p.panel_id] && actor_access_keys() $$;
  COMMENT ON FUNCTION last_place_at(uuid) IS
    'The last place taken on an agenda of the actor''s panels, whoever has it: so that no two have one. Never shown.';
  ${forTheService('last_place_at(uuid)')}`;

const COPIED = `
  CREATE FUNCTION pack_items_told(wanted uuid, made timestamptz, copied uuid[]) RETURNS TABLE (items integer, others integer)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$
    SELECT cardinality(copied) - (count(*) FILTER (WHERE p.id = ANY (copied) AND is_restricted_from_actor(p.individual_id)))::integer,
           (count(*) FILTER (WHERE p.id <> ALL (copied) AND p.created_at <= made AND NOT is_restricted_from_actor(p.individual_id)))::integer
      FROM meeting_items p WHERE p.meeting_id = wanted AND ARRAY[p.panel_id] && actor_access_keys() $$;
  COMMENT ON FUNCTION pack_items_told(uuid, timestamptz, uuid[]) IS
    'How many of the items in a copy of a pack, and of those beside it when it was made, the actor may be told of: two counts without restricted people.';
  ${forTheService('pack_items_told(uuid, timestamptz, uuid[])')}`;

const PLACES_TOLD = `
        SELECT p.meeting_id, p.id, n.number,
               CASE WHEN p.individual_id <> ALL (conflicted_cases()) THEN p.status END,
               CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN i.reference END, CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN p.decision END,
               CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN p.rationale END, CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN p.dissent END
          FROM meeting_items p JOIN individuals i ON i.id = p.individual_id JOIN item_numbers(wanted) n ON n.item_id = p.id
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys() AND p.taken_off_on IS NULL
           AND (NOT i.is_restricted OR i.access_keys && actor_access_keys()) `;

const PLACES_BEFORE = `
        SELECT p.meeting_id, p.id, p.position,
               CASE WHEN p.individual_id <> ALL (conflicted_cases())
                     AND (NOT i.is_restricted OR i.access_keys && actor_access_keys()) THEN p.status END,
               CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN i.reference END, CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN p.decision END,
               CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN p.rationale END, CASE WHEN NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases()) THEN p.dissent END
          FROM meeting_items p JOIN individuals i ON i.id = p.individual_id
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys() AND p.taken_off_on IS NULL `;

const agendaPlaces = (body: string, restricted: string): string => `
CREATE OR REPLACE FUNCTION public.agenda_places(wanted uuid[])
 RETURNS TABLE(meeting_id uuid, item_id uuid, "position" integer, status text, reference text, decision text, rationale text, dissent text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$${body}$function$;
  COMMENT ON FUNCTION agenda_places(uuid[]) IS
    'The places on an agenda, whoever they are about. ${restricted}; for one who left the cohort the panel keeps its own decision and the reference.'`;

const escalationsWaiting = (told: string): string => `
CREATE OR REPLACE FUNCTION public.escalations_waiting()
 RETURNS TABLE(escalation_id uuid, panel_id uuid, from_panel text, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    SELECT e.id, e.to_panel_id, p.name, e.made_at
      FROM panel_escalations e JOIN panels p ON p.id = e.from_panel_id LEFT JOIN meeting_items t ON t.id = e.item_id
     WHERE ARRAY[e.to_panel_id] && actor_access_keys() AND e.ended_at IS NULL AND (t.id IS NULL OR t.status = 'deferred')
       AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = e.individual_id AND o.ended_on IS NULL)${told}
     ORDER BY e.made_at, e.id $function$`;

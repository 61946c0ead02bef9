import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who has left the panel's cohort is on no list of work any more: the agenda of a meeting still to come kept their place and reference.
 * What was decided about them stays, and so does the place in a meeting that is over. Whoever comes back before it has their place again.
 */
export class WhoLeftLeavesTheAgenda1795305600832 implements MigrationInterface {
  name = 'WhoLeftLeavesTheAgenda1795305600832';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(places(STILL_BEFORE_THE_PANEL));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(places(''));
  }
}

/** The same for everybody seated, whoever else works the case: all have the same numbers and times. */
const STILL_BEFORE_THE_PANEL = `
           AND (p.status = 'decided' OR NOT EXISTS (SELECT 1 FROM meetings m WHERE m.id = p.meeting_id AND m.status = 'planned')
                OR EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = p.individual_id AND c.ended_on IS NULL AND c.panel_id = p.panel_id)
                OR EXISTS (SELECT 1 FROM panel_escalations e WHERE e.individual_id = p.individual_id AND e.ended_at IS NULL AND e.to_panel_id = p.panel_id))`;

const LOST = `NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases())`;

const places = (still: string): string => `
  CREATE OR REPLACE FUNCTION agenda_places(wanted uuid[])
        RETURNS TABLE (meeting_id uuid, item_id uuid, "position" integer, status text,
                       reference text, decision text, rationale text, dissent text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.meeting_id, p.id, p.position,
               CASE WHEN p.individual_id <> ALL (conflicted_cases())
                     AND (NOT i.is_restricted OR i.access_keys && actor_access_keys()) THEN p.status END,
               CASE WHEN ${LOST} THEN i.reference END, CASE WHEN ${LOST} THEN p.decision END,
               CASE WHEN ${LOST} THEN p.rationale END, CASE WHEN ${LOST} THEN p.dissent END
          FROM meeting_items p JOIN individuals i ON i.id = p.individual_id
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys()${still} $$;`;

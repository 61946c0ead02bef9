import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a restricted person whom whoever asks may not see, the place of an agenda is its number: not even whether it is decided. */
export class RestrictedItemsSayNothing1795305600510 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      places(`CASE WHEN p.individual_id <> ALL (conflicted_cases())
                   AND (NOT i.is_restricted OR i.access_keys && actor_access_keys()) THEN p.status END`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(places('p.status'));
  }
}

const LOST = `NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases())`;

const places = (status: string): string => `
  CREATE OR REPLACE FUNCTION agenda_places(wanted uuid[])
        RETURNS TABLE (meeting_id uuid, item_id uuid, "position" integer, status text,
                       reference text, decision text, rationale text, dissent text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.meeting_id, p.id, p.position, ${status},
               CASE WHEN ${LOST} THEN i.reference END, CASE WHEN ${LOST} THEN p.decision END,
               CASE WHEN ${LOST} THEN p.rationale END, CASE WHEN ${LOST} THEN p.dissent END
          FROM meeting_items p JOIN individuals i ON i.id = p.individual_id
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys() $$;`;

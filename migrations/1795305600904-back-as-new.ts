import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who left and entered the cohort again before their item was heard is new to the panel: it accepts them or does not. With the reason of
 * before, nobody was asked. Whose exit was only taken back has never left, and keeps theirs.
 */
export class BackAsNew1795305600904 implements MigrationInterface {
  name = 'BackAsNew1795305600904';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT UPDATE (reason) ON meeting_items TO cohort_system');
    await runner.query(settle(`, reason = CASE WHEN ${ENTERED_AGAIN} THEN 'new' ELSE t.reason END`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(settle(''));
    await runner.query('REVOKE UPDATE (reason) ON meeting_items FROM cohort_system');
  }
}

const ENTERED_AGAIN = `EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = t.individual_id AND c.panel_id = t.panel_id
                                     AND c.ended_on IS NULL AND c.started_on >= t.taken_off_on)`;

/** When they left, by what ended last. */
const LEFT_ON = `coalesce(greatest(
    (SELECT max(c.ended_on) FROM cohort_memberships c WHERE c.individual_id = t.individual_id),
    (SELECT max((e.ended_at AT TIME ZONE 'Europe/London')::date) FROM panel_escalations e WHERE e.individual_id = t.individual_id),
    (SELECT max(d.decided_on) FROM cohort_decisions d WHERE d.individual_id = t.individual_id)), (now() AT TIME ZONE 'Europe/London')::date)`;

const ANOTHER = `SELECT 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id AND o.id <> t.id`;

const settle = (reason: string): string => `
  CREATE OR REPLACE FUNCTION settle_places_of(wanted uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE meeting_items t SET taken_off_on = ${LEFT_ON}, version = t.version + 1
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted AND t.status <> 'decided'
       AND t.taken_off_on IS NULL AND NOT panel_has(t.panel_id, wanted);
    UPDATE meeting_items t SET taken_off_on = NULL, version = t.version + 1${reason},
           position = CASE WHEN EXISTS (${ANOTHER} AND o.position = t.position AND o.taken_off_on IS NULL)
                      THEN (SELECT max(o.position) + 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id) ELSE t.position END
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted
       AND t.taken_off_on IS NOT NULL AND panel_has(t.panel_id, wanted)
       AND NOT EXISTS (${ANOTHER} AND o.individual_id = wanted
                        AND (o.taken_off_on IS NULL OR (o.came_by_merge, o.id) < (t.came_by_merge, t.id)));
  END $$;`;

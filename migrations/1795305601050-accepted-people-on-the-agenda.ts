import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CANDIDATES, CANDIDATES_BEFORE } from './candidates-who-were-accepted';

/**
 * Whoever was accepted and awaits the cohort decision is a case of the agenda, for a reason of its own: a count beside it was read by nobody
 * in the room. The place ends with the decision, wherever it is taken; who enters has no other one from it.
 */
export class AcceptedPeopleOnTheAgenda1795305601050 implements MigrationInterface {
  name = 'AcceptedPeopleOnTheAgenda1795305601050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(reasons([...REASONS, 'cohort_decision']));
    await runner.query(rules([...RULES, 'cohort_decision']));
    await runner.query(ofPanels("array_append(agenda_reasons, 'cohort_decision')", "'new' = ANY (agenda_reasons)"));
    await runner.query(STANDS);
    for (const part of [SETTLE, LIST, DROP, CANDIDATES, OF_THE_SYSTEM]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const part of [DROP, CANDIDATES_BEFORE, OF_THE_SYSTEM, LIST_BEFORE, SETTLE_BEFORE]) await runner.query(part);
    await runner.query('DROP FUNCTION place_stands(uuid, uuid, text)');
    await runner.query(
      ofPanels("array_remove(agenda_reasons, 'cohort_decision')", "'cohort_decision' = ANY (agenda_reasons)"),
    );
    await runner.query(rules(RULES));
    await runner.query(ADDED_BY_SOMEBODY);
    await runner.query(reasons(REASONS));
  }
}

const REASONS = [
  ...['new', 'review_overdue', 'review_due', 'no_plan', 'added', 'escalated', 'stuck_plan', 'stepping_down'],
  ...['turning_18', 'turning_25', 'escalation', 'transfer'],
];

const RULES = [
  ...['review_overdue', 'new', 'no_plan', 'review_due', 'escalated', 'stuck_plan', 'stepping_down'],
  ...['turning_18', 'turning_25', 'transfer', 'linked_place'],
];

const listed = (known: string[]): string => known.map((one) => `'${one}'`).join(',');

const reasons = (known: string[]): string => `
  ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_reason_known,
    ADD CONSTRAINT meeting_items_reason_known CHECK (reason IN (${listed(known)}));`;

const rules = (known: string[]): string => `
  ALTER TABLE panels DROP CONSTRAINT panels_agenda_reasons_known,
    ADD CONSTRAINT panels_agenda_reasons_known CHECK (agenda_reasons <@ ARRAY[${listed(known)}]),
    ALTER COLUMN agenda_reasons SET DEFAULT '{${known.join(',')}}';`;

// Which panels hear who is new also hear who was accepted. The owner of a table is held by its policies too; put aside meanwhile.
const ofPanels = (value: string, which: string): string => `
  ALTER TABLE panels NO FORCE ROW LEVEL SECURITY;
  UPDATE panels SET agenda_reasons = ${value}, version = version + 1 WHERE ${which};
  ALTER TABLE panels FORCE ROW LEVEL SECURITY;`;

// What was decided and sealed for this reason keeps its place when the reason is taken away.
const ADDED_BY_SOMEBODY = `
  ALTER TABLE meeting_items NO FORCE ROW LEVEL SECURITY; ALTER TABLE meeting_items DISABLE TRIGGER USER;
  UPDATE meeting_items SET reason = 'added' WHERE reason = 'cohort_decision';
  ALTER TABLE meeting_items ENABLE TRIGGER USER; ALTER TABLE meeting_items FORCE ROW LEVEL SECURITY;`;

const STANDS = `
  CREATE FUNCTION place_stands(panel uuid, individual uuid, reason text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE reason WHEN 'cohort_decision'
           THEN EXISTS (SELECT 1 FROM cohort_decisions_owed d WHERE d.individual_id = individual AND d.panel_id = panel)
           ELSE panel_has(panel, individual) END $$;
  COMMENT ON FUNCTION place_stands(uuid, uuid, text) IS
    'Whether somebody keeps a place that they have for this reason: one for the cohort decision while it is owed, any other while they are before the panel.';
  REVOKE ALL ON FUNCTION place_stands(uuid, uuid, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION place_stands(uuid, uuid, text) TO cohort_system;`;

const DROP = 'DROP FUNCTION agenda_candidates(uuid, date)';

const OF_THE_SYSTEM = `
  ALTER FUNCTION agenda_candidates(uuid, date) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION agenda_candidates(uuid, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION agenda_candidates(uuid, date) TO cohort_app;`;

const SETTLE = `CREATE OR REPLACE FUNCTION public.settle_places_of(wanted uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    UPDATE meeting_items t SET taken_off_on = coalesce(greatest(
    (SELECT max(c.ended_on) FROM cohort_memberships c WHERE c.individual_id = t.individual_id),
    (SELECT max((e.ended_at AT TIME ZONE 'Europe/London')::date) FROM panel_escalations e WHERE e.individual_id = t.individual_id),
    (SELECT max(d.decided_on) FROM cohort_decisions d WHERE d.individual_id = t.individual_id)), (now() AT TIME ZONE 'Europe/London')::date), version = t.version + 1
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted AND t.status <> 'decided'
       AND t.taken_off_on IS NULL AND NOT place_stands(t.panel_id, wanted, t.reason);
    UPDATE meeting_items t SET taken_off_on = NULL, version = t.version + 1, reason = CASE WHEN EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = t.individual_id AND c.panel_id = t.panel_id
                                     AND c.ended_on IS NULL AND c.started_on >= t.taken_off_on) THEN 'new'
                    WHEN place_stands(t.panel_id, wanted, 'cohort_decision') THEN 'cohort_decision' ELSE t.reason END,
           position = CASE WHEN EXISTS (SELECT 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id AND o.id <> t.id AND o.position = t.position AND o.taken_off_on IS NULL)
                      THEN (SELECT max(o.position) + 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id) ELSE t.position END
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted
       AND t.taken_off_on IS NOT NULL AND place_stands(t.panel_id, wanted, t.reason)
       AND NOT EXISTS (SELECT 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id AND o.id <> t.id AND o.individual_id = wanted
                        AND (o.taken_off_on IS NULL OR (o.came_by_merge, o.id) < (t.came_by_merge, t.id)));
  END $function$`;

const SETTLE_BEFORE = `CREATE OR REPLACE FUNCTION public.settle_places_of(wanted uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    UPDATE meeting_items t SET taken_off_on = coalesce(greatest(
    (SELECT max(c.ended_on) FROM cohort_memberships c WHERE c.individual_id = t.individual_id),
    (SELECT max((e.ended_at AT TIME ZONE 'Europe/London')::date) FROM panel_escalations e WHERE e.individual_id = t.individual_id),
    (SELECT max(d.decided_on) FROM cohort_decisions d WHERE d.individual_id = t.individual_id)), (now() AT TIME ZONE 'Europe/London')::date), version = t.version + 1
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted AND t.status <> 'decided'
       AND t.taken_off_on IS NULL AND NOT panel_has(t.panel_id, wanted);
    UPDATE meeting_items t SET taken_off_on = NULL, version = t.version + 1, reason = CASE WHEN EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = t.individual_id AND c.panel_id = t.panel_id
                                     AND c.ended_on IS NULL AND c.started_on >= t.taken_off_on) THEN 'new' ELSE t.reason END,
           position = CASE WHEN EXISTS (SELECT 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id AND o.id <> t.id AND o.position = t.position AND o.taken_off_on IS NULL)
                      THEN (SELECT max(o.position) + 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id) ELSE t.position END
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted
       AND t.taken_off_on IS NOT NULL AND panel_has(t.panel_id, wanted)
       AND NOT EXISTS (SELECT 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id AND o.id <> t.id AND o.individual_id = wanted
                        AND (o.taken_off_on IS NULL OR (o.came_by_merge, o.id) < (t.came_by_merge, t.id)));
  END $function$`;

const LIST = `CREATE OR REPLACE FUNCTION public.list_out_of_sight(wanted uuid, cases uuid[], reasons text[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    IF NOT makes_agenda_of(wanted) THEN
      RAISE EXCEPTION 'only a chair makes an agenda' USING ERRCODE = '42501';
    END IF;
    -- In no order: places that follow each other would tell which of them has the higher tier.
    INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, created_at)
    SELECT gen_random_uuid(), m.id, m.panel_id, i.id, o.reason,
           coalesce((SELECT max(t.position) FROM meeting_items t WHERE t.meeting_id = m.id), 0)
             + row_number() OVER (ORDER BY gen_random_uuid()), at
      FROM unnest(cases, reasons) AS o (individual_id, reason)
      JOIN meetings m ON m.id = wanted AND m.status = 'planned' AND m.panel_id = ANY (actor_access_keys())
      JOIN individuals i ON i.id = o.individual_id AND place_stands(m.panel_id, o.individual_id, o.reason) AND NOT (i.access_keys && actor_access_keys() AND NOT EXISTS (
          SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.user_id = actor_id() AND x.ended_at IS NULL))
     WHERE NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id);
  END $function$`;

const LIST_BEFORE = `CREATE OR REPLACE FUNCTION public.list_out_of_sight(wanted uuid, cases uuid[], reasons text[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    IF NOT makes_agenda_of(wanted) THEN
      RAISE EXCEPTION 'only a chair makes an agenda' USING ERRCODE = '42501';
    END IF;
    -- In no order: places that follow each other would tell which of them has the higher tier.
    INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, created_at)
    SELECT gen_random_uuid(), m.id, m.panel_id, i.id, o.reason,
           coalesce((SELECT max(t.position) FROM meeting_items t WHERE t.meeting_id = m.id), 0)
             + row_number() OVER (ORDER BY gen_random_uuid()), at
      FROM unnest(cases, reasons) AS o (individual_id, reason)
      JOIN meetings m ON m.id = wanted AND m.status = 'planned' AND m.panel_id = ANY (actor_access_keys())
      JOIN cohort_memberships c ON c.individual_id = o.individual_id AND c.panel_id = m.panel_id AND c.ended_on IS NULL
      JOIN individuals i ON i.id = c.individual_id AND NOT (i.access_keys && actor_access_keys() AND NOT EXISTS (
          SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.user_id = actor_id() AND x.ended_at IS NULL))
     WHERE NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id);
  END $function$`;

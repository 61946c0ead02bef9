import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who leaves a panel's cohort is taken off its agendas once, on the day, in one column that everybody asks: worked out at each reading, a
 * place came back with the closing of the meeting, and with a decision by whoever saw the person otherwise.
 */
export class PlacesTakenOff1795305600900 implements MigrationInterface {
  name = 'PlacesTakenOff1795305600900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
    await runner.query(STILL_HAS);
    await runner.query(SETTLE);
    await runner.query(TRIGGERS);
    await runner.query(FROM_BEFORE);
    await runner.query(places(' AND p.taken_off_on IS NULL'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(places(STILL_BEFORE_THE_PANEL));
    await runner.query(`
      DROP TRIGGER meeting_items_places ON meeting_items; DROP TRIGGER cohort_decisions_places ON cohort_decisions;
      DROP TRIGGER panel_escalations_places ON panel_escalations; DROP TRIGGER cohort_memberships_places ON cohort_memberships;
      DROP FUNCTION settle_agenda_places(); DROP FUNCTION settle_places_of(uuid); DROP FUNCTION panel_has(uuid, uuid);
      DROP POLICY meeting_items_taken_off ON meeting_items;
      REVOKE UPDATE (position) ON meeting_items FROM cohort_system;
      ALTER TABLE meeting_items DROP COLUMN taken_off_on;`);
  }
}

const COLUMN = `
  ALTER TABLE meeting_items ADD COLUMN taken_off_on date
    CONSTRAINT meeting_items_decided_stay CHECK (taken_off_on IS NULL OR status <> 'decided');
  COMMENT ON COLUMN meeting_items.taken_off_on IS
    'The day on which the person left the panel before it had decided: from then on the place is on no agenda, in no pack, count or minutes. Null again when they come back before the meeting is over.';
  GRANT UPDATE (taken_off_on, position, version) ON meeting_items TO cohort_system;
  CREATE POLICY meeting_items_taken_off ON meeting_items FOR UPDATE TO cohort_system
    USING (status <> 'decided') WITH CHECK (status <> 'decided');`;

/** In its cohort, passed on to it while in another one's, or accepted by it and not decided about. */
const STILL_HAS = `
  CREATE FUNCTION panel_has(panel uuid, individual uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = individual AND c.ended_on IS NULL
                    AND (c.panel_id = panel OR EXISTS (SELECT 1 FROM panel_escalations e
                           WHERE e.individual_id = individual AND e.to_panel_id = panel AND e.ended_at IS NULL)))
        OR EXISTS (SELECT 1 FROM cohort_decisions_owed d WHERE d.individual_id = individual AND d.panel_id = panel) $$;
  COMMENT ON FUNCTION panel_has(uuid, uuid) IS 'Whether somebody is before a panel: only then do they have a place on its agendas.';
  REVOKE ALL ON FUNCTION panel_has(uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION panel_has(uuid, uuid) TO cohort_system;`;

/** When they left, by what ended last. */
const LEFT_ON = `coalesce(greatest(
    (SELECT max(c.ended_on) FROM cohort_memberships c WHERE c.individual_id = t.individual_id),
    (SELECT max((e.ended_at AT TIME ZONE 'Europe/London')::date) FROM panel_escalations e WHERE e.individual_id = t.individual_id),
    (SELECT max(d.decided_on) FROM cohort_decisions d WHERE d.individual_id = t.individual_id)), (now() AT TIME ZONE 'Europe/London')::date)`;

const ANOTHER = `SELECT 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id AND o.id <> t.id`;

/**
 * At the end of the transaction, since a change of tier ends one period and starts the next. Two records that were joined may have two
 * places in one meeting: one of them is given back. A number that was given away meanwhile is not given twice.
 */
const SETTLE = `
  CREATE FUNCTION settle_places_of(wanted uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE meeting_items t SET taken_off_on = ${LEFT_ON}, version = t.version + 1
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted AND t.status <> 'decided'
       AND t.taken_off_on IS NULL AND NOT panel_has(t.panel_id, wanted);
    UPDATE meeting_items t SET taken_off_on = NULL, version = t.version + 1,
           position = CASE WHEN EXISTS (${ANOTHER} AND o.position = t.position AND o.taken_off_on IS NULL)
                      THEN (SELECT max(o.position) + 1 FROM meeting_items o WHERE o.meeting_id = t.meeting_id) ELSE t.position END
      FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.individual_id = wanted
       AND t.taken_off_on IS NOT NULL AND panel_has(t.panel_id, wanted)
       AND NOT EXISTS (${ANOTHER} AND o.individual_id = wanted
                        AND (o.taken_off_on IS NULL OR (o.came_by_merge, o.id) < (t.came_by_merge, t.id)));
  END $$;
  COMMENT ON FUNCTION settle_places_of(uuid) IS
    'Takes somebody off the agendas of panels they are no longer before, and gives places back to whom a panel has again. Of meetings that are over it touches none.';
  CREATE FUNCTION settle_agenda_places() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    -- Whoever puts somebody on an agenda while they leave waits for that to be done, and then sees it.
    IF TG_TABLE_NAME = 'meeting_items' THEN PERFORM 1 FROM individuals i WHERE i.id = NEW.individual_id FOR SHARE; END IF;
    PERFORM settle_places_of(NEW.individual_id);
    IF TG_OP = 'UPDATE' THEN
      IF OLD.individual_id <> NEW.individual_id THEN PERFORM settle_places_of(OLD.individual_id); END IF;
    END IF;
    RETURN NULL;
  END $$;
  ALTER FUNCTION settle_places_of(uuid) OWNER TO cohort_system;
  ALTER FUNCTION settle_agenda_places() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION settle_places_of(uuid) FROM PUBLIC;
  REVOKE ALL ON FUNCTION settle_agenda_places() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION settle_agenda_places() TO cohort_app;`;

// In the database, because somebody leaves by a form, the API, a sheet, a decision, a merge or its undoing.
const TRIGGERS = [
  ['cohort_memberships', 'INSERT OR UPDATE OF individual_id, panel_id, ended_on'],
  ['panel_escalations', 'INSERT OR UPDATE OF individual_id, ended_at'],
  ['cohort_decisions', 'INSERT OR UPDATE OF individual_id, outcome'],
  ['meeting_items', 'INSERT OR UPDATE OF individual_id'],
]
  .map(
    ([table, events]) => `
  CREATE CONSTRAINT TRIGGER ${table}_places AFTER ${events} ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION settle_agenda_places();`,
  )
  .join('');

const ASKED = ['meeting_items', 'meetings', 'cohort_memberships', 'panel_escalations', 'cohort_decisions'];
const force = (words: string): string =>
  ASKED.map((table) => `ALTER TABLE ${table} ${words} ROW LEVEL SECURITY;`).join(' ');

/** Who has left since a meeting still to come was planned. The owner of a table is held by its policies too; put aside meanwhile. */
const FROM_BEFORE = `
  ${force('NO FORCE')}
  UPDATE meeting_items t SET taken_off_on = ${LEFT_ON}, version = t.version + 1
    FROM meetings m WHERE m.id = t.meeting_id AND m.status = 'planned' AND t.status <> 'decided' AND NOT panel_has(t.panel_id, t.individual_id);
  ${force('FORCE')}`;

const STILL_BEFORE_THE_PANEL = `
           AND (p.status = 'decided' OR NOT EXISTS (SELECT 1 FROM meetings m WHERE m.id = p.meeting_id AND m.status = 'planned')
                OR EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = p.individual_id AND c.ended_on IS NULL AND c.panel_id = p.panel_id)
                OR EXISTS (SELECT 1 FROM panel_escalations e WHERE e.individual_id = p.individual_id AND e.ended_at IS NULL AND e.to_panel_id = p.panel_id))`;

const LOST = `NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases())`;

/** The same for everybody seated, whoever else works the case: all have the same numbers and times. */
const places = (standing: string): string => `
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
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys()${standing} $$;`;

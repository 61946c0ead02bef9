import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A panel passes a case on to the panel it escalates to. It waits there until a meeting is planned, and the members of that
 * panel see the case from the moment it stands on their agenda: by a key, as for every other item.
 */
export class Escalations1795305600420 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(reasons([...REASONS, 'escalation']));
    await queryRunner.query(KEYS);
    await queryRunner.query(inFunction('access_keys_of(uuid)', CONFLICT_AT_PANEL, CONFLICT_ANYWHERE));
    await queryRunner.query(inFunction('access_keys_of(uuid)', OF_COHORT, OF_COHORT + OF_ESCALATIONS));
    await queryRunner.query(inFunction('actor_for_user(uuid)', OWN_AT_PANEL, OWN_ANYWHERE));
    await queryRunner.query(inFunction('change_panel_key()', KEY_OF_ONE, KEY_OF_ALL));
    await queryRunner.query(LANDING);
    await queryRunner.query(WAITING);
    await queryRunner.query(`SELECT open_to_merges('panel_escalations', 'individual_id'); SELECT open_to_erasure();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER meetings_end_escalations ON meetings;
      DROP FUNCTION end_escalations();
      DROP FUNCTION escalations_waiting();
      DROP FUNCTION land_escalations(uuid, date, timestamptz);
      DROP TRIGGER panel_escalations_access ON panel_escalations;
      DROP FUNCTION change_escalated_key();
      DROP POLICY meeting_items_landed ON meeting_items;
      REVOKE INSERT ON meeting_items FROM cohort_system;`);
    await queryRunner.query(inFunction('change_panel_key()', KEY_OF_ALL, KEY_OF_ONE));
    await queryRunner.query(inFunction('actor_for_user(uuid)', OWN_ANYWHERE, OWN_AT_PANEL));
    await queryRunner.query(inFunction('access_keys_of(uuid)', OF_COHORT + OF_ESCALATIONS, OF_COHORT));
    await queryRunner.query(inFunction('access_keys_of(uuid)', CONFLICT_ANYWHERE, CONFLICT_AT_PANEL));
    await queryRunner.query(`
      ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY; ALTER TABLE panel_escalations NO FORCE ROW LEVEL SECURITY;
      UPDATE individuals i SET access_keys = access_keys_of(i.id)
       WHERE i.id IN (SELECT e.individual_id FROM panel_escalations e) AND i.access_keys IS DISTINCT FROM access_keys_of(i.id);
      ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
      DROP TABLE panel_escalations;
      ALTER TABLE meeting_items NO FORCE ROW LEVEL SECURITY;
      UPDATE meeting_items SET reason = 'added', version = version + 1 WHERE reason = 'escalation';
      ALTER TABLE meeting_items FORCE ROW LEVEL SECURITY;`);
    await queryRunner.query(reasons(REASONS));
  }
}

const REASONS = [
  ...['new', 'review_overdue', 'review_due', 'no_plan', 'added', 'escalated', 'stuck_plan', 'stepping_down'],
  ...['turning_18', 'turning_25'],
];

const reasons = (known: string[]): string => `
  ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_reason_known,
    ADD CONSTRAINT meeting_items_reason_known CHECK (reason IN (${known.map((one) => `'${one}'`).join(',')}));`;

const OF_VISIBLE = `EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)`;
const UNCONFLICTED = `individual_id <> ALL ((SELECT conflicted_cases())::uuid[])`;

const TABLE = `
  CREATE TABLE panel_escalations (
    id uuid CONSTRAINT panel_escalations_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT panel_escalations_individual_fk REFERENCES individuals,
    from_panel_id uuid NOT NULL CONSTRAINT panel_escalations_from_panel_fk REFERENCES panels,
    to_panel_id uuid NOT NULL CONSTRAINT panel_escalations_to_panel_fk REFERENCES panels,
    from_item_id uuid NOT NULL CONSTRAINT panel_escalations_from_item_fk REFERENCES meeting_items,
    question text NOT NULL CONSTRAINT panel_escalations_ask_something CHECK (length(trim(question)) > 0),
    rationale text NOT NULL CONSTRAINT panel_escalations_say_why CHECK (length(trim(rationale)) > 0),
    made_by uuid NOT NULL CONSTRAINT panel_escalations_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    item_id uuid CONSTRAINT panel_escalations_item_fk REFERENCES meeting_items,
    ended_at timestamptz,
    CONSTRAINT panel_escalations_go_elsewhere CHECK (from_panel_id <> to_panel_id)
  );
  CREATE INDEX panel_escalations_individual_index ON panel_escalations (individual_id);
  CREATE INDEX panel_escalations_to_panel_index ON panel_escalations (to_panel_id) WHERE ended_at IS NULL;
  CREATE INDEX panel_escalations_from_panel_index ON panel_escalations (from_panel_id);
  CREATE INDEX panel_escalations_from_item_index ON panel_escalations (from_item_id);
  CREATE INDEX panel_escalations_item_index ON panel_escalations (item_id);
  COMMENT ON TABLE panel_escalations IS 'A case that one panel asks another to decide, with what it is asked and why. Only the database moves it on.';
  COMMENT ON COLUMN panel_escalations.item_id IS 'Where it stands on the other panel''s agenda: from then on that panel sees the case. Null while no meeting is planned.';
  COMMENT ON COLUMN panel_escalations.ended_at IS 'The other panel decided, its minutes are sealed and nothing it asked for is open: it sees the case no more.';
  ALTER TABLE panel_escalations ENABLE ROW LEVEL SECURITY; ALTER TABLE panel_escalations FORCE ROW LEVEL SECURITY;
  CREATE POLICY panel_escalations_not_added_by_grant ON panel_escalations AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY panel_escalations_of_visible ON panel_escalations FOR SELECT TO cohort_app USING (${OF_VISIBLE} AND ${UNCONFLICTED});
  CREATE POLICY panel_escalations_made ON panel_escalations FOR INSERT TO cohort_app
    WITH CHECK (ARRAY[from_panel_id] && (SELECT actor_access_keys()) AND made_by = (SELECT actor_id())
      AND to_panel_id = (SELECT p.escalates_to FROM panels p WHERE p.id = from_panel_id) AND ${OF_VISIBLE} AND ${UNCONFLICTED});
  CREATE POLICY panel_escalations_system ON panel_escalations TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON panel_escalations TO cohort_app;
  GRANT INSERT (id, individual_id, from_panel_id, to_panel_id, from_item_id, question, rationale, made_by, made_at) ON panel_escalations TO cohort_app;
  GRANT SELECT, UPDATE (item_id, ended_at) ON panel_escalations TO cohort_system;`;

/** A conflict of interest is with the case: at whichever panel it was declared, it holds at every panel that has the case. */
const CONFLICT_AT_PANEL = 'WHERE x.panel_id = k.panel_id AND x.individual_id = i.id AND x.ended_at IS NULL)),';
const CONFLICT_ANYWHERE = 'WHERE x.individual_id = i.id AND x.ended_at IS NULL)),';
const OWN_AT_PANEL = 'WHERE x.panel_id = k.panel_id AND x.individual_id = k.individual_id AND x.user_id = u.id';
const OWN_ANYWHERE = 'WHERE x.individual_id = k.individual_id AND x.user_id = u.id';

const OF_COHORT = 'm.panel_id) FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL';
const OF_ESCALATIONS = `
            UNION SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = e.to_panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.ended_at IS NULL)),
                   e.to_panel_id) FROM panel_escalations e
                    WHERE e.individual_id = i.id AND e.item_id IS NOT NULL AND e.ended_at IS NULL
                      AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = i.id AND o.ended_on IS NULL)`;

const KEY_OF_ONE = `VALUES (gen_random_uuid(), NEW.panel_id, NEW.individual_id)
      ON CONFLICT DO NOTHING;`;
const KEY_OF_ALL = `SELECT gen_random_uuid(), had.panel_id, NEW.individual_id FROM (
        SELECT NEW.panel_id
        UNION SELECT m.panel_id FROM cohort_memberships m WHERE m.individual_id = NEW.individual_id AND m.ended_on IS NULL
        UNION SELECT e.to_panel_id FROM panel_escalations e WHERE e.individual_id = NEW.individual_id AND e.ended_at IS NULL) had
      ON CONFLICT DO NOTHING;`;

const KEYS = `
  CREATE FUNCTION change_escalated_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    keys uuid[];
  BEGIN
    IF EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = NEW.individual_id AND x.ended_at IS NULL) THEN
      INSERT INTO panel_case_keys (id, panel_id, individual_id) VALUES (gen_random_uuid(), NEW.to_panel_id, NEW.individual_id)
        ON CONFLICT DO NOTHING;
    END IF;
    keys := access_keys_of(NEW.individual_id);
    UPDATE individuals SET access_keys = keys WHERE id = NEW.individual_id AND access_keys IS DISTINCT FROM keys;
    RETURN NULL;
  END $$;
  ALTER FUNCTION change_escalated_key() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION change_escalated_key() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION change_escalated_key() TO cohort_app;
  CREATE TRIGGER panel_escalations_access AFTER INSERT OR UPDATE OF item_id, ended_at ON panel_escalations
    FOR EACH ROW EXECUTE FUNCTION change_escalated_key();`;

const LANDING = `
  CREATE POLICY meeting_items_landed ON meeting_items FOR INSERT TO cohort_system WITH CHECK (reason = 'escalation');
  GRANT INSERT ON meeting_items TO cohort_system;
  CREATE FUNCTION land_escalations(panel uuid, today date, at timestamptz) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    waiting record;
    target uuid;
    placed uuid;
    landed integer := 0;
  BEGIN
    IF actor_id() IS NULL THEN
      RAISE EXCEPTION 'nobody asks' USING ERRCODE = '42501';
    END IF;
    FOR waiting IN
      SELECT e.id, e.individual_id, e.question, m.held_on AS last_on
        FROM panel_escalations e LEFT JOIN meeting_items t ON t.id = e.item_id LEFT JOIN meetings m ON m.id = t.meeting_id
       WHERE e.to_panel_id = panel AND e.ended_at IS NULL AND (t.id IS NULL OR t.status = 'deferred')
         AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = e.individual_id AND o.ended_on IS NULL)
       ORDER BY e.made_at, e.id FOR UPDATE OF e
    LOOP
      SELECT m.id INTO target FROM meetings m
       WHERE m.panel_id = panel AND m.status = 'planned' AND m.held_on >= today
         AND (waiting.last_on IS NULL OR m.held_on > waiting.last_on)
         AND NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = waiting.individual_id
                            AND t.status <> 'listed')
       ORDER BY m.held_on, m.id LIMIT 1;
      CONTINUE WHEN target IS NULL;
      PERFORM pg_advisory_xact_lock(hashtextextended('agenda of ' || target, 0));
      SELECT t.id INTO placed FROM meeting_items t
       WHERE t.meeting_id = target AND t.individual_id = waiting.individual_id ORDER BY t.id LIMIT 1;
      IF placed IS NULL THEN
        placed := gen_random_uuid();
        INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, question, created_at)
          SELECT placed, target, panel, waiting.individual_id, 'escalation',
                 coalesce((SELECT max(t.position) FROM meeting_items t WHERE t.meeting_id = target), 0) + 1, waiting.question, at;
      END IF;
      UPDATE panel_escalations SET item_id = placed WHERE id = waiting.id;
      landed := landed + 1;
    END LOOP;
    RETURN landed;
  END $$;
  COMMENT ON FUNCTION land_escalations(uuid, date, timestamptz) IS
    'Puts what waits for a panel on its next planned agenda, whoever asks and whatever they may see: it answers a number alone.';
  ALTER FUNCTION land_escalations(uuid, date, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION land_escalations(uuid, date, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION land_escalations(uuid, date, timestamptz) TO cohort_app;

  CREATE FUNCTION end_escalations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE panel_escalations e SET ended_at = NEW.minutes_approved_at
      FROM meeting_items t JOIN meetings m ON m.id = t.meeting_id
     WHERE t.id = e.item_id AND e.to_panel_id = NEW.panel_id AND e.ended_at IS NULL AND t.status = 'decided'
       AND m.minutes_approved_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM actions a WHERE a.made_in = 'meeting' AND a.made_in_id = t.id AND a.status = 'open');
    RETURN NULL;
  END $$;
  ALTER FUNCTION end_escalations() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION end_escalations() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION end_escalations() TO cohort_app;
  CREATE TRIGGER meetings_end_escalations AFTER UPDATE OF minutes_approved_at ON meetings
    FOR EACH ROW WHEN (OLD.minutes_approved_at IS NULL AND NEW.minutes_approved_at IS NOT NULL) EXECUTE FUNCTION end_escalations();`;

const WAITING = `
  CREATE FUNCTION escalations_waiting()
    RETURNS TABLE (escalation_id uuid, panel_id uuid, from_panel text, made_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id, e.to_panel_id, p.name, e.made_at
      FROM panel_escalations e JOIN panels p ON p.id = e.from_panel_id LEFT JOIN meeting_items t ON t.id = e.item_id
     WHERE ARRAY[e.to_panel_id] && actor_access_keys() AND e.ended_at IS NULL AND (t.id IS NULL OR t.status = 'deferred')
       AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = e.individual_id AND o.ended_on IS NULL)
     ORDER BY e.made_at, e.id $$;
  COMMENT ON FUNCTION escalations_waiting() IS
    'What waits for a meeting of the panels of whoever asks: from which panel and since when, and not whose case it is.';
  ALTER FUNCTION escalations_waiting() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION escalations_waiting() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION escalations_waiting() TO cohort_app;`;

/** Changes one part of a function and nothing else in it: its other parts belong to other migrations. */
const inFunction = (name: string, from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION '${name} does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;

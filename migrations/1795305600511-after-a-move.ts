import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a meeting that ends or is cancelled did not reach is put off whoever ends it, also what they may not see; what waited
 * on a cancelled one may land on an earlier day; and everybody seated hears of a meeting that was moved or cancelled.
 */
export class AfterAMove1795305600511 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      GRANT SELECT ON meeting_changes TO cohort_system;
      CREATE POLICY meeting_changes_to_tell ON meeting_changes FOR SELECT TO cohort_system USING (true);
      GRANT UPDATE (status, version) ON meeting_items TO cohort_system;
      CREATE POLICY meeting_items_put_off ON meeting_items FOR UPDATE TO cohort_system USING (status = 'listed') WITH CHECK (status = 'deferred');
      CREATE FUNCTION put_off_unreached() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE meeting_items SET status = 'deferred', version = version + 1 WHERE meeting_id = NEW.id AND status = 'listed';
        RETURN NULL;
      END $$;
      COMMENT ON FUNCTION put_off_unreached() IS
        'A meeting that is closed or cancelled leaves nothing waiting on it: also not what whoever closed it may not see.';
      ALTER FUNCTION put_off_unreached() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION put_off_unreached() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION put_off_unreached() TO cohort_app;
      CREATE TRIGGER meetings_put_off_unreached AFTER UPDATE OF status ON meetings
        FOR EACH ROW WHEN (OLD.status = 'planned' AND NEW.status <> 'planned') EXECUTE FUNCTION put_off_unreached();

      GRANT SELECT (id, meeting_id, panel_id, outcome, version), UPDATE (meeting_id, version) ON meeting_topics TO cohort_system;
      CREATE POLICY meeting_topics_go_on ON meeting_topics TO cohort_system USING (outcome IS NULL) WITH CHECK (outcome IS NULL);
      CREATE FUNCTION take_topics_on() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        next uuid := (SELECT m.id FROM meetings m WHERE m.panel_id = NEW.panel_id AND m.status = 'planned' ORDER BY m.held_on, m.id LIMIT 1);
      BEGIN
        UPDATE meeting_topics t SET meeting_id = next, version = t.version + 1 FROM meetings m
         WHERE m.id = t.meeting_id AND m.panel_id = NEW.panel_id AND m.status = 'cancelled' AND t.outcome IS NULL AND next IS NOT NULL;
        RETURN NULL;
      END $$;
      COMMENT ON FUNCTION take_topics_on() IS
        'What a cancelled meeting was to speak of beside its cases comes to the next planned one, or to the first that is planned.';
      ALTER FUNCTION take_topics_on() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION take_topics_on() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION take_topics_on() TO cohort_app;
      CREATE TRIGGER meetings_take_topics_on AFTER INSERT OR UPDATE OF status ON meetings FOR EACH ROW
        WHEN (NEW.status <> 'held') EXECUTE FUNCTION take_topics_on();

      ALTER TABLE meetings NO FORCE ROW LEVEL SECURITY; ALTER TABLE meeting_items NO FORCE ROW LEVEL SECURITY;
      UPDATE meeting_items t SET status = 'deferred', version = t.version + 1 FROM meetings m
       WHERE m.id = t.meeting_id AND m.status <> 'planned' AND m.minutes_approved_at IS NULL AND t.status = 'listed';
      ALTER TABLE meetings FORCE ROW LEVEL SECURITY; ALTER TABLE meeting_items FORCE ROW LEVEL SECURITY;`);
    await queryRunner.query(inFunction(LANDING, LAST_DAY, LAST_DAY_HELD));
    await queryRunner.query(inFunction(TOLD, OF_HELD, OF_HELD_OR_CHANGED));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction(TOLD, OF_HELD_OR_CHANGED, OF_HELD));
    await queryRunner.query(inFunction(LANDING, LAST_DAY_HELD, LAST_DAY));
    await queryRunner.query(`
      DROP TRIGGER meetings_take_topics_on ON meetings;
      DROP FUNCTION take_topics_on();
      DROP POLICY meeting_topics_go_on ON meeting_topics;
      REVOKE SELECT (id, meeting_id, panel_id, outcome, version), UPDATE (meeting_id, version) ON meeting_topics FROM cohort_system;
      DROP TRIGGER meetings_put_off_unreached ON meetings;
      DROP FUNCTION put_off_unreached();
      DROP POLICY meeting_items_put_off ON meeting_items;
      REVOKE UPDATE (status, version) ON meeting_items FROM cohort_system;
      DROP POLICY meeting_changes_to_tell ON meeting_changes;
      REVOKE SELECT ON meeting_changes FROM cohort_system;`);
  }
}

const LANDING = 'land_escalations(uuid, date, timestamptz)';
const LAST_DAY = 'e.question, m.held_on AS last_on';
const LAST_DAY_HELD = `e.question, CASE WHEN m.status <> 'cancelled' THEN m.held_on END AS last_on`;

const TOLD = 'told_of_papers(uuid)';
const OF_HELD = `m.id = meeting AND m.status = 'held'`;
const OF_HELD_OR_CHANGED = `m.id = meeting AND (m.status = 'held' OR EXISTS (SELECT 1 FROM meeting_changes x WHERE x.meeting_id = m.id))`;

/** Changes one part of a function and nothing else in it. */
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

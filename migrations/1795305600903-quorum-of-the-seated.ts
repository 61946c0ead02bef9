import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who loses their seat while a meeting is open counts for its quorum no more, and who is given one again counts: noted here, because a seat
 * ends by the panel's page, the API, a handover or a move to another agency.
 */
export class QuorumOfTheSeated1795305600903 implements MigrationInterface {
  name = 'QuorumOfTheSeated1795305600903';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT SELECT, INSERT ON meeting_quorums TO cohort_system;
      CREATE POLICY meeting_quorums_system ON meeting_quorums FOR SELECT TO cohort_system USING (true);
      CREATE POLICY meeting_quorums_noted ON meeting_quorums FOR INSERT TO cohort_system WITH CHECK (true);`);
    await runner.query(NOTE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER panel_members_quorum ON panel_members;
      DROP FUNCTION note_quorum_of_seats();
      DROP POLICY meeting_quorums_noted ON meeting_quorums;
      DROP POLICY meeting_quorums_system ON meeting_quorums;
      REVOKE SELECT, INSERT ON meeting_quorums FROM cohort_system;`);
  }
}

// At the end of the transaction, since one seat ends as the next one is given.
const NOTE = `
  CREATE FUNCTION note_quorum_of_seats() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    open record;
    missing_now text[];
  BEGIN
    FOR open IN
      SELECT m.id, m.panel_id, p.quorum_kinds FROM meetings m JOIN panels p ON p.id = m.panel_id
       WHERE m.panel_id = NEW.panel_id AND m.status = 'planned' AND m.started_at IS NOT NULL ORDER BY m.id
    LOOP
      PERFORM pg_advisory_xact_lock(hashtextextended('attendance of ' || open.id, 0));
      CONTINUE WHEN NOT EXISTS (SELECT 1 FROM meeting_attendances a WHERE a.meeting_id = open.id);
      SELECT coalesce(array_agg(k.kind ORDER BY k.place), '{}') INTO missing_now
        FROM unnest(open.quorum_kinds) WITH ORDINALITY AS k (kind, place)
       WHERE NOT EXISTS (SELECT 1 FROM meeting_attendances a JOIN agencies g ON g.id = a.agency_id
                           JOIN panel_members s ON s.panel_id = open.panel_id AND s.user_id = a.user_id AND s.ended_at IS NULL
                          WHERE a.meeting_id = open.id AND a.status = 'present' AND g.kind = k.kind);
      INSERT INTO meeting_quorums (id, meeting_id, panel_id, missing, since)
        SELECT gen_random_uuid(), open.id, open.panel_id, missing_now, coalesce(NEW.ended_at, NEW.started_at)
         WHERE (SELECT q.missing FROM meeting_quorums q WHERE q.meeting_id = open.id ORDER BY q.since DESC, q.id DESC LIMIT 1)
               IS DISTINCT FROM missing_now;
    END LOOP;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION note_quorum_of_seats() IS 'Notes who is missing for the quorum of an open meeting when a seat of its panel ends or is given.';
  ALTER FUNCTION note_quorum_of_seats() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION note_quorum_of_seats() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION note_quorum_of_seats() TO cohort_app;
  CREATE CONSTRAINT TRIGGER panel_members_quorum AFTER INSERT OR UPDATE OF ended_at ON panel_members DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION note_quorum_of_seats();`;

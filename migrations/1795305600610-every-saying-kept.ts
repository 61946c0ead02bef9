import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A repeat changes the row of its reminder: when it was owed, when sent, in whose place. What was said before stays here, a row
 * a saying, written by the database whoever changes the reminder. An absence no longer lends its last day to an account that is disabled.
 */
export class EverySayingKept1795305600610 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(BACKFILL);
    await queryRunner.query(KEEPING);
    await queryRunner.query(READING);
    await queryRunner.query(replaceIn(OF_ANYBODY, OF_WHO_IS_AWAY));
    await queryRunner.query('SELECT open_to_erasure()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn(OF_WHO_IS_AWAY, OF_ANYBODY));
    await queryRunner.query(`
      DROP FUNCTION sayings_of_reminder(uuid);
      DROP TRIGGER reminders_saying_kept ON reminders;
      DROP FUNCTION keep_saying();
      DROP TABLE reminder_sayings;
    `);
  }
}

const TABLE = `
  CREATE TABLE reminder_sayings (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT reminder_sayings_pk PRIMARY KEY,
    reminder_id uuid NOT NULL CONSTRAINT reminder_sayings_reminder_fk REFERENCES reminders,
    owed_at timestamptz,
    said_at timestamptz,
    way text NOT NULL CONSTRAINT reminder_sayings_way_known CHECK (way IN ('email','none')),
    result text NOT NULL CONSTRAINT reminder_sayings_result_known CHECK (result IN ('sent','failed','untold','replaced')),
    message_id text,
    error text,
    told_as text NOT NULL,
    in_place_of jsonb,
    CONSTRAINT reminder_sayings_sent_says_when CHECK (result <> 'sent' OR said_at IS NOT NULL)
  );
  CREATE INDEX reminder_sayings_reminder_index ON reminder_sayings (reminder_id, id);
  COMMENT ON TABLE reminder_sayings IS
    'What became of a reminder each time it was owed: rows are only added. sent: the message left. failed: given up. untold: it could be told to nobody, until now. replaced: it waited in the place of others than now.';
  COMMENT ON COLUMN reminder_sayings.owed_at IS 'Null of what was said before this was kept.';
  COMMENT ON COLUMN reminder_sayings.said_at IS 'When the message left, or was given up; null when none was made.';
  COMMENT ON COLUMN reminder_sayings.in_place_of IS 'In whose place, as it was then: [{ id, reason, until }], nearest first; null when nobody''s.';
  ALTER TABLE reminder_sayings ENABLE ROW LEVEL SECURITY; ALTER TABLE reminder_sayings FORCE ROW LEVEL SECURITY;
  CREATE POLICY reminder_sayings_of_visible ON reminder_sayings FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM reminders m WHERE m.id = reminder_id));
  CREATE POLICY reminder_sayings_system ON reminder_sayings FOR INSERT TO cohort_system WITH CHECK (true);
  GRANT SELECT ON reminder_sayings TO cohort_app;
  GRANT INSERT ON reminder_sayings TO cohort_system;`;

const IN_PLACE_OF = (row: string): string => `
  CASE WHEN ${row}.instead_of IS NOT NULL
    THEN jsonb_build_array(jsonb_build_object('id', ${row}.instead_of, 'reason', ${row}.redirect_reason,
                             'until', CASE WHEN ${row}.redirect_reason = 'away' THEN ${row}.away_until END))
         || coalesce(${row}.also_instead_of, '[]') END`;

/** Every message that left is known. In whose place it was is known of the last one alone. */
const BACKFILL = `
  ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE digests NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE digest_reminders NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE reminder_sayings NO FORCE ROW LEVEL SECURITY;
  INSERT INTO reminder_sayings (reminder_id, owed_at, said_at, way, result, message_id, told_as, in_place_of)
  SELECT m.id, CASE WHEN d.message_id = m.message_id THEN m.owed_at END, d.sent_at, 'email', 'sent', d.message_id, m.told_as,
         CASE WHEN d.message_id = m.message_id THEN ${IN_PLACE_OF('m')} END
    FROM digest_reminders g JOIN digests d ON d.message_id = g.message_id AND d.sent_at IS NOT NULL JOIN reminders m ON m.id = g.reminder_id
   ORDER BY d.sent_at, m.id;
  ALTER TABLE reminder_sayings FORCE ROW LEVEL SECURITY;
  ALTER TABLE digest_reminders FORCE ROW LEVEL SECURITY;
  ALTER TABLE digests FORCE ROW LEVEL SECURITY;
  ALTER TABLE reminders FORCE ROW LEVEL SECURITY;`;

/** On UPDATE alone, and asked before the function is called: the scan writes its new rows as fast as before. */
const KEEPING = `
  CREATE FUNCTION keep_saying() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NEW.status = 'sent' AND OLD.status <> 'sent' THEN
      INSERT INTO reminder_sayings (reminder_id, owed_at, said_at, way, result, message_id, told_as, in_place_of)
      VALUES (NEW.id, NEW.owed_at, NEW.sent_at, 'email', 'sent', NEW.message_id, NEW.told_as, ${IN_PLACE_OF('NEW')});
    ELSIF NEW.status = 'failed' AND OLD.status <> 'failed' AND NEW.last_error NOT LIKE 'untold\\_%' THEN
      INSERT INTO reminder_sayings (reminder_id, owed_at, said_at, way, result, message_id, error, told_as, in_place_of)
      VALUES (NEW.id, NEW.owed_at, (SELECT d.failed_at FROM digests d WHERE d.message_id = NEW.message_id), 'email', 'failed',
              NEW.message_id, NEW.last_error, NEW.told_as, ${IN_PLACE_OF('NEW')});
    ELSIF OLD.status = 'failed' AND OLD.last_error LIKE 'untold\\_%' AND (NEW.status, NEW.last_error) IS DISTINCT FROM (OLD.status, OLD.last_error) THEN
      INSERT INTO reminder_sayings (reminder_id, owed_at, way, result, error, told_as)
      VALUES (OLD.id, OLD.owed_at, 'none', 'untold', OLD.last_error, OLD.told_as);
    ELSIF OLD.status <> 'sent' AND OLD.instead_of IS NOT NULL AND (OLD.instead_of, OLD.redirect_reason, OLD.also_instead_of)
            IS DISTINCT FROM (NEW.instead_of, NEW.redirect_reason, NEW.also_instead_of) THEN
      INSERT INTO reminder_sayings (reminder_id, owed_at, way, result, told_as, in_place_of)
      VALUES (OLD.id, OLD.owed_at, 'none', 'replaced', OLD.told_as, ${IN_PLACE_OF('OLD')});
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION keep_saying() IS 'Adds what a reminder was before it is said again, and each message that left.';
  ALTER FUNCTION keep_saying() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION keep_saying() FROM PUBLIC;
  CREATE TRIGGER reminders_saying_kept AFTER UPDATE ON reminders FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.instead_of IS DISTINCT FROM NEW.instead_of
          OR OLD.redirect_reason IS DISTINCT FROM NEW.redirect_reason OR OLD.also_instead_of IS DISTINCT FROM NEW.also_instead_of
          OR OLD.status = 'failed' AND OLD.last_error IS DISTINCT FROM NEW.last_error)
    EXECUTE FUNCTION keep_saying();`;

const READING = `
  CREATE FUNCTION sayings_of_reminder(wanted uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(jsonb_build_object('owedAt', y.owed_at, 'saidAt', y.said_at, 'way', y.way, 'result', y.result, 'messageId', y.message_id,
                       'error', y.error, 'toldAs', y.told_as, 'inPlaceOf', coalesce(p.people, '[]')) ORDER BY y.id)
      FROM reminder_sayings y
      LEFT JOIN LATERAL (SELECT jsonb_agg(e.value || jsonb_build_object('name', u.display_name) ORDER BY e.ordinality) AS people
                           FROM jsonb_array_elements(y.in_place_of) WITH ORDINALITY e JOIN users u ON u.id = (e.value ->> 'id')::uuid) p ON true
     WHERE y.reminder_id = wanted $$;
  COMMENT ON FUNCTION sayings_of_reminder(uuid) IS 'Oldest first, as whoever asks may see them; null when there are none.';
  REVOKE ALL ON FUNCTION sayings_of_reminder(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sayings_of_reminder(uuid) TO cohort_app;`;

const OF_ANYBODY = 'who.agency_kind, away.ends_on AS away_until';
const OF_WHO_IS_AWAY = `who.agency_kind, CASE WHEN who.status = 'active' THEN away.ends_on END AS away_until`;

/** Changes one place in the body of the function, and fails when it is not there. */
const replaceIn = (was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('reminders_reached(date, uuid[])'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION 'reminders_reached is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PASSED_OVER_BEFORE, PASSED_OVER_OF_REMINDER_BEFORE } from './before-passed-over-kept';

/**
 * Why somebody who stands in could not be told is kept when the reminder is owed. Worked out when the page was read it followed
 * the accounts of that day: whoever was away then and was disabled since stood there as disabled.
 */
export class PassedOverKept1795305600810 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz)');
    await queryRunner.query(PASSED_OVER);
    await queryRunner.query(COLUMN);
    await queryRunner.query(BACKFILL);
    await queryRunner.query(RIGHTS);
    await queryRunner.query(KEEPING);
    await queryRunner.query(OF_REMINDER);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER reminders_passed_over_kept_anew ON reminders;
      DROP TRIGGER reminders_passed_over_kept ON reminders;
      DROP FUNCTION keep_passed_over();
      DROP FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz);
    `);
    await queryRunner.query(PASSED_OVER_BEFORE);
    await queryRunner.query(PASSED_OVER_OF_REMINDER_BEFORE);
    await queryRunner.query('ALTER TABLE reminders DROP COLUMN passed_over');
  }
}

/** From the one who is away along those who stand in for each other, as it was then, up to the one who was told. */
const PASSED_OVER = `
  CREATE FUNCTION stand_ins_passed_over(away uuid, away_until date, told uuid, at timestamptz)
    RETURNS TABLE (step integer, user_id uuid, reason text, until date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE standing AS MATERIALIZED (
      SELECT * FROM absences b WHERE b.cancelled_at IS NULL OR b.cancelled_at > at
    ), begun AS (
      SELECT s.delegate_id, greatest(s.starts_on, (at AT TIME ZONE 'Europe/London')::date) AS day
        FROM standing s WHERE s.user_id = away
         AND (s.ends_on IS NOT DISTINCT FROM away_until OR daterange(s.starts_on, s.ends_on, '[]') @> (at AT TIME ZONE 'Europe/London')::date)
       ORDER BY s.ends_on IS NOT DISTINCT FROM away_until DESC, s.starts_on DESC LIMIT 1
    ), chain AS (
      SELECT b.delegate_id AS user_id, b.day, ARRAY[away] AS passed FROM begun b WHERE b.delegate_id IS NOT NULL
      UNION ALL
      SELECT s.delegate_id, c.day, c.passed || c.user_id
        FROM chain c JOIN standing s ON s.user_id = c.user_id AND daterange(s.starts_on, s.ends_on, '[]') @> c.day
       WHERE c.user_id IS DISTINCT FROM told AND s.delegate_id IS NOT NULL AND NOT s.delegate_id = ANY (c.passed || c.user_id)
    )
    -- Whoever could be told but for the record itself: it is not open to them. Never why: what is restricted is not said.
    SELECT cardinality(c.passed), c.user_id,
           CASE WHEN who.status IS DISTINCT FROM 'active' THEN 'disabled' WHEN s.id IS NOT NULL THEN 'away'
                WHEN coalesce(who.email, '') !~ '@' THEN 'no_address' WHEN b.user_id IS NOT NULL THEN 'bouncing' ELSE 'not_open' END,
           CASE WHEN who.status = 'active' THEN s.ends_on END
      FROM chain c
      LEFT JOIN actor_for_user(c.user_id) who ON true
      LEFT JOIN standing s ON s.user_id = c.user_id AND daterange(s.starts_on, s.ends_on, '[]') @> c.day
      LEFT JOIN address_bounces b ON b.user_id = c.user_id AND b.bounced_at <= at AND (b.cleared_at IS NULL OR b.cleared_at > at)
     WHERE c.user_id IS DISTINCT FROM told $$;
  COMMENT ON FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) IS
    'Who stood in for somebody away and could not be told, nearest first, and why. Never the kind of an absence.';
  ALTER FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) OWNER TO cohort_system;`;

const RIGHTS = `
  REVOKE ALL ON FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) TO cohort_app;`;

const COLUMN = `
  ALTER TABLE reminders ADD COLUMN passed_over jsonb;
  COMMENT ON COLUMN reminders.passed_over IS
    'Who stood in for somebody away and could not be told, when it was owed: [{ id, standsInFor, reason, until }], nearest first; null when nobody. not_open never says why.';`;

/** Everybody away whom the row is for, and along whom it went. row: NEW, or the name of the table. */
const passedOverOf = (row: string): string => `
    SELECT jsonb_agg(jsonb_build_object('id', p.user_id, 'standsInFor', a.user_id, 'reason', p.reason, 'until', p.until) ORDER BY a.place, p.step)
      FROM (SELECT 0 AS place, ${row}.instead_of AS user_id, ${row}.away_until WHERE ${row}.redirect_reason = 'away'
            UNION ALL
            -- Told to nobody: the one who is away is who the row is addressed to.
            SELECT 0, ${row}.recipient_id, ${row}.away_until WHERE ${row}.status = 'failed' AND ${row}.last_error = 'untold_away'
            UNION ALL
            SELECT e.ordinality::integer, (e.value ->> 'id')::uuid, (e.value ->> 'until')::date
              FROM jsonb_array_elements(${row}.also_instead_of) WITH ORDINALITY e WHERE e.value ->> 'reason' = 'away') a
     CROSS JOIN LATERAL stand_ins_passed_over(a.user_id, a.away_until, CASE WHEN a.user_id <> ${row}.recipient_id THEN ${row}.recipient_id END,
                                              ${row}.owed_at) p`;

/** Of what was said before, what can still be worked out. */
const BACKFILL = `
  ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
  UPDATE reminders m SET passed_over = (${passedOverOf('m')})
   WHERE m.redirect_reason = 'away' OR m.also_instead_of IS NOT NULL OR m.last_error = 'untold_away';
  ALTER TABLE reminders FORCE ROW LEVEL SECURITY;`;

/** Asked before the function is called: a scan writes what nobody stands in for as fast as before. */
const KEEPING = `
  CREATE FUNCTION keep_passed_over() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    NEW.passed_over := (${passedOverOf('NEW')});
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION keep_passed_over() IS 'Keeps who stood in and could not be told, as it is when the reminder is owed or passed on.';
  REVOKE ALL ON FUNCTION keep_passed_over() FROM PUBLIC;
  CREATE TRIGGER reminders_passed_over_kept BEFORE INSERT ON reminders FOR EACH ROW
    WHEN (NEW.redirect_reason = 'away' OR NEW.also_instead_of IS NOT NULL OR NEW.last_error = 'untold_away')
    EXECUTE FUNCTION keep_passed_over();
  -- Not when it is sent: by then the one who stands in may be back, and it went to somebody else all the same.
  CREATE TRIGGER reminders_passed_over_kept_anew BEFORE UPDATE ON reminders FOR EACH ROW
    WHEN (NEW.status IN ('owed','failed')
      AND (OLD.passed_over IS NOT NULL OR NEW.redirect_reason = 'away' OR NEW.also_instead_of IS NOT NULL OR NEW.last_error = 'untold_away')
      AND (OLD.owed_at IS DISTINCT FROM NEW.owed_at OR OLD.instead_of IS DISTINCT FROM NEW.instead_of
           OR OLD.redirect_reason IS DISTINCT FROM NEW.redirect_reason OR OLD.away_until IS DISTINCT FROM NEW.away_until
           OR OLD.also_instead_of IS DISTINCT FROM NEW.also_instead_of
           OR (OLD.last_error = 'untold_away') IS DISTINCT FROM (NEW.last_error = 'untold_away')))
    EXECUTE FUNCTION keep_passed_over();`;

const OF_REMINDER = `
  CREATE OR REPLACE FUNCTION passed_over_of_reminder(wanted uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(jsonb_build_object('name', u.display_name, 'standsInFor', s.display_name, 'reason', e.value ->> 'reason',
                                        'until', e.value ->> 'until') ORDER BY e.ordinality)
      FROM reminders m
     CROSS JOIN LATERAL jsonb_array_elements(m.passed_over) WITH ORDINALITY e
      JOIN users u ON u.id = (e.value ->> 'id')::uuid
      JOIN users s ON s.id = (e.value ->> 'standsInFor')::uuid
     WHERE m.id = wanted $$;`;

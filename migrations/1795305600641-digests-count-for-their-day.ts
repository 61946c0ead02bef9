import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is sent something now, in one piece, and a digest counts for the day it was made for: one that the mail server kept until the
 * next day stood in the way of that day's, and what was due then was said a day late.
 */
export class DigestsCountForTheirDay1795305600641 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OWED_REMINDERS);
    await queryRunner.query(takeRecipientsOwed(FOR_TODAY));
    await queryRunner.query(`
      DROP INDEX digests_sent_index;
      CREATE INDEX digests_day_index ON digests (recipient_id, day) WHERE is_daily;
    `);
  }

  /** owed_reminders() is letter by letter what it was. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(takeRecipientsOwed(LEFT_TODAY));
    await queryRunner.query(`
      DROP INDEX digests_day_index;
      CREATE INDEX digests_sent_index ON digests (recipient_id, sent_on) WHERE is_daily;
    `);
  }
}

/** One that failed and did not leave stands in nobody's way; a new one may be made. */
const FOR_TODAY = 's.day = london::date AND (s.sent_at IS NOT NULL OR s.failed_at IS NULL)';
const LEFT_TODAY = '(s.sent_on = london::date OR s.day = london::date AND s.sent_at IS NULL AND s.failed_at IS NULL)';

const OWED_REMINDERS = `
  CREATE OR REPLACE FUNCTION owed_reminders()
    RETURNS TABLE (id uuid, recipient_id uuid, owed_at timestamptz, leased_until timestamptz, message_id text, is_at_once boolean,
                   is_last boolean)
    LANGUAGE sql STABLE AS $$
    WITH last_rungs AS (
      SELECT g.audience, max(g.days_after_due) AS days_after_due FROM reminder_rungs g WHERE g.removed_at IS NULL GROUP BY g.audience
    )
    SELECT m.id, m.recipient_id, m.owed_at, m.leased_until, m.message_id,
           m.times_said = 0 AND g.is_immediate AND g.removed_at IS NULL
             AND (coalesce(f.also_immediate, true) OR g.days_after_due >= l.days_after_due),
           m.times_said = 0 AND g.days_after_due >= l.days_after_due
             -- For another, or for want of somebody nearer.
             OR m.instead_of IS NOT NULL OR g.audience = 'responsible' AND (m.told_as = 'partnership_lead'
             OR m.told_as = 'agency_manager' AND m.kind <> 'judgement'
             OR m.told_as = 'panel_chair' AND m.kind NOT IN ('minutes','strategy_review'))
             OR g.audience = 'agency_managers' AND m.told_as IN ('panel_chair','partnership_lead')
             OR g.audience = 'panel_chairs' AND m.told_as = 'partnership_lead'
      FROM reminders m
      JOIN reminder_rungs g ON g.rung = m.rung
      JOIN last_rungs l ON l.audience = g.audience
      LEFT JOIN reminder_preferences f ON f.user_id = m.recipient_id
     WHERE m.status = 'owed' $$;`;

/** whichIsTodays: which of somebody's digests, s, is the one of this day. */
const takeRecipientsOwed = (whichIsTodays: string): string => `
  CREATE OR REPLACE FUNCTION take_recipients_owed(at timestamptz, lease interval, most integer, digest_hour integer)
    RETURNS TABLE (recipient_id uuid, lease_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    -- London's hour: the clock of the people who read it.
    london timestamp := at AT TIME ZONE 'Europe/London';
  BEGIN
    PERFORM refuse_all_but_the_service();
    -- Dispatchers take turns: everything owed to one person belongs in one message.
    PERFORM pg_advisory_xact_lock(hashtext('take_recipients_owed'));
    RETURN QUERY
    WITH waiting AS (
      SELECT o.recipient_id, min(o.owed_at) AS since, bool_or(o.message_id IS NOT NULL OR o.is_at_once) AS is_pressing, bool_or(o.is_last) AS has_last
        FROM owed_reminders() o
       GROUP BY o.recipient_id
      HAVING bool_and(o.leased_until IS NULL OR o.leased_until <= at)
    ), ready AS (
      SELECT w.recipient_id, gen_random_uuid() AS lease_id, w.since, d.is_digest
        FROM waiting w
        LEFT JOIN reminder_preferences f ON f.user_id = w.recipient_id
        CROSS JOIN LATERAL (SELECT
          extract(hour FROM london) >= digest_hour
          AND (w.has_last OR f.days IS NULL OR extract(isodow FROM london)::smallint = ANY (f.days))
          AND NOT EXISTS (SELECT 1 FROM digests s WHERE s.recipient_id = w.recipient_id AND s.is_daily
                             AND ${whichIsTodays}) AS is_digest) d
       WHERE d.is_digest OR w.is_pressing
       ORDER BY w.since LIMIT most
    ), free AS (
      SELECT m.id, r.lease_id
        FROM ready r JOIN owed_reminders() o ON o.recipient_id = r.recipient_id AND (r.is_digest OR o.message_id IS NOT NULL OR o.is_at_once)
        JOIN reminders m ON m.id = o.id
       WHERE m.status = 'owed' AND (m.leased_until IS NULL OR m.leased_until <= at)
         FOR UPDATE OF m SKIP LOCKED
    ), leased AS (
      UPDATE reminders m SET lease_id = f.lease_id, leased_until = at + lease FROM free f WHERE m.id = f.id
      RETURNING m.recipient_id, m.lease_id
    )
    SELECT r.recipient_id, r.lease_id FROM ready r
     WHERE EXISTS (SELECT 1 FROM leased l WHERE l.lease_id = r.lease_id) ORDER BY r.since;
  END $$;`;

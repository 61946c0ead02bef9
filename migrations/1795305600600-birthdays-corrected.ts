import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A date of birth may be corrected while a review runs: the same birthday then counts on another day. And a review that a
 * birthday brings forward can be held in the two weeks before it, not on its last day alone.
 */
export class BirthdaysCorrected1795305600600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX review_triggers_birthday_once;
      CREATE UNIQUE INDEX review_triggers_birthday_once ON review_triggers (schedule_id, kind, happened_on)
        WHERE kind IN ('turning_17_and_a_half','turning_18');
    `);
    await queryRunner.query(FROM_TWO_WEEKS_BEFORE_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ON_THE_DAY_ALONE_SQL);
    await queryRunner.query(`
      DROP INDEX review_triggers_birthday_once;
      -- Of a birthday that was corrected, the day that was believed first is the one that goes.
      ALTER TABLE review_triggers NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE review_triggers DISABLE TRIGGER review_triggers_append_only;
      DELETE FROM review_triggers t USING review_triggers later
       WHERE t.kind LIKE 'turning%' AND later.schedule_id = t.schedule_id AND later.kind = t.kind
         AND (later.recorded_at, later.id) > (t.recorded_at, t.id);
      ALTER TABLE review_triggers ENABLE TRIGGER review_triggers_append_only;
      ALTER TABLE review_triggers FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX review_triggers_birthday_once ON review_triggers (schedule_id, kind)
        WHERE kind IN ('turning_17_and_a_half','turning_18');
    `);
  }
}

const FROM_TWO_WEEKS_BEFORE_SQL = `
  CREATE OR REPLACE FUNCTION bring_birthdays_forward(at timestamptz, reached jsonb)
    RETURNS TABLE (schedule_id uuid, individual_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  #variable_conflict use_column
  BEGIN
    PERFORM refuse_all_but_the_service();
    RETURN QUERY
    WITH rules AS (
      SELECT * FROM jsonb_to_recordset(reached)
        AS r (date_of_birth date, kind text, happened_on date, due_on date, rule text, explanation text)
    ), soonest AS (
      SELECT DISTINCT ON (s.id) s.id, s.due_on AS was_due_on, r.kind, r.happened_on, r.due_on, r.rule, r.explanation
        FROM review_schedules s
        JOIN individuals i ON i.id = s.individual_id
        JOIN rules r ON r.date_of_birth = i.date_of_birth
       WHERE s.status = 'active' AND r.due_on < s.due_on AND r.happened_on <= s.due_on
         AND r.happened_on > coalesce(s.counted_from, (s.made_at AT TIME ZONE 'Europe/London')::date)
       ORDER BY s.id, r.due_on
    ), brought AS (
      UPDATE review_schedules s
         SET due_on = b.due_on, window_from = least(b.due_on, greatest(
                          coalesce(s.counted_from, (s.made_at AT TIME ZONE 'Europe/London')::date) + 1,
                          least(s.window_from, b.happened_on, b.due_on - 14))), no_later_than = b.due_on, rule = b.rule,
             explanation = b.explanation,
             change_reason = b.rule, changed_at = at, version = s.version + 1
        FROM soonest b WHERE s.id = b.id AND s.status = 'active' AND s.due_on = b.was_due_on
      RETURNING s.id, s.individual_id, b.kind, b.happened_on, b.rule, b.due_on
    ), kept AS (
      INSERT INTO review_triggers (id, individual_id, schedule_id, kind, happened_on, source, rule, rule_due_on,
                                   brought_forward, recorded_by, recorded_at)
      SELECT gen_random_uuid(), b.individual_id, b.id, b.kind, b.happened_on, 'Date of birth', b.rule, b.due_on,
             true, system_user_id(), at
        FROM brought b
      ON CONFLICT DO NOTHING
    )
    SELECT b.id, b.individual_id FROM brought b;
  END $$;
`;

const ON_THE_DAY_ALONE_SQL = `
  CREATE OR REPLACE FUNCTION bring_birthdays_forward(at timestamptz, reached jsonb)
    RETURNS TABLE (schedule_id uuid, individual_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  #variable_conflict use_column
  BEGIN
    PERFORM refuse_all_but_the_service();
    RETURN QUERY
    WITH rules AS (
      SELECT * FROM jsonb_to_recordset(reached)
        AS r (date_of_birth date, kind text, happened_on date, due_on date, rule text, explanation text)
    ), soonest AS (
      SELECT DISTINCT ON (s.id) s.id, s.due_on AS was_due_on, r.kind, r.happened_on, r.due_on, r.rule, r.explanation
        FROM review_schedules s
        JOIN individuals i ON i.id = s.individual_id
        JOIN rules r ON r.date_of_birth = i.date_of_birth
       WHERE s.status = 'active' AND r.due_on < s.due_on AND r.happened_on <= s.due_on
         AND r.happened_on > coalesce(s.counted_from, (s.made_at AT TIME ZONE 'Europe/London')::date)
       ORDER BY s.id, r.due_on
    ), brought AS (
      UPDATE review_schedules s
         SET due_on = b.due_on, window_from = least(s.window_from, b.due_on), no_later_than = b.due_on, rule = b.rule,
             explanation = b.explanation,
             change_reason = b.rule, changed_at = at, version = s.version + 1
        FROM soonest b WHERE s.id = b.id AND s.status = 'active' AND s.due_on = b.was_due_on
      RETURNING s.id, s.individual_id, b.kind, b.happened_on, b.rule, b.due_on
    ), kept AS (
      INSERT INTO review_triggers (id, individual_id, schedule_id, kind, happened_on, source, rule, rule_due_on,
                                   brought_forward, recorded_by, recorded_at)
      SELECT gen_random_uuid(), b.individual_id, b.id, b.kind, b.happened_on, 'Date of birth', b.rule, b.due_on,
             true, system_user_id(), at
        FROM brought b
      ON CONFLICT DO NOTHING
    )
    SELECT b.id, b.individual_id FROM brought b;
  END $$;
`;

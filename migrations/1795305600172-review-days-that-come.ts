import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a new day brings to schedules by itself: birthdays that bring a review forward, and exemptions that are over. */
export class ReviewDaysThatCome1795305600172 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX review_schedules_exempt_index ON review_schedules (exempt_until) WHERE status = 'exempt';
      GRANT UPDATE (status, status_reason, due_on, window_from, no_later_than, rule, explanation, exempt_kind, exempt_since,
                    exempt_until, change_reason, changed_at, version) ON review_schedules TO cohort_system;

      CREATE FUNCTION births_that_matter() RETURNS TABLE (date_of_birth date)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM refuse_all_but_the_service();
        RETURN QUERY
        SELECT DISTINCT i.date_of_birth
          FROM review_schedules s JOIN individuals i ON i.id = s.individual_id
         WHERE s.status = 'active' AND i.date_of_birth IS NOT NULL
           AND ((i.date_of_birth + interval '17 years 6 months')::date BETWEEN s.window_from - 400 AND s.due_on
             OR (i.date_of_birth + interval '18 years')::date BETWEEN s.window_from - 400 AND s.due_on);
      END $$;
      COMMENT ON FUNCTION births_that_matter() IS
        'Dates of birth, without anybody''s name, of people who turn 17 and a half or 18 near a review. Which day that is, and when the review is due then, the one rule in the service says.';

      CREATE FUNCTION bring_birthdays_forward(at timestamptz, reached jsonb)
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
      COMMENT ON FUNCTION bring_birthdays_forward(timestamptz, jsonb) IS
        'Brings every active review forward that one of these birthdays makes due sooner. Run again, it finds nothing.';

      CREATE FUNCTION exemptions_over(today date, most integer)
        RETURNS TABLE (id uuid, version integer, due_on date, kind text, since date, until date)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM refuse_all_but_the_service();
        RETURN QUERY
        SELECT s.id, s.version, s.due_on, s.exempt_kind, s.exempt_since, s.exempt_until
          FROM review_schedules s WHERE s.status = 'exempt' AND s.exempt_until < today ORDER BY s.exempt_until, s.id LIMIT most;
      END $$;

      CREATE FUNCTION end_exemptions(at timestamptz, ended jsonb)
        RETURNS TABLE (schedule_id uuid, individual_id uuid)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM refuse_all_but_the_service();
        RETURN QUERY
        UPDATE review_schedules s
           SET status = 'active', status_reason = NULL, exempt_kind = NULL, exempt_since = NULL, exempt_until = NULL,
               due_on = greatest(s.due_on, e.due_on), no_later_than = greatest(s.no_later_than, s.due_on, e.due_on),
               explanation = e.explanation,
               change_reason = e.reason, changed_at = at, version = s.version + 1
          FROM jsonb_to_recordset(ended) AS e (id uuid, version integer, due_on date, explanation text, reason text)
         WHERE s.id = e.id AND s.version = e.version AND s.status = 'exempt'
        RETURNING s.id, s.individual_id;
      END $$;
      COMMENT ON FUNCTION end_exemptions(timestamptz, jsonb) IS
        'Exemptions whose last day is past end by themselves: nothing stays exempt because nobody looked.';

      ALTER FUNCTION births_that_matter() OWNER TO cohort_system;
      ALTER FUNCTION bring_birthdays_forward(timestamptz, jsonb) OWNER TO cohort_system;
      ALTER FUNCTION exemptions_over(date, integer) OWNER TO cohort_system;
      ALTER FUNCTION end_exemptions(timestamptz, jsonb) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION births_that_matter(), bring_birthdays_forward(timestamptz, jsonb), exemptions_over(date, integer),
        end_exemptions(timestamptz, jsonb) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION births_that_matter(), bring_birthdays_forward(timestamptz, jsonb), exemptions_over(date, integer),
        end_exemptions(timestamptz, jsonb) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION end_exemptions(timestamptz, jsonb);
      DROP FUNCTION exemptions_over(date, integer);
      DROP FUNCTION bring_birthdays_forward(timestamptz, jsonb);
      DROP FUNCTION births_that_matter();
      REVOKE UPDATE ON review_schedules FROM cohort_system;
      GRANT UPDATE (access_keys) ON review_schedules TO cohort_system;
      DROP INDEX review_schedules_exempt_index;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a review is due is the rule's to say also after an exemption, which only adds what it did to the date. */
export class ExemptionsOverKeepTheRule1795305600890 implements MigrationInterface {
  name = 'ExemptionsOverKeepTheRule1795305600890';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(endExemptions(`concat_ws(E'\\n', nullif(s.explanation, ''), e.explanation)`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(endExemptions('e.explanation'));
  }
}

const endExemptions = (explanation: string): string => `
  CREATE OR REPLACE FUNCTION end_exemptions(at timestamptz, ended jsonb)
    RETURNS TABLE (schedule_id uuid, individual_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  #variable_conflict use_column
  BEGIN
    PERFORM refuse_all_but_the_service();
    RETURN QUERY
    UPDATE review_schedules s
       SET status = 'active', status_reason = NULL, exempt_kind = NULL, exempt_since = NULL, exempt_until = NULL,
           due_on = greatest(s.due_on, e.due_on), no_later_than = greatest(s.no_later_than, s.due_on, e.due_on),
           explanation = ${explanation},
           change_reason = e.reason, changed_at = at, version = s.version + 1
      FROM jsonb_to_recordset(ended) AS e (id uuid, version integer, due_on date, explanation text, reason text)
     WHERE s.id = e.id AND s.version = e.version AND s.status = 'exempt'
    RETURNING s.id, s.individual_id;
  END $$;
`;

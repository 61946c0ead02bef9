import type { MigrationInterface, QueryRunner } from 'typeorm';
import { setAsideForMerge, undoMerge } from './merges-of-decisions';

/**
 * Of two accepted records that are one, one decision is owed, on the earlier day: the other is set aside with the merge. What
 * belonged to the merged record, and was answered by the entry of the survivor, is owed again when they are taken apart.
 */
export class DecisionsOfMergedRecords1795305600971 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMN);
    await queryRunner.query(owed(' AND d.set_aside_by IS NULL'));
    await queryRunner.query(answer(' AND d.set_aside_by IS NULL'));
    await queryRunner.query(undoMerge(REOPENED));
    await queryRunner.query(setAsideForMerge(OF_TWO));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(setAsideForMerge(''));
    await queryRunner.query(undoMerge(''));
    await queryRunner.query(answer(''));
    await queryRunner.query(owed(''));
    await queryRunner.query(`
      DROP INDEX cohort_decisions_once_open;
      ALTER TABLE cohort_decisions DROP COLUMN set_aside_by;
      CREATE UNIQUE INDEX cohort_decisions_once_open ON cohort_decisions (individual_id, referral_id) WHERE outcome IS NULL;
      REVOKE UPDATE (due_on) ON cohort_decisions FROM cohort_system;`);
  }
}

const COLUMN = `
  ALTER TABLE cohort_decisions ADD COLUMN set_aside_by uuid CONSTRAINT cohort_decisions_set_aside_by_fk REFERENCES record_merges;
  CREATE INDEX cohort_decisions_set_aside_index ON cohort_decisions (set_aside_by) WHERE set_aside_by IS NOT NULL;
  COMMENT ON COLUMN cohort_decisions.set_aside_by IS
    'The merge of two records, of which another decision is owed: asked of nobody while they are one, and owed again when they are taken apart.';
  GRANT UPDATE (set_aside_by, due_on) ON cohort_decisions TO cohort_system;
  DROP INDEX cohort_decisions_once_open;
  CREATE UNIQUE INDEX cohort_decisions_once_open ON cohort_decisions (individual_id, referral_id) WHERE outcome IS NULL AND set_aside_by IS NULL;`;

const owed = (standing: string): string => `
  CREATE OR REPLACE VIEW cohort_decisions_owed WITH (security_invoker = true) AS
    SELECT d.id, d.individual_id, d.referral_id, d.panel_id, d.accepted_on, d.due_on, d.version, d.asked_again_on
      FROM cohort_decisions d
     WHERE d.outcome IS NULL${standing} AND NOT EXISTS (SELECT 1 FROM cohort_memberships m
             WHERE m.individual_id = d.individual_id AND (m.ended_on IS NULL OR m.ended_on > coalesce(d.asked_again_on, d.accepted_on)));`;

const answer = (standing: string): string => `CREATE OR REPLACE FUNCTION public.answer_cohort_decisions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    UPDATE cohort_decisions d SET outcome = 'entered', decided_by = NEW.decided_by,
           decided_on = (NEW.recorded_at AT TIME ZONE 'Europe/London')::date, version = d.version + 1
     WHERE d.individual_id = NEW.individual_id AND d.outcome IS NULL${standing};
    RETURN NULL;
  END $function$`;

/** The survivor's is asked, by the earlier day: the other goes back with its record, whatever is decided meanwhile. */
const OF_TWO = `    FOR found IN SELECT DISTINCT ON (b.id) a.id AS ours, b.id AS theirs, greatest(a.accepted_on, least(a.due_on, min(b.due_on) OVER ())) AS due_on, a.due_on AS was_due_on
                   FROM cohort_decisions_owed a JOIN cohort_decisions_owed b ON b.individual_id = gone WHERE a.individual_id = survivor ORDER BY b.id, a.due_on LOOP
      PERFORM change_for_merge(merge, 'cohort_decisions', found.theirs, jsonb_build_object('set_aside_by', merge));
      IF found.due_on < found.was_due_on THEN
        PERFORM change_for_merge(merge, 'cohort_decisions', found.ours, jsonb_build_object('due_on', found.due_on));
      END IF;
    END LOOP;

`;

/** Where the survivor entered, nobody decided about the other; a decision that they do not enter was about the referral it answers. */
const REOPENED = `    -- The survivor came into the cohort while they were one: about the other person nobody has decided, unless a stay is theirs.
    UPDATE cohort_decisions d SET outcome = NULL, decided_by = NULL, decided_on = NULL, version = d.version + 1
     WHERE d.individual_id = done.merged_id AND d.outcome = 'entered' AND d.decided_on >= (done.merged_at AT TIME ZONE 'Europe/London')::date
       AND EXISTS (SELECT 1 FROM record_merge_moves v WHERE v.merge_id = merge AND v.table_name = 'cohort_decisions' AND v.row_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = done.merged_id
                          AND (m.recorded_at AT TIME ZONE 'Europe/London')::date = d.decided_on);
`;

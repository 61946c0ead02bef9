import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records that were merged before the decisions about them were one left two owed about one person, each with a day and reminders of
 * its own. They are settled by the rule of every merge since: the survivor’s stands, by the earlier day, and the other is set aside
 * with the merge, so that it is owed again when the two are taken apart.
 */
export class DecisionsMergedBefore1795305601091 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // By the rights of whoever merges two records: the owner of the tables is held by their policies.
    await queryRunner.query(`SET LOCAL ROLE cohort_system; ${SETTLE} RESET ROLE;`);
  }

  /** What was set aside is as a merge leaves it: the older service knows it, and undoing the merge gives it back. */
  async down(): Promise<void> {}
}

const moved = (decision: string): string => `EXISTS (SELECT 1 FROM record_merge_moves v
              WHERE v.merge_id = joined.id AND v.table_name = 'cohort_decisions' AND v.row_id = ${decision}.id AND NOT v.came_later)`;

// On one record from that merge on: whatever was merged later took both along, or neither.
const SETTLE = `
  DO $$
  DECLARE
    joined record;
    found record;
  BEGIN
    FOR joined IN SELECT m.* FROM record_merges m WHERE m.undone_at IS NULL ORDER BY m.merged_at, m.id LOOP
      FOR found IN SELECT DISTINCT ON (b.id) a.id AS ours, b.id AS theirs, b.individual_id AS of,
                          greatest(a.accepted_on, least(a.due_on, min(b.due_on) OVER ())) AS due_on, a.due_on AS was_due_on
                     FROM cohort_decisions_owed b JOIN cohort_decisions_owed a ON a.individual_id = b.individual_id
                    WHERE ${moved('b')} AND NOT ${moved('a')}
                      AND coalesce(a.asked_again_on, a.accepted_on) <= (joined.merged_at AT TIME ZONE 'Europe/London')::date
                      AND NOT EXISTS (SELECT 1 FROM record_merges m JOIN record_merge_moves v ON v.merge_id = m.id
                                       WHERE m.undone_at IS NULL AND (m.merged_at, m.id) > (joined.merged_at, joined.id)
                                         AND v.table_name = 'cohort_decisions' AND v.row_id IN (a.id, b.id)
                                       GROUP BY m.id HAVING count(DISTINCT v.row_id) = 1)
                    ORDER BY b.id, a.due_on, a.id LOOP
        PERFORM change_for_merge(joined.id, 'cohort_decisions', found.theirs, jsonb_build_object('set_aside_by', joined.id));
        IF found.due_on < found.was_due_on THEN
          PERFORM change_for_merge(joined.id, 'cohort_decisions', found.ours, jsonb_build_object('due_on', found.due_on));
        END IF;
        PERFORM keys_after_merge(found.of);
      END LOOP;
    END LOOP;
  END $$;`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A decision may be taken again while its meeting is open, and a deferral taken back: what it was before stands as an
 * entry. What a decision made of tier and next review is kept with it, so that minutes sealed weeks later say that.
 */
export class DecisionsChanged1795305600500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(kinds([...KINDS, 'replaced_decision', 'put_back']));
    await queryRunner.query(`
      ALTER TABLE meeting_items ADD COLUMN outcome_kept boolean NOT NULL DEFAULT false, ADD COLUMN tier_before text,
        ADD COLUMN tier_after text, ADD COLUMN next_review_on date,
        ADD CONSTRAINT meeting_items_outcome_of_a_decision
          CHECK (NOT outcome_kept OR status = 'decided'),
        ADD CONSTRAINT meeting_items_outcome_kept_whole
          CHECK (outcome_kept OR (tier_before IS NULL AND tier_after IS NULL AND next_review_on IS NULL)),
        ADD CONSTRAINT meeting_items_tiers_known CHECK (coalesce(tier_before, 'critical') IN ('critical','high','medium','monitoring')
          AND coalesce(tier_after, 'critical') IN ('critical','high','medium','monitoring'));
      COMMENT ON COLUMN meeting_items.outcome_kept IS 'Whether the three columns say what the decision made; decisions of before this was kept say nothing.';
      COMMENT ON COLUMN meeting_items.tier_before IS 'The tier when it was decided; empty: not in the cohort.';
      COMMENT ON COLUMN meeting_items.tier_after IS 'The tier the decision left the case in; empty: not in the cohort any more.';
      COMMENT ON COLUMN meeting_items.next_review_on IS 'The day of the next review as it stood when the decision was saved.';`);
    await queryRunner.query(inFunction('seal_minutes(uuid)', OLDEST_JUDGEMENT, NEWEST_JUDGEMENT));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction('seal_minutes(uuid)', NEWEST_JUDGEMENT, OLDEST_JUDGEMENT));
    await queryRunner.query(`
      ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_tiers_known, DROP CONSTRAINT meeting_items_outcome_kept_whole,
        DROP CONSTRAINT meeting_items_outcome_of_a_decision, DROP COLUMN next_review_on, DROP COLUMN tier_after,
        DROP COLUMN tier_before, DROP COLUMN outcome_kept;
      ALTER TABLE meeting_entries NO FORCE ROW LEVEL SECURITY; ALTER TABLE meeting_entries DISABLE TRIGGER USER;
      UPDATE meeting_entries SET kind = 'discussion' WHERE kind IN ('replaced_decision','put_back');
      ALTER TABLE meeting_entries ENABLE TRIGGER USER; ALTER TABLE meeting_entries FORCE ROW LEVEL SECURITY;`);
    await queryRunner.query(kinds(KINDS));
  }
}

const KINDS = [
  ...['return', 'information', 'victims', 'offenders', 'locations', 'themes', 'view', 'dissent', 'voice'],
  ...['discussion', 'correction'],
];

const kinds = (known: string[]): string => `
  ALTER TABLE meeting_entries DROP CONSTRAINT meeting_entries_kind_known,
    ADD CONSTRAINT meeting_entries_kind_known CHECK (kind IN (${known.map((one) => `'${one}'`).join(',')}));`;

// Where the panel judged the bands twice at one meeting, the second judgement is the decision.
const OLDEST_JUDGEMENT = `AND q.result->>'judgedIn' = t.id::text ORDER BY q.id LIMIT 1`;
const NEWEST_JUDGEMENT = `AND q.result->>'judgedIn' = t.id::text ORDER BY q.id DESC LIMIT 1`;

/** Changes one part of a function and nothing else in it: its other parts belong to other migrations. */
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

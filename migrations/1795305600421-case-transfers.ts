import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A move of a case, in or out of the area or to another lead professional, that waits for the panel to decide it. */
export class CaseTransfers1795305600421 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(reasons([...REASONS, 'transfer'], [...RULED, 'transfer']));
    await queryRunner.query(ofPanels(`array_append(agenda_reasons, 'transfer')`));
    await queryRunner.query(`SELECT open_to_merges('case_transfers', 'individual_id'); SELECT open_to_erasure();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ofPanels(`array_remove(agenda_reasons, 'transfer')`));
    await queryRunner.query(`
      DROP TABLE case_transfers;
      ALTER TABLE meeting_items NO FORCE ROW LEVEL SECURITY;
      UPDATE meeting_items SET reason = 'added', version = version + 1 WHERE reason = 'transfer';
      ALTER TABLE meeting_items FORCE ROW LEVEL SECURITY;`);
    await queryRunner.query(reasons(REASONS, RULED));
  }
}

const RULED = [
  ...['review_overdue', 'new', 'no_plan', 'review_due', 'escalated', 'stuck_plan', 'stepping_down'],
  ...['turning_18', 'turning_25'],
];
const REASONS = [
  ...['new', 'review_overdue', 'review_due', 'no_plan', 'added', 'escalated', 'stuck_plan', 'stepping_down'],
  ...['turning_18', 'turning_25', 'escalation'],
];
const quoted = (words: string[]): string => words.map((one) => `'${one}'`).join(',');

const reasons = (known: string[], ruled: string[]): string => `
  ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_reason_known,
    ADD CONSTRAINT meeting_items_reason_known CHECK (reason IN (${quoted(known)}));
  ALTER TABLE panels DROP CONSTRAINT panels_agenda_reasons_known,
    ADD CONSTRAINT panels_agenda_reasons_known CHECK (agenda_reasons <@ ARRAY[${quoted(ruled)}]),
    ALTER COLUMN agenda_reasons SET DEFAULT '{${ruled.join(',')}}';`;

const ofPanels = (value: string): string => `
  ALTER TABLE panels NO FORCE ROW LEVEL SECURITY;
  UPDATE panels SET agenda_reasons = ${value}, version = version + 1;
  ALTER TABLE panels FORCE ROW LEVEL SECURITY;`;

const OF_VISIBLE = `EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)`;
const NOT_BY_GRANT = `individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[])`;

const TABLE = `
  CREATE TABLE case_transfers (
    id uuid CONSTRAINT case_transfers_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT case_transfers_individual_fk REFERENCES individuals,
    kind text NOT NULL CONSTRAINT case_transfers_kind_known CHECK (kind IN ('moves_out','moves_in','change_of_lead')),
    other_authority text,
    new_lead_id uuid CONSTRAINT case_transfers_new_lead_fk REFERENCES users,
    why text NOT NULL CONSTRAINT case_transfers_say_why CHECK (length(trim(why)) > 0),
    asked_by uuid NOT NULL CONSTRAINT case_transfers_asked_by_fk REFERENCES users,
    asked_at timestamptz NOT NULL,
    outcome text CONSTRAINT case_transfers_outcome_known CHECK (outcome IN ('agreed','not_agreed','withdrawn')),
    decided_by uuid CONSTRAINT case_transfers_decided_by_fk REFERENCES users,
    decided_at timestamptz,
    decided_item_id uuid CONSTRAINT case_transfers_decided_item_fk REFERENCES meeting_items,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT case_transfers_decided_whole CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)),
    CONSTRAINT case_transfers_between_areas CHECK (kind = 'change_of_lead' OR length(trim(other_authority)) > 0),
    CONSTRAINT case_transfers_to_somebody CHECK ((kind = 'change_of_lead') = (new_lead_id IS NOT NULL))
  );
  CREATE INDEX case_transfers_individual_index ON case_transfers (individual_id, asked_at);
  CREATE INDEX case_transfers_decided_item_index ON case_transfers (decided_item_id);
  COMMENT ON TABLE case_transfers IS 'A move of a case that waits for its panel: out of the area, into it, or to another lead professional.';
  COMMENT ON COLUMN case_transfers.outcome IS 'Null while it waits: it comes to the next agenda by itself.';
  ALTER TABLE case_transfers ENABLE ROW LEVEL SECURITY; ALTER TABLE case_transfers FORCE ROW LEVEL SECURITY;
  CREATE POLICY case_transfers_not_added_by_grant ON case_transfers AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK (${NOT_BY_GRANT});
  CREATE POLICY case_transfers_not_changed_by_grant ON case_transfers AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true) WITH CHECK (${NOT_BY_GRANT});
  CREATE POLICY case_transfers_of_visible ON case_transfers FOR SELECT TO cohort_app USING (${OF_VISIBLE});
  CREATE POLICY case_transfers_asked ON case_transfers FOR INSERT TO cohort_app WITH CHECK (asked_by = (SELECT actor_id()) AND ${OF_VISIBLE});
  CREATE POLICY case_transfers_decided ON case_transfers FOR UPDATE TO cohort_app
    USING (${OF_VISIBLE}) WITH CHECK (decided_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON case_transfers TO cohort_app;
  GRANT UPDATE (outcome, decided_by, decided_at, decided_item_id, version) ON case_transfers TO cohort_app;
  CREATE TRIGGER case_transfers_version BEFORE UPDATE ON case_transfers FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ACCESS_KEYS_BEFORE,
  ACCESS_KEYS_NOW,
  HISTORY_BEFORE,
  HISTORY_NOW,
  RESTRICTED_BEFORE,
  RESTRICTED_NOW,
  SEALED_BEFORE,
  SEALED_NOW,
  VERSION_BEFORE,
  VERSION_NOW,
} from './around-record-merges';

/**
 * Two records of one person become one: what belongs to a merge, and which rules make way for it. The moving itself is in
 * the next migration. Everything that hangs on an individual is found in the catalogue, so nothing is left behind by
 * somebody who forgot a table; a table that is not open to merges fails the test of the architecture.
 */
export class RecordMerges1795305600311 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MERGES);
    for (const statement of [VERSION_NOW, HISTORY_NOW, SEALED_NOW, ACCESS_KEYS_NOW, RESTRICTED_NOW]) {
      await queryRunner.query(statement);
    }
    await queryRunner.query(SET_ASIDE);
    await queryRunner.query(OPENING);
    for (const table of TABLES) await queryRunner.query(`SELECT open_to_merges('${table}', 'individual_id')`);
    await queryRunner.query(`SELECT open_to_merges('individual_relationship_links', 'related_individual_id')`);
    await queryRunner.query(changeable('GRANT', 'TO'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(changeable('REVOKE', 'FROM'));
    for (const table of TABLES) await queryRunner.query(closing(table, 'individual_id'));
    await queryRunner.query(closing('individual_relationship_links', 'related_individual_id'));
    for (const table of READ_BEFORE) await queryRunner.query(`GRANT SELECT ON ${table} TO cohort_system`);
    await queryRunner.query('DROP FUNCTION open_to_merges(text, text); DROP FUNCTION records_being_merged();');
    await queryRunner.query(NOT_SET_ASIDE);
    for (const statement of [VERSION_BEFORE, HISTORY_BEFORE, SEALED_BEFORE, ACCESS_KEYS_BEFORE, RESTRICTED_BEFORE]) {
      await queryRunner.query(statement);
    }
    await queryRunner.query(`
      DROP FUNCTION merged_record(uuid, text);
      DROP TABLE record_merge_changes, record_merge_moves, record_merges;
      ALTER TABLE individuals DROP COLUMN merged_into;`);
  }
}

/** Where everything of a merged record hangs; a later table opens itself with open_to_merges(). */
const TABLES =
  `access_notices action_owner_changes action_updates actions assignments break_glass_grants cohort_criteria_met cohort_deciders
  cohort_evidence cohort_memberships cohort_validations drafts family_champion_claims family_members handover_moves import_row_cells
  import_rows individual_addresses individual_education individual_identifiers individual_identity_changes individual_relationship_links
  individual_relationships individual_restrictions individual_statuses linked_plans measures meeting_action_answers meeting_entries
  meeting_items notes panel_case_keys panel_conflicts passing_on_agreements plan_audits plan_contingencies plan_editions plan_entries
  plan_factor_actions plan_gap_explanations plan_goals plan_needs plan_risks plans referrals reminders review_acknowledgements
  review_action_answers review_attendees review_schedule_changes review_schedules review_triggers reviews screening_judgement_decisions
  screenings two_person_requests unusual_access`.split(/\s+/);

/** What cohort_system could read before; the rest of the tables are closed to it again on the way down. */
const READ_BEFORE =
  `actions assignments break_glass_grants cohort_criteria_met cohort_deciders cohort_evidence cohort_memberships
  cohort_validations family_champion_claims import_rows individual_addresses individual_identifiers individual_restrictions meeting_items
  panel_case_keys panel_conflicts plans referrals reminders review_acknowledgements review_schedule_changes review_schedules review_triggers
  screenings unusual_access`.split(/\s+/);

const closing = (table: string, column: string): string => `
  DROP POLICY ${table}_merged_${column} ON ${table};
  REVOKE UPDATE (${column}) ON ${table} FROM cohort_system;
  ${table === 'drafts' ? 'REVOKE SELECT (individual_id, user_id, form_path) ON drafts FROM cohort_system;' : `REVOKE SELECT ON ${table} FROM cohort_system;`}`;

/** What a choice between two changes: which plan, period, owner or status does not stand. */
const changeable = (word: string, toOrFrom: string): string =>
  [
    'assignments (ended_at, end_reason, version)',
    'cohort_memberships (ended_on, exit_reason, exit_rationale, set_aside_by, version)',
    'drafts (form_path)',
    'family_members (left_at, left_because, version)',
    'individual_identifiers (withdrawn_at, withdrawn_by, withdrawn_because, version)',
    'individual_statuses (withdrawn_at, withdrawn_by, withdrawn_because, version)',
    'individuals (merged_into, is_restricted, given_name, family_name, preferred_name, aliases, date_of_birth, sex, gender, ethnicity, observed_ethnicity, communication_needs, search_name)',
    'meeting_items (came_by_merge, version)',
    'panel_conflicts (ended_at, ended_by, version)',
    'plans (status, closed_at, version)',
  ]
    .map((what) => {
      const [table, ...columns] = what.split(' ');
      return `${word} UPDATE ${columns.join(' ')} ON ${table} ${toOrFrom} cohort_system;`;
    })
    .join('\n');

const MERGES = `
  ALTER TABLE individuals ADD COLUMN merged_into uuid CONSTRAINT individuals_merged_into_fk REFERENCES individuals
    CONSTRAINT individuals_not_merged_into_itself CHECK (merged_into <> id);
  CREATE INDEX individuals_merged_into_index ON individuals (merged_into);
  COMMENT ON COLUMN individuals.merged_into IS
    'The record this one was merged into. Nobody sees a merged record: its references lead on, and its history hangs on the other.';

  CREATE TABLE record_merges (
    id uuid CONSTRAINT record_merges_pk PRIMARY KEY,
    survivor_id uuid NOT NULL CONSTRAINT record_merges_survivor_fk REFERENCES individuals,
    merged_id uuid NOT NULL CONSTRAINT record_merges_merged_fk REFERENCES individuals,
    merged_reference text NOT NULL,
    reason text NOT NULL CONSTRAINT record_merges_have_a_reason CHECK (length(trim(reason)) > 0),
    stands jsonb NOT NULL,
    merged_by uuid NOT NULL CONSTRAINT record_merges_merged_by_fk REFERENCES users,
    merged_at timestamptz NOT NULL,
    undone_by uuid CONSTRAINT record_merges_undone_by_fk REFERENCES users,
    undone_at timestamptz,
    undone_because text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT record_merges_two_records CHECK (survivor_id <> merged_id),
    CONSTRAINT record_merges_undoing_is_whole CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_because IS NULL))
  );
  CREATE UNIQUE INDEX record_merges_one_standing ON record_merges (merged_id) WHERE undone_at IS NULL;
  CREATE INDEX record_merges_survivor_index ON record_merges (survivor_id);
  CREATE INDEX record_merges_merged_index ON record_merges (merged_id);
  CREATE INDEX record_merges_reference_index ON record_merges (merged_reference) WHERE undone_at IS NULL;
  COMMENT ON TABLE record_merges IS 'Two records of one person made one: who did, why, which of two contradicting things stands, and whether it was undone.';
  CREATE TABLE record_merge_moves (
    merge_id uuid NOT NULL CONSTRAINT record_merge_moves_merge_fk REFERENCES record_merges,
    table_name text NOT NULL,
    column_name text NOT NULL,
    row_id uuid NOT NULL,
    came_later boolean NOT NULL DEFAULT false,
    CONSTRAINT record_merge_moves_pk PRIMARY KEY (merge_id, table_name, column_name, row_id)
  );
  COMMENT ON TABLE record_merge_moves IS 'Exactly what moved, so that exactly that moves back. came_later: was added to something that moved, and went back with it.';
  CREATE TABLE record_merge_changes (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT record_merge_changes_pk PRIMARY KEY,
    merge_id uuid NOT NULL CONSTRAINT record_merge_changes_merge_fk REFERENCES record_merges,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    was jsonb NOT NULL,
    became jsonb NOT NULL,
    put_back boolean
  );
  CREATE INDEX record_merge_changes_merge_index ON record_merge_changes (merge_id);
  COMMENT ON TABLE record_merge_changes IS 'What a choice between two contradicting things ended, as it was and as it became. put_back: null until the merge is undone.';

  ALTER TABLE record_merges ENABLE ROW LEVEL SECURITY; ALTER TABLE record_merges FORCE ROW LEVEL SECURITY;
  ALTER TABLE record_merge_moves ENABLE ROW LEVEL SECURITY; ALTER TABLE record_merge_moves FORCE ROW LEVEL SECURITY;
  ALTER TABLE record_merge_changes ENABLE ROW LEVEL SECURITY; ALTER TABLE record_merge_changes FORCE ROW LEVEL SECURITY;
  CREATE POLICY record_merges_of_visible ON record_merges FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = survivor_id));
  CREATE POLICY record_merge_moves_of_visible ON record_merge_moves FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM record_merges m WHERE m.id = merge_id));
  CREATE POLICY record_merge_changes_of_visible ON record_merge_changes FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM record_merges m WHERE m.id = merge_id));
  CREATE POLICY record_merges_system ON record_merges TO cohort_system USING (true) WITH CHECK (true);
  CREATE POLICY record_merge_moves_system ON record_merge_moves TO cohort_system USING (true) WITH CHECK (true);
  CREATE POLICY record_merge_changes_system ON record_merge_changes TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON record_merges, record_merge_moves, record_merge_changes TO cohort_app, cohort_system;
  GRANT INSERT ON record_merges, record_merge_moves, record_merge_changes TO cohort_system;
  GRANT UPDATE (undone_by, undone_at, undone_because, version) ON record_merges TO cohort_system;
  GRANT UPDATE (put_back) ON record_merge_changes TO cohort_system;
  CREATE TRIGGER record_merges_version BEFORE UPDATE ON record_merges FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

  CREATE FUNCTION merged_record(wanted uuid, wanted_reference text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE led AS (
      SELECT i.id, i.merged_into, 0 AS step FROM individuals i
       WHERE (i.id = wanted OR i.reference = wanted_reference) AND i.merged_into IS NOT NULL
      UNION ALL SELECT n.id, n.merged_into, l.step + 1 FROM led l JOIN individuals n ON n.id = l.merged_into WHERE l.step < 50
    )
    SELECT l.id FROM led l JOIN individuals i ON i.id = l.id
     WHERE l.merged_into IS NULL AND i.access_keys && (SELECT actor_access_keys()) $$;
  COMMENT ON FUNCTION merged_record(uuid, text) IS 'Where the reference or address of a merged record leads now, if the actor sees that record; else nothing.';
  ALTER FUNCTION merged_record(uuid, text) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION merged_record(uuid, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION merged_record(uuid, text) TO cohort_app;

  CREATE FUNCTION records_being_merged() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = public, pg_temp AS $$ SELECT coalesce(nullif(current_setting('app.merging', true), ''), '{}')::uuid[] $$;
  COMMENT ON FUNCTION records_being_merged() IS 'The two records of the merge of this moment. The policies of merges open these two records to cohort_system, and no other.';`;

const SET_ASIDE = `
  ALTER TABLE cohort_memberships ADD COLUMN set_aside_by uuid CONSTRAINT cohort_memberships_set_aside_by_fk REFERENCES record_merges;
  CREATE INDEX cohort_memberships_set_aside_index ON cohort_memberships (set_aside_by) WHERE set_aside_by IS NOT NULL;
  COMMENT ON COLUMN cohort_memberships.set_aside_by IS 'The merge of two records in which another period of the same time was chosen to stand. Kept and readable, counted no more.';
  ALTER TABLE cohort_memberships DROP CONSTRAINT cohort_memberships_no_overlap;
  ALTER TABLE cohort_memberships ADD CONSTRAINT cohort_memberships_no_overlap EXCLUDE USING gist
    (individual_id WITH =, daterange(started_on, ended_on, '[)') WITH &&) WHERE (set_aside_by IS NULL);
  ALTER TABLE cohort_memberships ADD CONSTRAINT cohort_memberships_set_aside_is_over CHECK (set_aside_by IS NULL OR ended_on IS NOT NULL);
  ALTER TABLE meeting_items ADD COLUMN came_by_merge boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN meeting_items.came_by_merge IS 'Both records of one person stood on the agenda of this meeting, before they were one.';
  ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_once;
  CREATE UNIQUE INDEX meeting_items_once ON meeting_items (meeting_id, individual_id) WHERE NOT came_by_merge;`;

const NOT_SET_ASIDE = `
  DROP INDEX meeting_items_once;
  ALTER TABLE meeting_items DROP COLUMN came_by_merge;
  ALTER TABLE meeting_items ADD CONSTRAINT meeting_items_once UNIQUE (meeting_id, individual_id);
  ALTER TABLE cohort_memberships DROP CONSTRAINT cohort_memberships_set_aside_is_over;
  ALTER TABLE cohort_memberships DROP CONSTRAINT cohort_memberships_no_overlap;
  ALTER TABLE cohort_memberships DROP COLUMN set_aside_by;
  ALTER TABLE cohort_memberships ADD CONSTRAINT cohort_memberships_no_overlap EXCLUDE USING gist
    (individual_id WITH =, daterange(started_on, ended_on, '[)') WITH &&);`;

const OPENING = `
  CREATE FUNCTION open_to_merges(wanted_table text, wanted_column text) RETURNS void LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
  BEGIN
    IF wanted_table = 'drafts' THEN
      GRANT SELECT (individual_id, user_id, form_path) ON drafts TO cohort_system;
    ELSE
      EXECUTE format('GRANT SELECT ON %I TO cohort_system', wanted_table);
    END IF;
    EXECUTE format('GRANT UPDATE (%I) ON %I TO cohort_system', wanted_column, wanted_table);
    EXECUTE format('CREATE POLICY %I ON %I TO cohort_system USING (%I = ANY ((SELECT records_being_merged())::uuid[])) WITH CHECK (%I = ANY ((SELECT records_being_merged())::uuid[]))',
      wanted_table || '_merged_' || wanted_column, wanted_table, wanted_column, wanted_column);
  END $$;
  REVOKE ALL ON FUNCTION open_to_merges(text, text) FROM PUBLIC;
  COMMENT ON FUNCTION open_to_merges(text, text) IS
    'For migrations: lets a merge of two records move the rows of a table that hangs on an individual. Every such table needs it.';`;

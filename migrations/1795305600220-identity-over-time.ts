import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Identity with its history, more kinds of identifiers, and what is true of somebody for a time: addresses, education, custody,
 * legal and corporate-parenting status. What was recorded in error is withdrawn with a reason and stays readable.
 */
export class IdentityOverTime1795305600220 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(IDENTITY);
    for (const table of FACTS) await queryRunner.query(withdrawable(table));
    for (const table of DATED) await queryRunner.query(dated(table));
    await queryRunner.query(WIDER);
    await queryRunner.query(STATUSES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE individual_statuses, individual_identity_changes;');
    await queryRunner.query(NARROWER);
    for (const table of DATED) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_ends_after_start, DROP COLUMN source;`);
    }
    for (const table of FACTS) {
      await queryRunner.query(`
        DROP TRIGGER ${table}_version ON ${table};
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_withdrawal_is_whole, DROP COLUMN recorded_by, DROP COLUMN agency_id,
          DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by, DROP COLUMN withdrawn_because, DROP COLUMN version;`);
    }
    await queryRunner.query('ALTER TABLE individuals DROP COLUMN gender, DROP COLUMN observed_ethnicity;');
  }
}

const FACTS = ['individual_identifiers', 'individual_addresses', 'individual_education'];
const DATED = ['individual_addresses', 'individual_education'];

const IDENTITY = `
  ALTER TABLE individuals
    ADD COLUMN gender text,
    ADD COLUMN observed_ethnicity text CONSTRAINT individuals_observed_ethnicity_known CHECK (observed_ethnicity IN
      ('IC1','IC2','IC3','IC4','IC5','IC6','IC9',
       'W1','W2','W9','M1','M2','M3','M9','A1','A2','A3','A9','B1','B2','B9','O1','O9','NS'));
  COMMENT ON COLUMN individuals.gender IS 'In their own words; null is not asked.';
  COMMENT ON COLUMN individuals.observed_ethnicity IS
    'What an officer saw (six-point IC code, or the old 16+1), never what the person said: kept apart from ethnicity and never copied to it.';

  CREATE TABLE individual_identity_changes (
    id uuid CONSTRAINT individual_identity_changes_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT individual_identity_changes_individual_fk REFERENCES individuals,
    field text NOT NULL CONSTRAINT individual_identity_changes_field_known CHECK (field IN
      ('given_name','family_name','preferred_name','aliases','date_of_birth','sex','gender','ethnicity','observed_ethnicity','communication_needs')),
    was text,
    became text,
    source text NOT NULL CONSTRAINT individual_identity_changes_have_a_source CHECK (length(trim(source)) > 0),
    recorded_by uuid NOT NULL CONSTRAINT individual_identity_changes_recorded_by_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT individual_identity_changes_agency_fk REFERENCES agencies,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX individual_identity_changes_individual_index ON individual_identity_changes (individual_id, recorded_at DESC);
  COMMENT ON TABLE individual_identity_changes IS 'What each part of an identity said before, who changed it and who told them. Added to, never changed.';
  ALTER TABLE individual_identity_changes ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_identity_changes FORCE ROW LEVEL SECURITY;
  CREATE POLICY individual_identity_changes_of_visible ON individual_identity_changes TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY individual_identity_changes_not_added_by_grant ON individual_identity_changes AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  GRANT SELECT, INSERT ON individual_identity_changes TO cohort_app;`;

const withdrawable = (table: string): string => `
  ALTER TABLE ${table}
    ADD COLUMN recorded_by uuid CONSTRAINT ${table}_recorded_by_fk REFERENCES users,
    ADD COLUMN agency_id uuid CONSTRAINT ${table}_agency_fk REFERENCES agencies,
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN withdrawn_by uuid CONSTRAINT ${table}_withdrawn_by_fk REFERENCES users,
    ADD COLUMN withdrawn_because text,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT ${table}_withdrawal_is_whole CHECK
      ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL));
  COMMENT ON COLUMN ${table}.recorded_by IS 'Null for what was recorded before this was kept.';
  COMMENT ON COLUMN ${table}.withdrawn_at IS 'It was recorded in error: no longer shown as true, never deleted.';
  CREATE TRIGGER ${table}_version BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const dated = (table: string): string => `
  ALTER TABLE ${table}
    ADD COLUMN source text,
    ADD CONSTRAINT ${table}_ends_after_start CHECK (until_on IS NULL OR from_on IS NULL OR until_on >= from_on);`;

const WIDER = `
  GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_because, version) ON individual_identifiers TO cohort_app;
  ALTER TABLE individual_identifiers
    ADD COLUMN unverified_because text,
    ADD CONSTRAINT individual_identifiers_unverified_on_purpose CHECK
      (unverified_because IS NULL OR (length(trim(unverified_because)) > 0 AND NOT is_verified)),
    DROP CONSTRAINT individual_identifiers_kind_known,
    ADD CONSTRAINT individual_identifiers_kind_known CHECK
      (kind IN ('nhs','upn','uln','pnc','cro','custody_reference','local_reference')),
    DROP CONSTRAINT individual_identifiers_once;
  COMMENT ON COLUMN individual_identifiers.unverified_because IS
    'The number fails its own check, and somebody kept it on purpose: why. Null for one that passes.';
  CREATE UNIQUE INDEX individual_identifiers_once ON individual_identifiers (individual_id, kind, value) WHERE withdrawn_at IS NULL;

  ALTER TABLE individual_addresses
    ADD COLUMN uprn text CONSTRAINT individual_addresses_uprn_shape CHECK (uprn ~ '^[1-9][0-9]{0,11}$'),
    ADD COLUMN placed_by text,
    ADD COLUMN placed_in text,
    DROP CONSTRAINT individual_addresses_kind_known,
    ADD CONSTRAINT individual_addresses_kind_known CHECK
      (kind IN ('home','placed_in_area','placed_out_of_area','temporary','no_fixed_address'));
  COMMENT ON COLUMN individual_addresses.placed_by IS 'The authority that placed them, where one did.';
  COMMENT ON COLUMN individual_addresses.placed_in IS 'The authority whose area it is, for a placement out of area.';

  ALTER TABLE individual_education
    DROP CONSTRAINT individual_education_status_known,
    ADD CONSTRAINT individual_education_status_known CHECK (status IN
      ('on_roll','dual_registered','alternative_provision','home_educated','missing_education','excluded','further_education',
       'training','apprenticeship','employed','neet','not_known'));`;

const NARROWER = `
  ALTER TABLE individual_education
    DROP CONSTRAINT individual_education_status_known,
    ADD CONSTRAINT individual_education_status_known CHECK (status IN ('on_roll','alternative_provision','home_educated','neet','not_known'));
  ALTER TABLE individual_addresses DROP COLUMN uprn, DROP COLUMN placed_by, DROP COLUMN placed_in,
    DROP CONSTRAINT individual_addresses_kind_known,
    ADD CONSTRAINT individual_addresses_kind_known CHECK (kind IN ('home','placed_out_of_area','no_fixed_address'));
  DROP INDEX individual_identifiers_once;
  ALTER TABLE individual_identifiers
    ADD CONSTRAINT individual_identifiers_once UNIQUE (individual_id, kind, value),
    DROP CONSTRAINT individual_identifiers_kind_known,
    ADD CONSTRAINT individual_identifiers_kind_known CHECK (kind IN ('nhs','pnc','local_reference')),
    DROP CONSTRAINT individual_identifiers_unverified_on_purpose,
    DROP COLUMN unverified_because;
  REVOKE UPDATE (withdrawn_at, withdrawn_by, withdrawn_because, version) ON individual_identifiers FROM cohort_app;`;

const STATUSES = `
  CREATE TABLE individual_statuses (
    id uuid CONSTRAINT individual_statuses_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT individual_statuses_individual_fk REFERENCES individuals,
    kind text NOT NULL,
    status text NOT NULL,
    detail text,
    from_on date NOT NULL,
    until_on date,
    source text NOT NULL CONSTRAINT individual_statuses_have_a_source CHECK (length(trim(source)) > 0),
    recorded_by uuid NOT NULL CONSTRAINT individual_statuses_recorded_by_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT individual_statuses_agency_fk REFERENCES agencies,
    recorded_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid CONSTRAINT individual_statuses_withdrawn_by_fk REFERENCES users,
    withdrawn_because text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT individual_statuses_known CHECK (
      kind = 'custody' AND status IN ('community','on_bail','police_custody','remand','sentenced','licence')
      OR kind = 'legal' AND status IN ('early_help','child_in_need','child_protection_plan','voluntary_accommodation','interim_care_order',
        'care_order','supervision_order','remand_to_local_authority','out_of_court_disposal','referral_order','youth_rehabilitation_order',
        'community_order','injunction','other')
      OR kind = 'corporate_parenting' AND status IN ('looked_after','eligible','relevant','former_relevant','qualifying','not_applicable')),
    CONSTRAINT individual_statuses_end_after_start CHECK (until_on IS NULL OR until_on >= from_on),
    CONSTRAINT individual_statuses_withdrawal_is_whole CHECK
      ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL)),
    CONSTRAINT individual_statuses_one_at_a_time EXCLUDE USING gist
      (individual_id WITH =, kind WITH =, daterange(from_on, until_on, '[)') WITH &&) WHERE (kind <> 'legal' AND withdrawn_at IS NULL)
  );
  CREATE INDEX individual_statuses_individual_index ON individual_statuses (individual_id);
  COMMENT ON TABLE individual_statuses IS
    'Custody, legal and corporate-parenting status over time. One custody and one corporate-parenting status at a time; legal ones stand side by side.';
  ALTER TABLE individual_statuses ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_statuses FORCE ROW LEVEL SECURITY;
  CREATE POLICY individual_statuses_of_visible ON individual_statuses TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY individual_statuses_not_added_by_grant ON individual_statuses AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY individual_statuses_not_changed_by_grant ON individual_statuses AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (true) WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  GRANT SELECT, INSERT ON individual_statuses TO cohort_app;
  GRANT UPDATE (until_on, withdrawn_at, withdrawn_by, withdrawn_because, version) ON individual_statuses TO cohort_app;
  CREATE TRIGGER individual_statuses_version BEFORE UPDATE ON individual_statuses FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

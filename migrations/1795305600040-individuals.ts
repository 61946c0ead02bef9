import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Individuals and who may see them. access_keys holds every id that opens the record (people working the case, agencies
 * whose managers oversee it, the panel of its cohort), so that row-level security is one array comparison on the row.
 */
export class Individuals1795305600040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SEQUENCE individual_reference_number;
      GRANT USAGE ON SEQUENCE individual_reference_number TO cohort_app;

      CREATE TABLE individuals (
        id uuid CONSTRAINT individuals_pk PRIMARY KEY,
        reference text NOT NULL CONSTRAINT individuals_reference_unique UNIQUE,
        given_name text NOT NULL,
        family_name text NOT NULL,
        preferred_name text,
        aliases text[] NOT NULL DEFAULT '{}',
        date_of_birth date,
        sex text NOT NULL DEFAULT 'not_recorded' CONSTRAINT individuals_sex_known
          CHECK (sex IN ('male','female','other','not_recorded')),
        ethnicity text NOT NULL DEFAULT 'not_asked' CONSTRAINT individuals_ethnicity_known CHECK (ethnicity IN
          ('W1','W2','W3','W9','M1','M2','M3','M9','A1','A2','A3','A4','A9','B1','B2','B9','O2','O9','NS','not_asked')),
        communication_needs text,
        search_name text NOT NULL,
        is_restricted boolean NOT NULL DEFAULT false,
        restricted_to uuid[] NOT NULL DEFAULT '{}',
        access_keys uuid[] NOT NULL DEFAULT '{}',
        created_by uuid NOT NULL CONSTRAINT individuals_created_by_fk REFERENCES users,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX individuals_access_index ON individuals USING gin (access_keys);
      CREATE INDEX individuals_search_index ON individuals USING gin (search_name gin_trgm_ops);
      CREATE INDEX individuals_date_of_birth_index ON individuals (date_of_birth);
      COMMENT ON TABLE individuals IS 'A person at risk of experiencing violence, perpetrating it, or both: one record, never an exclusive type.';
      COMMENT ON COLUMN individuals.ethnicity IS 'Self-defined, 18+1; NS (not stated) is an answer, not_asked is not.';
      COMMENT ON COLUMN individuals.access_keys IS 'Who may see: kept by refresh_access_keys(), never written by the service.';
      COMMENT ON COLUMN individuals.search_name IS 'Names and aliases, unaccented and lower case.';

      CREATE TABLE individual_identifiers (
        id uuid CONSTRAINT individual_identifiers_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT individual_identifiers_individual_fk REFERENCES individuals,
        kind text NOT NULL CONSTRAINT individual_identifiers_kind_known CHECK (kind IN ('nhs','pnc','local_reference')),
        value text NOT NULL,
        is_verified boolean NOT NULL DEFAULT false,
        source text NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT individual_identifiers_once UNIQUE (individual_id, kind, value)
      );
      CREATE INDEX individual_identifiers_value_index ON individual_identifiers (kind, value);
      COMMENT ON TABLE individual_identifiers IS 'No UNIQUE across people: it would answer "is this child known?" to anyone who may not ask.';

      CREATE TABLE individual_addresses (
        id uuid CONSTRAINT individual_addresses_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT individual_addresses_individual_fk REFERENCES individuals,
        lines text NOT NULL,
        postcode text,
        kind text NOT NULL CONSTRAINT individual_addresses_kind_known
          CHECK (kind IN ('home','placed_out_of_area','no_fixed_address')),
        from_on date,
        until_on date,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX individual_addresses_individual_index ON individual_addresses (individual_id);

      CREATE TABLE individual_education (
        id uuid CONSTRAINT individual_education_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT individual_education_individual_fk REFERENCES individuals,
        status text NOT NULL CONSTRAINT individual_education_status_known
          CHECK (status IN ('on_roll','alternative_provision','home_educated','neet','not_known')),
        setting text,
        from_on date,
        until_on date,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX individual_education_individual_index ON individual_education (individual_id);

      CREATE TABLE notes (
        id uuid CONSTRAINT notes_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT notes_individual_fk REFERENCES individuals,
        text text NOT NULL,
        basis text NOT NULL CONSTRAINT notes_basis_known CHECK (basis IN ('fact','opinion','allegation','intelligence')),
        happened_on date NOT NULL,
        visibility text NOT NULL DEFAULT 'all_agencies' CONSTRAINT notes_visibility_known
          CHECK (visibility IN ('all_agencies','police_only','health_only')),
        corrects_id uuid CONSTRAINT notes_corrects_fk REFERENCES notes,
        author_id uuid NOT NULL CONSTRAINT notes_author_fk REFERENCES users,
        agency_id uuid NOT NULL CONSTRAINT notes_agency_fk REFERENCES agencies,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX notes_individual_index ON notes (individual_id, happened_on DESC);
      COMMENT ON TABLE notes IS 'Entries are added, never overwritten; a correction points at what it corrects.';

      ALTER TABLE individuals ENABLE ROW LEVEL SECURITY; ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
      ALTER TABLE individual_identifiers ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_identifiers FORCE ROW LEVEL SECURITY;
      ALTER TABLE individual_addresses ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_addresses FORCE ROW LEVEL SECURITY;
      ALTER TABLE individual_education ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_education FORCE ROW LEVEL SECURITY;
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY;

      CREATE POLICY individuals_see ON individuals FOR SELECT TO cohort_app USING (access_keys && (SELECT actor_access_keys()));
      CREATE POLICY individuals_add ON individuals FOR INSERT TO cohort_app WITH CHECK (created_by = (SELECT actor_id()));
      CREATE POLICY individuals_change ON individuals FOR UPDATE TO cohort_app USING (access_keys && (SELECT actor_access_keys()));
      CREATE POLICY individuals_system ON individuals TO cohort_system USING (true) WITH CHECK (true);

      CREATE POLICY individual_identifiers_of_visible ON individual_identifiers TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY individual_addresses_of_visible ON individual_addresses TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY individual_education_of_visible ON individual_education TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY notes_of_visible ON notes TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
               AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'));

      GRANT SELECT, INSERT, UPDATE ON individuals, individual_addresses, individual_education TO cohort_app;
      GRANT SELECT, INSERT ON individual_identifiers, notes TO cohort_app;
      GRANT SELECT ON individuals TO cohort_system;
      GRANT UPDATE (access_keys) ON individuals TO cohort_system;

      CREATE TRIGGER individuals_version BEFORE UPDATE ON individuals FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

      CREATE FUNCTION start_access_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.access_keys := ARRAY[NEW.created_by];
        RETURN NEW;
      END $$;
      COMMENT ON FUNCTION start_access_keys() IS 'Until an assignment or a cohort membership says who works the case, only the person who made the record sees it.';
      CREATE TRIGGER individuals_start_access BEFORE INSERT ON individuals FOR EACH ROW EXECUTE FUNCTION start_access_keys();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE notes, individual_education, individual_addresses, individual_identifiers, individuals;
      DROP FUNCTION start_access_keys();
      DROP SEQUENCE individual_reference_number;
    `);
  }
}

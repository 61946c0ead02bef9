import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom, which groups and which places an individual has to do with. A link to another individual's record is a row of its own,
 * seen only by whoever sees both: everybody else reads no more than the name that was written here.
 */
export class Relationships1795305600221 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RELATIONSHIPS);
    await queryRunner.query(LINKS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE individual_relationship_links, individual_relationships;');
  }
}

const notByGrant = (column: string): string =>
  `(${column} IS NULL OR ${column} <> ALL ((SELECT open_by_grant_alone())::uuid[]))`;

const RELATIONSHIPS = `
  CREATE TABLE individual_relationships (
    id uuid CONSTRAINT individual_relationships_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT individual_relationships_individual_fk REFERENCES individuals,
    kind text NOT NULL CONSTRAINT individual_relationships_kind_known CHECK (kind IN
      ('parent','step_parent','sibling','half_sibling','step_sibling','grandparent','child','other_family','partner',
       'carer','foster_carer','friend','peer','rival','exploiter','suspected_exploiter','protective_adult','practitioner',
       'peer_group','problematic_peer_group','street_gang','positive_group','safe_place','place_of_concern')),
    name text NOT NULL CONSTRAINT individual_relationships_name_given CHECK (length(trim(name)) > 0),
    detail text,
    organisation text,
    contact text,
    has_parental_responsibility boolean,
    lives_with boolean,
    is_protective boolean NOT NULL DEFAULT false,
    from_on date,
    until_on date,
    source text NOT NULL CONSTRAINT individual_relationships_have_a_source CHECK (length(trim(source)) > 0),
    basis text NOT NULL CONSTRAINT individual_relationships_basis_known CHECK (basis IN ('fact','opinion','allegation','intelligence')),
    reliability text NOT NULL CONSTRAINT individual_relationships_reliability_known
      CHECK (reliability IN ('reliable','untested','not_reliable')),
    review_on date,
    visibility text NOT NULL DEFAULT 'all_agencies' CONSTRAINT individual_relationships_visibility_known
      CHECK (visibility IN ('all_agencies','named_agencies','police_only','health_only')),
    visible_to uuid[] NOT NULL DEFAULT '{}',
    supplied_by uuid NOT NULL CONSTRAINT individual_relationships_supplied_by_fk REFERENCES agencies,
    may_be_passed_on boolean NOT NULL DEFAULT false,
    recorded_by uuid NOT NULL CONSTRAINT individual_relationships_recorded_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid CONSTRAINT individual_relationships_withdrawn_by_fk REFERENCES users,
    withdrawn_because text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT individual_relationships_ends_after_start CHECK (until_on IS NULL OR from_on IS NULL OR until_on >= from_on),
    CONSTRAINT individual_relationships_grave_ones_are_reviewed CHECK
      (kind NOT IN ('exploiter','suspected_exploiter','street_gang','problematic_peer_group') OR review_on IS NOT NULL),
    CONSTRAINT individual_relationships_named_agencies CHECK ((visibility = 'named_agencies') = (cardinality(visible_to) > 0)),
    CONSTRAINT individual_relationships_withdrawal_is_whole CHECK
      ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL))
  );
  CREATE INDEX individual_relationships_individual_index ON individual_relationships (individual_id);
  COMMENT ON TABLE individual_relationships IS
    'Family, carers, peers, exploiters, protective adults, practitioners, groups and places, with source, reliability and a day to look again.';
  COMMENT ON COLUMN individual_relationships.name IS 'As it was written here, also where the person has a record: whoever may not see that record reads this and no more.';
  COMMENT ON COLUMN individual_relationships.has_parental_responsibility IS 'null is "not known": never read as no.';
  COMMENT ON COLUMN individual_relationships.visible_to IS 'The agencies of named_agencies; empty otherwise.';
  ALTER TABLE individual_relationships ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_relationships FORCE ROW LEVEL SECURITY;
  CREATE POLICY individual_relationships_of_visible ON individual_relationships TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
      AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'
           OR (SELECT actor_agency_id()) = ANY (visible_to)));
  CREATE POLICY individual_relationships_not_added_by_grant ON individual_relationships AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK ${notByGrant('individual_id')};
  CREATE POLICY individual_relationships_not_changed_by_grant ON individual_relationships AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (true) WITH CHECK ${notByGrant('individual_id')};
  GRANT SELECT, INSERT ON individual_relationships TO cohort_app;
  GRANT UPDATE (until_on, review_on, withdrawn_at, withdrawn_by, withdrawn_because, version) ON individual_relationships TO cohort_app;
  CREATE TRIGGER individual_relationships_supplier BEFORE INSERT ON individual_relationships
    FOR EACH ROW EXECUTE FUNCTION keep_supplier('recorded_by');
  CREATE TRIGGER individual_relationships_version BEFORE UPDATE ON individual_relationships
    FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const LINKS = `
  CREATE TABLE individual_relationship_links (
    relationship_id uuid CONSTRAINT individual_relationship_links_pk PRIMARY KEY
      CONSTRAINT individual_relationship_links_relationship_fk REFERENCES individual_relationships,
    individual_id uuid NOT NULL CONSTRAINT individual_relationship_links_individual_fk REFERENCES individuals,
    related_individual_id uuid NOT NULL CONSTRAINT individual_relationship_links_related_fk REFERENCES individuals,
    CONSTRAINT individual_relationship_links_two_people CHECK (individual_id <> related_individual_id)
  );
  CREATE INDEX individual_relationship_links_individual_index ON individual_relationship_links (individual_id);
  CREATE INDEX individual_relationship_links_related_index ON individual_relationship_links (related_individual_id);
  COMMENT ON TABLE individual_relationship_links IS
    'Apart from individual_relationships, because that somebody has a record is told only to whoever sees that record.';
  ALTER TABLE individual_relationship_links ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_relationship_links FORCE ROW LEVEL SECURITY;
  CREATE POLICY individual_relationship_links_of_both ON individual_relationship_links TO cohort_app
    USING (EXISTS (SELECT 1 FROM individual_relationships r WHERE r.id = relationship_id)
      AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = related_individual_id));
  CREATE POLICY individual_relationship_links_not_added_by_grant ON individual_relationship_links AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (${notByGrant('individual_id')} AND ${notByGrant('related_individual_id')});
  GRANT SELECT, INSERT ON individual_relationship_links TO cohort_app;`;

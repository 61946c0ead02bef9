import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That somebody looked again at a relationship, and what they found: a label is asked about, not carried on in silence. */
export class RelationshipReviews1795305600431 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REVIEWS);
    await queryRunner.query(`SELECT open_to_merges('relationship_reviews', 'individual_id')`);
    await queryRunner.query('SELECT open_to_erasure()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE relationship_reviews');
  }
}

const OF_RELATIONSHIP = 'EXISTS (SELECT 1 FROM individual_relationships r WHERE r.id = relationship_id)';

const REVIEWS = `
  CREATE TABLE relationship_reviews (
    id uuid CONSTRAINT relationship_reviews_pk PRIMARY KEY,
    relationship_id uuid NOT NULL CONSTRAINT relationship_reviews_relationship_fk REFERENCES individual_relationships,
    individual_id uuid NOT NULL CONSTRAINT relationship_reviews_individual_fk REFERENCES individuals,
    outcome text NOT NULL CONSTRAINT relationship_reviews_outcome_known CHECK (outcome IN ('confirmed','amended','ended')),
    note text NOT NULL CONSTRAINT relationship_reviews_say_why CHECK (length(trim(note)) > 0),
    was_due_on date,
    next_on date,
    replaced_by uuid CONSTRAINT relationship_reviews_replaced_by_fk REFERENCES individual_relationships,
    reviewed_by uuid NOT NULL CONSTRAINT relationship_reviews_reviewed_by_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT relationship_reviews_agency_fk REFERENCES agencies,
    reviewed_at timestamptz NOT NULL,
    CONSTRAINT relationship_reviews_amended_names_the_new CHECK ((outcome = 'amended') = (replaced_by IS NOT NULL)),
    CONSTRAINT relationship_reviews_ended_is_not_asked_again CHECK (outcome <> 'ended' OR next_on IS NULL)
  );
  CREATE INDEX relationship_reviews_individual_index ON relationship_reviews (individual_id);
  CREATE INDEX relationship_reviews_relationship_index ON relationship_reviews (relationship_id, reviewed_at DESC);
  COMMENT ON TABLE relationship_reviews IS
    'Each time somebody looked again at a relationship: still true, put another way (replaced_by), or ended; and what they went by.';
  COMMENT ON COLUMN relationship_reviews.was_due_on IS 'The day it was to be looked at again; null where no day had been set.';
  CREATE TRIGGER relationship_reviews_append_only BEFORE UPDATE ON relationship_reviews
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE relationship_reviews ENABLE ROW LEVEL SECURITY; ALTER TABLE relationship_reviews FORCE ROW LEVEL SECURITY;
  -- Whoever reads the relationship, which may be kept to some agencies, reads what was said of it.
  CREATE POLICY relationship_reviews_see ON relationship_reviews FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND ${OF_RELATIONSHIP});
  CREATE POLICY relationship_reviews_make ON relationship_reviews FOR INSERT TO cohort_app
    WITH CHECK (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND ${OF_RELATIONSHIP} AND reviewed_by = (SELECT actor_id()));
  CREATE POLICY relationship_reviews_not_added_by_grant ON relationship_reviews AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  GRANT SELECT, INSERT ON relationship_reviews TO cohort_app;`;

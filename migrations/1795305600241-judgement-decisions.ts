import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A band judged lower than the answers give waits for a second person. Their decision is a row of its own that is never
 * changed; agreeing makes the judged band count, which the database does itself, so that the service still changes no screening.
 */
export class JudgementDecisions1795305600241 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DECISIONS);
    await queryRunner.query(COUNTED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE screening_judgement_decisions;
      DROP FUNCTION count_judgement_decision();
      DROP INDEX screenings_lower_judgement_index;
      DROP POLICY screenings_system_count ON screenings;
      REVOKE UPDATE (judged_exploitation_band, judged_violence_band) ON screenings FROM cohort_system;
    `);
  }
}

const OF_VISIBLE = `EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)`;

const DECISIONS = `
  CREATE TABLE screening_judgement_decisions (
    id uuid CONSTRAINT screening_judgement_decisions_pk PRIMARY KEY,
    screening_id uuid NOT NULL CONSTRAINT screening_judgement_decisions_screening_fk REFERENCES screenings
      CONSTRAINT screening_judgement_decisions_once UNIQUE,
    individual_id uuid NOT NULL CONSTRAINT screening_judgement_decisions_individual_fk REFERENCES individuals,
    decision text NOT NULL CONSTRAINT screening_judgement_decisions_known CHECK (decision IN ('agreed','not_agreed')),
    reason text NOT NULL CONSTRAINT screening_judgement_decisions_say_why CHECK (length(trim(reason)) > 0),
    decided_by uuid NOT NULL CONSTRAINT screening_judgement_decisions_decided_by_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT screening_judgement_decisions_agency_fk REFERENCES agencies,
    decided_at timestamptz NOT NULL
  );
  CREATE INDEX screening_judgement_decisions_individual_index ON screening_judgement_decisions (individual_id);
  COMMENT ON TABLE screening_judgement_decisions IS
    'Whether a second person agreed to a band judged lower than the answers give, and why. Once, by somebody else than who screened.';
  CREATE TRIGGER screening_judgement_decisions_append_only BEFORE UPDATE OR DELETE ON screening_judgement_decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE screening_judgement_decisions ENABLE ROW LEVEL SECURITY; ALTER TABLE screening_judgement_decisions FORCE ROW LEVEL SECURITY;
  CREATE POLICY screening_judgement_decisions_see ON screening_judgement_decisions FOR SELECT TO cohort_app USING (${OF_VISIBLE});
  CREATE POLICY screening_judgement_decisions_make ON screening_judgement_decisions FOR INSERT TO cohort_app
    WITH CHECK (${OF_VISIBLE} AND decided_by = (SELECT actor_id()));
  CREATE POLICY screening_judgement_decisions_not_added_by_grant ON screening_judgement_decisions AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  GRANT SELECT, INSERT ON screening_judgement_decisions TO cohort_app;
  CREATE INDEX screenings_lower_judgement_index ON screenings (individual_id, screened_on DESC)
    WHERE (result #>> '{judgement,exploitation,needsSecondPerson}') = 'true' OR (result #>> '{judgement,violence,needsSecondPerson}') = 'true';`;

const COUNTED = `
  CREATE POLICY screenings_system_count ON screenings FOR UPDATE TO cohort_system USING (true) WITH CHECK (true);
  GRANT UPDATE (judged_exploitation_band, judged_violence_band) ON screenings TO cohort_system;
  CREATE FUNCTION count_judgement_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE judged screenings;
  BEGIN
    SELECT * INTO judged FROM screenings WHERE id = NEW.screening_id AND individual_id = NEW.individual_id;
    IF judged.id IS NULL OR judged.screened_by = NEW.decided_by THEN
      RAISE EXCEPTION 'a lower band is agreed by a second person, about the same individual' USING ERRCODE = 'check_violation';
    END IF;
    IF coalesce(judged.result #>> '{judgement,exploitation,needsSecondPerson}', '') <> 'true'
       AND coalesce(judged.result #>> '{judgement,violence,needsSecondPerson}', '') <> 'true' THEN
      RAISE EXCEPTION 'nothing waits for a second person' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.decision = 'agreed' THEN
      UPDATE screenings SET
        judged_exploitation_band = CASE WHEN judged.result #>> '{judgement,exploitation,needsSecondPerson}' = 'true'
          THEN judged.result #>> '{judgement,exploitation,judged}' ELSE judged_exploitation_band END,
        judged_violence_band = CASE WHEN judged.result #>> '{judgement,violence,needsSecondPerson}' = 'true'
          THEN judged.result #>> '{judgement,violence,judged}' ELSE judged_violence_band END
       WHERE id = NEW.screening_id;
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION count_judgement_decision() IS
    'A lower band counts once somebody else agreed to it, and by nothing else: the service itself changes no screening.';
  ALTER FUNCTION count_judgement_decision() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION count_judgement_decision() FROM PUBLIC;
  CREATE TRIGGER screening_judgement_decisions_count AFTER INSERT ON screening_judgement_decisions
    FOR EACH ROW EXECUTE FUNCTION count_judgement_decision();`;

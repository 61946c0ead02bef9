import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The individual support plan, its approved editions, and the actions that plans, reviews and meetings make. */
export class PlansAndActions1795305600070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE plans (
        id uuid CONSTRAINT plans_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT plans_individual_fk REFERENCES individuals,
        status text NOT NULL CONSTRAINT plans_status_known CHECK (status IN ('draft','awaiting_approval','live','closed')),
        current_edition integer,
        submitted_by uuid CONSTRAINT plans_submitted_by_fk REFERENCES users,
        submitted_at timestamptz,
        return_comment text,
        returned_by uuid CONSTRAINT plans_returned_by_fk REFERENCES users,
        approved_by uuid CONSTRAINT plans_approved_by_fk REFERENCES users,
        approved_at timestamptz,
        written_outside_on date,
        outside_note text,
        closed_at timestamptz,
        created_by uuid NOT NULL CONSTRAINT plans_created_by_fk REFERENCES users,
        created_at timestamptz NOT NULL,
        access_keys uuid[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT plans_live_is_approved CHECK (status <> 'live' OR (current_edition IS NOT NULL AND approved_by IS NOT NULL)),
        CONSTRAINT plans_nobody_approves_their_own CHECK (approved_by IS NULL OR approved_by IS DISTINCT FROM submitted_by)
      );
      CREATE UNIQUE INDEX plans_one_open ON plans (individual_id) WHERE status <> 'closed';
      CREATE INDEX plans_individual_index ON plans (individual_id);
      CREATE INDEX plans_awaiting_index ON plans (submitted_at, id) WHERE status = 'awaiting_approval';
      CREATE INDEX plans_access_index ON plans USING gin (access_keys);
      COMMENT ON COLUMN plans.written_outside_on IS 'The day of a plan that was written and agreed before it came into this service; its first edition is that plan.';
      COMMENT ON COLUMN plans.current_edition IS 'Number of the newest approved edition; a live plan may be edited and submitted again while this one stands.';

      CREATE TABLE plan_needs (
        id uuid CONSTRAINT plan_needs_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_needs_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_needs_individual_fk REFERENCES individuals,
        domain text NOT NULL CONSTRAINT plan_needs_domain_known CHECK (domain IN
          ('mental_health','speech_language_communication','learning_disability','adverse_childhood_experiences',
           'education_employment','substance_use','physical_health','accommodation','family','peers','identity_belonging','finance')),
        status text NOT NULL CONSTRAINT plan_needs_status_known CHECK (status IN ('met','unmet','not_applicable','not_yet_known')),
        detail text NOT NULL DEFAULT '',
        recorded_by uuid NOT NULL CONSTRAINT plan_needs_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT plan_needs_domain_once UNIQUE (plan_id, domain)
      );
      CREATE INDEX plan_needs_individual_index ON plan_needs (individual_id);

      CREATE TABLE plan_risks (
        id uuid CONSTRAINT plan_risks_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_risks_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_risks_individual_fk REFERENCES individuals,
        factor text NOT NULL,
        direction text NOT NULL CONSTRAINT plan_risks_direction_known CHECK (direction IN ('from_others','to_others','to_self')),
        level text NOT NULL CONSTRAINT plan_risks_level_known CHECK (level IN ('low','medium','high','very_high')),
        protective_factors text NOT NULL DEFAULT '',
        ended_on date,
        recorded_by uuid NOT NULL CONSTRAINT plan_risks_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX plan_risks_plan_index ON plan_risks (plan_id);
      CREATE INDEX plan_risks_individual_index ON plan_risks (individual_id);

      CREATE TABLE plan_goals (
        id uuid CONSTRAINT plan_goals_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_goals_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_goals_individual_fk REFERENCES individuals,
        position integer NOT NULL,
        words_of_the_person text NOT NULL,
        practitioner_wording text NOT NULL,
        measure text NOT NULL DEFAULT '',
        target_on date,
        status text NOT NULL DEFAULT 'open' CONSTRAINT plan_goals_status_known CHECK (status IN ('open','achieved','no_longer_needed')),
        recorded_by uuid NOT NULL CONSTRAINT plan_goals_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT plan_goals_position_unique UNIQUE (plan_id, position)
      );
      CREATE INDEX plan_goals_individual_index ON plan_goals (individual_id);

      CREATE TABLE plan_entries (
        id uuid CONSTRAINT plan_entries_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_entries_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_entries_individual_fk REFERENCES individuals,
        section text NOT NULL CONSTRAINT plan_entries_section_known CHECK (section IN
          ('why_in_cohort','worries','working_well','contingency','voice','carer_view')),
        voice_answer text CONSTRAINT plan_entries_voice_answer_known
          CHECK (voice_answer IN ('agrees','partly','does_not_agree','could_not_ask')),
        text text NOT NULL,
        author_id uuid NOT NULL CONSTRAINT plan_entries_author_fk REFERENCES users,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT plan_entries_voice_is_answered CHECK ((section = 'voice') = (voice_answer IS NOT NULL))
      );
      CREATE INDEX plan_entries_plan_index ON plan_entries (plan_id, section, recorded_at DESC);
      CREATE INDEX plan_entries_individual_index ON plan_entries (individual_id);
      COMMENT ON TABLE plan_entries IS 'The long text of a plan as dated entries: corrections add, they do not overwrite.';

      CREATE TABLE plan_editions (
        id uuid CONSTRAINT plan_editions_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_editions_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_editions_individual_fk REFERENCES individuals,
        number integer NOT NULL,
        content jsonb NOT NULL,
        approved_by uuid NOT NULL CONSTRAINT plan_editions_approved_by_fk REFERENCES users,
        approved_at timestamptz NOT NULL,
        CONSTRAINT plan_editions_number_unique UNIQUE (plan_id, number)
      );
      CREATE INDEX plan_editions_individual_index ON plan_editions (individual_id);
      COMMENT ON TABLE plan_editions IS 'The plan as it was approved, readable for ever.';

      CREATE TABLE actions (
        id uuid CONSTRAINT actions_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT actions_individual_fk REFERENCES individuals,
        made_in text NOT NULL CONSTRAINT actions_made_in_known CHECK (made_in IN ('plan','review','meeting')),
        made_in_id uuid NOT NULL,
        goal_id uuid CONSTRAINT actions_goal_fk REFERENCES plan_goals,
        description text NOT NULL,
        kind text NOT NULL CONSTRAINT actions_kind_known CHECK (kind IN ('support','safeguard','divert','disrupt','enforce','inform')),
        owner_id uuid NOT NULL CONSTRAINT actions_owner_fk REFERENCES users,
        owner_agency_id uuid NOT NULL CONSTRAINT actions_owner_agency_fk REFERENCES agencies,
        due_on date NOT NULL,
        status text NOT NULL DEFAULT 'open' CONSTRAINT actions_status_known
          CHECK (status IN ('open','done','not_done','could_not_be_done','no_longer_needed')),
        outcome text,
        closed_at timestamptz,
        visibility text NOT NULL DEFAULT 'all_agencies' CONSTRAINT actions_visibility_known
          CHECK (visibility IN ('all_agencies','police_only','health_only')),
        created_by uuid NOT NULL CONSTRAINT actions_created_by_fk REFERENCES users,
        created_at timestamptz NOT NULL,
        access_keys uuid[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT actions_closed_has_outcome CHECK ((status = 'open') = (closed_at IS NULL))
      );
      CREATE INDEX actions_individual_index ON actions (individual_id);
      CREATE INDEX actions_owner_index ON actions (owner_id, due_on) WHERE status = 'open';
      CREATE INDEX actions_access_index ON actions USING gin (access_keys);
      COMMENT ON TABLE actions IS 'One thing one named owner in one agency does by one date; the same record wherever it was made.';

      ALTER TABLE plans ENABLE ROW LEVEL SECURITY; ALTER TABLE plans FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_needs ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_needs FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_risks ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_risks FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_goals ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_goals FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_entries ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_entries FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_editions ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_editions FORCE ROW LEVEL SECURITY;
      ALTER TABLE actions ENABLE ROW LEVEL SECURITY; ALTER TABLE actions FORCE ROW LEVEL SECURITY;

      CREATE POLICY plans_visible ON plans TO cohort_app USING (access_keys && (SELECT actor_access_keys()));
      CREATE POLICY plans_system ON plans TO cohort_system USING (true);
      CREATE POLICY plan_needs_of_visible ON plan_needs TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_risks_of_visible ON plan_risks TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_goals_of_visible ON plan_goals TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_entries_of_visible ON plan_entries TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_editions_of_visible ON plan_editions TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY actions_visible ON actions TO cohort_app USING (access_keys && (SELECT actor_access_keys())
        AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only' OR owner_id = (SELECT actor_id())));
      CREATE POLICY actions_system ON actions TO cohort_system USING (true);

      GRANT SELECT, INSERT, UPDATE ON plans, plan_needs, plan_risks, plan_goals, actions TO cohort_app;
      GRANT SELECT, INSERT ON plan_entries, plan_editions TO cohort_app;
      GRANT SELECT, UPDATE (access_keys) ON plans, actions TO cohort_system;
      CREATE TRIGGER plans_version BEFORE UPDATE ON plans FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER actions_version BEFORE UPDATE ON actions FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

      CREATE FUNCTION copy_access_keys() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        SELECT i.access_keys INTO NEW.access_keys FROM individuals i WHERE i.id = NEW.individual_id;
        RETURN NEW;
      END $$;
      CREATE FUNCTION copy_access_keys_with_owner() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        SELECT i.access_keys || NEW.owner_id INTO NEW.access_keys FROM individuals i WHERE i.id = NEW.individual_id;
        RETURN NEW;
      END $$;
      COMMENT ON FUNCTION copy_access_keys_with_owner() IS 'The owner of an action sees the action, not the case.';
      CREATE FUNCTION spread_access_keys() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE plans SET access_keys = NEW.access_keys WHERE individual_id = NEW.id;
        UPDATE actions SET access_keys = NEW.access_keys || owner_id WHERE individual_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE FUNCTION action_context(wanted uuid) RETURNS TABLE (individual_reference text, known_as text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT i.reference, coalesce(i.preferred_name, i.given_name) || ' ' || left(i.family_name, 1)
          FROM actions a JOIN individuals i ON i.id = a.individual_id
         WHERE a.id = wanted AND a.access_keys && actor_access_keys()
           AND (NOT i.is_restricted OR i.access_keys && actor_access_keys()) $$;
      COMMENT ON FUNCTION action_context(uuid) IS 'The least an owner in another agency needs to act: a reference, a first name and an initial; nothing for a restricted person.';

      ALTER FUNCTION copy_access_keys() OWNER TO cohort_system;
      ALTER FUNCTION copy_access_keys_with_owner() OWNER TO cohort_system;
      ALTER FUNCTION spread_access_keys() OWNER TO cohort_system;
      ALTER FUNCTION action_context(uuid) OWNER TO cohort_system;
      GRANT EXECUTE ON FUNCTION actor_access_keys(), actor_id() TO cohort_system;
      REVOKE ALL ON FUNCTION copy_access_keys(), copy_access_keys_with_owner(), spread_access_keys(), action_context(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION copy_access_keys(), copy_access_keys_with_owner(), spread_access_keys(), action_context(uuid) TO cohort_app;

      CREATE TRIGGER plans_access BEFORE INSERT ON plans FOR EACH ROW EXECUTE FUNCTION copy_access_keys();
      CREATE TRIGGER actions_access BEFORE INSERT OR UPDATE OF owner_id ON actions FOR EACH ROW EXECUTE FUNCTION copy_access_keys_with_owner();
      CREATE TRIGGER individuals_spread_access AFTER UPDATE OF access_keys ON individuals
        FOR EACH ROW WHEN (OLD.access_keys IS DISTINCT FROM NEW.access_keys) EXECUTE FUNCTION spread_access_keys();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER individuals_spread_access ON individuals;
      DROP FUNCTION action_context(uuid);
      DROP TABLE actions, plan_editions, plan_entries, plan_goals, plan_risks, plan_needs, plans;
      DROP FUNCTION spread_access_keys();
      DROP FUNCTION copy_access_keys_with_owner();
      DROP FUNCTION copy_access_keys();
    `);
  }
}

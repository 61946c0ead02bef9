import type { MigrationInterface, QueryRunner } from 'typeorm';

/** If something happens, then who does what; who asked the person and when; plans that live elsewhere. */
export class PlanSafety1795305600252 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE plan_entries DROP CONSTRAINT plan_entries_section_known;
      ALTER TABLE plan_entries
        ADD CONSTRAINT plan_entries_section_known CHECK (section IN
          ('why_in_cohort','worries','working_well','safety_plan','contingency','voice','carer_view','disagreement')),
        ADD COLUMN asked_on date,
        ADD COLUMN asked_by text,
        ADD CONSTRAINT plan_entries_asked_of_people CHECK ((asked_on IS NULL AND asked_by IS NULL) OR section IN ('voice','carer_view'));
      COMMENT ON COLUMN plan_entries.asked_on IS 'When the person or the carer was asked, or it was tried; empty in entries from before it was recorded.';
      COMMENT ON COLUMN plan_entries.asked_by IS 'Who asked, by name: it may be somebody without an account.';

      CREATE TABLE plan_contingencies (
        id uuid CONSTRAINT plan_contingencies_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_contingencies_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_contingencies_individual_fk REFERENCES individuals,
        kind text NOT NULL CONSTRAINT plan_contingencies_kind_known CHECK (kind IN ('threat','missing','retaliation','release_day','other')),
        if_this text NOT NULL CONSTRAINT plan_contingencies_say_if CHECK (length(trim(if_this)) > 0),
        then_this text NOT NULL CONSTRAINT plan_contingencies_say_then CHECK (length(trim(then_this)) > 0),
        who text NOT NULL CONSTRAINT plan_contingencies_say_who CHECK (length(trim(who)) > 0),
        ended_on date,
        recorded_by uuid NOT NULL CONSTRAINT plan_contingencies_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL,
        visibility text NOT NULL DEFAULT 'all_agencies' CONSTRAINT plan_contingencies_visibility_known
          CHECK (visibility IN ('all_agencies','named_agencies','police_only','health_only')),
        visible_to uuid[] NOT NULL DEFAULT '{}',
        supplied_by uuid NOT NULL CONSTRAINT plan_contingencies_supplied_by_fk REFERENCES agencies,
        may_be_passed_on boolean NOT NULL DEFAULT true,
        CONSTRAINT plan_contingencies_named_agencies CHECK ((visibility = 'named_agencies') = (cardinality(visible_to) > 0))
      );
      CREATE INDEX plan_contingencies_plan_index ON plan_contingencies (plan_id);
      CREATE INDEX plan_contingencies_individual_index ON plan_contingencies (individual_id);
      COMMENT ON TABLE plan_contingencies IS 'If this, then that, by whom: what is done when a plan is not enough. Ended, never deleted.';
      COMMENT ON COLUMN plan_contingencies.visible_to IS 'The agencies of named_agencies; empty otherwise.';
      COMMENT ON COLUMN plan_contingencies.may_be_passed_on IS 'Outside the agencies it is for, without asking the one that supplied it.';
      CREATE TRIGGER plan_contingencies_supplier BEFORE INSERT ON plan_contingencies FOR EACH ROW EXECUTE FUNCTION keep_supplier('recorded_by');

      CREATE TABLE linked_plans (
        id uuid CONSTRAINT linked_plans_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT linked_plans_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT linked_plans_individual_fk REFERENCES individuals,
        kind text NOT NULL CONSTRAINT linked_plans_kind_known CHECK (kind IN
          ('child_in_need','child_protection','early_help','looked_after','pathway','assetplus','education_health_care','probation','other')),
        held_by text NOT NULL CONSTRAINT linked_plans_say_where CHECK (length(trim(held_by)) > 0),
        reference text NOT NULL DEFAULT '',
        contact text NOT NULL DEFAULT '',
        review_on date,
        ended_on date,
        recorded_by uuid NOT NULL CONSTRAINT linked_plans_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX linked_plans_plan_index ON linked_plans (plan_id);
      CREATE INDEX linked_plans_individual_index ON linked_plans (individual_id);
      COMMENT ON TABLE linked_plans IS 'Where another plan for this person is kept and whom to ask: a link, so that nothing of it is copied.';

      ALTER TABLE plan_contingencies ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_contingencies FORCE ROW LEVEL SECURITY;
      ALTER TABLE linked_plans ENABLE ROW LEVEL SECURITY; ALTER TABLE linked_plans FORCE ROW LEVEL SECURITY;
      CREATE POLICY plan_contingencies_of_visible ON plan_contingencies TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
               AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'
                    OR (SELECT actor_agency_id()) = ANY (visible_to)));
      CREATE POLICY linked_plans_of_visible ON linked_plans TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      GRANT SELECT, INSERT, UPDATE (ended_on) ON plan_contingencies, linked_plans TO cohort_app;
    `);
    for (const table of ['plan_contingencies', 'linked_plans']) {
      const notByGrant = `(individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]))`;
      await queryRunner.query(`
        CREATE POLICY ${table}_not_added_by_grant ON ${table} AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK ${notByGrant};
        CREATE POLICY ${table}_not_changed_by_grant ON ${table} AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true) WITH CHECK ${notByGrant};`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE linked_plans, plan_contingencies;
      ALTER TABLE plan_entries NO FORCE ROW LEVEL SECURITY;
      -- The older service has no page for these sections.
      DELETE FROM plan_entries WHERE section IN ('safety_plan','disagreement');
      ALTER TABLE plan_entries FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_entries DROP CONSTRAINT plan_entries_section_known, DROP COLUMN asked_on, DROP COLUMN asked_by;
      ALTER TABLE plan_entries ADD CONSTRAINT plan_entries_section_known CHECK (section IN
        ('why_in_cohort','worries','working_well','contingency','voice','carer_view'));
    `);
  }
}

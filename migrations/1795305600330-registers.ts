import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the partnership promised and what stands in its way: strategy plan, risk register, learning from reviews. No case is in them. */
export class Registers1795305600330 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RIGHTS_SQL);
    await queryRunner.query(STRATEGY_SQL);
    await queryRunner.query(RISKS_SQL);
    await queryRunner.query(LEARNING_SQL);
    await queryRunner.query(ENTRIES_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE register_entries, learning_actions, strategic_risk_scores, strategic_risks, strategy_editions, strategy_activities, strategy_plans;
      DROP FUNCTION keeps_registers_of(uuid);
      DROP FUNCTION reads_registers();
    `);
  }
}

const RIGHTS_SQL = `
  CREATE FUNCTION reads_registers() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT actor_has_role('manager') OR actor_has_role('panel_member') OR actor_has_role('panel_chair')
        OR actor_has_role('analyst') OR actor_has_role('governance') $$;
  COMMENT ON FUNCTION reads_registers() IS 'Who steers, who counts and who oversees. The registers hold nothing about a person at risk.';
  CREATE FUNCTION keeps_registers_of(agency uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT actor_has_role('panel_chair') OR actor_has_role('manager') AND agency = actor_agency_id() $$;
  COMMENT ON FUNCTION keeps_registers_of(uuid) IS 'The chair or coordinator keeps every line, a manager the lines their agency leads.';
  REVOKE ALL ON FUNCTION reads_registers(), keeps_registers_of(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION reads_registers(), keeps_registers_of(uuid) TO cohort_app;
`;

/** Row-level security of one register; `change` is who may change a row of it beside those who keep it. */
const secured = (table: string, change = ''): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_read ON ${table} FOR SELECT TO cohort_app USING ((SELECT reads_registers()));
  CREATE POLICY ${table}_added ON ${table} FOR INSERT TO cohort_app WITH CHECK (keeps_registers_of(agency_id));
  CREATE POLICY ${table}_changed ON ${table} FOR UPDATE TO cohort_app USING (keeps_registers_of(agency_id)${change});
  CREATE POLICY ${table}_service ON ${table} FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT, UPDATE ON ${table} TO cohort_app;
  GRANT SELECT ON ${table} TO cohort_system;
  CREATE TRIGGER ${table}_version BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const STRATEGY_SQL = `
  CREATE TABLE strategy_plans (
    id uuid CONSTRAINT strategy_plans_pk PRIMARY KEY,
    title text NOT NULL CONSTRAINT strategy_plans_title_said CHECK (length(trim(title)) > 0),
    agency_id uuid NOT NULL CONSTRAINT strategy_plans_agency_fk REFERENCES agencies,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    review_due_on date NOT NULL,
    created_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT strategy_plans_days_follow CHECK (starts_on < ends_on AND review_due_on >= starts_on)
  );
  CREATE INDEX strategy_plans_agency_index ON strategy_plans (agency_id);
  COMMENT ON TABLE strategy_plans IS 'The partnership''s written strategy for some years: what its activities hang on. Reviewed every year.';
  COMMENT ON COLUMN strategy_plans.agency_id IS 'Whose chair or coordinator made it; the chair keeps it.';

  CREATE TABLE strategy_activities (
    id uuid CONSTRAINT strategy_activities_pk PRIMARY KEY,
    plan_id uuid NOT NULL CONSTRAINT strategy_activities_plan_fk REFERENCES strategy_plans,
    priority text NOT NULL CONSTRAINT strategy_activities_priority_said CHECK (length(trim(priority)) > 0),
    aim text NOT NULL CONSTRAINT strategy_activities_aim_said CHECK (length(trim(aim)) > 0),
    activity text NOT NULL CONSTRAINT strategy_activities_activity_said CHECK (length(trim(activity)) > 0),
    success_measure text NOT NULL CONSTRAINT strategy_activities_measure_said CHECK (length(trim(success_measure)) > 0),
    agency_id uuid NOT NULL CONSTRAINT strategy_activities_agency_fk REFERENCES agencies,
    owner_ids uuid[] NOT NULL CONSTRAINT strategy_activities_has_owner CHECK (cardinality(owner_ids) > 0),
    starts_on date NOT NULL,
    target_on date NOT NULL,
    progress text,
    percent_complete integer NOT NULL DEFAULT 0 CONSTRAINT strategy_activities_percent CHECK (percent_complete BETWEEN 0 AND 100),
    rag text NOT NULL DEFAULT 'grey' CONSTRAINT strategy_activities_rag_known CHECK (rag IN ('blue','green','amber','red','grey')),
    rag_reason text,
    withdrawn_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT strategy_activities_days_follow CHECK (starts_on <= target_on)
  );
  CREATE INDEX strategy_activities_plan_index ON strategy_activities (plan_id);
  CREATE INDEX strategy_activities_agency_index ON strategy_activities (agency_id);
  COMMENT ON TABLE strategy_activities IS 'One activity of the strategy plan: priority, aim, activity, success measure, lead partner, and how far it is.';
  COMMENT ON COLUMN strategy_activities.owner_ids IS 'The responsible people, several where several answer for it: users.';
  COMMENT ON COLUMN strategy_activities.rag IS 'Chosen by a person, with a reason; the page shows beside it what the dates suggest (domain/2-practice, 2.11).';
  COMMENT ON COLUMN strategy_activities.percent_complete IS 'How much of it is done: kept apart from the status, as the action plan of 2020 did.';

  CREATE TABLE strategy_editions (
    id uuid CONSTRAINT strategy_editions_pk PRIMARY KEY,
    plan_id uuid NOT NULL CONSTRAINT strategy_editions_plan_fk REFERENCES strategy_plans,
    number integer NOT NULL,
    was_due_on date NOT NULL,
    reviewed_on date NOT NULL,
    summary text NOT NULL CONSTRAINT strategy_editions_summary_said CHECK (length(trim(summary)) > 0),
    changes text NOT NULL CONSTRAINT strategy_editions_changes_said CHECK (length(trim(changes)) > 0),
    contents jsonb NOT NULL,
    signed_off_by uuid NOT NULL CONSTRAINT strategy_editions_signed_off_by_fk REFERENCES users,
    signed_off_at timestamptz NOT NULL,
    CONSTRAINT strategy_editions_number_unique UNIQUE (plan_id, number)
  );
  CREATE INDEX strategy_editions_signed_off_by_index ON strategy_editions (signed_off_by);
  COMMENT ON TABLE strategy_editions IS 'The plan as it stood at an annual review, signed off. Frozen: added to, never changed.';
  ALTER TABLE strategy_editions ENABLE ROW LEVEL SECURITY; ALTER TABLE strategy_editions FORCE ROW LEVEL SECURITY;
  CREATE POLICY strategy_editions_read ON strategy_editions FOR SELECT TO cohort_app USING ((SELECT reads_registers()));
  CREATE POLICY strategy_editions_signed ON strategy_editions FOR INSERT TO cohort_app
    WITH CHECK ((SELECT actor_has_role('panel_chair')) AND signed_off_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON strategy_editions TO cohort_app;
  ${secured('strategy_plans')}
  ${secured('strategy_activities', ' OR (SELECT reads_registers()) AND (SELECT actor_id()) = ANY (owner_ids)')}
`;

const RISKS_SQL = `
  CREATE TABLE strategic_risks (
    id uuid CONSTRAINT strategic_risks_pk PRIMARY KEY,
    number integer NOT NULL CONSTRAINT strategic_risks_number_unique UNIQUE,
    cause text NOT NULL CONSTRAINT strategic_risks_cause_said CHECK (length(trim(cause)) > 0),
    event text NOT NULL CONSTRAINT strategic_risks_event_said CHECK (length(trim(event)) > 0),
    effect text NOT NULL CONSTRAINT strategic_risks_effect_said CHECK (length(trim(effect)) > 0),
    controls text NOT NULL CONSTRAINT strategic_risks_controls_said CHECK (length(trim(controls)) > 0),
    agency_id uuid NOT NULL CONSTRAINT strategic_risks_agency_fk REFERENCES agencies,
    owner_id uuid NOT NULL CONSTRAINT strategic_risks_owner_fk REFERENCES users,
    inherent_likelihood integer NOT NULL, inherent_impact integer NOT NULL,
    current_likelihood integer NOT NULL, current_impact integer NOT NULL,
    target_likelihood integer NOT NULL, target_impact integer NOT NULL,
    review_due_on date NOT NULL,
    closed_on date,
    closed_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT strategic_risks_five_by_five CHECK (inherent_likelihood BETWEEN 1 AND 5 AND inherent_impact BETWEEN 1 AND 5
      AND current_likelihood BETWEEN 1 AND 5 AND current_impact BETWEEN 1 AND 5
      AND target_likelihood BETWEEN 1 AND 5 AND target_impact BETWEEN 1 AND 5),
    CONSTRAINT strategic_risks_closed_with_reason CHECK ((closed_on IS NULL) = (closed_reason IS NULL))
  );
  CREATE INDEX strategic_risks_agency_index ON strategic_risks (agency_id);
  CREATE INDEX strategic_risks_owner_index ON strategic_risks (owner_id);
  COMMENT ON TABLE strategic_risks IS 'A risk to the partnership''s work: because of a cause an event may happen, with an effect. About no person at risk.';
  COMMENT ON COLUMN strategic_risks.inherent_likelihood IS 'As if there were no controls; current: with them as they are; target: where the board wants it. 1 to 5 each.';
  CREATE TABLE strategic_risk_scores (
    id uuid CONSTRAINT strategic_risk_scores_pk PRIMARY KEY,
    risk_id uuid NOT NULL CONSTRAINT strategic_risk_scores_risk_fk REFERENCES strategic_risks,
    scored_on date NOT NULL,
    likelihood integer NOT NULL,
    impact integer NOT NULL,
    reason text NOT NULL CONSTRAINT strategic_risk_scores_reason_said CHECK (length(trim(reason)) > 0),
    scored_by uuid NOT NULL CONSTRAINT strategic_risk_scores_scored_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT strategic_risk_scores_five_by_five CHECK (likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5)
  );
  CREATE INDEX strategic_risk_scores_risk_index ON strategic_risk_scores (risk_id, scored_on, recorded_at);
  CREATE INDEX strategic_risk_scores_scored_by_index ON strategic_risk_scores (scored_by);
  COMMENT ON TABLE strategic_risk_scores IS 'Every current score a risk was given, with why. Added to, never changed: its history is drawn from here.';
  ALTER TABLE strategic_risk_scores ENABLE ROW LEVEL SECURITY; ALTER TABLE strategic_risk_scores FORCE ROW LEVEL SECURITY;
  CREATE POLICY strategic_risk_scores_read ON strategic_risk_scores FOR SELECT TO cohort_app USING ((SELECT reads_registers()));
  CREATE POLICY strategic_risk_scores_added ON strategic_risk_scores FOR INSERT TO cohort_app
    WITH CHECK (scored_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM strategic_risks r WHERE r.id = risk_id
      AND (keeps_registers_of(r.agency_id) OR r.owner_id = (SELECT actor_id()))));
  GRANT SELECT, INSERT ON strategic_risk_scores TO cohort_app;
  ${secured('strategic_risks', ' OR (SELECT reads_registers()) AND owner_id = (SELECT actor_id())')}
`;

const LEARNING_SQL = `
  CREATE TABLE learning_actions (
    id uuid CONSTRAINT learning_actions_pk PRIMARY KEY,
    review_kind text NOT NULL CONSTRAINT learning_actions_kind_known CHECK (review_kind IN
      ('child_safeguarding_practice','domestic_homicide','offensive_weapons_homicide','safeguarding_adult','rapid','local','other')),
    review_title text NOT NULL CONSTRAINT learning_actions_title_said CHECK (length(trim(review_title)) > 0),
    published_on date,
    recommendation text NOT NULL CONSTRAINT learning_actions_recommendation_said CHECK (length(trim(recommendation)) > 0),
    agency_id uuid NOT NULL CONSTRAINT learning_actions_agency_fk REFERENCES agencies,
    owner_id uuid NOT NULL CONSTRAINT learning_actions_owner_fk REFERENCES users,
    due_on date NOT NULL,
    closed_on date,
    what_changed text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT learning_actions_closed_with_change CHECK ((closed_on IS NULL) = (what_changed IS NULL))
  );
  CREATE INDEX learning_actions_agency_index ON learning_actions (agency_id);
  CREATE INDEX learning_actions_owner_index ON learning_actions (owner_id);
  COMMENT ON TABLE learning_actions IS 'A recommendation of a review after serious harm, and who does what about it by when. Names nobody the review was about.';
  COMMENT ON COLUMN learning_actions.what_changed IS 'What is different because of it: without an answer it cannot be closed.';
  ${secured('learning_actions', ' OR (SELECT reads_registers()) AND owner_id = (SELECT actor_id())')}
`;

const ENTRIES_SQL = `
  CREATE TABLE register_entries (
    id uuid CONSTRAINT register_entries_pk PRIMARY KEY,
    activity_id uuid CONSTRAINT register_entries_activity_fk REFERENCES strategy_activities,
    risk_id uuid CONSTRAINT register_entries_risk_fk REFERENCES strategic_risks,
    learning_id uuid CONSTRAINT register_entries_learning_fk REFERENCES learning_actions,
    kind text NOT NULL CONSTRAINT register_entries_kind_known CHECK (kind IN ('progress','evidence')),
    happened_on date NOT NULL,
    text text NOT NULL CONSTRAINT register_entries_say_something CHECK (length(trim(text)) > 0),
    kept_at text,
    author_id uuid NOT NULL CONSTRAINT register_entries_author_fk REFERENCES users,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT register_entries_about_one CHECK (num_nonnulls(activity_id, risk_id, learning_id) = 1)
  );
  CREATE INDEX register_entries_activity_index ON register_entries (activity_id, happened_on);
  CREATE INDEX register_entries_risk_index ON register_entries (risk_id, happened_on);
  CREATE INDEX register_entries_learning_index ON register_entries (learning_id, happened_on);
  CREATE INDEX register_entries_author_index ON register_entries (author_id);
  COMMENT ON TABLE register_entries IS 'Dated progress and evidence of a line of a register. Added to, never changed.';
  COMMENT ON COLUMN register_entries.kept_at IS 'Where the evidence itself lies: a title, a folder, an address.';
  ALTER TABLE register_entries ENABLE ROW LEVEL SECURITY; ALTER TABLE register_entries FORCE ROW LEVEL SECURITY;
  CREATE POLICY register_entries_read ON register_entries FOR SELECT TO cohort_app USING ((SELECT reads_registers()));
  CREATE POLICY register_entries_added ON register_entries FOR INSERT TO cohort_app WITH CHECK (author_id = (SELECT actor_id()) AND (
    EXISTS (SELECT 1 FROM strategy_activities l WHERE l.id = activity_id AND (keeps_registers_of(l.agency_id) OR author_id = ANY (l.owner_ids)))
    OR EXISTS (SELECT 1 FROM strategic_risks l WHERE l.id = risk_id AND (keeps_registers_of(l.agency_id) OR author_id = l.owner_id))
    OR EXISTS (SELECT 1 FROM learning_actions l WHERE l.id = learning_id AND (keeps_registers_of(l.agency_id) OR author_id = l.owner_id))));
  GRANT SELECT, INSERT ON register_entries TO cohort_app;
`;

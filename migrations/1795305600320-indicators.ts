import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indicators as data, their frozen quarters with corrections beside them, today's figures as they are kept, and the rule for small numbers. */
export class Indicators1795305600320 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DEFINITIONS);
    await queryRunner.query(FIGURES);
    await queryRunner.query(KEPT);
    await queryRunner.query(SMALL_NUMBERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE small_number_rules, kept_figures, figure_cells, figure_sets, indicator_definitions;`,
    );
  }
}

const SEES_FIGURES = `((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('panel_chair')) OR (SELECT actor_has_role('manager')))`;
/** A manager sees the whole partnership's figure and that of their own agency. */
const SEES_CELL = `((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('panel_chair'))
    OR ((SELECT actor_has_role('manager')) AND (dimension = 'all' OR (dimension = 'agency' AND key = (SELECT actor_agency_id())::text))))`;

const DEFINITIONS = `
  CREATE TABLE indicator_definitions (
    id uuid CONSTRAINT indicator_definitions_pk PRIMARY KEY,
    code text NOT NULL,
    number integer NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    wording text NOT NULL,
    numerator text NOT NULL,
    denominator text NOT NULL,
    cut_off text NOT NULL,
    direction text NOT NULL CONSTRAINT indicator_definitions_direction_known CHECK (direction IN ('up','down','none')),
    shape text NOT NULL CONSTRAINT indicator_definitions_shape_known CHECK (shape IN ('share','count','median','done')),
    target numeric,
    amber_within numeric NOT NULL DEFAULT 10 CONSTRAINT indicator_definitions_amber_counts CHECK (amber_within >= 0),
    baseline text NOT NULL DEFAULT '',
    owner text NOT NULL,
    source text NOT NULL,
    method text NOT NULL,
    kind text NOT NULL CONSTRAINT indicator_definitions_kind_known CHECK (kind IN ('computed','entered','imported')),
    rule text,
    held_by text,
    in_force_on date NOT NULL,
    made_by uuid NOT NULL CONSTRAINT indicator_definitions_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    CONSTRAINT indicator_definitions_once UNIQUE (code, number),
    CONSTRAINT indicator_definitions_computed_by_a_rule CHECK ((kind = 'computed') = (rule IS NOT NULL)),
    CONSTRAINT indicator_definitions_entered_by_an_agency CHECK ((kind = 'computed') = (held_by IS NULL))
  );
  COMMENT ON TABLE indicator_definitions IS 'What each indicator means, in versions: a figure keeps the version it was worked out by.';
  COMMENT ON COLUMN indicator_definitions.rule IS 'Which rule of figure_units() works it out; null where an agency supplies it.';
  COMMENT ON COLUMN indicator_definitions.held_by IS 'The kind of agency that holds the figure and supplies it.';
  COMMENT ON COLUMN indicator_definitions.amber_within IS 'How far from the target is amber, in points or units of the figure; further is red.';
  CREATE TRIGGER indicator_definitions_append_only BEFORE UPDATE OR DELETE ON indicator_definitions FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE indicator_definitions ENABLE ROW LEVEL SECURITY; ALTER TABLE indicator_definitions FORCE ROW LEVEL SECURITY;
  CREATE POLICY indicator_definitions_see ON indicator_definitions FOR SELECT TO cohort_app
    USING (${SEES_FIGURES} OR (SELECT actor_id()) = system_user_id());
  CREATE POLICY indicator_definitions_make ON indicator_definitions FOR INSERT TO cohort_app
    WITH CHECK (made_by = (SELECT actor_id()) AND ((SELECT actor_has_role('panel_chair')) OR (SELECT actor_has_role('analyst')) OR (SELECT actor_id()) = system_user_id()));
  CREATE POLICY indicator_definitions_system ON indicator_definitions FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT ON indicator_definitions TO cohort_app;
  GRANT SELECT ON indicator_definitions TO cohort_system;`;

const FIGURES = `
  CREATE TABLE figure_sets (
    id uuid CONSTRAINT figure_sets_pk PRIMARY KEY,
    definition_id uuid NOT NULL CONSTRAINT figure_sets_definition_fk REFERENCES indicator_definitions,
    code text NOT NULL,
    period_from date NOT NULL,
    period_until date NOT NULL,
    number integer NOT NULL CONSTRAINT figure_sets_number_counts CHECK (number > 0),
    source text NOT NULL CONSTRAINT figure_sets_source_known CHECK (source IN ('computed','entered','imported')),
    has_data boolean NOT NULL,
    note text NOT NULL DEFAULT '',
    recorded_by uuid NOT NULL CONSTRAINT figure_sets_recorded_by_fk REFERENCES users,
    agency_id uuid CONSTRAINT figure_sets_agency_fk REFERENCES agencies,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT figure_sets_once UNIQUE (code, period_until, number),
    CONSTRAINT figure_sets_period CHECK (period_from <= period_until),
    CONSTRAINT figure_sets_corrections_say_why CHECK (number = 1 OR length(trim(note)) > 0)
  );
  CREATE INDEX figure_sets_period_index ON figure_sets (period_until, code);
  COMMENT ON TABLE figure_sets IS 'One figure of one quarter, frozen. Number 1 is what was frozen or supplied first; what comes after is a correction and stands beside it.';
  COMMENT ON COLUMN figure_sets.has_data IS 'false: no data supplied, which is not zero.';
  CREATE TABLE figure_cells (
    set_id uuid NOT NULL CONSTRAINT figure_cells_set_fk REFERENCES figure_sets,
    dimension text NOT NULL CONSTRAINT figure_cells_dimension_known CHECK (dimension IN ('all','agency','age_band','strand','part')),
    key text NOT NULL,
    met numeric NOT NULL,
    total numeric NOT NULL,
    amount numeric,
    CONSTRAINT figure_cells_pk PRIMARY KEY (set_id, dimension, key)
  );
  COMMENT ON COLUMN figure_cells.amount IS 'The median, for figures that are one; otherwise null.';
  CREATE TRIGGER figure_sets_append_only BEFORE UPDATE OR DELETE ON figure_sets FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  CREATE TRIGGER figure_cells_append_only BEFORE UPDATE OR DELETE ON figure_cells FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE figure_sets ENABLE ROW LEVEL SECURITY; ALTER TABLE figure_sets FORCE ROW LEVEL SECURITY;
  ALTER TABLE figure_cells ENABLE ROW LEVEL SECURITY; ALTER TABLE figure_cells FORCE ROW LEVEL SECURITY;
  CREATE POLICY figure_sets_see ON figure_sets FOR SELECT TO cohort_app USING (${SEES_FIGURES} OR (SELECT actor_id()) = system_user_id());
  CREATE POLICY figure_sets_supply ON figure_sets FOR INSERT TO cohort_app
    WITH CHECK (source <> 'computed' AND recorded_by = (SELECT actor_id()) AND ((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('panel_chair')) OR (SELECT actor_has_role('manager'))));
  CREATE POLICY figure_cells_see ON figure_cells FOR SELECT TO cohort_app USING (${SEES_CELL});
  CREATE POLICY figure_cells_supply ON figure_cells FOR INSERT TO cohort_app
    WITH CHECK (dimension = 'all' AND EXISTS (SELECT 1 FROM figure_sets s WHERE s.id = set_id AND s.recorded_by = (SELECT actor_id())));
  CREATE POLICY figure_sets_system ON figure_sets TO cohort_system USING (true) WITH CHECK (true);
  CREATE POLICY figure_cells_system ON figure_cells TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON figure_sets, figure_cells TO cohort_app, cohort_system;`;

const KEPT = `
  CREATE TABLE kept_figures (
    code text NOT NULL,
    dimension text NOT NULL,
    key text NOT NULL,
    met numeric NOT NULL,
    total numeric NOT NULL,
    amount numeric,
    period_from date NOT NULL,
    period_until date NOT NULL,
    kept_at timestamptz NOT NULL,
    CONSTRAINT kept_figures_pk PRIMARY KEY (code, dimension, key)
  );
  COMMENT ON TABLE kept_figures IS 'Today''s figures of the quarter that runs, as the worker last worked them out: pages read these and count nothing.';
  ALTER TABLE kept_figures ENABLE ROW LEVEL SECURITY; ALTER TABLE kept_figures FORCE ROW LEVEL SECURITY;
  CREATE POLICY kept_figures_see ON kept_figures FOR SELECT TO cohort_app USING (${SEES_CELL} OR (SELECT actor_id()) = system_user_id());
  CREATE POLICY kept_figures_system ON kept_figures TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON kept_figures TO cohort_app;
  GRANT SELECT, INSERT, DELETE ON kept_figures TO cohort_system;`;

const SMALL_NUMBERS = `
  CREATE TABLE small_number_rules (
    id uuid CONSTRAINT small_number_rules_pk PRIMARY KEY,
    mode text NOT NULL CONSTRAINT small_number_rules_mode_known CHECK (mode IN ('suppress','round')),
    threshold integer NOT NULL CONSTRAINT small_number_rules_threshold_sensible CHECK (threshold BETWEEN 3 AND 20),
    base integer NOT NULL CONSTRAINT small_number_rules_base_known CHECK (base IN (5, 10)),
    is_zero_small boolean NOT NULL,
    least_for_share integer NOT NULL CONSTRAINT small_number_rules_share_sensible CHECK (least_for_share BETWEEN 10 AND 100),
    reason text NOT NULL CONSTRAINT small_number_rules_say_why CHECK (length(trim(reason)) > 0),
    set_by uuid NOT NULL CONSTRAINT small_number_rules_set_by_fk REFERENCES users,
    set_at timestamptz NOT NULL,
    CONSTRAINT small_number_rules_round_hides_changes CHECK (mode = 'suppress' OR threshold <= 2 * base - 1)
  );
  COMMENT ON TABLE small_number_rules IS 'How small numbers are kept out of what is published; the newest is in force, and every publication keeps the one it was made by.';
  CREATE TRIGGER small_number_rules_append_only BEFORE UPDATE OR DELETE ON small_number_rules FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE small_number_rules ENABLE ROW LEVEL SECURITY; ALTER TABLE small_number_rules FORCE ROW LEVEL SECURITY;
  CREATE POLICY small_number_rules_see ON small_number_rules FOR SELECT TO cohort_app USING (${SEES_FIGURES});
  CREATE POLICY small_number_rules_set ON small_number_rules FOR INSERT TO cohort_app
    WITH CHECK (set_by = (SELECT actor_id()) AND (SELECT actor_has_role('governance')));
  GRANT SELECT, INSERT ON small_number_rules TO cohort_app;`;

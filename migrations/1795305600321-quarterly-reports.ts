import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The quarter's report to the partnership with its narrative boxes, what was published of it, and the confirmed Top 5. */
export class QuarterlyReports1795305600321 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REPORTS);
    await queryRunner.query(PUBLICATIONS);
    await queryRunner.query(TOP_FIVE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE top_five_people, top_five_lists, figure_publications, report_packs, report_narratives, quarterly_reports;
       DROP FUNCTION refuse_change_of_issued();`,
    );
  }
}

const READS = `((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('panel_chair')))`;
const WRITES = `((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('panel_chair')))`;
const OR_MANAGES = `(${READS} OR (SELECT actor_has_role('manager')))`;

const secured = (...tables: string[]): string =>
  tables
    .map((table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`)
    .join('\n');

const appendOnly = (...tables: string[]): string =>
  tables
    .map(
      (table) =>
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();`,
    )
    .join('\n');

const REPORTS = `
  CREATE TABLE quarterly_reports (
    id uuid CONSTRAINT quarterly_reports_pk PRIMARY KEY,
    period_from date NOT NULL,
    period_until date NOT NULL,
    number integer NOT NULL CONSTRAINT quarterly_reports_number_counts CHECK (number > 0),
    status text NOT NULL DEFAULT 'draft' CONSTRAINT quarterly_reports_status_known CHECK (status IN ('draft','issued')),
    due_on date NOT NULL,
    change_note text NOT NULL DEFAULT '',
    made_by uuid NOT NULL CONSTRAINT quarterly_reports_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    issued_by uuid CONSTRAINT quarterly_reports_issued_by_fk REFERENCES users,
    issued_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT quarterly_reports_once UNIQUE (period_until, number),
    CONSTRAINT quarterly_reports_period CHECK (period_from <= period_until),
    CONSTRAINT quarterly_reports_issued_by_somebody CHECK
      ((status = 'issued') = (issued_by IS NOT NULL) AND (status = 'issued') = (issued_at IS NOT NULL)),
    CONSTRAINT quarterly_reports_new_versions_say_why CHECK (number = 1 OR length(trim(change_note)) > 0)
  );
  CREATE UNIQUE INDEX quarterly_reports_one_draft ON quarterly_reports (period_until) WHERE status = 'draft';
  COMMENT ON TABLE quarterly_reports IS 'The report of one quarter to the partnership. What was issued stays; a later version is a new row that says why.';
  CREATE FUNCTION refuse_change_of_issued() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status = 'issued' THEN
      RAISE EXCEPTION 'an issued report is not changed' USING ERRCODE = 'TC002';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER quarterly_reports_issued BEFORE UPDATE ON quarterly_reports FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued();
  CREATE TRIGGER quarterly_reports_version BEFORE UPDATE ON quarterly_reports FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  CREATE TABLE report_narratives (
    id uuid CONSTRAINT report_narratives_pk PRIMARY KEY,
    report_id uuid NOT NULL CONSTRAINT report_narratives_report_fk REFERENCES quarterly_reports,
    section text NOT NULL CONSTRAINT report_narratives_section_known CHECK (section IN ('summary','figures','actions','risks','learning','next_quarter')),
    text text NOT NULL,
    written_by uuid NOT NULL CONSTRAINT report_narratives_written_by_fk REFERENCES users,
    written_at timestamptz NOT NULL
  );
  CREATE INDEX report_narratives_report_index ON report_narratives (report_id, section, written_at DESC);
  COMMENT ON TABLE report_narratives IS 'What somebody writes in a box of the report, with their name; the newest of a box counts.';
  CREATE TABLE report_packs (
    report_id uuid CONSTRAINT report_packs_pk PRIMARY KEY CONSTRAINT report_packs_report_fk REFERENCES quarterly_reports,
    content jsonb NOT NULL,
    frozen_at timestamptz NOT NULL
  );
  COMMENT ON TABLE report_packs IS 'The report as it was issued: internal, with small numbers, without a name.';
  ${appendOnly('report_narratives', 'report_packs')}
  ${secured('quarterly_reports', 'report_narratives', 'report_packs')}
  CREATE POLICY quarterly_reports_see ON quarterly_reports FOR SELECT TO cohort_app USING (${OR_MANAGES});
  CREATE POLICY quarterly_reports_make ON quarterly_reports FOR INSERT TO cohort_app WITH CHECK (made_by = (SELECT actor_id()) AND ${WRITES});
  CREATE POLICY quarterly_reports_issue ON quarterly_reports FOR UPDATE TO cohort_app USING (${WRITES}) WITH CHECK (${WRITES});
  CREATE POLICY quarterly_reports_system ON quarterly_reports FOR SELECT TO cohort_system USING (true);
  CREATE POLICY report_narratives_see ON report_narratives FOR SELECT TO cohort_app USING (${OR_MANAGES});
  CREATE POLICY report_narratives_write ON report_narratives FOR INSERT TO cohort_app WITH CHECK (written_by = (SELECT actor_id()) AND ${OR_MANAGES});
  CREATE POLICY report_packs_see ON report_packs FOR SELECT TO cohort_app USING (${READS});
  CREATE POLICY report_packs_freeze ON report_packs FOR INSERT TO cohort_app WITH CHECK (${WRITES});
  GRANT SELECT, INSERT ON quarterly_reports, report_narratives, report_packs TO cohort_app;
  GRANT UPDATE (status, issued_by, issued_at, version) ON quarterly_reports TO cohort_app;
  GRANT SELECT ON quarterly_reports TO cohort_system;`;

const PUBLICATIONS = `
  CREATE TABLE figure_publications (
    id uuid CONSTRAINT figure_publications_pk PRIMARY KEY,
    report_id uuid NOT NULL CONSTRAINT figure_publications_report_fk REFERENCES quarterly_reports CONSTRAINT figure_publications_once UNIQUE,
    mode text NOT NULL CONSTRAINT figure_publications_mode_known CHECK (mode IN ('suppress','round')),
    threshold integer NOT NULL,
    base integer NOT NULL,
    is_zero_small boolean NOT NULL,
    least_for_share integer NOT NULL,
    content jsonb NOT NULL,
    published_by uuid NOT NULL CONSTRAINT figure_publications_published_by_fk REFERENCES users,
    published_at timestamptz NOT NULL
  );
  COMMENT ON TABLE figure_publications IS 'What was made publishable, by whom, when, of which version, with which rule for small numbers. Later publications are protected against these.';
  ${appendOnly('figure_publications')}
  ${secured('figure_publications')}
  CREATE POLICY figure_publications_see ON figure_publications FOR SELECT TO cohort_app USING (${OR_MANAGES});
  CREATE POLICY figure_publications_make ON figure_publications FOR INSERT TO cohort_app WITH CHECK (published_by = (SELECT actor_id()) AND ${WRITES});
  GRANT SELECT, INSERT ON figure_publications TO cohort_app;`;

const TOP_FIVE = `
  CREATE TABLE top_five_lists (
    id uuid CONSTRAINT top_five_lists_pk PRIMARY KEY,
    period_until date NOT NULL CONSTRAINT top_five_lists_once UNIQUE,
    confirmed_by uuid NOT NULL CONSTRAINT top_five_lists_confirmed_by_fk REFERENCES users,
    confirmed_at timestamptz NOT NULL
  );
  CREATE TABLE top_five_people (
    id uuid CONSTRAINT top_five_people_pk PRIMARY KEY,
    list_id uuid NOT NULL CONSTRAINT top_five_people_list_fk REFERENCES top_five_lists,
    individual_id uuid NOT NULL CONSTRAINT top_five_people_individual_fk REFERENCES individuals,
    place integer NOT NULL CONSTRAINT top_five_people_place CHECK (place BETWEEN 1 AND 5),
    reason text NOT NULL CONSTRAINT top_five_people_say_why CHECK (length(trim(reason)) > 0),
    CONSTRAINT top_five_people_place_once UNIQUE (list_id, place),
    CONSTRAINT top_five_people_person_once UNIQUE (list_id, individual_id)
  );
  CREATE INDEX top_five_people_individual_index ON top_five_people (individual_id);
  COMMENT ON TABLE top_five_lists IS 'The five repeat perpetrators a chair confirmed for a quarter: frozen, one list a quarter.';
  ${appendOnly('top_five_lists', 'top_five_people')}
  ${secured('top_five_lists', 'top_five_people')}
  CREATE POLICY top_five_lists_see ON top_five_lists FOR SELECT TO cohort_app USING (${OR_MANAGES});
  CREATE POLICY top_five_lists_confirm ON top_five_lists FOR INSERT TO cohort_app
    WITH CHECK (confirmed_by = (SELECT actor_id()) AND (SELECT actor_has_role('panel_chair')));
  CREATE POLICY top_five_people_of_visible ON top_five_people TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id))
    WITH CHECK (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND (SELECT actor_has_role('panel_chair')));
  CREATE POLICY top_five_people_not_added_by_grant ON top_five_people AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY top_five_lists_system ON top_five_lists FOR SELECT TO cohort_system USING (true);
  CREATE POLICY top_five_people_system ON top_five_people FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT ON top_five_lists, top_five_people TO cohort_app;
  GRANT SELECT ON top_five_lists, top_five_people TO cohort_system;`;

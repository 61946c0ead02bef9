import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long records are kept, as data; which are past their date; what must stay because of an inquiry or a claim; and who asked
 * for a record to be deleted, who decided, and that it happened. The deletion itself is in the next migration.
 */
export class Retention1795305600360 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RULES);
    await queryRunner.query(HOLDS);
    await queryRunner.query(ERASURES);
    await queryRunner.query(PAST_THEIR_DATE);
    await queryRunner.query(BY_REFERENCE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION record_by_reference(text);
      DROP FUNCTION records_past_their_date(date);
      DROP POLICY notes_last_work ON notes;
      REVOKE SELECT (individual_id, recorded_at) ON notes FROM cohort_system;
      DROP TABLE erasures, legal_holds, retention_rules;`);
  }
}

/** Suggested periods of the partnership's law paper (3.7); each is the partnership's own decision, so governance may change it. */
const RULES = `
  CREATE TABLE retention_rules (
    kind text CONSTRAINT retention_rules_pk PRIMARY KEY,
    subject_kind text NOT NULL CONSTRAINT retention_rules_subject_known CHECK (subject_kind IN ('individual','referral')),
    from_event text NOT NULL,
    months integer NOT NULL CONSTRAINT retention_rules_months_sane CHECK (months BETWEEN 1 AND 1200),
    until_age integer CONSTRAINT retention_rules_age_sane CHECK (until_age BETWEEN 18 AND 100),
    legal_basis text NOT NULL,
    source text NOT NULL,
    changed_by uuid CONSTRAINT retention_rules_changed_by_fk REFERENCES users,
    changed_at timestamptz,
    version integer NOT NULL DEFAULT 1
  );
  COMMENT ON TABLE retention_rules IS 'How long what is kept: from which event, how many months, and until which birthday if that is later.';
  ALTER TABLE retention_rules ENABLE ROW LEVEL SECURITY; ALTER TABLE retention_rules FORCE ROW LEVEL SECURITY;
  CREATE POLICY retention_rules_read ON retention_rules FOR SELECT TO cohort_app USING (true);
  CREATE POLICY retention_rules_change ON retention_rules FOR UPDATE TO cohort_app
    USING ((SELECT actor_has_role('governance'))) WITH CHECK (changed_by = (SELECT actor_id()));
  CREATE POLICY retention_rules_system ON retention_rules FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON retention_rules TO cohort_app, cohort_system;
  GRANT UPDATE (months, until_age, changed_by, changed_at, version) ON retention_rules TO cohort_app;
  CREATE TRIGGER retention_rules_version BEFORE UPDATE ON retention_rules FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  ALTER TABLE retention_rules NO FORCE ROW LEVEL SECURITY;
  INSERT INTO retention_rules (kind, subject_kind, from_event, months, until_age, legal_basis, source) VALUES
    ('left_as_child', 'individual', 'left the cohort under 18', 72, 25,
     'UK GDPR Article 5(1)(e); Data Protection Act 2018 section 39',
     'Suggested: the later of the 25th birthday and six years after exit. Local decision.'),
    ('left_as_adult', 'individual', 'left the cohort at 18 or over', 72, NULL,
     'UK GDPR Article 5(1)(e); Data Protection Act 2018 section 39', 'Suggested: six years after exit. Local decision.'),
    ('never_in_cohort', 'individual', 'last work on a record that was never in the cohort', 12, NULL,
     'UK GDPR Article 5(1)(e)', 'Suggested: six months to one year. Local decision.'),
    ('referral_not_taken_up', 'referral', 'answered, and not taken up', 12, NULL,
     'UK GDPR Article 5(1)(e)', 'Suggested: six months to one year. Local decision.');
  ALTER TABLE retention_rules FORCE ROW LEVEL SECURITY;`;

const HOLDS = `
  CREATE TABLE legal_holds (
    id uuid CONSTRAINT legal_holds_pk PRIMARY KEY,
    subject_kind text NOT NULL CONSTRAINT legal_holds_subject_known CHECK (subject_kind IN ('individual','referral')),
    subject_id uuid NOT NULL,
    reference text NOT NULL,
    kind text NOT NULL CONSTRAINT legal_holds_kind_known
      CHECK (kind IN ('inquiry','legal_claim','rights_request','practice_review','investigation')),
    basis text NOT NULL CONSTRAINT legal_holds_have_a_basis CHECK (length(trim(basis)) > 0),
    placed_by uuid NOT NULL CONSTRAINT legal_holds_placed_by_fk REFERENCES users,
    placed_at timestamptz NOT NULL,
    ended_by uuid CONSTRAINT legal_holds_ended_by_fk REFERENCES users,
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT legal_holds_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL))
  );
  CREATE INDEX legal_holds_subject_index ON legal_holds (subject_id) WHERE ended_at IS NULL;
  COMMENT ON TABLE legal_holds IS 'What must not be deleted, whatever its date. By reference alone: no names here.';
  ALTER TABLE legal_holds ENABLE ROW LEVEL SECURITY; ALTER TABLE legal_holds FORCE ROW LEVEL SECURITY;
  CREATE POLICY legal_holds_governance ON legal_holds TO cohort_app USING ((SELECT actor_has_role('governance'))
    AND subject_id <> ALL ((SELECT restricted_individuals())::uuid[])) WITH CHECK ((SELECT actor_has_role('governance')));
  CREATE POLICY legal_holds_system ON legal_holds TO cohort_system USING (true);
  GRANT SELECT, INSERT ON legal_holds TO cohort_app;
  GRANT UPDATE (ended_by, ended_at, version) ON legal_holds TO cohort_app;
  GRANT SELECT, DELETE ON legal_holds TO cohort_system;
  CREATE TRIGGER legal_holds_version BEFORE UPDATE ON legal_holds FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const ERASURES = `
  CREATE TABLE erasures (
    id uuid CONSTRAINT erasures_pk PRIMARY KEY,
    subject_kind text NOT NULL CONSTRAINT erasures_subject_known CHECK (subject_kind IN ('individual','referral')),
    subject_id uuid,
    reference text,
    ground text NOT NULL CONSTRAINT erasures_ground_known CHECK (ground IN ('past_date','person_asked','kept_in_error')),
    rule text CONSTRAINT erasures_rule_fk REFERENCES retention_rules,
    was_due_on date,
    reason text,
    asked_by uuid NOT NULL CONSTRAINT erasures_asked_by_fk REFERENCES users,
    asked_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'waiting' CONSTRAINT erasures_status_known
      CHECK (status IN ('waiting','done','refused','withdrawn')),
    decided_by uuid CONSTRAINT erasures_decided_by_fk REFERENCES users,
    decided_at timestamptz,
    refusal text,
    counts jsonb,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT erasures_by_two_people CHECK (status <> 'done' OR decided_by <> asked_by),
    CONSTRAINT erasures_decision_is_whole CHECK
      ((status = 'waiting') = (decided_by IS NULL) AND (status = 'waiting') = (decided_at IS NULL)),
    CONSTRAINT erasures_by_their_date_have_a_rule CHECK ((ground = 'past_date') = (rule IS NOT NULL AND was_due_on IS NOT NULL)),
    CONSTRAINT erasures_done_name_nobody CHECK (status <> 'done' OR
      (subject_id IS NULL AND reference IS NULL AND reason IS NULL AND refusal IS NULL AND counts IS NOT NULL)),
    CONSTRAINT erasures_open_are_about_something CHECK (status = 'done' OR (subject_id IS NOT NULL AND reference IS NOT NULL AND reason IS NOT NULL))
  );
  CREATE UNIQUE INDEX erasures_one_waiting ON erasures (subject_id) WHERE status = 'waiting';
  CREATE INDEX erasures_subject_index ON erasures (subject_id);
  COMMENT ON TABLE erasures IS 'That somebody asked for a record to be deleted and what another decided. Once done: what kind, when, by whom, under which rule, how many rows, and nothing about the person.';
  ALTER TABLE erasures ENABLE ROW LEVEL SECURITY; ALTER TABLE erasures FORCE ROW LEVEL SECURITY;
  CREATE POLICY erasures_governance ON erasures FOR SELECT TO cohort_app USING ((SELECT actor_has_role('governance'))
    AND (subject_id IS NULL OR subject_id <> ALL ((SELECT restricted_individuals())::uuid[])));
  CREATE POLICY erasures_of_visible ON erasures FOR SELECT TO cohort_app USING (subject_kind = 'individual'
    AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = subject_id));
  CREATE POLICY erasures_ask ON erasures FOR INSERT TO cohort_app WITH CHECK (asked_by = (SELECT actor_id()) AND status = 'waiting'
    AND ((SELECT actor_has_role('governance')) OR subject_kind = 'individual'
      AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = subject_id)));
  CREATE POLICY erasures_not_asked_by_grant ON erasures AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (subject_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY erasures_close ON erasures FOR UPDATE TO cohort_app USING (status = 'waiting'
      AND (asked_by = (SELECT actor_id()) OR (SELECT actor_has_role('governance'))))
    WITH CHECK (decided_by = (SELECT actor_id()) AND status IN ('refused','withdrawn'));
  CREATE POLICY erasures_system ON erasures TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON erasures TO cohort_app;
  GRANT UPDATE (status, decided_by, decided_at, refusal, version) ON erasures TO cohort_app;
  GRANT SELECT, UPDATE ON erasures TO cohort_system;
  CREATE TRIGGER erasures_version BEFORE UPDATE ON erasures FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

/** Governance reads no case: a reference, a rule and a day. Restricted records are not there while they are restricted. */
const PAST_THEIR_DATE = `
  CREATE POLICY notes_last_work ON notes FOR SELECT TO cohort_system USING (true);
  GRANT SELECT (individual_id, recorded_at) ON notes TO cohort_system;
  CREATE FUNCTION records_past_their_date(today date)
    RETURNS TABLE (subject_kind text, subject_id uuid, reference text, rule text, due_on date, is_held boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH periods AS (
      SELECT m.individual_id, max(m.ended_on) AS left_on, bool_or(m.ended_on IS NULL) AS is_in FROM cohort_memberships m GROUP BY 1
    ), worked AS (
      SELECT i.id, greatest(i.created_at, (SELECT max(coalesce(s.ended_at, s.started_at)) FROM assignments s WHERE s.individual_id = i.id),
          (SELECT max(n.recorded_at) FROM notes n WHERE n.individual_id = i.id),
          (SELECT max(g.recorded_at) FROM screenings g WHERE g.individual_id = i.id)) AT TIME ZONE 'Europe/London' AS last_at
        FROM individuals i WHERE NOT EXISTS (SELECT 1 FROM periods p WHERE p.individual_id = i.id)
         AND NOT EXISTS (SELECT 1 FROM assignments s WHERE s.individual_id = i.id AND s.ended_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.individual_id = i.id AND r.status IN ('awaiting_triage','more_information'))
    ), due AS (
      -- Without a date of birth: as if ten years old when they left, the youngest a cohort takes, so that nothing goes too early.
      SELECT 'individual' AS subject_kind, i.id, i.reference, r.kind,
             greatest((p.left_on + make_interval(months => r.months))::date,
               (coalesce(i.date_of_birth, p.left_on - interval '10 years') + make_interval(years => r.until_age))::date) AS due_on
        FROM periods p JOIN individuals i ON i.id = p.individual_id JOIN retention_rules r ON r.kind =
          CASE WHEN coalesce(i.date_of_birth, p.left_on) + interval '18 years' > p.left_on THEN 'left_as_child' ELSE 'left_as_adult' END
       WHERE NOT p.is_in
      UNION ALL
      SELECT 'individual', i.id, i.reference, r.kind, (w.last_at + make_interval(months => r.months))::date
        FROM worked w JOIN individuals i ON i.id = w.id JOIN retention_rules r ON r.kind = 'never_in_cohort'
      UNION ALL
      SELECT 'referral', f.id, f.reference, r.kind, (f.answered_at AT TIME ZONE 'Europe/London' + make_interval(months => r.months))::date
        FROM referrals f JOIN retention_rules r ON r.kind = 'referral_not_taken_up'
       WHERE f.individual_id IS NULL AND f.status IN ('redirected','no_further_action')
    )
    SELECT d.subject_kind, d.id, d.reference, d.kind, d.due_on,
           EXISTS (SELECT 1 FROM legal_holds h WHERE h.subject_id = d.id AND h.ended_at IS NULL)
      FROM due d WHERE (SELECT actor_has_role('governance')) AND d.due_on <= today
       AND d.id <> ALL ((SELECT restricted_individuals())::uuid[]) $$;
  COMMENT ON FUNCTION records_past_their_date(date) IS
    'For governance alone: which records the rules say to delete, by reference. No names, no content, nothing restricted.';
  ALTER FUNCTION records_past_their_date(date) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION records_past_their_date(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION records_past_their_date(date) TO cohort_app;`;

const BY_REFERENCE = `
  CREATE FUNCTION record_by_reference(wanted text) RETURNS TABLE (subject_kind text, subject_id uuid, reference text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'individual', i.id, i.reference FROM individuals i
     WHERE (SELECT actor_has_role('governance')) AND i.reference = wanted AND NOT i.is_restricted
    UNION ALL
    SELECT 'referral', r.id, r.reference FROM referrals r WHERE (SELECT actor_has_role('governance')) AND r.reference = wanted
       AND (r.individual_id IS NULL OR r.individual_id <> ALL ((SELECT restricted_individuals())::uuid[])) $$;
  COMMENT ON FUNCTION record_by_reference(text) IS 'For governance alone: the record that a reference names, and nothing of what is in it.';
  ALTER FUNCTION record_by_reference(text) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION record_by_reference(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION record_by_reference(text) TO cohort_app;`;

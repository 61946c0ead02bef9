import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an agency brings somebody to notice: the referral, what was added to it, what was decided, and who was told. */
export class Referrals1795305600230 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HIDDEN_SQL);
    await queryRunner.query(REFERRALS_SQL);
    await queryRunner.query(DECISIONS_SQL);
    await queryRunner.query(NOTICES_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION tell_of_untriaged(date, timestamptz);
      DROP TABLE referral_notices, referral_decisions, referral_entries, referrals;
      DROP SEQUENCE referral_reference_number;
      DROP FUNCTION is_restricted_from_actor(uuid);
    `);
  }
}

const HIDDEN_SQL = `
  CREATE FUNCTION is_restricted_from_actor(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT i.is_restricted AND NOT i.access_keys && actor_access_keys() FROM individuals i WHERE i.id = wanted), false) $$;
  COMMENT ON FUNCTION is_restricted_from_actor(uuid) IS
    'For policies of what names an individual without being a part of the case: whether that person is restricted and the actor is not among the named.';
  ALTER FUNCTION is_restricted_from_actor(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION is_restricted_from_actor(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION is_restricted_from_actor(uuid) TO cohort_app;
`;

const REFERRALS_SQL = `
  CREATE SEQUENCE referral_reference_number;
  GRANT USAGE ON SEQUENCE referral_reference_number TO cohort_app;

  CREATE TABLE referrals (
    id uuid CONSTRAINT referrals_pk PRIMARY KEY,
    reference text NOT NULL CONSTRAINT referrals_reference_unique UNIQUE,
    panel_id uuid NOT NULL CONSTRAINT referrals_panel_fk REFERENCES panels,
    individual_id uuid CONSTRAINT referrals_individual_fk REFERENCES individuals,
    given_name text NOT NULL CONSTRAINT referrals_given_name_said CHECK (length(trim(given_name)) > 0),
    family_name text NOT NULL CONSTRAINT referrals_family_name_said CHECK (length(trim(family_name)) > 0),
    date_of_birth date,
    search_name text NOT NULL,
    kind text NOT NULL CONSTRAINT referrals_kind_known CHECK (kind IN ('proactive','reactive')),
    reason text NOT NULL CONSTRAINT referrals_reason_said CHECK (length(trim(reason)) > 0),
    happened_on date,
    is_experiencing boolean,
    is_perpetrating boolean,
    is_told text NOT NULL CONSTRAINT referrals_is_told_known CHECK (is_told IN ('yes','no','not_safe')),
    on_behalf_of text,
    referred_by uuid NOT NULL CONSTRAINT referrals_referred_by_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT referrals_agency_fk REFERENCES agencies,
    referred_at timestamptz NOT NULL,
    triage_due_on date NOT NULL,
    status text NOT NULL DEFAULT 'awaiting_triage' CONSTRAINT referrals_status_known CHECK (status IN
      ('awaiting_triage','more_information','accepted','redirected','no_further_action')),
    answer text,
    redirected_to text,
    answered_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT referrals_reactive_says_when CHECK (kind = 'proactive' OR happened_on IS NOT NULL),
    CONSTRAINT referrals_answer_is_whole CHECK ((status = 'awaiting_triage') OR (answer IS NOT NULL AND answered_at IS NOT NULL)),
    CONSTRAINT referrals_redirected_somewhere CHECK ((status = 'redirected') = (redirected_to IS NOT NULL)),
    CONSTRAINT referrals_accepted_about_somebody CHECK (status <> 'accepted' OR individual_id IS NOT NULL)
  );
  CREATE INDEX referrals_waiting_index ON referrals (panel_id, triage_due_on) WHERE status IN ('awaiting_triage','more_information');
  CREATE INDEX referrals_panel_index ON referrals (panel_id, referred_at DESC, id DESC);
  CREATE INDEX referrals_referred_by_index ON referrals (referred_by, referred_at DESC, id DESC);
  CREATE INDEX referrals_individual_index ON referrals (individual_id);
  CREATE INDEX referrals_agency_index ON referrals (agency_id);
  CREATE INDEX referrals_search_index ON referrals USING gin (search_name gin_trgm_ops);
  COMMENT ON TABLE referrals IS 'Somebody brought to notice by an agency. Seen by who made it and by the panel that triages it: it opens no case to either.';
  COMMENT ON COLUMN referrals.individual_id IS 'Whom it is about, as far as they are on record: named by the referrer, or made or linked when it was accepted.';
  COMMENT ON COLUMN referrals.is_experiencing IS 'null is "not known": never read as no.';
  COMMENT ON COLUMN referrals.is_told IS 'Whether the person or family knows of the referral; not_safe: telling them would put somebody at risk.';
  COMMENT ON COLUMN referrals.on_behalf_of IS 'Whose worry it is, when that is not the one who writes: a parent, a resident, the person.';
  COMMENT ON COLUMN referrals.answer IS 'What the referrer is told. The reasons of the panel are in referral_decisions and not theirs to read.';
  COMMENT ON COLUMN referrals.triage_due_on IS 'The last working day on which it must have been triaged; starts anew when the referrer has answered a question.';

  ALTER TABLE referrals ENABLE ROW LEVEL SECURITY; ALTER TABLE referrals FORCE ROW LEVEL SECURITY;
  CREATE POLICY referrals_own ON referrals TO cohort_app
    USING (referred_by = (SELECT actor_id()))
    WITH CHECK (referred_by = (SELECT actor_id()));
  CREATE POLICY referrals_of_panel ON referrals FOR SELECT TO cohort_app
    USING (panel_id = ANY ((SELECT actor_access_keys())::uuid[]) AND NOT is_restricted_from_actor(individual_id));
  CREATE POLICY referrals_panel_triages ON referrals FOR UPDATE TO cohort_app
    USING (panel_id = ANY ((SELECT actor_access_keys())::uuid[]) AND NOT is_restricted_from_actor(individual_id))
    WITH CHECK (panel_id = ANY ((SELECT actor_access_keys())::uuid[]));
  CREATE POLICY referrals_start_waiting ON referrals AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (status = 'awaiting_triage'
      AND (individual_id IS NULL OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id AND NOT i.is_restricted)));
  CREATE POLICY referrals_decided_by_panel ON referrals AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (status IN ('awaiting_triage','more_information'))
    WITH CHECK (status = 'awaiting_triage' OR panel_id = ANY ((SELECT actor_access_keys())::uuid[]));
  CREATE POLICY referrals_not_added_by_grant ON referrals AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY referrals_not_changed_by_grant ON referrals AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true)
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY referrals_system ON referrals FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT ON referrals TO cohort_app;
  GRANT UPDATE (individual_id, triage_due_on, status, answer, redirected_to, answered_at, version) ON referrals TO cohort_app;
  GRANT SELECT ON referrals TO cohort_system;
  CREATE TRIGGER referrals_version BEFORE UPDATE ON referrals FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

  CREATE TABLE referral_entries (
    id uuid CONSTRAINT referral_entries_pk PRIMARY KEY,
    referral_id uuid NOT NULL CONSTRAINT referral_entries_referral_fk REFERENCES referrals,
    text text NOT NULL CONSTRAINT referral_entries_say_something CHECK (length(trim(text)) > 0),
    author_id uuid NOT NULL CONSTRAINT referral_entries_author_fk REFERENCES users,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX referral_entries_referral_index ON referral_entries (referral_id, recorded_at, id);
  CREATE INDEX referral_entries_author_index ON referral_entries (author_id);
  COMMENT ON TABLE referral_entries IS 'What the referrer added afterwards, often to a question of the panel. Added to, never overwritten.';
  ALTER TABLE referral_entries ENABLE ROW LEVEL SECURITY; ALTER TABLE referral_entries FORCE ROW LEVEL SECURITY;
  CREATE POLICY referral_entries_of_visible ON referral_entries FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id));
  CREATE POLICY referral_entries_by_referrer ON referral_entries FOR INSERT TO cohort_app
    WITH CHECK (author_id = (SELECT actor_id())
      AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.referred_by = (SELECT actor_id())));
  GRANT SELECT, INSERT ON referral_entries TO cohort_app;
`;

const DECISIONS_SQL = `
  CREATE TABLE referral_decisions (
    id uuid CONSTRAINT referral_decisions_pk PRIMARY KEY,
    referral_id uuid NOT NULL CONSTRAINT referral_decisions_referral_fk REFERENCES referrals,
    decision text NOT NULL CONSTRAINT referral_decisions_decision_known CHECK (decision IN
      ('accept','redirect','no_further_action','more_information')),
    reason text NOT NULL CONSTRAINT referral_decisions_have_reason CHECK (length(trim(reason)) > 0),
    answer text NOT NULL CONSTRAINT referral_decisions_answer_the_referrer CHECK (length(trim(answer)) > 0),
    was_due_on date NOT NULL,
    decided_by uuid NOT NULL CONSTRAINT referral_decisions_decided_by_fk REFERENCES users,
    decided_on date NOT NULL,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX referral_decisions_referral_index ON referral_decisions (referral_id, recorded_at, id);
  CREATE INDEX referral_decisions_decided_by_index ON referral_decisions (decided_by);
  COMMENT ON TABLE referral_decisions IS 'Each decision of triage with its reasons, for the panel alone. Added to, never overwritten.';
  COMMENT ON COLUMN referral_decisions.was_due_on IS 'The clock it was decided against: late or in time is read from the row.';
  ALTER TABLE referral_decisions ENABLE ROW LEVEL SECURITY; ALTER TABLE referral_decisions FORCE ROW LEVEL SECURITY;
  CREATE POLICY referral_decisions_of_panel ON referral_decisions TO cohort_app
    USING (EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.panel_id = ANY ((SELECT actor_access_keys())::uuid[])))
    WITH CHECK (decided_by = (SELECT actor_id())
      AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.panel_id = ANY ((SELECT actor_access_keys())::uuid[])));
  GRANT SELECT, INSERT ON referral_decisions TO cohort_app;
`;

const NOTICES_SQL = `
  CREATE TABLE referral_notices (
    id uuid CONSTRAINT referral_notices_pk PRIMARY KEY,
    referral_id uuid NOT NULL CONSTRAINT referral_notices_referral_fk REFERENCES referrals,
    recipient_id uuid NOT NULL CONSTRAINT referral_notices_recipient_fk REFERENCES users,
    kind text NOT NULL CONSTRAINT referral_notices_kind_known CHECK (kind IN ('made','added_to','answered','overdue')),
    made_by uuid NOT NULL CONSTRAINT referral_notices_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    sent_at timestamptz
  );
  CREATE INDEX referral_notices_referral_index ON referral_notices (referral_id);
  CREATE INDEX referral_notices_recipient_index ON referral_notices (recipient_id);
  CREATE INDEX referral_notices_made_by_index ON referral_notices (made_by);
  COMMENT ON TABLE referral_notices IS 'One mail owed to one person about one referral: to the chairs that it came, was added to or is late, to the referrer that it was answered.';
  ALTER TABLE referral_notices ENABLE ROW LEVEL SECURITY; ALTER TABLE referral_notices FORCE ROW LEVEL SECURITY;
  CREATE POLICY referral_notices_own ON referral_notices FOR SELECT TO cohort_app USING (recipient_id = (SELECT actor_id()));
  CREATE POLICY referral_notices_make ON referral_notices FOR INSERT TO cohort_app
    WITH CHECK (made_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id));
  CREATE POLICY referral_notices_worker ON referral_notices TO cohort_app USING ((SELECT actor_id()) = system_user_id());
  CREATE POLICY referral_notices_system ON referral_notices TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON referral_notices TO cohort_app;
  GRANT UPDATE (sent_at) ON referral_notices TO cohort_app;
  GRANT SELECT, INSERT ON referral_notices TO cohort_system;

  CREATE FUNCTION tell_of_untriaged(today date, at timestamptz) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM refuse_all_but_the_service();
    RETURN QUERY
    INSERT INTO referral_notices (id, referral_id, recipient_id, kind, made_by, made_at)
    SELECT gen_random_uuid(), r.id, u.id, 'overdue', system_user_id(), at
      FROM referrals r
      JOIN panel_members p ON p.panel_id = r.panel_id AND p.ended_at IS NULL
      JOIN users u ON u.id = p.user_id AND u.status = 'active' AND 'panel_chair' = ANY (u.roles)
     WHERE r.status = 'awaiting_triage' AND r.triage_due_on < today
       AND (r.individual_id IS NULL OR NOT EXISTS (SELECT 1 FROM individuals i WHERE i.id = r.individual_id
              AND i.is_restricted AND NOT i.access_keys @> ARRAY[u.id]))
       AND NOT EXISTS (SELECT 1 FROM referral_notices n WHERE n.referral_id = r.id AND n.recipient_id = u.id
              AND n.kind = 'overdue' AND n.made_at::date >= r.triage_due_on)
    RETURNING id;
  END $$;
  COMMENT ON FUNCTION tell_of_untriaged(date, timestamptz) IS
    'A mail to each chair for each referral whose triage is late, once a clock. Gives the ids of the notices; a restricted person is told of only to the named.';
  ALTER FUNCTION tell_of_untriaged(date, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION tell_of_untriaged(date, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION tell_of_untriaged(date, timestamptz) TO cohort_app;
`;

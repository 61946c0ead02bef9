import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Handing on what a person holds: the guided step, what it moved, what was given back, and who was told. */
export class Handovers1795305600160 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HANDOVERS);
    await queryRunner.query(NOTICES);
    await queryRunner.query(OWNERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP POLICY panel_members_chair_ends ON panel_members;
      DROP POLICY panel_members_chair_seats ON panel_members;
      DROP TABLE action_owner_changes;
      DROP FUNCTION tell_of_person_gone(uuid, timestamptz);
      DROP FUNCTION handover_notice_references(uuid);
      DROP TABLE handover_notices, handover_returns, handover_moves, handovers;
    `);
  }
}

const HANDOVERS = `
  CREATE TABLE handovers (
    id uuid CONSTRAINT handovers_pk PRIMARY KEY,
    from_user_id uuid CONSTRAINT handovers_from_user_fk REFERENCES users,
    individual_ids uuid[] NOT NULL DEFAULT '{}',
    reason text NOT NULL CONSTRAINT handovers_reason_known
      CHECK (reason IN ('account_ended','left_agency','long_absence','no_role','reassignment')),
    agency_id uuid NOT NULL CONSTRAINT handovers_agency_fk REFERENCES agencies,
    status text NOT NULL DEFAULT 'prepared' CONSTRAINT handovers_status_known CHECK (status IN ('prepared','confirmed','undone')),
    choices jsonb NOT NULL DEFAULT '[]',
    made_by uuid NOT NULL CONSTRAINT handovers_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    confirmed_by uuid CONSTRAINT handovers_confirmed_by_fk REFERENCES users,
    confirmed_at timestamptz,
    undone_by uuid CONSTRAINT handovers_undone_by_fk REFERENCES users,
    undone_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT handovers_from_a_person_or_cases CHECK ((from_user_id IS NULL) = (cardinality(individual_ids) > 0)),
    CONSTRAINT handovers_confirmation_is_whole CHECK
      ((status = 'prepared') = (confirmed_at IS NULL) AND (confirmed_at IS NULL) = (confirmed_by IS NULL)),
    CONSTRAINT handovers_undoing_is_whole CHECK
      ((status = 'undone') = (undone_at IS NOT NULL) AND (undone_at IS NULL) = (undone_by IS NULL)),
    CONSTRAINT handovers_undone_within_a_day CHECK (undone_at < confirmed_at + interval '24 hours')
  );
  CREATE INDEX handovers_made_by_index ON handovers (made_by, made_at DESC, id DESC);
  CREATE INDEX handovers_agency_index ON handovers (agency_id, made_at DESC, id DESC);
  CREATE INDEX handovers_from_user_index ON handovers (from_user_id);
  CREATE INDEX handovers_confirmed_by_index ON handovers (confirmed_by);
  CREATE INDEX handovers_undone_by_index ON handovers (undone_by);
  COMMENT ON TABLE handovers IS 'One guided step that hands on what a person holds, or the ticked cases of several.';
  COMMENT ON COLUMN handovers.choices IS 'Who is to hold what, as ids and the versions that were seen; what it moved is in handover_moves.';
  COMMENT ON COLUMN handovers.agency_id IS 'The agency of whoever prepared it: its managers may go on with it.';

  CREATE TABLE handover_moves (
    id uuid CONSTRAINT handover_moves_pk PRIMARY KEY,
    handover_id uuid NOT NULL CONSTRAINT handover_moves_handover_fk REFERENCES handovers,
    kind text NOT NULL CONSTRAINT handover_moves_kind_known
      CHECK (kind IN ('lead_professional','plan_owner','practitioner','action','panel_seat')),
    individual_id uuid CONSTRAINT handover_moves_individual_fk REFERENCES individuals,
    panel_id uuid CONSTRAINT handover_moves_panel_fk REFERENCES panels,
    thing_id uuid NOT NULL,
    new_thing_id uuid,
    old_holder_id uuid NOT NULL CONSTRAINT handover_moves_old_holder_fk REFERENCES users,
    old_agency_id uuid NOT NULL CONSTRAINT handover_moves_old_agency_fk REFERENCES agencies,
    new_holder_id uuid NOT NULL CONSTRAINT handover_moves_new_holder_fk REFERENCES users,
    moved_at timestamptz NOT NULL,
    CONSTRAINT handover_moves_of_a_case_or_panel CHECK ((individual_id IS NULL) = (kind = 'panel_seat') AND (panel_id IS NULL) <> (kind = 'panel_seat')),
    CONSTRAINT handover_moves_once UNIQUE (handover_id, thing_id)
  );
  CREATE INDEX handover_moves_individual_index ON handover_moves (individual_id);
  CREATE INDEX handover_moves_panel_index ON handover_moves (panel_id);
  CREATE INDEX handover_moves_old_holder_index ON handover_moves (old_holder_id);
  CREATE INDEX handover_moves_old_agency_index ON handover_moves (old_agency_id);
  CREATE INDEX handover_moves_new_holder_index ON handover_moves (new_holder_id);
  COMMENT ON TABLE handover_moves IS 'What a confirmed handover moved, never changed afterwards: who was responsible before and after.';
  COMMENT ON COLUMN handover_moves.new_thing_id IS 'The assignment or seat that was begun; null where the new holder had one already, and for an action, which stays the same record.';

  CREATE TABLE handover_returns (
    move_id uuid CONSTRAINT handover_returns_pk PRIMARY KEY CONSTRAINT handover_returns_move_fk REFERENCES handover_moves,
    outcome text NOT NULL CONSTRAINT handover_returns_outcome_known CHECK (outcome IN ('given_back','left_alone')),
    reason text,
    at timestamptz NOT NULL,
    CONSTRAINT handover_returns_says_why CHECK ((outcome = 'left_alone') = (reason IS NOT NULL))
  );
  COMMENT ON TABLE handover_returns IS 'What undoing a handover gave back, and what it left alone because it had changed since.';

  ALTER TABLE handovers ENABLE ROW LEVEL SECURITY; ALTER TABLE handovers FORCE ROW LEVEL SECURITY;
  ALTER TABLE handover_moves ENABLE ROW LEVEL SECURITY; ALTER TABLE handover_moves FORCE ROW LEVEL SECURITY;
  ALTER TABLE handover_returns ENABLE ROW LEVEL SECURITY; ALTER TABLE handover_returns FORCE ROW LEVEL SECURITY;
  CREATE POLICY handovers_own ON handovers TO cohort_app
    USING (made_by = (SELECT actor_id()) OR (agency_id = (SELECT actor_agency_id()) AND (SELECT actor_has_role('manager'))))
    WITH CHECK (made_by = (SELECT actor_id()) OR (agency_id = (SELECT actor_agency_id()) AND (SELECT actor_has_role('manager'))));
  -- Two policies: what was handed to another agency is written down though the case is out of sight by then.
  CREATE POLICY handover_moves_of_visible ON handover_moves FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM handovers h WHERE h.id = handover_id)
      AND (individual_id IS NULL OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)));
  CREATE POLICY handover_moves_make ON handover_moves FOR INSERT TO cohort_app
    WITH CHECK (EXISTS (SELECT 1 FROM handovers h WHERE h.id = handover_id));
  CREATE POLICY handover_returns_of_visible ON handover_returns FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM handover_moves m WHERE m.id = move_id));
  CREATE POLICY handover_returns_make ON handover_returns FOR INSERT TO cohort_app
    WITH CHECK (EXISTS (SELECT 1 FROM handover_moves m WHERE m.id = move_id));
  GRANT SELECT, INSERT ON handovers, handover_moves, handover_returns TO cohort_app;
  GRANT UPDATE (status, choices, confirmed_by, confirmed_at, undone_by, undone_at, version) ON handovers TO cohort_app;
  CREATE TRIGGER handovers_version BEFORE UPDATE ON handovers FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

  -- A seat goes from one member to the next by the panel's own chair; it opens that panel's cases and no other.
  CREATE POLICY panel_members_chair_seats ON panel_members FOR INSERT TO cohort_app
    WITH CHECK (panel_id = ANY ((SELECT actor_access_keys())::uuid[]) AND (SELECT actor_has_role('panel_chair')));
  CREATE POLICY panel_members_chair_ends ON panel_members FOR UPDATE TO cohort_app
    USING (panel_id = ANY ((SELECT actor_access_keys())::uuid[]) AND (SELECT actor_has_role('panel_chair')));
`;

const NOTICES = `
  CREATE TABLE handover_notices (
    id uuid CONSTRAINT handover_notices_pk PRIMARY KEY,
    recipient_id uuid NOT NULL CONSTRAINT handover_notices_recipient_fk REFERENCES users,
    kind text NOT NULL CONSTRAINT handover_notices_kind_known CHECK
      (kind IN ('received','handed_on','taken_back','given_back','person_gone','restricted_left','nobody_named','nobody_to_hand_over')),
    handover_id uuid CONSTRAINT handover_notices_handover_fk REFERENCES handovers,
    about_user_id uuid CONSTRAINT handover_notices_about_user_fk REFERENCES users,
    individual_ids uuid[] NOT NULL DEFAULT '{}',
    made_by uuid NOT NULL CONSTRAINT handover_notices_made_by_fk REFERENCES users,
    made_at timestamptz NOT NULL,
    sent_at timestamptz
  );
  CREATE UNIQUE INDEX handover_notices_once ON handover_notices (handover_id, recipient_id, kind) WHERE handover_id IS NOT NULL;
  CREATE INDEX handover_notices_recipient_index ON handover_notices (recipient_id, made_at DESC, id DESC);
  CREATE INDEX handover_notices_about_user_index ON handover_notices (about_user_id);
  CREATE INDEX handover_notices_made_by_index ON handover_notices (made_by);
  COMMENT ON TABLE handover_notices IS 'What one person is told about a handover, once: in the product, and by one mail.';
  COMMENT ON COLUMN handover_notices.individual_ids IS 'The cases meant. Read as references through handover_notice_references(), which leaves out whoever became restricted.';

  ALTER TABLE handover_notices ENABLE ROW LEVEL SECURITY; ALTER TABLE handover_notices FORCE ROW LEVEL SECURITY;
  CREATE POLICY handover_notices_own ON handover_notices FOR SELECT TO cohort_app USING (recipient_id = (SELECT actor_id()));
  CREATE POLICY handover_notices_make ON handover_notices FOR INSERT TO cohort_app WITH CHECK (made_by = (SELECT actor_id()));
  CREATE POLICY handover_notices_worker ON handover_notices TO cohort_app USING ((SELECT actor_id()) = system_user_id());
  CREATE POLICY handover_notices_system ON handover_notices TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON handover_notices TO cohort_app;
  GRANT UPDATE (sent_at) ON handover_notices TO cohort_app;
  GRANT SELECT, INSERT ON handover_notices TO cohort_system;

  CREATE FUNCTION handover_notice_references(wanted uuid) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(i.reference ORDER BY i.reference), '{}')
      FROM handover_notices n JOIN individuals i ON i.id = ANY (n.individual_ids)
     WHERE n.id = wanted AND (n.recipient_id = actor_id() OR actor_id() = system_user_id())
       AND (NOT i.is_restricted OR i.access_keys && actor_access_keys()) $$;
  COMMENT ON FUNCTION handover_notice_references(uuid) IS
    'The references a notice names, to its recipient and to the mail about it; a restricted one only to whoever may open it, and never by mail.';
  ALTER FUNCTION handover_notice_references(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION handover_notice_references(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION handover_notice_references(uuid) TO cohort_app;

  CREATE FUNCTION tell_of_person_gone(gone uuid, at timestamptz) RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    made uuid[];
  BEGIN
    IF NOT (actor_has_role('administrator') OR actor_has_role('manager') OR gone = actor_id()) THEN
      RAISE EXCEPTION 'only whoever ends an account or records an absence does this' USING ERRCODE = 'TC003';
    END IF;
    WITH held AS (
      SELECT a.individual_id, a.agency_id, true AS holds FROM assignments a WHERE a.user_id = gone AND a.ended_at IS NULL
      UNION SELECT t.individual_id, t.owner_agency_id, true FROM actions t WHERE t.owner_id = gone AND t.status = 'open'
      UNION SELECT i.id, NULL, false FROM individuals i WHERE i.is_restricted AND gone = ANY (i.restricted_to)
    ), cases AS (
      SELECT h.individual_id, h.agency_id, h.holds, i.is_restricted, i.restricted_to, i.access_keys
        FROM held h JOIN individuals i ON i.id = h.individual_id
    ), people AS (
      SELECT u.id, u.agency_id, u.roles FROM users u WHERE u.status = 'active' AND u.id <> gone
    ), managers AS (
      SELECT c.individual_id, u.id FROM cases c JOIN people u ON u.agency_id = c.agency_id AND 'manager' = ANY (u.roles)
       WHERE NOT c.is_restricted AND c.agency_id = ANY (c.access_keys)
    ), chairs AS (
      SELECT c.individual_id, u.id FROM cases c
        JOIN panel_members p ON p.panel_id = ANY (c.access_keys) AND p.ended_at IS NULL
        JOIN people u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
       WHERE NOT c.is_restricted AND c.individual_id NOT IN (SELECT individual_id FROM managers)
    ), seats AS (
      SELECT u.id FROM panel_members own
        JOIN panel_members p ON p.panel_id = own.panel_id AND p.ended_at IS NULL
        JOIN people u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
       WHERE own.user_id = gone AND own.ended_at IS NULL
    ), named AS (
      SELECT c.individual_id, c.holds, u.id FROM cases c JOIN people u ON u.id = ANY (c.restricted_to) WHERE c.is_restricted
    ), told (recipient_id, kind, individual_ids) AS (
      SELECT id, 'person_gone', '{}'::uuid[] FROM managers UNION SELECT id, 'person_gone', '{}' FROM chairs
      UNION SELECT id, 'person_gone', '{}' FROM seats
      UNION SELECT id, 'restricted_left', array_agg(DISTINCT individual_id) FROM named WHERE holds GROUP BY id
      UNION SELECT u.id, 'nobody_named', '{}' FROM people u WHERE 'governance' = ANY (u.roles) AND EXISTS
        (SELECT 1 FROM cases c WHERE c.is_restricted AND c.individual_id NOT IN (SELECT individual_id FROM named))
      UNION SELECT u.id, 'nobody_to_hand_over', '{}' FROM people u WHERE 'governance' = ANY (u.roles) AND EXISTS
        (SELECT 1 FROM cases c WHERE NOT c.is_restricted AND c.individual_id NOT IN (SELECT individual_id FROM managers)
            AND c.individual_id NOT IN (SELECT individual_id FROM chairs))
    ), noted AS (
      INSERT INTO handover_notices (id, recipient_id, kind, about_user_id, individual_ids, made_by, made_at)
      SELECT gen_random_uuid(), t.recipient_id, t.kind, gone, t.individual_ids, actor_id(), at FROM told t RETURNING id
    )
    SELECT coalesce(array_agg(id), '{}') INTO made FROM noted;
    RETURN made;
  END $$;
  COMMENT ON FUNCTION tell_of_person_gone(uuid, timestamptz) IS
    'Whoever ends an account sees no case. This tells those who may hand on what the person holds; about a restricted record its named people, and governance (without a word about whose it is) when nobody named is left. Answers ids of notices, no more.';
  ALTER FUNCTION tell_of_person_gone(uuid, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION tell_of_person_gone(uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION tell_of_person_gone(uuid, timestamptz) TO cohort_app;
`;

const OWNERS = `
  CREATE TABLE action_owner_changes (
    id uuid CONSTRAINT action_owner_changes_pk PRIMARY KEY,
    action_id uuid NOT NULL CONSTRAINT action_owner_changes_action_fk REFERENCES actions,
    individual_id uuid NOT NULL CONSTRAINT action_owner_changes_individual_fk REFERENCES individuals,
    old_owner_id uuid NOT NULL CONSTRAINT action_owner_changes_old_owner_fk REFERENCES users,
    new_owner_id uuid NOT NULL CONSTRAINT action_owner_changes_new_owner_fk REFERENCES users,
    changed_by uuid NOT NULL CONSTRAINT action_owner_changes_changed_by_fk REFERENCES users,
    changed_at timestamptz NOT NULL,
    CONSTRAINT action_owner_changes_to_another CHECK (old_owner_id <> new_owner_id)
  );
  CREATE INDEX action_owner_changes_action_index ON action_owner_changes (action_id, changed_at);
  CREATE INDEX action_owner_changes_individual_index ON action_owner_changes (individual_id);
  CREATE INDEX action_owner_changes_old_owner_index ON action_owner_changes (old_owner_id);
  CREATE INDEX action_owner_changes_new_owner_index ON action_owner_changes (new_owner_id);
  CREATE INDEX action_owner_changes_changed_by_index ON action_owner_changes (changed_by);
  COMMENT ON TABLE action_owner_changes IS 'Who owned an action until when. The action itself names the present owner alone.';
  ALTER TABLE action_owner_changes ENABLE ROW LEVEL SECURITY; ALTER TABLE action_owner_changes FORCE ROW LEVEL SECURITY;
  CREATE POLICY action_owner_changes_of_visible ON action_owner_changes FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM actions t WHERE t.id = action_id));
  CREATE POLICY action_owner_changes_make ON action_owner_changes FOR INSERT TO cohort_app
    WITH CHECK (changed_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM actions t WHERE t.id = action_id));
  GRANT SELECT, INSERT ON action_owner_changes TO cohort_app;
`;

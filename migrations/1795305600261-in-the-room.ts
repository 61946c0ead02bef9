import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is written down at a meeting beside its decisions: who was there, what was said (entries, only ever added), what
 * became of the actions of before, and who received which pack. Whoever declared a conflict of interest in a case loses it.
 */
export class InTheRoom1795305600261 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CONFLICTS);
    await queryRunner.query(ITEMS);
    await queryRunner.query(ATTENDANCE);
    await queryRunner.query(ENTRIES);
    await queryRunner.query(ANSWERS);
    await queryRunner.query(PACKS);
    await queryRunner.query(places(LOST));
    await queryRunner.query(SEALED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER meetings_sealed ON meetings;
      DROP TRIGGER meeting_items_sealed ON meeting_items;
      DROP TABLE meeting_pack_copies, meeting_action_answers, meeting_entries, meeting_attendances;
      DROP FUNCTION keep_entry_agency();
      DROP FUNCTION refuse_sealed_meeting();
      DROP FUNCTION refuse_sealed();
      DROP POLICY meetings_system ON meetings;
      REVOKE SELECT ON meetings FROM cohort_system;
      DROP POLICY meeting_items_of_unconflicted ON meeting_items;`);
    await queryRunner.query(places(`NOT i.is_restricted`));
    await queryRunner.query(`
      ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_deferred_with_a_reason, DROP CONSTRAINT meeting_items_reason_known,
        DROP COLUMN deferred_reason, DROP COLUMN deferred_by, DROP COLUMN question, DROP COLUMN tells_person, DROP COLUMN tells_referrer,
        DROP COLUMN started_at;
      ALTER TABLE meeting_items NO FORCE ROW LEVEL SECURITY;
      UPDATE meeting_items SET reason = 'added', version = version + 1
       WHERE reason IN ('escalated','stuck_plan','stepping_down','turning_18','turning_25');
      ALTER TABLE meeting_items FORCE ROW LEVEL SECURITY;
      ALTER TABLE meeting_items ADD CONSTRAINT meeting_items_reason_known CHECK (reason IN ('new','review_overdue','review_due','no_plan','added'));
      DROP TABLE panel_conflicts;
      DROP FUNCTION conflicted_cases();`);
  }
}

const OF_PANEL = `ARRAY[panel_id] && (SELECT actor_access_keys())`;
const OF_VISIBLE = `EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)`;
const UNCONFLICTED = `individual_id <> ALL ((SELECT conflicted_cases())::uuid[])`;
const NOT_BY_GRANT = `(individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]))`;
const READABLE = `(visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'
  OR (SELECT actor_agency_id()) = ANY (visible_to))`;

const protect = (table: string, isChanged: boolean): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_not_added_by_grant ON ${table} AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK ${NOT_BY_GRANT};
  ${isChanged ? `CREATE POLICY ${table}_not_changed_by_grant ON ${table} AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true) WITH CHECK ${NOT_BY_GRANT};` : ''}`;

const CONFLICTS = `
  CREATE TABLE panel_conflicts (
    id uuid CONSTRAINT panel_conflicts_pk PRIMARY KEY,
    panel_id uuid NOT NULL CONSTRAINT panel_conflicts_panel_fk REFERENCES panels,
    individual_id uuid NOT NULL CONSTRAINT panel_conflicts_individual_fk REFERENCES individuals,
    meeting_id uuid CONSTRAINT panel_conflicts_meeting_fk REFERENCES meetings,
    user_id uuid NOT NULL CONSTRAINT panel_conflicts_user_fk REFERENCES users,
    reason text NOT NULL CONSTRAINT panel_conflicts_have_a_reason CHECK (length(trim(reason)) > 0),
    declared_by uuid NOT NULL CONSTRAINT panel_conflicts_declared_by_fk REFERENCES users,
    declared_at timestamptz NOT NULL,
    ended_by uuid CONSTRAINT panel_conflicts_ended_by_fk REFERENCES users,
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT panel_conflicts_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CONSTRAINT panel_conflicts_ended_by_another CHECK (ended_by <> user_id)
  );
  CREATE UNIQUE INDEX panel_conflicts_one_open ON panel_conflicts (panel_id, individual_id, user_id) WHERE ended_at IS NULL;
  CREATE INDEX panel_conflicts_user_index ON panel_conflicts (user_id) WHERE ended_at IS NULL;
  CREATE INDEX panel_conflicts_individual_index ON panel_conflicts (individual_id);
  CREATE INDEX panel_conflicts_meeting_index ON panel_conflicts (meeting_id);
  COMMENT ON TABLE panel_conflicts IS 'A member who may not take part in a case. It lasts until somebody else on the panel ends it, so that the next agenda does not bring the case back to them.';
  ${protect('panel_conflicts', true)}
  CREATE POLICY panel_conflicts_system ON panel_conflicts FOR SELECT TO cohort_system USING (true);
  GRANT SELECT, INSERT ON panel_conflicts TO cohort_app;
  GRANT UPDATE (ended_by, ended_at, version) ON panel_conflicts TO cohort_app;
  GRANT SELECT ON panel_conflicts TO cohort_system;
  CREATE TRIGGER panel_conflicts_version BEFORE UPDATE ON panel_conflicts FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

  CREATE FUNCTION conflicted_cases() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(c.individual_id), '{}') FROM panel_conflicts c
     WHERE c.user_id = actor_id() AND c.ended_at IS NULL $$;
  COMMENT ON FUNCTION conflicted_cases() IS
    'For policies and statements of meetings: the cases in which whoever acts has declared a conflict of interest. Nobody else''s, and mostly none.';
  ALTER FUNCTION conflicted_cases() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION conflicted_cases() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION conflicted_cases() TO cohort_app;

  CREATE POLICY panel_conflicts_of_panel ON panel_conflicts FOR SELECT TO cohort_app USING (${OF_PANEL} AND ${OF_VISIBLE} AND ${UNCONFLICTED});
  CREATE POLICY panel_conflicts_own ON panel_conflicts FOR SELECT TO cohort_app USING (user_id = (SELECT actor_id()));
  CREATE POLICY panel_conflicts_declared ON panel_conflicts FOR INSERT TO cohort_app WITH CHECK (${OF_PANEL} AND ${OF_VISIBLE}
    AND declared_by = (SELECT actor_id()) AND (user_id = (SELECT actor_id()) OR (SELECT actor_has_role('panel_chair'))));
  CREATE POLICY panel_conflicts_ended ON panel_conflicts FOR UPDATE TO cohort_app
    USING (${OF_PANEL} AND ${OF_VISIBLE} AND ${UNCONFLICTED} AND (SELECT actor_has_role('panel_chair')));`;

const ITEMS = `
  CREATE POLICY meeting_items_of_unconflicted ON meeting_items AS RESTRICTIVE FOR ALL TO cohort_app USING (${UNCONFLICTED});
  ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_reason_known,
    ADD CONSTRAINT meeting_items_reason_known CHECK (reason IN ('new','review_overdue','review_due','no_plan','added',
      'escalated','stuck_plan','stepping_down','turning_18','turning_25')),
    ADD COLUMN deferred_reason text,
    ADD COLUMN deferred_by uuid CONSTRAINT meeting_items_deferred_by_fk REFERENCES users,
    ADD COLUMN question text,
    ADD COLUMN tells_person text,
    ADD COLUMN tells_referrer text,
    ADD COLUMN started_at timestamptz,
    ADD CONSTRAINT meeting_items_deferred_with_a_reason CHECK (deferred_by IS NULL
      OR (status = 'deferred' AND length(trim(deferred_reason)) > 0));
  COMMENT ON COLUMN meeting_items.deferred_reason IS 'Why the coordinator put it off; empty where the meeting did not reach it.';
  COMMENT ON COLUMN meeting_items.question IS 'What the panel is asked about this case.';
  COMMENT ON COLUMN meeting_items.tells_person IS 'Who tells the person and the family what was decided.';
  COMMENT ON COLUMN meeting_items.started_at IS 'When the panel turned to it: the decision before, or the opening of the meeting.';`;

const ATTENDANCE = `
  CREATE FUNCTION refuse_sealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM meetings m WHERE m.id = NEW.meeting_id AND m.minutes_approved_at IS NOT NULL) THEN
      RAISE EXCEPTION 'the minutes of meeting % are sealed', NEW.meeting_id USING ERRCODE = 'TC002';
    END IF;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION refuse_sealed() IS 'What approved minutes are made of is neither added to nor changed, by anybody.';
  CREATE POLICY meetings_system ON meetings FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON meetings TO cohort_system;
  ALTER FUNCTION refuse_sealed() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION refuse_sealed() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION refuse_sealed() TO cohort_app;

  CREATE TABLE meeting_attendances (
    id uuid CONSTRAINT meeting_attendances_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_attendances_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_attendances_panel_fk REFERENCES panels,
    user_id uuid NOT NULL CONSTRAINT meeting_attendances_user_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT meeting_attendances_agency_fk REFERENCES agencies,
    status text NOT NULL CONSTRAINT meeting_attendances_status_known CHECK (status IN ('present','apologies','absent')),
    accepted_at timestamptz,
    recorded_by uuid NOT NULL CONSTRAINT meeting_attendances_recorded_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT meeting_attendances_once UNIQUE (meeting_id, user_id)
  );
  CREATE INDEX meeting_attendances_agency_index ON meeting_attendances (agency_id);
  COMMENT ON TABLE meeting_attendances IS 'Who was there, with the agency they spoke for that day.';
  COMMENT ON COLUMN meeting_attendances.accepted_at IS 'When this person accepted the confidentiality statement.';
  ALTER TABLE meeting_attendances ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_attendances FORCE ROW LEVEL SECURITY;
  CREATE POLICY meeting_attendances_of_panel ON meeting_attendances TO cohort_app USING (${OF_PANEL});
  GRANT SELECT, INSERT ON meeting_attendances TO cohort_app;
  GRANT UPDATE (status, accepted_at, recorded_by, recorded_at, version) ON meeting_attendances TO cohort_app;
  CREATE TRIGGER meeting_attendances_version BEFORE UPDATE ON meeting_attendances FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  CREATE TRIGGER meeting_attendances_sealed BEFORE INSERT OR UPDATE ON meeting_attendances FOR EACH ROW EXECUTE FUNCTION refuse_sealed();`;

const ENTRIES = `
  CREATE TABLE meeting_entries (
    id uuid CONSTRAINT meeting_entries_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_entries_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_entries_panel_fk REFERENCES panels,
    item_id uuid CONSTRAINT meeting_entries_item_fk REFERENCES meeting_items,
    individual_id uuid CONSTRAINT meeting_entries_individual_fk REFERENCES individuals,
    kind text NOT NULL CONSTRAINT meeting_entries_kind_known CHECK (kind IN
      ('return','information','victims','offenders','locations','themes','view','dissent','voice','discussion','correction')),
    text text NOT NULL CONSTRAINT meeting_entries_say_something CHECK (length(trim(text)) > 0),
    corrects_id uuid CONSTRAINT meeting_entries_corrects_fk REFERENCES meeting_entries,
    visibility text NOT NULL DEFAULT 'all_agencies' CONSTRAINT meeting_entries_visibility_known
      CHECK (visibility IN ('all_agencies','named_agencies','police_only','health_only')),
    visible_to uuid[] NOT NULL DEFAULT '{}',
    is_late boolean NOT NULL DEFAULT false,
    author_id uuid NOT NULL CONSTRAINT meeting_entries_author_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT meeting_entries_agency_fk REFERENCES agencies,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT meeting_entries_of_an_item CHECK ((item_id IS NULL) = (individual_id IS NULL)),
    CONSTRAINT meeting_entries_named_agencies CHECK ((visibility = 'named_agencies') = (cardinality(visible_to) > 0)),
    CONSTRAINT meeting_entries_corrections_correct CHECK (corrects_id IS NULL OR kind = 'correction')
  );
  CREATE INDEX meeting_entries_meeting_index ON meeting_entries (meeting_id, recorded_at);
  CREATE INDEX meeting_entries_item_index ON meeting_entries (item_id);
  CREATE INDEX meeting_entries_individual_index ON meeting_entries (individual_id);
  CREATE INDEX meeting_entries_corrects_index ON meeting_entries (corrects_id);
  COMMENT ON TABLE meeting_entries IS 'What was written before, at and after a meeting: only ever added, so two people minuting at once lose no word, and a correction leaves what it corrects.';
  COMMENT ON COLUMN meeting_entries.agency_id IS 'Whose information it is: the agency of whoever wrote it, as it was then; kept by the database.';
  ${protect('meeting_entries', false)}
  CREATE POLICY meeting_entries_of_panel ON meeting_entries TO cohort_app
    USING (${OF_PANEL} AND (individual_id IS NULL OR (${OF_VISIBLE} AND ${UNCONFLICTED})) AND ${READABLE})
    WITH CHECK (${OF_PANEL} AND author_id = (SELECT actor_id())
      AND (individual_id IS NULL OR (${OF_VISIBLE} AND ${UNCONFLICTED})) AND ${READABLE});
  GRANT SELECT, INSERT ON meeting_entries TO cohort_app;
  CREATE FUNCTION keep_entry_agency() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT u.agency_id INTO NEW.agency_id FROM users u WHERE u.id = NEW.author_id;
    RETURN NEW;
  END $$;
  CREATE TRIGGER meeting_entries_agency BEFORE INSERT ON meeting_entries FOR EACH ROW EXECUTE FUNCTION keep_entry_agency();
  CREATE TRIGGER meeting_entries_sealed BEFORE INSERT OR UPDATE ON meeting_entries FOR EACH ROW EXECUTE FUNCTION refuse_sealed();`;

const ANSWERS = `
  CREATE TABLE meeting_action_answers (
    id uuid CONSTRAINT meeting_action_answers_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_action_answers_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_action_answers_panel_fk REFERENCES panels,
    action_id uuid NOT NULL CONSTRAINT meeting_action_answers_action_fk REFERENCES actions,
    individual_id uuid NOT NULL CONSTRAINT meeting_action_answers_individual_fk REFERENCES individuals,
    answer text NOT NULL CONSTRAINT meeting_action_answers_known CHECK (answer IN ('done','not_done','could_not_be_done')),
    words text NOT NULL CONSTRAINT meeting_action_answers_say_something CHECK (length(trim(words)) > 0),
    answered_by uuid NOT NULL CONSTRAINT meeting_action_answers_answered_by_fk REFERENCES users,
    answered_at timestamptz NOT NULL,
    CONSTRAINT meeting_action_answers_once UNIQUE (action_id)
  );
  CREATE INDEX meeting_action_answers_meeting_index ON meeting_action_answers (meeting_id);
  CREATE INDEX meeting_action_answers_individual_index ON meeting_action_answers (individual_id);
  COMMENT ON TABLE meeting_action_answers IS 'What became of an action of an earlier meeting, as it was said at this one: not done by the agency is another thing than could not be done.';
  ${protect('meeting_action_answers', false)}
  CREATE POLICY meeting_action_answers_of_panel ON meeting_action_answers TO cohort_app
    USING (${OF_PANEL} AND ${OF_VISIBLE} AND ${UNCONFLICTED} AND EXISTS (SELECT 1 FROM actions a WHERE a.id = action_id))
    WITH CHECK (${OF_PANEL} AND ${OF_VISIBLE} AND ${UNCONFLICTED} AND answered_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON meeting_action_answers TO cohort_app;
  CREATE TRIGGER meeting_action_answers_sealed BEFORE INSERT OR UPDATE ON meeting_action_answers
    FOR EACH ROW EXECUTE FUNCTION refuse_sealed();`;

const PACKS = `
  CREATE TABLE meeting_pack_copies (
    id uuid CONSTRAINT meeting_pack_copies_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_pack_copies_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_pack_copies_panel_fk REFERENCES panels,
    recipient_id uuid NOT NULL CONSTRAINT meeting_pack_copies_recipient_fk REFERENCES users,
    format text NOT NULL CONSTRAINT meeting_pack_copies_format_known CHECK (format IN ('print','pdf')),
    copy_number integer NOT NULL,
    item_ids uuid[] NOT NULL,
    hidden_items integer NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT meeting_pack_copies_numbered UNIQUE (meeting_id, copy_number)
  );
  CREATE INDEX meeting_pack_copies_recipient_index ON meeting_pack_copies (recipient_id);
  COMMENT ON TABLE meeting_pack_copies IS 'Who received which pack: the copy that was cut for them, with the items in it and how many were left out.';
  ALTER TABLE meeting_pack_copies ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_pack_copies FORCE ROW LEVEL SECURITY;
  CREATE POLICY meeting_pack_copies_seen ON meeting_pack_copies FOR SELECT TO cohort_app USING (${OF_PANEL});
  CREATE POLICY meeting_pack_copies_own ON meeting_pack_copies FOR INSERT TO cohort_app
    WITH CHECK (${OF_PANEL} AND recipient_id = (SELECT actor_id()));
  GRANT SELECT, INSERT ON meeting_pack_copies TO cohort_app;`;

const LOST = `NOT i.is_restricted AND p.individual_id <> ALL (conflicted_cases())`;

/** The places of agendas; of a person whom whoever asks may not see, the number and the status alone. */
const places = (isTold: string): string => `
  CREATE OR REPLACE FUNCTION agenda_places(wanted uuid[])
        RETURNS TABLE (meeting_id uuid, item_id uuid, "position" integer, status text,
                       reference text, decision text, rationale text, dissent text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.meeting_id, p.id, p.position, p.status,
               CASE WHEN ${isTold} THEN i.reference END, CASE WHEN ${isTold} THEN p.decision END,
               CASE WHEN ${isTold} THEN p.rationale END, CASE WHEN ${isTold} THEN p.dissent END
          FROM meeting_items p JOIN individuals i ON i.id = p.individual_id
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys() $$;`;

const SEALED = `
  CREATE FUNCTION refuse_sealed_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.minutes_approved_at IS NOT NULL THEN
      RAISE EXCEPTION 'the minutes of meeting % are sealed', OLD.id USING ERRCODE = 'TC002';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER meetings_sealed BEFORE UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION refuse_sealed_meeting();
  CREATE TRIGGER meeting_items_sealed BEFORE INSERT OR UPDATE ON meeting_items FOR EACH ROW EXECUTE FUNCTION refuse_sealed();`;

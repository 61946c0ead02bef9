import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who else was in the room: for the whole meeting, or for named cases only. Their names are written here and lent by no other
 * record, and are fixed with the attendance: nothing done later changes a word of sealed minutes. Nobody gains access by it.
 */
export class GuestsOfAMeeting1795305600513 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(POLICIES);
    await queryRunner.query(`SELECT open_to_merges('meeting_guest_items', 'individual_id'); SELECT open_to_erasure();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE meeting_guest_items, meeting_guests;');
  }
}

const TABLES = `
  CREATE TABLE meeting_guests (
    id uuid CONSTRAINT meeting_guests_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_guests_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_guests_panel_fk REFERENCES panels,
    user_id uuid CONSTRAINT meeting_guests_user_fk REFERENCES users,
    name text NOT NULL CONSTRAINT meeting_guests_have_a_name CHECK (length(trim(name)) > 0),
    role text NOT NULL CONSTRAINT meeting_guests_have_a_role CHECK (length(trim(role)) > 0),
    organisation text NOT NULL CONSTRAINT meeting_guests_come_from_somewhere CHECK (length(trim(organisation)) > 0),
    is_whole_meeting boolean NOT NULL,
    heard_statement_at timestamptz,
    recorded_by uuid NOT NULL CONSTRAINT meeting_guests_recorded_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL,
    removed_at timestamptz,
    version integer NOT NULL DEFAULT 1
  );
  CREATE INDEX meeting_guests_meeting_index ON meeting_guests (meeting_id);
  CREATE INDEX meeting_guests_user_index ON meeting_guests (user_id);
  COMMENT ON TABLE meeting_guests IS 'Who was in the room without a seat: a presenter, an interpreter, somebody who observes. Gives access to nothing.';
  COMMENT ON COLUMN meeting_guests.user_id IS 'Of a colleague with an account; name and organisation as they were that day all the same.';
  COMMENT ON COLUMN meeting_guests.removed_at IS 'Written down by mistake, and taken off before the meeting was closed.';
  CREATE TABLE meeting_guest_items (
    id uuid CONSTRAINT meeting_guest_items_pk PRIMARY KEY,
    guest_id uuid NOT NULL CONSTRAINT meeting_guest_items_guest_fk REFERENCES meeting_guests,
    meeting_id uuid NOT NULL CONSTRAINT meeting_guest_items_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_guest_items_panel_fk REFERENCES panels,
    item_id uuid NOT NULL CONSTRAINT meeting_guest_items_item_fk REFERENCES meeting_items,
    individual_id uuid NOT NULL CONSTRAINT meeting_guest_items_individual_fk REFERENCES individuals,
    CONSTRAINT meeting_guest_items_once UNIQUE (guest_id, item_id)
  );
  CREATE INDEX meeting_guest_items_item_index ON meeting_guest_items (item_id);
  CREATE INDEX meeting_guest_items_individual_index ON meeting_guest_items (individual_id);
  CREATE INDEX meeting_guest_items_meeting_index ON meeting_guest_items (meeting_id);
  COMMENT ON TABLE meeting_guest_items IS 'For which cases a guest joined. Who may not see the case does not see that somebody came for it.';
  CREATE TRIGGER meeting_guests_version BEFORE UPDATE ON meeting_guests FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  CREATE TRIGGER meeting_guests_closed BEFORE INSERT OR UPDATE ON meeting_guests FOR EACH ROW EXECUTE FUNCTION refuse_attendance_of_closed();
  CREATE TRIGGER meeting_guest_items_closed BEFORE INSERT ON meeting_guest_items FOR EACH ROW EXECUTE FUNCTION refuse_attendance_of_closed();`;

const OF_PANEL = 'ARRAY[panel_id] && (SELECT actor_access_keys())';
const OF_CASE = `EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND individual_id <> ALL ((SELECT conflicted_cases())::uuid[])`;

const POLICIES = `
  ALTER TABLE meeting_guests ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_guests FORCE ROW LEVEL SECURITY;
  ALTER TABLE meeting_guest_items ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_guest_items FORCE ROW LEVEL SECURITY;
  CREATE POLICY meeting_guest_items_of_visible ON meeting_guest_items TO cohort_app
    USING (${OF_PANEL} AND ${OF_CASE}) WITH CHECK (${OF_PANEL} AND ${OF_CASE});
  CREATE POLICY meeting_guests_seen ON meeting_guests FOR SELECT TO cohort_app USING (${OF_PANEL}
    AND (is_whole_meeting OR EXISTS (SELECT 1 FROM meeting_guest_items l WHERE l.guest_id = meeting_guests.id)));
  CREATE POLICY meeting_guests_added ON meeting_guests FOR INSERT TO cohort_app WITH CHECK (${OF_PANEL} AND recorded_by = (SELECT actor_id()));
  CREATE POLICY meeting_guests_changed ON meeting_guests FOR UPDATE TO cohort_app USING (${OF_PANEL}) WITH CHECK (${OF_PANEL});
  GRANT SELECT, INSERT, UPDATE (heard_statement_at, removed_at, version) ON meeting_guests TO cohort_app;
  GRANT SELECT, INSERT ON meeting_guest_items TO cohort_app;`;

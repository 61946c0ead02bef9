import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Review schedules (the obligation), reviews (what was held), and the panel's meetings. */
export class ReviewsAndMeetings1795305600080 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE review_schedules (
        id uuid CONSTRAINT review_schedules_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT review_schedules_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT review_schedules_individual_fk REFERENCES individuals,
        rule text NOT NULL,
        explanation text NOT NULL,
        window_from date NOT NULL,
        due_on date NOT NULL,
        status text NOT NULL DEFAULT 'active' CONSTRAINT review_schedules_status_known
          CHECK (status IN ('active','completed','exempt','cancelled')),
        status_reason text,
        made_by uuid NOT NULL CONSTRAINT review_schedules_made_by_fk REFERENCES users,
        made_at timestamptz NOT NULL,
        access_keys uuid[] NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT review_schedules_window CHECK (window_from <= due_on)
      );
      CREATE UNIQUE INDEX review_schedules_one_active ON review_schedules (plan_id) WHERE status IN ('active','exempt');
      CREATE INDEX review_schedules_due_index ON review_schedules (due_on, id) WHERE status = 'active';
      CREATE INDEX review_schedules_individual_index ON review_schedules (individual_id);
      CREATE INDEX review_schedules_access_index ON review_schedules USING gin (access_keys);
      COMMENT ON COLUMN review_schedules.due_on IS 'The last day in time: due today is not overdue.';
      COMMENT ON COLUMN review_schedules.explanation IS 'Why it is due then, in plain words, kept as it was when the date was made.';

      CREATE TABLE meetings (
        id uuid CONSTRAINT meetings_pk PRIMARY KEY,
        panel_id uuid NOT NULL CONSTRAINT meetings_panel_fk REFERENCES panels,
        held_on date NOT NULL,
        starts_at time NOT NULL,
        place text NOT NULL,
        status text NOT NULL DEFAULT 'planned' CONSTRAINT meetings_status_known CHECK (status IN ('planned','held','cancelled')),
        created_by uuid NOT NULL CONSTRAINT meetings_created_by_fk REFERENCES users,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT meetings_one_a_day UNIQUE (panel_id, held_on)
      );
      CREATE TABLE meeting_items (
        id uuid CONSTRAINT meeting_items_pk PRIMARY KEY,
        meeting_id uuid NOT NULL CONSTRAINT meeting_items_meeting_fk REFERENCES meetings,
        panel_id uuid NOT NULL CONSTRAINT meeting_items_panel_fk REFERENCES panels,
        individual_id uuid NOT NULL CONSTRAINT meeting_items_individual_fk REFERENCES individuals,
        reason text NOT NULL CONSTRAINT meeting_items_reason_known CHECK (reason IN ('new','review_overdue','review_due','no_plan','added')),
        position integer NOT NULL,
        status text NOT NULL DEFAULT 'listed' CONSTRAINT meeting_items_status_known CHECK (status IN ('listed','decided','deferred')),
        decision text CONSTRAINT meeting_items_decision_known CHECK (decision IN ('continue','revise','step_up','step_down','close')),
        rationale text,
        dissent text,
        decided_by uuid CONSTRAINT meeting_items_decided_by_fk REFERENCES users,
        decided_at timestamptz,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT meeting_items_once UNIQUE (meeting_id, individual_id),
        CONSTRAINT meeting_items_decision_is_whole CHECK
          ((status = 'decided') = (decision IS NOT NULL AND length(trim(rationale)) > 0 AND decided_by IS NOT NULL AND decided_at IS NOT NULL))
      );
      CREATE INDEX meeting_items_individual_index ON meeting_items (individual_id);
      COMMENT ON TABLE meeting_items IS 'Someone who may not see the individual sees a restricted item (agenda_places), no more.';

      CREATE TABLE reviews (
        id uuid CONSTRAINT reviews_pk PRIMARY KEY,
        schedule_id uuid NOT NULL CONSTRAINT reviews_schedule_fk REFERENCES review_schedules CONSTRAINT reviews_one_a_schedule UNIQUE,
        plan_id uuid NOT NULL CONSTRAINT reviews_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT reviews_individual_fk REFERENCES individuals,
        meeting_item_id uuid CONSTRAINT reviews_meeting_item_fk REFERENCES meeting_items,
        held_on date NOT NULL,
        deadline_on date NOT NULL,
        person_view_answer text NOT NULL CONSTRAINT reviews_person_view_answer_known
          CHECK (person_view_answer IN ('agrees','partly','does_not_agree','could_not_ask')),
        person_view text NOT NULL,
        summary text NOT NULL,
        decision text NOT NULL CONSTRAINT reviews_decision_known CHECK (decision IN ('continue','revise','step_up','step_down','close')),
        rationale text NOT NULL,
        held_by uuid NOT NULL CONSTRAINT reviews_held_by_fk REFERENCES users,
        recorded_by uuid NOT NULL CONSTRAINT reviews_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX reviews_individual_index ON reviews (individual_id, held_on DESC);
      COMMENT ON COLUMN reviews.deadline_on IS 'The date it was meant to meet, kept so that "% on time" is true for ever.';

      CREATE TABLE review_attendees (
        id uuid CONSTRAINT review_attendees_pk PRIMARY KEY,
        review_id uuid NOT NULL CONSTRAINT review_attendees_review_fk REFERENCES reviews,
        individual_id uuid NOT NULL CONSTRAINT review_attendees_individual_fk REFERENCES individuals,
        name text NOT NULL,
        agency_id uuid CONSTRAINT review_attendees_agency_fk REFERENCES agencies,
        attended boolean NOT NULL,
        contribution text NOT NULL DEFAULT ''
      );
      CREATE INDEX review_attendees_review_index ON review_attendees (review_id);
      CREATE INDEX review_attendees_individual_index ON review_attendees (individual_id);

      ALTER TABLE review_schedules ENABLE ROW LEVEL SECURITY; ALTER TABLE review_schedules FORCE ROW LEVEL SECURITY;
      ALTER TABLE meetings ENABLE ROW LEVEL SECURITY; ALTER TABLE meetings FORCE ROW LEVEL SECURITY;
      ALTER TABLE meeting_items ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_items FORCE ROW LEVEL SECURITY;
      ALTER TABLE reviews ENABLE ROW LEVEL SECURITY; ALTER TABLE reviews FORCE ROW LEVEL SECURITY;
      ALTER TABLE review_attendees ENABLE ROW LEVEL SECURITY; ALTER TABLE review_attendees FORCE ROW LEVEL SECURITY;

      CREATE POLICY review_schedules_visible ON review_schedules TO cohort_app USING (access_keys && (SELECT actor_access_keys()));
      CREATE POLICY review_schedules_system ON review_schedules TO cohort_system USING (true);
      CREATE POLICY meetings_of_panel ON meetings FOR SELECT TO cohort_app USING (ARRAY[panel_id] && (SELECT actor_access_keys()));
      CREATE POLICY meetings_by_chair ON meetings TO cohort_app
        USING (ARRAY[panel_id] && (SELECT actor_access_keys()) AND (SELECT actor_has_role('panel_chair')));
      CREATE POLICY meeting_items_of_panel ON meeting_items TO cohort_app USING (ARRAY[panel_id] && (SELECT actor_access_keys())
        AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY meeting_items_of_visible ON meeting_items FOR SELECT TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY meeting_items_system ON meeting_items FOR SELECT TO cohort_system USING (true);
      CREATE POLICY reviews_of_visible ON reviews TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY review_attendees_of_visible ON review_attendees TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));

      GRANT SELECT, INSERT, UPDATE ON review_schedules, meetings, meeting_items TO cohort_app;
      GRANT SELECT, INSERT ON reviews, review_attendees TO cohort_app;
      GRANT SELECT, UPDATE (access_keys) ON review_schedules TO cohort_system;
      GRANT SELECT ON meeting_items TO cohort_system;
      CREATE TRIGGER review_schedules_version BEFORE UPDATE ON review_schedules FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER meetings_version BEFORE UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER meeting_items_version BEFORE UPDATE ON meeting_items FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER review_schedules_access BEFORE INSERT ON review_schedules FOR EACH ROW EXECUTE FUNCTION copy_access_keys();

      CREATE FUNCTION agenda_places(wanted uuid[])
        RETURNS TABLE (meeting_id uuid, item_id uuid, "position" integer, status text,
                       reference text, decision text, rationale text, dissent text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.meeting_id, p.id, p.position, p.status,
               CASE WHEN NOT i.is_restricted THEN i.reference END, CASE WHEN NOT i.is_restricted THEN p.decision END,
               CASE WHEN NOT i.is_restricted THEN p.rationale END, CASE WHEN NOT i.is_restricted THEN p.dissent END
          FROM meeting_items p JOIN individuals i ON i.id = p.individual_id
         WHERE p.meeting_id = ANY (wanted) AND ARRAY[p.panel_id] && actor_access_keys() $$;
      COMMENT ON FUNCTION agenda_places(uuid[]) IS
        'The places on an agenda, whoever they are about. A restricted person is a number and a status, no more; for one who left the cohort the panel keeps its own decision and the reference.';
      ALTER FUNCTION agenda_places(uuid[]) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION agenda_places(uuid[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION agenda_places(uuid[]) TO cohort_app;

      CREATE FUNCTION spread_access_keys_to_schedules() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE review_schedules SET access_keys = NEW.access_keys WHERE individual_id = NEW.id;
        RETURN NULL;
      END $$;
      ALTER FUNCTION spread_access_keys_to_schedules() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION spread_access_keys_to_schedules() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION spread_access_keys_to_schedules() TO cohort_app;
      CREATE TRIGGER individuals_spread_access_to_schedules AFTER UPDATE OF access_keys ON individuals
        FOR EACH ROW WHEN (OLD.access_keys IS DISTINCT FROM NEW.access_keys) EXECUTE FUNCTION spread_access_keys_to_schedules();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER individuals_spread_access_to_schedules ON individuals;
      DROP TABLE review_attendees, reviews, meeting_items, meetings, review_schedules;
      DROP FUNCTION spread_access_keys_to_schedules();
      DROP FUNCTION agenda_places(uuid[]);
    `);
  }
}

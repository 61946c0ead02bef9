import type { MigrationInterface, QueryRunner } from 'typeorm';
import { UNDELIVERED_REMINDERS_BEFORE } from './before-one-scan';

/** Reminders about a day to chase, and about minutes, which are about a meeting and no one case. */
export class ChasesAndMinutes1795305600211 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REMINDERS_SQL);
    // A meeting has no reference.
    await queryRunner.query(
      UNDELIVERED_REMINDERS_BEFORE.replace('JOIN individuals i ON', 'LEFT JOIN individuals i ON'),
    );
    await queryRunner.query(STOP_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER meetings_stop_reminders ON meetings;
      DROP TRIGGER review_acknowledgements_stop_reminders ON review_acknowledgements;
      DROP FUNCTION stop_reminders_of_meeting();
    `);
    await queryRunner.query(UNDELIVERED_REMINDERS_BEFORE);
    await queryRunner.query(`
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE digest_reminders NO FORCE ROW LEVEL SECURITY;
      -- What the older service has no words for goes: it is owed again when the newer one comes back.
      DELETE FROM digest_reminders d USING reminders m WHERE m.id = d.reminder_id AND m.kind IN ('chase','minutes');
      DELETE FROM reminders WHERE kind IN ('chase','minutes');
      ALTER TABLE digest_reminders FORCE ROW LEVEL SECURITY;
      DROP POLICY reminders_of_visible ON reminders;
      CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app USING (CASE WHEN kind = 'action'
        THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = subject_id)
        ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END);
      ALTER TABLE reminders DROP CONSTRAINT reminders_about_a_case_or_a_meeting, DROP CONSTRAINT reminders_kind_known,
        DROP CONSTRAINT reminders_told_as_known;
      ALTER TABLE reminders ALTER COLUMN individual_id SET NOT NULL,
        ADD CONSTRAINT reminders_kind_known CHECK (kind IN
          ('review','action','no_plan','no_schedule','no_plan_owner','no_lead_professional','screening','validation')),
        ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN
          ('plan_owner','lead_professional','action_owner','agency_manager','panel_chair','partnership_lead'));
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
    `);
  }
}

const REMINDERS_SQL = `
  ALTER TABLE reminders DROP CONSTRAINT reminders_kind_known, DROP CONSTRAINT reminders_told_as_known;
  ALTER TABLE reminders ALTER COLUMN individual_id DROP NOT NULL,
    ADD CONSTRAINT reminders_kind_known CHECK (kind IN
      ('review','action','no_plan','no_schedule','no_plan_owner','no_lead_professional','screening','validation','chase','minutes')),
    ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN
      ('plan_owner','lead_professional','action_owner','chaser','agency_manager','panel_chair','partnership_lead')),
    ADD CONSTRAINT reminders_about_a_case_or_a_meeting CHECK ((kind = 'minutes') = (individual_id IS NULL));
  DROP POLICY reminders_of_visible ON reminders;
  CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app USING (CASE kind
    WHEN 'action' THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = subject_id)
    -- Minutes name no case: whoever is told, governance, and the chair of that panel.
    WHEN 'minutes' THEN recipient_id = (SELECT actor_id()) OR (SELECT actor_has_role('governance'))
      OR (SELECT actor_has_role('panel_chair')) AND EXISTS (SELECT 1 FROM meetings t WHERE t.id = subject_id)
    ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END);
`;

const STOP_SQL = `
  CREATE FUNCTION stop_reminders_of_meeting() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE reminders m SET status = 'suppressed', status_reason = 'done', lease_id = NULL, leased_until = NULL
      FROM (SELECT w.id FROM reminders w WHERE w.subject_id = NEW.id AND w.kind = 'minutes' AND w.status IN ('owed','failed')
               FOR UPDATE SKIP LOCKED) free
     WHERE m.id = free.id AND NOT EXISTS (SELECT 1 FROM minutes_owed('9999-12-31') o WHERE o.subject_id = NEW.id);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION stop_reminders_of_meeting() IS 'Minutes that are issued, or a meeting that was not held after all, end what was owed about them.';
  ALTER FUNCTION stop_reminders_of_meeting() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION stop_reminders_of_meeting() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stop_reminders_of_meeting() TO cohort_app;
  CREATE TRIGGER meetings_stop_reminders AFTER UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION stop_reminders_of_meeting();
  CREATE CONSTRAINT TRIGGER review_acknowledgements_stop_reminders AFTER INSERT ON review_acknowledgements
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop_reminders();
`;

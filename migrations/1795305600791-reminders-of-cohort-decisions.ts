import type { MigrationInterface, QueryRunner } from 'typeorm';
import { obligations, obligationsOf, OWED_DECISIONS } from './obligations-whole';
import { remindersReached, WITH_DECISIONS, WITHOUT_DECISIONS } from './reminders-reached-of-decisions';

/** A decision about the cohort that nobody makes is said to the chair, then to managers of the case, as everything else that is owed. */
export class RemindersOfCohortDecisions1795305600791 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(kinds([...KINDS, 'cohort_decision']));
    await queryRunner.query(obligations('standing_stays', OWED_DECISIONS));
    await queryRunner.query(obligationsOf('standing_stays', OWED_DECISIONS));
    await queryRunner.query(remindersReached(WITH_DECISIONS));
    await queryRunner.query(`
      CREATE TRIGGER cohort_decisions_noted AFTER INSERT OR UPDATE OF outcome, individual_id ON cohort_decisions
        FOR EACH ROW EXECUTE FUNCTION note_changed_case();
      CREATE CONSTRAINT TRIGGER cohort_decisions_stop_reminders AFTER UPDATE ON cohort_decisions
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stop_reminders();
      -- What is owed already: the next scan works it out. The owner of a table is held by its policies too.
      ALTER TABLE cohort_decisions NO FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases NO FORCE ROW LEVEL SECURITY;
      INSERT INTO changed_cases (individual_id) SELECT DISTINCT d.individual_id FROM cohort_decisions d WHERE d.outcome IS NULL;
      ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY; ALTER TABLE cohort_decisions FORCE ROW LEVEL SECURITY;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER cohort_decisions_stop_reminders ON cohort_decisions;
      DROP TRIGGER cohort_decisions_noted ON cohort_decisions;`);
    await queryRunner.query(remindersReached(WITHOUT_DECISIONS));
    await queryRunner.query(obligationsOf('standing_stays'));
    await queryRunner.query(obligations('standing_stays'));
    await queryRunner.query(`
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE digest_reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE kept_obligations NO FORCE ROW LEVEL SECURITY;
      -- What the older service has no words for goes: it is owed again when the newer one comes back.
      DELETE FROM digest_reminders d USING reminders m WHERE m.id = d.reminder_id AND m.kind = 'cohort_decision';
      DELETE FROM reminders WHERE kind = 'cohort_decision';
      DELETE FROM kept_obligations WHERE kind = 'cohort_decision';
      ALTER TABLE kept_obligations FORCE ROW LEVEL SECURITY;
      ALTER TABLE digest_reminders FORCE ROW LEVEL SECURITY;
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;`);
    await queryRunner.query(kinds(KINDS));
  }
}

const KINDS = [
  ...['review', 'action', 'no_plan', 'no_schedule', 'no_plan_owner', 'no_lead_professional', 'screening', 'validation'],
  ...['chase', 'minutes', 'strategy_activity', 'strategy_review', 'risk_review', 'learning_action', 'judgement'],
  'relationship_review',
];

const kinds = (known: string[]): string => `
  ALTER TABLE reminders DROP CONSTRAINT reminders_kind_known,
    ADD CONSTRAINT reminders_kind_known CHECK (kind IN (${known.map((one) => `'${one}'`).join(',')}));`;

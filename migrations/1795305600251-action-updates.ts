import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an action goes, told by its owner as it goes: dated entries beside the action, which itself stays as it was agreed. */
export class ActionUpdates1795305600251 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE action_updates (
        id uuid CONSTRAINT action_updates_pk PRIMARY KEY,
        action_id uuid NOT NULL CONSTRAINT action_updates_action_fk REFERENCES actions,
        individual_id uuid NOT NULL CONSTRAINT action_updates_individual_fk REFERENCES individuals,
        standing text NOT NULL CONSTRAINT action_updates_standing_known CHECK (standing IN ('on_track','slipping','blocked')),
        percent_complete integer CONSTRAINT action_updates_percent CHECK (percent_complete BETWEEN 0 AND 100),
        text text NOT NULL CONSTRAINT action_updates_say_something CHECK (length(trim(text)) > 0),
        made_by uuid NOT NULL CONSTRAINT action_updates_made_by_fk REFERENCES users,
        made_at timestamptz NOT NULL
      );
      CREATE INDEX action_updates_action_index ON action_updates (action_id, made_at DESC);
      CREATE INDEX action_updates_individual_index ON action_updates (individual_id);
      COMMENT ON TABLE action_updates IS
        'Kept apart from actions on purpose: the version of an action is part of its reminders, and saying how it goes moves no deadline.';
      ALTER TABLE action_updates ENABLE ROW LEVEL SECURITY; ALTER TABLE action_updates FORCE ROW LEVEL SECURITY;
      -- Whoever sees the action: its owner too, who may not see the case.
      CREATE POLICY action_updates_of_visible ON action_updates TO cohort_app
        USING (EXISTS (SELECT 1 FROM actions a WHERE a.id = action_id));
      CREATE POLICY action_updates_not_added_by_grant ON action_updates AS RESTRICTIVE FOR INSERT TO cohort_app
        WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
      GRANT SELECT, INSERT ON action_updates TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE action_updates');
  }
}

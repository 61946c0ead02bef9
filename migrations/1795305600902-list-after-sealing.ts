import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An action list that was forgotten goes round after the minutes are sealed as well: people wait for what they were asked to do, and the
 * minutes say nothing of when it went.
 */
export class ListAfterSealing1795305600902 implements MigrationInterface {
  name = 'ListAfterSealing1795305600902';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      refuseSealedMeeting(`
     AND NOT (OLD.actions_issued_at IS NULL AND NEW.actions_issued_at IS NOT NULL
              AND to_jsonb(NEW) - ARRAY['actions_issued_at','version'] = to_jsonb(OLD) - ARRAY['actions_issued_at','version'])`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(refuseSealedMeeting(''));
  }
}

const refuseSealedMeeting = (except: string): string => `
  CREATE OR REPLACE FUNCTION refuse_sealed_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.minutes_approved_at IS NOT NULL${except} THEN
      RAISE EXCEPTION 'the minutes of meeting % are sealed', OLD.id USING ERRCODE = 'TC002';
    END IF;
    RETURN NEW;
  END $$;`;

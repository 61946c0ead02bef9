import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A review that stands again because a merge was undone: its history said that it changed, and no reason. */
export class HistoryOfAnUndoneMerge1795305600672 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(history(TAKEN_APART));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(history(''));
  }
}

/** Only taking records apart makes a cancelled review run again. */
const TAKEN_APART = `WHEN OLD.status = 'cancelled' AND NEW.status IN ('active','exempt')
                 THEN 'The merge of two records was undone: this review stands again as it was'
                 `;

const history = (taken: string): string => `CREATE OR REPLACE FUNCTION keep_review_schedule_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO review_schedule_changes (schedule_id, individual_id, version, act, to_status, to_due_on, reason, changed_by, changed_at)
      VALUES (NEW.id, NEW.individual_id, NEW.version, 'started', NEW.status, NEW.due_on, coalesce(NEW.change_reason, NEW.rule),
              NEW.made_by, NEW.made_at);
      RETURN NULL;
    END IF;
    INSERT INTO review_schedule_changes (schedule_id, individual_id, version, act, from_status, to_status, from_due_on, to_due_on,
                                         exempt_kind, exempt_until, reason, changed_by, changed_at)
    VALUES (NEW.id, NEW.individual_id, NEW.version,
            CASE WHEN NEW.status IN ('completed','cancelled') AND NEW.status <> OLD.status THEN NEW.status
                 WHEN NEW.status = 'exempt' AND OLD.status <> 'exempt' THEN 'exempted'
                 WHEN NEW.status = 'active' AND OLD.status = 'exempt' THEN 'exemption_cleared'
                 WHEN NEW.due_on < OLD.due_on THEN 'brought_forward'
                 WHEN NEW.due_on > OLD.due_on THEN 'moved' ELSE 'changed' END,
            OLD.status, NEW.status, OLD.due_on, NEW.due_on, coalesce(NEW.exempt_kind, OLD.exempt_kind),
            coalesce(NEW.exempt_until, OLD.exempt_until),
            CASE WHEN NEW.change_reason IS DISTINCT FROM OLD.change_reason OR NEW.changed_at IS DISTINCT FROM OLD.changed_at
                 THEN NEW.change_reason ${taken}ELSE NEW.status_reason END,
            coalesce(actor_id(), NEW.made_by),
            CASE WHEN NEW.changed_at IS DISTINCT FROM OLD.changed_at THEN NEW.changed_at ELSE now() END);
    RETURN NULL;
  END $function$`;

import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ExemptionKind } from './domain/exemption';
import type { ScheduleStatus } from './domain/overdue';
import type { TriggerKind } from './domain/review-rules';

/** What the database writes down of each version of a schedule. */
export const SCHEDULE_CHANGE_ACTS = [
  'started',
  'brought_forward',
  'moved',
  'exempted',
  'exemption_cleared',
  'completed',
  'cancelled',
  'changed',
] as const;
export type ScheduleChangeAct = (typeof SCHEDULE_CHANGE_ACTS)[number];

export interface ScheduleChangeRow {
  version: number;
  act: ScheduleChangeAct;
  from_status: ScheduleStatus | null;
  to_status: ScheduleStatus;
  from_due_on: Day | null;
  to_due_on: Day;
  exempt_kind: ExemptionKind | null;
  exempt_until: Day | null;
  reason: string | null;
  changed_by: string;
  changed_at: Date;
}

const CHANGES = `
    SELECT c.version, c.act, c.from_status, c.to_status, c.from_due_on, c.to_due_on, c.exempt_kind, c.exempt_until, c.reason,
           u.display_name AS changed_by, c.changed_at
      FROM review_schedule_changes c
      JOIN review_schedules s ON s.id = c.schedule_id AND s.access_keys && $2::uuid[]
      JOIN users u ON u.id = c.changed_by`;

/** Every version of one schedule, or of the one that runs for a case now, newest first. */
export const changesOfCase = (actor: Actor, individualId: string, scheduleId: string | null): Statement => ({
  name: 'review-schedule-changes-of-case',
  text: `${CHANGES} WHERE s.individual_id = $1 AND (s.id = $3 OR $3::uuid IS NULL AND s.status IN ('active','exempt')) ORDER BY c.version DESC LIMIT 200`,
  values: [individualId, actor.accessKeys, scheduleId],
});

export const changesOfSchedule = (actor: Actor, scheduleId: string): Statement => ({
  name: 'review-schedule-changes',
  text: `${CHANGES} WHERE s.id = $1 ORDER BY c.version`,
  values: [scheduleId, actor.accessKeys],
});

export interface TriggerRow {
  id: string;
  schedule_id: string;
  kind: TriggerKind;
  happened_on: Day;
  source: string;
  description: string;
  rule: string;
  rule_due_on: Day;
  brought_forward: boolean;
  recorded_by: string;
  recorded_at: Date;
  /** Of the other of two records that are one now, or of this one, where the other's date of birth stands; null of a single record. */
  joined: 'other' | 'survivor' | null;
}

/** What happened to the person, newest first. */
export const triggersOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'review-triggers-of-case',
  text: `
    SELECT t.id, t.schedule_id, t.kind, t.happened_on, t.source, t.description, t.rule, t.rule_due_on, t.brought_forward,
           u.display_name AS recorded_by, t.recorded_at,
           (SELECT min(CASE WHEN EXISTS (SELECT 1 FROM record_merge_moves v
                                          WHERE v.merge_id = m.id AND v.table_name = 'review_triggers' AND v.column_name = 'individual_id'
                                            AND v.row_id = t.id) THEN 'other'
                            WHEN m.stands ->> 'date_of_birth' = 'merged' AND t.recorded_at <= m.merged_at THEN 'survivor' END)
              FROM record_merges m WHERE m.survivor_id = t.individual_id AND m.undone_at IS NULL) AS joined
      FROM review_triggers t
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $2::uuid[]
      JOIN users u ON u.id = t.recorded_by
     WHERE t.individual_id = $1
     ORDER BY t.happened_on DESC, t.id DESC LIMIT 100`,
  values: [individualId, actor.accessKeys],
});

import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ExemptionKind } from './domain/exemption';
import type { DueState, ScheduleStatus } from './domain/overdue';
import { daysOverdueSql, dueStateSql } from './domain/overdue.sql';

export interface ScheduleRow {
  id: string;
  plan_id: string;
  individual_id: string;
  rule: string;
  explanation: string;
  window_from: Day;
  due_on: Day;
  status: ScheduleStatus;
  status_reason: string | null;
  counted_from: Day | null;
  no_later_than: Day;
  exempt_kind: ExemptionKind | null;
  exempt_since: Day | null;
  exempt_until: Day | null;
  state: DueState;
  days_overdue: number;
  version: number;
}

const SCHEDULES = `
    SELECT s.id, s.plan_id, s.individual_id, s.rule, s.explanation, s.window_from, s.due_on, s.status, s.status_reason,
           s.counted_from, coalesce(s.no_later_than, s.due_on) AS no_later_than, s.exempt_kind, s.exempt_since, s.exempt_until,
           ${dueStateSql('s', '$2')} AS state, ${daysOverdueSql('s', '$2')} AS days_overdue, s.version
      FROM review_schedules s
     WHERE s.access_keys && $1::uuid[]`;

export interface ScheduleFilter {
  status: ScheduleStatus | null;
  /** Only what is due before this day. */
  dueBefore: Day | null;
  individualId: string | null;
  today: Day;
  limit: number;
  after?: (string | null)[];
}

/** Schedules within the actor's sight, what is due first at the top. */
export const schedules = (actor: Actor, filter: ScheduleFilter): Statement => ({
  name: 'review-schedules',
  text: `${SCHEDULES}
       AND ($3::text IS NULL OR s.status = $3)
       AND ($4::date IS NULL OR s.due_on < $4)
       AND ($5::uuid IS NULL OR s.individual_id = $5)
       AND ($6::date IS NULL OR (s.due_on, s.id) > ($6::date, $7::uuid))
     ORDER BY s.due_on, s.id LIMIT $8`,
  values: [
    actor.accessKeys,
    filter.today,
    filter.status,
    filter.dueBefore,
    filter.individualId,
    filter.after?.[0] ?? null,
    filter.after?.[1] ?? null,
    filter.limit + 1,
  ],
});

export const scheduleById = (actor: Actor, id: string, today: Day): Statement => ({
  name: 'review-schedule-by-id',
  text: `${SCHEDULES} AND s.id = $3`,
  values: [actor.accessKeys, today, id],
});

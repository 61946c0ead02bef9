import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import type { ExemptionKind } from './domain/exemption';
import type { ScheduleStatus } from './domain/overdue';
import type { Tier } from './domain/review-rules';
import { type ScheduleAct, whyNot } from './domain/schedule-change';
import { ScheduleDoesNotAllow } from './review.errors';

/** A schedule as a verb changes it: nobody else can until the transaction ends. */
export interface LockedSchedule {
  id: string;
  version: number;
  individualId: string;
  status: ScheduleStatus;
  dueOn: Day;
  windowFrom: Day;
  noLaterThan: Day;
  /** The day its rule counts from; where none was kept, the day it was made. */
  countedFrom: Day;
  /** The tier whose rule made it. */
  tier: Tier | null;
  rule: string;
  explanation: string;
  exemptKind: ExemptionKind | null;
  exemptSince: Day | null;
  exemptUntil: Day | null;
  accessKeys: string[];
}

const LOCK_PLAN = `SELECT 1 FROM plans
  WHERE id = (SELECT s.plan_id FROM review_schedules s WHERE s.id = $1 AND s.access_keys && $2::uuid[]) FOR UPDATE`;

const SCHEDULE = `
  SELECT s.id, s.version, s.individual_id AS "individualId", s.status, s.due_on AS "dueOn", s.window_from AS "windowFrom",
         coalesce(s.no_later_than, s.due_on) AS "noLaterThan",
         coalesce(s.counted_from, (s.made_at AT TIME ZONE 'Europe/London')::date) AS "countedFrom", s.tier, s.rule, s.explanation, s.exempt_kind AS "exemptKind",
         s.exempt_since AS "exemptSince", s.exempt_until AS "exemptUntil", s.access_keys AS "accessKeys"
    FROM review_schedules s WHERE s.id = $1 AND s.access_keys && $2::uuid[] FOR UPDATE`;

/**
 * The plan's row first, then the schedule's, as everywhere.
 * @throws NotFound when it is not the actor's to see
 */
export async function lockSchedule(tx: Transaction, id: string): Promise<LockedSchedule> {
  if (!isId(id)) throw new NotFound();
  await tx.query(LOCK_PLAN, [id, tx.actor.accessKeys]);
  const [schedule] = await tx.query<LockedSchedule>(SCHEDULE, [id, tx.actor.accessKeys]);
  if (!schedule) throw new NotFound();
  return schedule;
}

/**
 * @throws ScheduleDoesNotAllow when its state forbids the act, with the reason
 * @throws Stale when somebody changed it after the user saw it
 */
export function ensureAllows(schedule: LockedSchedule, act: ScheduleAct, seenVersion: number): void {
  // What it became says more than that it changed.
  const refused = whyNot(schedule.status, act);
  if (refused !== null) throw new ScheduleDoesNotAllow(refused);
  if (schedule.version !== seenVersion) throw new Stale();
}

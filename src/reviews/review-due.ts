import type { Actor } from '../platform/access';
import type { Statement, Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Stale } from '../shared/errors';
import type { Strand, Tier } from './domain/review-rules';
import { visibleIndividual } from '../individuals';
import type { ScheduleStatus } from './domain/overdue';
import type { NewReview } from './new-review';
import { eventsSql, type HappenedEvent } from './review-window';
import { NoReviewDue } from './review.errors';

/** The active schedule of a case, with what a review of it is judged by. */
export interface ReviewDue {
  id: string;
  version: number;
  planId: string;
  individualId: string;
  dueOn: Day;
  /** The first day on which it can be held without saying why. */
  windowFrom: Day;
  accessKeys: string[];
  planStartedOn: Day;
  lastHeldOn: Day | null;
  tier: Tier | null;
  strand: Strand | null;
  rule: string;
  status: ScheduleStatus;
  dateOfBirth: Day | null;
  events: HappenedEvent[];
}

const REVIEW_DUE = `
    SELECT s.id, s.version, s.plan_id AS "planId", s.individual_id AS "individualId", s.due_on AS "dueOn", s.window_from AS "windowFrom",
           s.access_keys AS "accessKeys",
           coalesce(p.written_outside_on, (least(p.created_at, p.approved_at) AT TIME ZONE 'Europe/London')::date)
             AS "planStartedOn",
           (SELECT max(r.held_on) FROM reviews r WHERE r.plan_id = p.id) AS "lastHeldOn",
           m.tier, m.strand, s.rule, s.status, i.date_of_birth AS "dateOfBirth",
           ${eventsSql('s.individual_id')} AS events
      FROM review_schedules s JOIN plans p ON p.id = s.plan_id
      JOIN individuals i ON i.id = s.individual_id
      LEFT JOIN cohort_memberships m ON m.individual_id = s.individual_id AND m.ended_on IS NULL
     WHERE s.individual_id = $1 AND s.status = 'active' AND s.access_keys && $2::uuid[]`;

const REVIEW_DUE_LOCKED = `${REVIEW_DUE} FOR UPDATE OF s`;

export const reviewDue = (actor: Actor, individualId: string): Statement => ({
  name: 'review-due',
  text: REVIEW_DUE,
  values: [individualId, actor.accessKeys],
});

/**
 * Locks the plan, then its schedule: of two people recording at once the second waits here, then meets what the first
 * one left.
 * @throws Stale when it is not the schedule, or the version of it, that the recorder saw
 */
export async function lockReviewDue(tx: Transaction, seen: NewReview): Promise<ReviewDue> {
  await visibleIndividual(tx, seen.individualId);
  await tx.query(`SELECT 1 FROM plans WHERE individual_id = $1 AND status <> 'closed' FOR UPDATE`, [seen.individualId]);
  // A statement of its own: one that waited for the lock would still see the schedule as it was before the wait.
  const [due] = await tx.query<ReviewDue>(REVIEW_DUE_LOCKED, [seen.individualId, tx.actor.accessKeys]);
  if (!due) throw seen.scheduleId === undefined ? new NoReviewDue() : new Stale();
  if (seen.scheduleId !== undefined && seen.scheduleId !== due.id) throw new Stale();
  if (seen.scheduleVersion !== undefined && seen.scheduleVersion !== due.version) throw new Stale();
  return due;
}

import type { Client } from 'pg';
import { cases, casesAlike } from '../../../src/individuals/case-lists.queries';
import { caseHeader } from '../../../src/individuals/individuals.queries';
import type { Actor } from '../../../src/platform/access';
import { insertReadAudit } from '../../../src/platform/audit/audit-entry';
import type { Statement } from '../../../src/platform/database';
import { plansByReview } from '../../../src/plans/plan-lists.queries';
import { planStatements } from '../../../src/plans/plans.queries';
import { reviewsOfCase } from '../../../src/reviews/reviews.queries';
import { overdueCounts } from '../../../src/reviews/work.queries';
import { addDays } from '../../../src/shared/day';
import type { LoadOrder } from './bench-processes';
import { FAMILY_NAMES } from './names';

const PAGE = 25;
const VARIANTS = 200;

/** One line of the table: what is asked of the service, and the statements the limit does for the same. */
export interface Work {
  name: string;
  what: string;
  least: number;
  requests: LoadOrder['requests'];
  /** One list for each way to ask; none where the limit does it its own way. */
  statements: Statement[][];
}

interface World {
  manager: Actor;
  authorization: string;
  individualIds: string[];
  today: string;
}

/** The works that read, each by the statements the service itself sends. */
export function readingWorks({ manager, authorization, individualIds, today }: World): Work[] {
  const get = (path: string) => ({ method: 'GET', path, headers: { authorization } });
  const searches = searchTexts();
  return [
    {
      name: 'W1',
      what: 'my agency’s open plans by next review',
      least: 0.6,
      requests: [get('/api/v1/plans?sort=next_review')],
      statements: [[plansByReview(manager, { limit: PAGE }), audit(manager)]],
    },
    {
      name: 'W2',
      what: 'one case: plan, needs, actions, reviews',
      least: 0.6,
      requests: individualIds.map((id) => get(`/api/v1/individuals/${id}/case-file`)),
      statements: individualIds.map((id) => [
        caseHeader(manager, id),
        reviewsOfCase(manager, id, { limit: PAGE }),
        ...planStatements(manager, id),
        audit(manager, id),
      ]),
    },
    {
      name: 'W3',
      what: 'search by part of a name, misspelt',
      least: 0.5,
      requests: searches.map((search) => ({
        method: 'POST',
        path: '/api/v1/individuals/searches',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ search }),
      })),
      statements: searches.map((search) => [
        cases(manager, { search, onlyMine: false, limit: PAGE }),
        casesAlike(manager, { search, onlyMine: false }),
        audit(manager),
      ]),
    },
    {
      name: 'W5',
      what: 'a manager’s overdue counts',
      least: 0.6,
      requests: [get('/api/v1/review-schedules/overdue-counts')],
      statements: [[overdueCounts(manager, today), audit(manager)]],
    },
  ];
}

/** The row of the reading; the limit puts a new id and the time in. */
function audit(actor: Actor, individualId?: string): Statement {
  const { text, values } = insertReadAudit(
    actor,
    { act: 'bench.read', subjectType: 'individual', individualId },
    new Date(),
  );
  return { name: 'audit', text, values: ['$id', '$now', ...values.slice(2)] };
}

/** Of common names and rare ones: the whole name, a part of it, and the name with a letter wrong, one third each. */
function searchTexts(): string[] {
  return Array.from({ length: VARIANTS }, (_, at) => {
    const name = (FAMILY_NAMES[Math.floor((at * at) / 40) % FAMILY_NAMES.length] ?? 'Aldale').toLowerCase();
    if (at % 3 === 0) return name;
    if (at % 3 === 1) return name.slice(1, 6);
    const middle = Math.floor(name.length / 2);
    return `${name.slice(0, middle)}x${name.slice(middle + 1)}`;
  });
}

/** What the limit sends to record a review. */
export const limitOfReview = (manager: Actor, today: string): Record<string, string> => ({
  userId: manager.userId,
  agencyId: manager.agencyId,
  nextFrom: addDays(today, 28),
  nextDueOn: addDays(today, 42),
  due: `SELECT s.id, s.plan_id, s.due_on FROM review_schedules s JOIN plans p ON p.id = s.plan_id WHERE s.individual_id = $1 AND s.status = 'active' FOR UPDATE`,
  completed: `UPDATE review_schedules SET status = 'completed', version = version + 1, change_reason = 'Reviewed', changed_at = $2 WHERE id = $1`,
  review: `INSERT INTO reviews (id, schedule_id, plan_id, individual_id, held_on, deadline_on, person_view_answer, person_view, summary, decision, rationale, held_by, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)`,
  attendees: `INSERT INTO review_attendees (id, review_id, individual_id, name, attended) SELECT gen_random_uuid(), $1, $2, n, true FROM unnest($3::text[]) n`,
  next: `INSERT INTO review_schedules (id, plan_id, individual_id, rule, explanation, window_from, due_on, status, made_by, made_at)
    VALUES ($1, $2, $3, 'By tier', 'Counted from the review.', $4, $5, 'active', $6, $7)`,
  audit: `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, subject_id, individual_id)
    SELECT gen_random_uuid(), $1, $2, $3, '{manager}', act, 'review', $4::uuid, $5::uuid FROM unnest(ARRAY['review.recorded','review_schedule.started']) act`,
  outbox: `INSERT INTO outbox_events (id, at, kind, subject_id, actor_id) VALUES ($1, $2, 'review.recorded', $3, $4)`,
});

export const reviewBody = (individualId: string, heldOn: string) => ({
  individualId,
  heldOn,
  earlyReason: 'Everybody was at one table',
  personViewAnswer: 'agrees',
  personView: 'It helps to have one person to ring.',
  summary: 'School attendance is up. The family and the school agree on what helps and what does not.',
  decision: 'continue',
  rationale: 'Things go on as planned.',
  attendees: [
    { name: 'Head of year', attended: true, contribution: 'Attendance' },
    { name: 'Youth worker', attended: true, contribution: 'Boxing club' },
  ],
});

/** Cases of an agency that is reviewed now: its manager may record each. */
export async function reviewable(client: Client, agencyId: string, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT c.individual_id AS id FROM cases_by_key c JOIN individuals i ON i.id = c.individual_id AND NOT i.is_restricted
      WHERE c.access_key = $1 AND c.schedule_status = 'active' ORDER BY c.individual_id DESC LIMIT $2`,
    [agencyId, limit],
  );
  return rows.map(({ id }) => id);
}

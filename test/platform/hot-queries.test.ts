import { Client } from 'pg';
import { cases } from '../../src/individuals/case-lists.queries';
import { heldThings } from '../../src/handovers/held.queries';
import { caseHeader } from '../../src/individuals/individuals.queries';
import { comingSeats, panelCounts, papersOwed } from '../../src/meetings/home.queries';
import { meetingsAhead } from '../../src/meetings/meetings.queries';
import type { Actor } from '../../src/platform/access';
import { Actors } from '../../src/platform/auth';
import type { Statement } from '../../src/platform/database';
import { ACTOR_CONTEXT_SQL, actorContextValues } from '../../src/platform/database/actor-context';
import { plansByReview } from '../../src/plans/plan-lists.queries';
import { planStatements } from '../../src/plans/plans.queries';
import { WORK_KINDS } from '../../src/reviews/domain/work-state';
import { reviewsOfCase } from '../../src/reviews/reviews.queries';
import { overdueCounts, reviewWork, reviewWorkCounts } from '../../src/reviews/work.queries';
import { waitingCount } from '../../src/screenings/judgements/judgements.queries';
import { fill } from '../bench/support/fill';
import { reviewable } from '../bench/support/works';
import { wrongCases } from '../support/cases-by-key';
import { TestApp } from '../support/test-app';

const TODAY = '2026-11-21';
const INDIVIDUALS = 2_400;
/** Tables that grow with people; a handful of users and agencies may well be read whole. */
const LARGE = [
  'individuals',
  'cases_by_key',
  'plans',
  'plan_needs',
  'plan_entries',
  'actions',
  'review_schedules',
  'reviews',
  'cohort_memberships',
  'assignments',
  'screenings',
  'audit_events',
];

describe('the hot reads, with row-level security on', () => {
  let test: TestApp;
  let service: Client;
  let manager: Actor;
  let lead: Actor;
  let chair: Actor;
  let individualId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await fill(test.database.adminUrl, { individuals: INDIVIDUALS, today: TODAY });
    service = new Client({ connectionString: test.database.serviceUrl });
    service.on('error', () => undefined);
    await service.connect();
    [manager, lead, chair] = (await Promise.all(
      ['manager3', 'worker300000', 'chair3'].map((name) => actorOf(`${name}@bench.example`)),
    )) as [Actor, Actor, Actor];
    const admin = new Client({ connectionString: test.database.adminUrl });
    await admin.connect();
    individualId = (await reviewable(admin, manager.agencyId, 1))[0] ?? '';
    await admin.end();
  }, 120_000);
  afterAll(async () => {
    await service.end();
    await test.stop();
  });

  const actorOf = async (email: string): Promise<Actor> => {
    const [user] = await test.sql<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]);
    const actor = user && (await test.get(Actors).load(user.id));
    if (!actor) throw new Error(`${email} is not there`);
    return actor;
  };

  const READS: [what: string, who: () => Actor, statement: (actor: Actor) => Statement[]][] = [
    ['open plans by next review', () => manager, (actor) => [plansByReview(actor, { limit: 25 })]],
    ['one case', () => manager, (actor) => [caseHeader(actor, individualId), ...planStatements(actor, individualId)]],
    ['its reviews', () => manager, (actor) => [reviewsOfCase(actor, individualId, { limit: 25 })]],
    ['all cases', () => manager, (actor) => [cases(actor, { search: '', onlyMine: false, limit: 25 })]],
    ['my cases', () => lead, (actor) => [cases(actor, { search: '', onlyMine: true, limit: 25 })]],
    ['overdue counts', () => manager, (actor) => [overdueCounts(actor, TODAY)]],
    ['the counts of the manager’s page', () => manager, (actor) => [reviewWorkCounts(actor, TODAY)]],
    ['the list of the manager’s page', () => manager, (actor) => [workOf(actor)]],
    ['who holds what and is gone', () => manager, (actor) => [heldThings(actor, { today: TODAY, onlyGone: true })]],
    ['lower bands that wait for a second person', () => manager, (actor) => [waitingCount(actor)]],
    [
      'the home of a panel',
      () => chair,
      (actor) => [meetingsAhead(actor, TODAY), panelCounts(actor, TODAY), comingSeats(actor, TODAY), papersOwed(actor)],
    ],
  ];

  // A statement is planned for its values at first, and without knowing them from the sixth time on.
  it.each(READS)('%s: no large table is read whole, whichever way it is planned', async (_, who, statements) => {
    const actor = who();
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      for (const statement of statements(actor)) {
        const nodes = nodesOf(await planOf(service, actor, statement, mode));
        const whole = nodes.filter(({ type, relation }) => type === 'Seq Scan' && LARGE.includes(relation));
        expect({ statement: statement.name, mode, whole }).toEqual({ statement: statement.name, mode, whole: [] });
        const most = Math.max(...nodes.map(({ rows }) => rows));
        // Rows that pass through a node, repetitions counted: each joined with each would be tens of thousands.
        expect({ statement: statement.name, mode, isBounded: most < INDIVIDUALS * 2 }).toEqual({
          statement: statement.name,
          mode,
          isBounded: true,
        });
      }
    }
  });

  // With cases or without, ten of them or a page: what a page asks does not follow what it shows.
  it.each([
    ['lead', 'worker300000@bench.example', '/individuals', 11],
    ['manager', 'manager3@bench.example', '/reviews', 27],
    // One's own actions are case content: their reading is in the audit.
    ['panel', 'chair3@bench.example', '/meetings', 26],
  ])('the home page of the %s asks the database so many times and no more', async (_, email, path, most) => {
    const browser = await test.browse(email);
    const asked: number[] = [];
    // The fewest of three: what the service does by itself every few seconds may fall into one of them.
    for (const _time of [1, 2, 3]) {
      const queries = jest.spyOn(Client.prototype, 'query');
      const { status, text } = await browser.get(path);
      asked.push(queries.mock.calls.length);
      queries.mockRestore();
      expect([status, text.includes('<tbody')]).toEqual([200, true]);
    }
    expect(Math.min(...asked)).toBe(most);
  });

  it('what lists read is what the tables say', async () => {
    const [found] = await test.sql<{ rows: number }>('SELECT count(*)::integer AS rows FROM cases_by_key');
    expect(found?.rows).toBeGreaterThan(INDIVIDUALS * 2);
    expect(await wrongCases(test)).toBe(0);
  });
});

const workOf = (actor: Actor): Statement =>
  reviewWork(actor, {
    kinds: WORK_KINDS,
    worker: null,
    lead: null,
    agency: null,
    tier: null,
    sort: 'risk',
    today: TODAY,
    limit: 25,
  });

interface PlanNode {
  type: string;
  relation: string;
  rows: number;
}

/** As the service's role, with the actor's context: the policies are in the plan. */
async function planOf(client: Client, actor: Actor, statement: Statement, mode: string): Promise<unknown> {
  await client.query('BEGIN');
  try {
    await client.query(ACTOR_CONTEXT_SQL, actorContextValues(actor));
    await client.query(`SET LOCAL plan_cache_mode = ${mode}; SET LOCAL jit = off`);
    await client.query(`PREPARE hot AS ${statement.text}`);
    const values = (statement.values ?? []).map(literal).join(', ');
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: unknown }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE hot${values === '' ? '' : `(${values})`}`,
    );
    return rows[0]?.['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('ROLLBACK');
    await client.query('DEALLOCATE ALL');
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function nodesOf(node: unknown): PlanNode[] {
  if (typeof node !== 'object' || node === null) return [];
  const of = (name: string): unknown => Reflect.get(node, name);
  const below = of('Plans');
  const [rows, loops] = [Number(of('Actual Rows')), Number(of('Actual Loops'))];
  const removed = Number(of('Rows Removed by Join Filter') ?? 0) + Number(of('Rows Removed by Filter') ?? 0);
  return [
    { type: String(of('Node Type')), relation: String(of('Relation Name')), rows: (rows + removed) * loops },
    ...(Array.isArray(below) ? below.flatMap(nodesOf) : []),
  ];
}

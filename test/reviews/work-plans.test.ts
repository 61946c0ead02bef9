import { Client } from 'pg';
import type { Actor } from '../../src/platform/access';
import { ACTOR_CONTEXT_SQL, actorContextValues } from '../../src/platform/database/actor-context';
import type { Statement } from '../../src/platform/database';
import { reviewWork, reviewWorkCounts } from '../../src/reviews/work.queries';
import { seedManySchedules } from '../support/many-schedules';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const TODAY = '2026-11-21';
const CASES = 6_000;
const IN_SIGHT = 60;
/** Tables that grow with everybody's cases, and their indexes. */
const LARGE = /^(individuals|plans|review_schedules|actions|assignments|cohort_memberships)(_|$)/;

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

const placeOf = (node: PlanNode): string => node['Relation Name'] ?? node['Index Name'] ?? '';
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** All rows that a node looked at, whether it kept them or not. */
const rowsRead = (node: PlanNode): number =>
  ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 0);

describe('the plan of the manager’s page, with many cases that are not theirs', () => {
  let database: TestDatabase;
  let client: Client;
  let actor: Actor;

  beforeAll(async () => {
    database = await createTestDatabase();
    await seedManySchedules(database.adminUrl, {
      schedules: CASES,
      overdue: CASES / 10,
      people: CASES / 20,
      agencies: CASES / IN_SIGHT,
      today: TODAY,
      dueOn: '2026-11-20',
      spreadDays: 30,
    });
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query(`SET session_replication_role = replica`);
    await admin.query(`
      INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on,
                           visibility, created_by, created_at, access_keys, supplied_by)
      SELECT gen_random_uuid(), p.individual_id, 'plan', p.id, 'Ring', 'support', p.created_by, p.access_keys[2], '2026-11-01',
             'all_agencies', p.created_by, now(), p.access_keys, p.access_keys[2] FROM plans p`);
    await admin.query('ANALYZE');
    const { rows } = await admin.query(
      `SELECT user_id AS "userId", agency_id AS "agencyId", agency_kind AS "agencyKind", roles, access_keys AS "accessKeys"
         FROM actor_for_user(md5('manager1')::uuid)`,
    );
    actor = rows[0];
    await admin.end();
    client = new Client({ connectionString: database.serviceUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const list = () =>
    reviewWork(actor, {
      today: TODAY,
      kinds: ['overdue', 'no_plan', 'overdue_action', 'no_schedule', 'no_plan_owner', 'no_lead_professional'],
      worker: null,
      lead: null,
      agency: null,
      tier: null,
      sort: 'risk',
      limit: 25,
    });

  const nodes = async (statement: Statement, mode: string): Promise<PlanNode[]> => {
    await client.query('BEGIN');
    try {
      await client.query({ text: ACTOR_CONTEXT_SQL, values: actorContextValues(actor) });
      await client.query(`SET LOCAL plan_cache_mode = ${mode}`);
      // Tables as small as these are rightly read whole. The question is whether every branch has another way.
      await client.query('SET LOCAL enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `EXPLAIN (ANALYZE, TIMING off, FORMAT json) ${statement.text}`,
        statement.values,
      );
      return rows[0]?.['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)) ?? [];
    } finally {
      await client.query('ROLLBACK');
    }
  };

  it.each([
    ['counts', () => reviewWorkCounts(actor, TODAY)],
    ['list', list],
  ])(
    'reads no large table from end to end for its %s, and not more than what is in sight',
    async (_what, statement) => {
      for (const mode of ['force_custom_plan', 'force_generic_plan']) {
        const large = (await nodes(statement(), mode)).filter((node) => LARGE.test(placeOf(node)));
        expect(large.length).toBeGreaterThan(2);
        expect(large.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
        for (const node of large)
          expect([placeOf(node), rowsRead(node) <= 2 * IN_SIGHT]).toEqual([placeOf(node), true]);
      }
    },
  );

  it('finds the cases in sight themselves by their keys', async () => {
    await client.query('BEGIN');
    await client.query({ text: ACTOR_CONTEXT_SQL, values: actorContextValues(actor) });
    const { rows } = await client.query('SELECT * FROM cases_in_sight($1)', [actor.accessKeys]);
    expect(rows).toHaveLength(IN_SIGHT);
    expect(rows.every(({ tier, owner_id, lead_id }) => tier === 'high' && owner_id === lead_id)).toBe(true);
    const others = await client.query('SELECT * FROM cases_in_sight(ARRAY(SELECT md5($1)::uuid))', ['panel0']);
    expect(others.rows).toHaveLength(IN_SIGHT);
    await client.query(`SELECT set_config('app.access_keys', '{}', true)`);
    expect((await client.query('SELECT * FROM cases_in_sight($1)', [actor.accessKeys])).rows).toEqual([]);
    await client.query('ROLLBACK');
  });
});

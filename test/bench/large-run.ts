import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type Actor, SYSTEM_ACTOR } from '../../src/platform/access';
import { ACTOR_CONTEXT_SQL, actorContextValues } from '../../src/platform/database/actor-context';
import type { Statement } from '../../src/platform/database';
import { bankHolidays } from '../../src/shared/working-days';
import { reviewWorkCounts } from '../../src/reviews/work.queries';
import type { ProofDatabase } from '../proofs/support/proof-database';

const TIMES = 15;
const REMIND_AGAIN_DAYS = 7;

/** The counts of a manager's page as they ask them: milliseconds, the middle of some, and how many cases are in sight. */
export async function managerCounts(
  database: ProofDatabase,
  today: string,
): Promise<{ milliseconds: number; cases: number }> {
  const [actor] = await database.sql<Actor>(
    `SELECT user_id AS "userId", agency_id AS "agencyId", agency_kind AS "agencyKind", roles, access_keys AS "accessKeys"
       FROM actor_for_user(md5('manager1')::uuid)`,
  );
  if (!actor) throw new Error('There is no manager.');
  return asService(database, async (client) => {
    const statement = reviewWorkCounts(actor, today);
    const times: number[] = [];
    let cases = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const from = performance.now();
      const rows = await acting<{ count: number }>(client, actor, statement);
      times.push(performance.now() - from);
      cases = rows.reduce((sum, { count }) => sum + count, 0);
    }
    return { milliseconds: times.sort((one, other) => one - other)[Math.floor(TIMES / 2)] ?? 0, cases };
  });
}

/** The claim of whoever is owed most, in seconds, and of how many reminders. */
export async function claimOfMost(
  database: ProofDatabase,
  today: string,
): Promise<{ seconds: number; reminders: number }> {
  const lease = randomUUID();
  const rows = await database.sql(
    `UPDATE reminders SET lease_id = $1 WHERE status = 'owed' AND recipient_id =
       (SELECT recipient_id FROM reminders WHERE status = 'owed' GROUP BY recipient_id ORDER BY count(*) DESC LIMIT 1) RETURNING 1`,
    [lease],
  );
  return asService(database, async (client) => {
    const from = performance.now();
    await acting(client, SYSTEM_ACTOR, {
      name: 'claim',
      text: `SELECT * FROM claim_reminders($1::uuid[], $2::uuid[], $3, now() + interval '90 seconds', 52)`,
      values: [[lease], [randomUUID()], today],
    });
    return { seconds: (performance.now() - from) / 1_000, reminders: rows.length };
  });
}

/**
 * The scan as the worker asks for it, and nothing else of the worker: its other work (figures, sending) takes turns of its own
 * in earnest, and would be measured with it. Seconds.
 */
export async function scan(database: ProofDatabase, today: string): Promise<number> {
  return asService(database, async (client) => {
    const from = performance.now();
    await acting(client, SYSTEM_ACTOR, {
      name: 'scan',
      text: 'SELECT owe_reminders($1, now(), $2, $3)',
      values: [today, REMIND_AGAIN_DAYS, bankHolidays()],
    });
    return (performance.now() - from) / 1_000;
  });
}

/** How long the longest of many small writes to cases waited while the work went on, in milliseconds. */
export async function writingMeanwhile(
  database: ProofDatabase,
  work: () => Promise<unknown>,
): Promise<{ writes: number; longest: number }> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  let isOver = false;
  const done = work().finally(() => (isOver = true));
  const times: number[] = [];
  while (!isOver) {
    const from = performance.now();
    await client.query(
      `UPDATE screenings SET screened_on = screened_on WHERE id = (SELECT id FROM screenings OFFSET $1 LIMIT 1)`,
      [times.length % 100],
    );
    times.push(performance.now() - from);
  }
  await done;
  await client.end();
  return { writes: times.length, longest: Math.max(0, ...times) };
}

async function asService<Result>(database: ProofDatabase, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: database.serviceUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function acting<Row extends object>(client: Client, actor: Actor, statement: Statement): Promise<Row[]> {
  await client.query('BEGIN');
  await client.query({ text: ACTOR_CONTEXT_SQL, values: actorContextValues(actor) });
  const { rows } = await client.query<Row>(statement);
  await client.query('COMMIT');
  return rows;
}

import { Client } from 'pg';
import type { Actor } from '../../src/platform/access';
import { Actors } from '../../src/platform/auth';
import type { TestApp } from '../support/test-app';
import { type RecordTable, recordTables, wrongAbout } from './tables';
import { startInSharedWorld } from './shared-world';
import type { Person } from './world-people';

interface PolicyRow {
  table: string;
  name: string;
  isRestrictive: boolean;
  hasCheck: boolean;
  command: string;
}

/** Every table of a record as every person, and every policy of these tables removed, and widened to everything, once. */
describe('the policies of the tables of a record', () => {
  let test: TestApp;
  let superuser: Client;
  let tables: RecordTable[];
  let people: { person: Person; actor: Actor }[];

  beforeAll(async () => {
    const { world, ...started } = await startInSharedWorld();
    test = started.test;
    superuser = new Client({ connectionString: test.database.adminUrl });
    await superuser.connect();
    tables = await recordTables(superuser, world);
    const wanted = world.people.filter(({ role }) => ['practitioner', 'manager', 'panel_chair'].includes(role));
    people = await Promise.all(wanted.map(async (person) => ({ person, actor: await actorOf(person) })));
  }, 120_000);
  afterAll(async () => {
    await superuser.end();
    await test.stop();
  });

  const actorOf = async ({ id, email }: Person): Promise<Actor> => {
    const actor = await test.get(Actors).load(id);
    if (!actor) throw new Error(`${email} cannot sign in.`);
    return actor;
  };
  const inTransaction = async (change: string, work: () => Promise<string[]>): Promise<string[]> => {
    await superuser.query('BEGIN');
    try {
      if (change !== '') await superuser.query(change);
      return await work();
    } finally {
      await superuser.query('ROLLBACK');
    }
  };

  it('open a row to whoever has a key of the record, and writing to nobody by a grant', async () => {
    const wrong: string[] = [];
    for (const table of tables) wrong.push(...(await inTransaction('', () => wrongAbout(superuser, table, people))));
    expect(tables.filter(({ rows }) => rows.normal === undefined)).toEqual([]);
    expect(wrong).toEqual([]);
  }, 120_000);

  it('are each needed: removed or widened once, each is noticed', async () => {
    const { rows: policies } = await superuser.query<PolicyRow>(
      `SELECT tablename AS "table", policyname AS name, permissive = 'RESTRICTIVE' AS "isRestrictive", with_check IS NOT NULL AS "hasCheck", cmd AS command
         FROM pg_policies WHERE schemaname = 'public' AND 'cohort_app' = ANY (roles) AND tablename = ANY ($1) ORDER BY 1, 2`,
      [tables.map(({ name }) => name)],
    );
    const unnoticed: string[] = [];
    let caught = 0;
    for (const policy of policies) {
      const table = tables.find(({ name }) => name === policy.table);
      // Where the service has no right to change a row at all, a policy for it is a second lock.
      if (!table || (policy.command === 'UPDATE' && table.changeable === null)) continue;
      for (const change of changesOf(policy).filter((made) => !HELD_TWICE.includes(made))) {
        const wrong = await inTransaction(change, () => wrongAbout(superuser, table, people));
        if (wrong.length > 0) caught += 1;
        else unnoticed.push(change);
      }
    }
    process.stderr.write(`${caught} of ${caught + unnoticed.length} changed policies are noticed\n`);
    expect(unnoticed).toEqual([]);
    expect(caught).toBeGreaterThan(60);
  }, 300_000);
});

/** What holds all the same without them: who may not see a row does not find it to change it. */
const HELD_TWICE = ['ALTER POLICY "individuals_change" ON "individuals" USING (true)'];

function changesOf({ table, name, isRestrictive, hasCheck, command }: PolicyRow): string[] {
  const drop = `DROP POLICY "${name}" ON "${table}"`;
  // A policy that only narrows is widened by being removed.
  if (isRestrictive) return [drop];
  const using = command === 'INSERT' ? '' : ' USING (true)';
  const check = hasCheck ? ' WITH CHECK (true)' : '';
  return [drop, `ALTER POLICY "${name}" ON "${table}"${using}${check}`];
}

import { Client } from 'pg';
import { createTestDatabase } from '../../support/test-database';

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('is migrated, its own, and gone when dropped', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(Number((await ask(one.ownerUrl, 'select count(*) from migrations'))[0])).toBeGreaterThan(0);
    await ask(one.ownerUrl, 'create table only_here ()');
    expect(await ask(other.ownerUrl, "select to_regclass('public.only_here')")).toEqual([null]);
    await Promise.all([one.drop(), other.drop()]);
    await expect(ask(one.adminUrl, 'select 1')).rejects.toThrow(/does not exist/);
  });

  it('connects the service as a role that owns nothing and bypasses nothing', async () => {
    const database = await createTestDatabase();
    const rights = "select rolsuper, rolbypassrls, rolcreatedb, has_database_privilege(current_database(), 'create')";
    expect(await ask(database.serviceUrl, `${rights} from pg_roles where rolname = current_user`)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    await database.drop();
  });
});

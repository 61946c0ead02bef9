import { Client } from 'pg';
import { TestApp } from '../support/test-app';
import { address, administer, templateName } from '../support/test-database';
import { Connections } from './connections';
import { inBatches } from './in-batches';
import { type SignedIn, signIn } from './signing-in';
import { buildWorld, type World } from './world';

export interface SharedWorld {
  world: World;
  /** Everybody of the world, by id. */
  signedIn: Record<string, SignedIn>;
}

/**
 * The world with everybody signed in to it, in an application on a copy of its own. It is built once in a run, by whoever
 * comes first, as a database that is copied like the other templates; what is known of it stands in that database's comment.
 */
export async function startInSharedWorld(): Promise<SharedWorld & { test: TestApp }> {
  const name = templateName('world');
  const shared = await builtOnce(name);
  const test = await TestApp.start({}, { copyOf: { name } });
  return { ...shared, test };
}

async function builtOnce(name: string): Promise<SharedWorld> {
  const client = new Client({ connectionString: address('TEST_ADMIN_URL') });
  await client.connect();
  try {
    // Held until this connection ends: the second who comes waits for the first.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rows } = await client.query<{ known: string }>(
      `SELECT shobj_description(oid, 'pg_database') AS known FROM pg_database WHERE datname = $1`,
      [name],
    );
    if (rows[0]) return JSON.parse(rows[0].known);
    return await build(name);
  } finally {
    await client.end();
  }
}

async function build(name: string): Promise<SharedWorld> {
  const test = await TestApp.start();
  const world = await buildWorld(test);
  const connections = await Connections.to(test);
  const signedIn: Record<string, SignedIn> = {};
  await inBatches(world.people, 4, async ({ id, email }) => {
    signedIn[id] = await signIn(connections, email);
  });
  connections.close();
  await test.leave();
  const shared: SharedWorld = { world, signedIn };
  const comment = `COMMENT ON DATABASE "${test.database.name}" IS '${JSON.stringify(shared).replaceAll("'", "''")}'`;
  // Under its own name only when it is whole.
  await administer(address('TEST_ADMIN_URL'), [comment, `ALTER DATABASE "${test.database.name}" RENAME TO "${name}"`]);
  return shared;
}

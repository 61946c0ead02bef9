import { Client, type QueryResultRow } from 'pg';
import type { Actor } from '../access';
import { ACTOR_CONTEXT_SQL, actorContextValues } from './actor-context';
import { CONNECT_TIMEOUT_MILLISECONDS, LOCK_TIMEOUT_MILLISECONDS } from './connection-settings';

/** Of the worker's own work over everything there is: nobody waits for its answer. */
const LONG_TIMEOUT_MILLISECONDS = 10 * 60_000;

/**
 * One statement as the actor, in a transaction and on a connection of its own, with minutes where others have seconds. The
 * limits of the shared pools are set where a connection begins, so that one statement cannot loosen them for the next.
 */
export async function runLongStatement<Row extends QueryResultRow>(
  connectionString: string,
  actor: Actor,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    lock_timeout: LOCK_TIMEOUT_MILLISECONDS,
    statement_timeout: LONG_TIMEOUT_MILLISECONDS,
    query_timeout: LONG_TIMEOUT_MILLISECONDS + 5_000,
    keepAlive: true,
  });
  // A lost connection is an error of the statement; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(ACTOR_CONTEXT_SQL, actorContextValues(actor));
    const { rows } = await client.query<Row>(text, values);
    await client.query('COMMIT');
    return rows;
  } finally {
    await client.end();
  }
}

import { Client } from 'pg';

/** Whether this address signs in a role that may make roles and databases. */
export async function isAdministrator(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The database of DATABASE_URL cannot be reached (${reason}).`, { cause: error });
  });
  try {
    const { rows } = await client.query<{ able: boolean }>(
      'SELECT rolsuper OR (rolcreaterole AND rolcreatedb) AS able FROM pg_roles WHERE rolname = current_user',
    );
    return rows[0]?.able === true;
  } finally {
    await client.end();
  }
}

import type { TestApp } from '../../support/test-app';

/** What reading may write: that it was read, and that somebody is here. */
const WRITTEN_BY_READING = ['audit_events', 'sessions', 'attempt_counts', 'access_tokens'];

/** One hash for the contents of every table, but for those that reading may write. */
export async function checksum(test: TestApp): Promise<Record<string, string>> {
  const tables = await test.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !WRITTEN_BY_READING.includes(table.name))) {
    const [row] = await test.sql<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM "${name}" t`,
    );
    found[name] = row?.sum ?? '';
  }
  return found;
}

import { Client } from 'pg';

/** What a schema is, as text lines that can be compared: everything a migration can make in `public`. */
const PARTS: Record<string, string> = {
  columns: `SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      || coalesce(' acl ' || a.attacl::text, '') || coalesce(' comment ' || col_description(c.oid, a.attnum), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r','v','m','p') AND a.attnum > 0 AND NOT a.attisdropped`,
  relations: `SELECT c.relkind::text || ' ' || c.relname || ' ' || pg_get_userbyid(c.relowner) || ' ' || coalesce(c.relacl::text, '')
      || ' rls ' || c.relrowsecurity || c.relforcerowsecurity || coalesce(' ' || c.reloptions::text, '')
      || coalesce(' comment ' || obj_description(c.oid, 'pg_class'), '')
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace`,
  constraints: `SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
  indexes: `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'`,
  policies: `SELECT p::text FROM pg_policies p WHERE schemaname = 'public'`,
  triggers: `SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`,
  functions: `SELECT pg_get_functiondef(p.oid) || ' owner ' || pg_get_userbyid(p.proowner) || ' ' || coalesce(p.proacl::text, '')
      || coalesce(' comment ' || obj_description(p.oid, 'pg_proc'), '')
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  extensions: `SELECT extname FROM pg_extension`,
  schema: `SELECT nspname || ' ' || pg_get_userbyid(nspowner) || ' ' || coalesce(nspacl::text, '') FROM pg_namespace WHERE nspname = 'public'`,
};

export async function catalogueOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const lines: string[] = [];
    for (const [part, sql] of Object.entries(PARTS)) {
      const { rows } = await client.query<{ line: string }>(`SELECT line FROM (${sql}) part(line)`);
      lines.push(...rows.map((row) => `${part}: ${row.line}`));
    }
    return lines.sort();
  } finally {
    await client.end();
  }
}

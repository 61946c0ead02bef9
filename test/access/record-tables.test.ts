import { TestApp } from '../support/test-app';

/**
 * What names an individual and may be written by somebody to whom break-glass alone opens that individual; each reviewed.
 * Adding a line here says: what is written there changes nothing about the young person.
 */
const WRITTEN_ALL_THE_SAME: Record<string, string> = {
  'UPDATE access_notices': 'that one has read what one was told, or that it was sent',
  'INSERT audit_events': 'that it was read, which is always written',
  'UPDATE break_glass_grants': 'the end of the grant itself, and its review by governance',
  'INSERT drafts': 'what one typed and did not save, seen by nobody else',
  'UPDATE drafts': 'what one typed and did not save, seen by nobody else',
  'INSERT import_row_cells': 'what an uploaded file says; confirming it writes to the tables of the record, which hold',
  'INSERT import_rows': 'what an uploaded file says; confirming it writes to the tables of the record, which hold',
  'UPDATE reminders': 'how far the sending is, by the service itself alone',
  'INSERT unusual_access': 'that somebody looks at more than they should',
  'UPDATE unusual_access': 'what governance made of it',
};

interface Right {
  name: string;
  command: 'INSERT' | 'UPDATE';
  isHeld: boolean;
}

describe('every table that names an individual', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  }, 120_000);
  afterAll(() => test.stop());

  it('is not written by somebody to whom break-glass alone opens that individual', async () => {
    const rights = await test.sql<Right>(
      `SELECT c.relname AS name, command.name AS command,
              EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.permissive = 'RESTRICTIVE'
                         AND 'cohort_app' = ANY (p.roles) AND p.cmd IN (command.name, 'ALL') AND p.with_check LIKE '%id <> ALL%open_by_grant_alone%') AS "isHeld"
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, (VALUES ('INSERT'), ('UPDATE')) command (name)
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND a.attname = 'individual_id' AND NOT a.attisdropped
          AND has_any_column_privilege('cohort_app', c.oid, command.name) ORDER BY 1, 2`,
    );
    const written = rights.filter(({ isHeld }) => !isHeld).map(({ name, command }) => `${command} ${name}`);
    expect(rights.length).toBeGreaterThan(40);
    expect(written).toEqual(Object.keys(WRITTEN_ALL_THE_SAME));
  });
});

import type { TestApp } from './test-app';

/** How many rows of what lists read differ from the tables they repeat: 0, whatever was done before. */
export async function wrongCases(test: Pick<TestApp, 'sql'>): Promise<number> {
  const [found] = await test.sql<{ wrong: number }>(
    `WITH said AS (SELECT * FROM cases_by_key), so AS (SELECT * FROM cases_by_key_of(ARRAY(SELECT id FROM individuals)))
     SELECT ((SELECT count(*) FROM (TABLE said EXCEPT TABLE so) x) + (SELECT count(*) FROM (TABLE so EXCEPT TABLE said) x))::integer AS wrong`,
  );
  return found?.wrong ?? Number.NaN;
}

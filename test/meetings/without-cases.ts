import type { TestApp } from '../support/test-app';

/** The database as it was before the first case: for tests that count what is on an agenda. */
export async function withoutCases(test: TestApp): Promise<void> {
  await test.sql('TRUNCATE individuals, meetings CASCADE');
  await test.sql('UPDATE panel_members SET ended_at = NULL');
}

import type { TestApp } from './test-app';

/** The meeting is open, and quorate whoever is there: for tests of what is decided at it. */
export async function openTheRoom(test: TestApp, meetingId: string): Promise<void> {
  await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1 WHERE quorum_kinds <> '{}'`);
  await test.sql('UPDATE meetings SET started_at = $2, statement_read_at = $2, version = version + 1 WHERE id = $1', [
    meetingId,
    test.clock.now(),
  ]);
}

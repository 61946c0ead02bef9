import type { TestApp } from './test-app';

/** The meeting is open, and quorate whoever is there: for tests of what is decided at it. */
export async function openTheRoom(test: TestApp, meetingId: string): Promise<void> {
  await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1 WHERE quorum_kinds <> '{}'`);
  await test.sql('UPDATE meetings SET started_at = $2, statement_read_at = $2, version = version + 1 WHERE id = $1', [
    meetingId,
    test.clock.now(),
  ]);
}

/** Somebody is recorded as present at each meeting that is open: minutes are approved by people. */
export async function somebodyIsThere(test: TestApp, email: string): Promise<void> {
  await test.sql(
    `INSERT INTO meeting_attendances (id, meeting_id, panel_id, user_id, agency_id, status, recorded_by, recorded_at)
     SELECT gen_random_uuid(), m.id, m.panel_id, u.id, u.agency_id, 'present', u.id, $2
       FROM meetings m, users u WHERE m.started_at IS NOT NULL AND m.status = 'planned' AND u.email = $1
     ON CONFLICT DO NOTHING`,
    [email, test.clock.now()],
  );
}

import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { newId } from '../../src/shared/ids';
import { type CaseOptions, makeCase, type MadeCase } from '../factories';
import type { TestApp } from '../support/test-app';

export const lead = 'lead@scf.example';
export const manager = 'manager@scf.example';
export const officer = 'officer@tvp.example';
export const policeManager = 'manager@tvp.example';
export const chair = 'chair@mace.example';
export const administrator = 'administrator@sbc.example';

/** What the tests of rungs do with the ladder and with the people on it. */
export function rungsOf(testOf: () => TestApp) {
  const scan = () => new OweReminders(testOf().get(Transactions), { remindAgainDays: 7 }).run();
  const quiet = (options: CaseOptions) =>
    makeCase(testOf(), {
      screenedOn: '2026-11-01',
      cohortSince: '2026-11-02',
      plan: 'live',
      planOwner: lead,
      ...options,
    });
  const setStatus = (emails: string[], status: 'active' | 'disabled') =>
    testOf().sql('UPDATE users SET status = $1, version = version + 1 WHERE id = ANY ($2::uuid[])', [
      status,
      emails.map((email) => testOf().userId(email)),
    ]);
  const told = (made: MadeCase, kind = 'review') =>
    testOf().sql<{ told: string }>(
      `SELECT concat_ws(' ', u.email, m.rung, m.status, coalesce(m.status_reason, m.last_error)) AS told
         FROM reminders m JOIN users u ON u.id = m.recipient_id
        WHERE m.individual_id = $1 AND m.kind = $2 ORDER BY u.email, m.owed_at, m.rung`,
      [made.individualId, kind],
    );
  const lines = async (made: MadeCase, kind?: string) => (await told(made, kind)).map((row) => row.told);
  const away = async (emails: string[], delegate: string | null = null) => {
    for (const email of emails)
      await testOf().sql(
        `INSERT INTO absences (id, user_id, starts_on, kind, delegate_id, recorded_by, recorded_at) VALUES ($1, $2, '2026-11-20', 'leave', $3, $2, $4)`,
        [newId(), testOf().userId(email), delegate === null ? null : testOf().userId(delegate), testOf().clock.now()],
      );
  };
  const back = () =>
    testOf().sql('UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE cancelled_at IS NULL');
  const sayEverything = () =>
    testOf().sql(
      `UPDATE reminders SET status = 'sent', sent_at = $1::timestamptz, said_on = $1::timestamptz::date, times_said = times_said + 1, message_id = id::text
        WHERE status = 'owed'`,
      [testOf().clock.now()],
    );
  /** Between tests: everybody works and is there, and it is the same day. */
  const everybodyBack = async (): Promise<void> => {
    testOf().clock.set(new Date('2026-11-21T10:00:00Z'));
    await setStatus([officer, policeManager, chair, lead, manager], 'active');
    await back();
  };
  return { scan, quiet, setStatus, told, lines, away, back, sayEverything, everybodyBack };
}

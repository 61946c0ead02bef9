import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { endOf, LONDON_DAYS } from './support/london-days';

const MINUTE = 60_000;

/** SECURITY.md R11: hosts whose clocks are five minutes apart scan by turns about London's midnight. */
describe('a review is due on its London calendar day', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it.each(LONDON_DAYS)('%s: once, not before its midnight and not after its end', async (day, midnight) => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: day });
    const scan = new OweReminders(test.get(Transactions), { remindAgainDays: 7 });
    const scanAt = async (milliseconds: number): Promise<void> => {
      test.clock.set(new Date(milliseconds));
      await scan.run();
    };
    const told = () =>
      test.sql<{ recipient_id: string; rung: string; status: string }>(
        `SELECT recipient_id, rung, status FROM reminders WHERE subject_id = $1 AND kind = 'review' AND rung IN ('due_today','overdue') ORDER BY 1, 2`,
        [made.scheduleId],
      );
    const start = Date.parse(midnight);
    await scanAt(start - 3 * MINUTE);
    expect(await told()).toEqual([]);
    // One host is two minutes past midnight while the other is three before it, and both go on.
    const people = [test.userId('lead@scf.example'), test.userId('manager@scf.example')].sort();
    const once = people.map((recipient_id) => ({ recipient_id, rung: 'due_today', status: 'owed' }));
    for (const minutes of [2, -3, 4, -1, 6, 1, 60, 61, 119, 125]) {
      await scanAt(start + minutes * MINUTE);
      // The one behind takes nothing back: a digest may leave at any of these moments.
      expect(await told()).toEqual(once);
    }
    // Due today is not overdue, until the last minute of the day, however many hours it has.
    const end = endOf(day);
    await scanAt(end - MINUTE);
    expect(await told()).toEqual(once);
    await scanAt(end + MINUTE);
    expect((await told()).filter((row) => row.rung === 'overdue').length).toBeGreaterThan(0);
    await test.sql(`UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE id = $1`, [
      made.scheduleId,
    ]);
  });

  it('a clock that was hours ahead by mistake stops no scan once it is right', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2028-05-10' });
    const scan = new OweReminders(test.get(Transactions), { remindAgainDays: 7 });
    const owed = () =>
      test.sql(`SELECT 1 FROM reminders WHERE subject_id = $1 AND rung = 'due_today' AND status = 'owed'`, [
        made.scheduleId,
      ]);
    test.clock.set(new Date('2028-05-11T06:00:00Z'));
    await scan.run();
    test.clock.set(new Date('2028-05-10T10:00:00Z'));
    await scan.run();
    expect(await owed()).toHaveLength(2);
  });
});

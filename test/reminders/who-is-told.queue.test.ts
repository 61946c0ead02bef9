import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { RemindersTest } from './support/reminders-test';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const officer = 'officer@tvp.example';
const policeManager = 'manager@tvp.example';
const chair = 'chair@mace.example';

describe('who is told', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    test.mailbox.received.length = 0;
    test.mailbox.behaviour = 'accept';
  });
  afterEach(async () => {
    await test.endEverything();
    await test.app.sql(`UPDATE users SET status = 'active', version = version + 1 WHERE status = 'disabled'`);
  });

  const disable = (email: string) =>
    test.app.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE id = $1`, [test.app.userId(email)]);
  const overdue = (more: object) => test.makeCase({ reviewDueOn: '2026-11-20', ...more });

  it('never tells an account that is disabled, and goes up to the manager instead', async () => {
    await disable(officer);
    const made = await overdue({ leadProfessional: officer, planOwner: officer });
    expect(await test.settled(made.scheduleId)).toMatchObject([
      { email: policeManager, rung: 'overdue', told_as: 'agency_manager', status: 'sent' },
    ]);
    expect(test.mailbox.to(officer)).toEqual([]);
    expect(test.mailbox.to(policeManager)[0]?.text).toContain('somebody nearer to the case cannot be');
  });

  it('tells administrators once, without any case, when nobody up the ladder can be told', async () => {
    for (const email of [officer, policeManager, chair]) await disable(email);
    const made = await overdue({ leadProfessional: officer, planOwner: officer });
    await test.until('administrators are told', () => test.mailbox.to('administrator@sbc.example').length === 1);
    expect((await test.reminders(made.scheduleId)).map((row) => `${row.status} ${row.last_error}`)).toEqual(
      Array(3).fill('failed untold_disabled'),
    );
    const [message] = test.mailbox.to('administrator@sbc.example');
    expect(message?.text).toContain('/reminder-deliveries');
    expect(message?.text).not.toMatch(/TC-|Person|Demo/);
    expect(test.mailbox.received).toHaveLength(1);
    // Once a day.
    await overdue({ leadProfessional: officer, planOwner: officer });
    await test.round();
    const events = await test.app.sql(`SELECT 1 FROM outbox_events WHERE kind = 'reminders.untold'`);
    expect(events).toHaveLength(1);
  });

  it('goes up to the panel chair when a case has nobody', async () => {
    const made = await overdue({ leadProfessional: null, planOwner: null });
    expect(await test.settled(made.scheduleId)).toMatchObject([
      { email: chair, rung: 'overdue', told_as: 'panel_chair', status: 'sent' },
    ]);
  });

  it('tells of a restricted record only the people it is restricted to', async () => {
    const made = await overdue({ leadProfessional: lead, planOwner: officer, restrictedTo: [officer] });
    expect((await test.settled(made.scheduleId)).map((row) => row.email)).toEqual([officer]);
    test.app.clock.set('2026-12-20T10:00:00Z');
    await test.round();
    // Nobody higher up may see it, so the same one person hears of the rungs above, too.
    expect(new Set((await test.reminders(made.scheduleId)).map((row) => row.email))).toEqual(new Set([officer]));
    // A month later it is said again, to the same one person.
    expect(test.mailbox.received.map((message) => message.to)).toEqual([officer, officer]);
    test.app.clock.set('2026-11-21T10:00:00Z');
  });

  it('suppresses what became unreadable or somebody else’s before it left, and says so; owes it again when it is due after all', async () => {
    test.mailbox.behaviour = 'away';
    const made = await overdue({ leadProfessional: lead, planOwner: lead });
    await test.tried(made.scheduleId);
    await test.app.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.app.userId(lead)]],
    );
    await test.until('the manager’s is suppressed', async () => {
      const rows = await test.reminders(made.scheduleId);
      return rows.find((row) => row.email === manager)?.status_reason === 'may_not_see';
    });
    await disable(lead);
    // Suppressed by whoever sends it, until the next scan writes down that nobody could be told.
    await test.until('the lead’s is not to be sent', async () => {
      const row = (await test.reminders(made.scheduleId)).find(({ email }) => email === lead);
      return row?.status_reason === 'recipient_disabled' || row?.last_error === 'untold_disabled';
    });
    test.mailbox.behaviour = 'accept';
    test.mailbox.received.length = 0;
    await test.app.sql(`UPDATE users SET status = 'active', version = version + 1 WHERE id = $1`, [
      test.app.userId(lead),
    ]);
    await test.until('the lead has been told after all', () => test.mailbox.to(lead).length === 1);
    expect(test.mailbox.to(manager)).toEqual([]);
  });

  it('tells a new plan owner, and the old one nothing more', async () => {
    const made = await overdue({ leadProfessional: officer, planOwner: lead });
    await test.settled(made.scheduleId);
    await test.app.sql(
      `UPDATE assignments SET ended_at = $2, version = version + 1 WHERE individual_id = $1 AND kind = 'plan_owner'`,
      [made.individualId, test.app.clock.now()],
    );
    await test.app.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT $1, $2, 'plan_owner', u.id, u.agency_id, $3, u.id FROM users u WHERE u.email = 'nurse@health.example'`,
      [newId(), made.individualId, test.app.clock.now()],
    );
    await test.until('the new owner has been told', () => test.mailbox.to('nurse@health.example').length === 1);
    expect(test.mailbox.to(lead)).toHaveLength(1);
  });

  it('is said again about a date that moved', async () => {
    const made = await overdue({ leadProfessional: lead, planOwner: lead });
    await test.settled(made.scheduleId);
    await test.app.sql(`UPDATE review_schedules SET due_on = '2026-11-19', version = version + 1 WHERE id = $1`, [
      made.scheduleId,
    ]);
    await test.until('it is owed again', async () =>
      (await test.reminders(made.scheduleId)).some((row) => row.status === 'owed'),
    );
    expect(test.mailbox.received).toHaveLength(2);
    test.app.clock.set('2026-11-22T10:00:00Z');
    await test.until(
      'both have been told again in the digest of the next day',
      () => test.mailbox.received.length === 4,
    );
    test.app.clock.set('2026-11-21T10:00:00Z');
  });

  it('lets nobody but the service scan, lease or claim, and nobody silence what still stands', async () => {
    const made = await overdue({ leadProfessional: lead, planOwner: lead });
    await test.settled(made.scheduleId);
    test.mailbox.behaviour = 'away';
    await test.app.sql(`UPDATE reminders SET status = 'owed', sent_at = NULL WHERE subject_id = $1`, [made.scheduleId]);
    const actor = await test.app.actor(lead);
    const transactions = test.app.get(Transactions);
    const asLead = (sql: string, values: unknown[]) => transactions.act(actor, (tx) => tx.query<object>(sql, values));
    await expect(asLead('SELECT owe_reminders($1, $2, 7, $3)', ['2026-11-21', '2026-11-21', []])).rejects.toThrow(
      'only the service',
    );
    await expect(asLead(`SELECT take_recipients_owed(now(), '1 min', 1, 7)`, [])).rejects.toThrow('only the service');
    await asLead(`UPDATE reminders SET status = 'failed' WHERE subject_id = $1`, [made.scheduleId]);
    expect((await test.reminders(made.scheduleId)).map((row) => row.status)).toEqual(['owed', 'owed']);
  });
});

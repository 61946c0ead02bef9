import { RecordReview } from '../../src/reviews';
import { makeCase, type MadeCase } from '../factories';
import { RemindersTest } from './support/reminders-test';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const chair = 'chair@mace.example';

describe('reminders reach their people', () => {
  let test: RemindersTest;

  /** Led and owned by the lead professional, so that the manager is told as manager alone. */
  const ownedByLead = (reviewDueOn: string, more: object = {}): Promise<MadeCase> =>
    makeCase(test.app, {
      givenName: 'Zephyrine',
      familyName: 'Quillfeather',
      planOwner: lead,
      plan: 'live',
      reviewDueOn,
      ...more,
    });

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    test.app.clock.set('2026-11-21T10:00:00Z');
    test.mailbox.received.length = 0;
    test.mailbox.behaviour = 'accept';
  });
  afterEach(async () => {
    await test.app.sql(
      `UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE status = 'active'`,
    );
  });

  it('tells the owner and the manager of an overdue review why they are told, and names nobody', async () => {
    const made = await ownedByLead('2026-11-20');
    const rows = await test.settled(made.scheduleId);
    expect(rows).toMatchObject([
      { email: lead, rung: 'overdue', told_as: 'plan_owner', status: 'sent', attempts: 1 },
      { email: manager, rung: 'overdue_manager', told_as: 'agency_manager', status: 'sent', attempts: 1 },
    ]);
    expect(test.mailbox.to(lead)).toMatchObject([
      {
        subject: 'You have 1 reminder',
        text: expect.stringContaining('The review of a plan you own is overdue by 1 day.'),
      },
    ]);
    expect(test.mailbox.to(manager)[0]?.text).toContain('The review of a plan of your agency is overdue by 1 day.');
    expect(test.mailbox.received).toHaveLength(2);
    for (const { raw, text } of test.mailbox.received) {
      expect(raw).not.toMatch(/Zephyrine|Quillfeather|TC-\d|Lena|Marsh|Martin|Oyelaran/i);
      expect(text).toContain('http://localhost:3000/reminders');
    }
    const audit = await test.app.sql(`SELECT count(*)::int AS n FROM audit_events WHERE act = 'reminders.sent'`);
    expect(audit).toEqual([{ n: 2 }]);
  });

  it('calls a review that is due today due today, and troubles no manager with it', async () => {
    const made = await ownedByLead('2026-11-21');
    expect(await test.settled(made.scheduleId)).toMatchObject([{ email: lead, rung: 'due_today', status: 'sent' }]);
    expect(test.mailbox.received).toHaveLength(1);
    expect(test.mailbox.received[0]?.text).toContain('is due today');
    expect(test.mailbox.received[0]?.text).not.toContain('overdue');
  });

  it('says each rung once, and after missed days only the newest', async () => {
    const made = await ownedByLead('2026-11-20');
    await test.settled(made.scheduleId);
    await test.round();
    test.app.clock.set('2026-11-22T10:00:00Z');
    await test.round();
    expect(test.mailbox.received).toHaveLength(2);
    test.app.clock.set('2026-12-05T10:00:00Z');
    const rows = await test.settled(made.scheduleId);
    expect(rows.map((row) => row.status)).toEqual(['sent', 'sent', 'sent', 'sent']);
    expect(rows.map((row) => `${row.email} ${row.rung}`)).toEqual([
      'chair@mace.example overdue_14_days_panel',
      'lead@scf.example overdue',
      'manager@scf.example overdue_manager',
      'manager@scf.example overdue_7_days_manager',
    ]);
    expect(test.mailbox.received).toHaveLength(4);
  });

  it('puts everything owed to one person in one message', async () => {
    // Nothing is reached while they are made: a round that comes in between would owe, and send, the first alone.
    test.app.clock.set('2026-10-01T10:00:00Z');
    const made: MadeCase[] = [];
    for (const dueOn of ['2026-11-20', '2026-11-10', '2026-11-27']) made.push(await ownedByLead(dueOn));
    test.app.clock.set('2026-11-21T10:00:00Z');
    for (const { scheduleId } of made) await test.settled(scheduleId);
    expect(test.mailbox.received.map((message) => `${message.to} ${message.subject}`).sort()).toEqual([
      `${chair} You have 1 reminder`,
      `${lead} You have 3 reminders`,
      `${manager} You have 2 reminders`,
    ]);
    expect(test.mailbox.to(lead)[0]?.text).toContain('2 reviews of plans you own are overdue, the longest by 11 days.');
  });

  it('ends when the review is recorded, in the same transaction', async () => {
    test.mailbox.behaviour = 'away';
    const made = await ownedByLead('2026-11-20');
    await test.tried(made.scheduleId);
    await test.app.get(RecordReview).run(await test.app.actor(lead), {
      individualId: made.individualId,
      heldOn: '2026-11-21',
      personViewAnswer: 'agrees',
      personView: 'Things are better.',
      summary: 'School is going well.',
      decision: 'continue',
      rationale: 'The plan works.',
      attendees: [],
    });
    expect((await test.reminders(made.scheduleId)).map((row) => [row.status, row.status_reason])).toEqual([
      ['suppressed', 'review_recorded'],
      ['suppressed', 'review_recorded'],
    ]);
    test.mailbox.received.length = 0;
    test.mailbox.behaviour = 'accept';
    test.app.clock.set('2026-11-21T12:00:00Z');
    await test.round();
    expect(test.mailbox.received).toEqual([]);
  });

  it('tries again later when the server is away, and sends once', async () => {
    test.mailbox.behaviour = 'away';
    const made = await ownedByLead('2026-11-20', { leadProfessional: lead });
    expect(await test.tried(made.scheduleId)).toMatchObject([
      { status: 'owed', attempts: 1, last_error: 'EENVELOPE 451' },
      { status: 'owed', attempts: 1, last_error: 'EENVELOPE 451' },
    ]);
    test.mailbox.behaviour = 'accept';
    test.app.clock.set('2026-11-21T10:02:00Z');
    expect(await test.settled(made.scheduleId)).toMatchObject([
      { status: 'sent', attempts: 2, last_error: null },
      { status: 'sent', attempts: 2, last_error: null },
    ]);
    expect(test.mailbox.received).toHaveLength(2);
  });

  it('shows as failed what the server refuses for good', async () => {
    test.mailbox.behaviour = 'refuse';
    const made = await ownedByLead('2026-11-20');
    for (const attempts of [1, 2]) {
      await test.tried(made.scheduleId, attempts);
      test.app.clock.set(new Date(test.app.clock.now().getTime() + 10 * 60_000));
    }
    expect(await test.settled(made.scheduleId)).toMatchObject([
      { email: lead, status: 'failed', attempts: 3, last_error: 'EENVELOPE 550' },
      { email: manager, status: 'failed', attempts: 3, last_error: 'EENVELOPE 550' },
    ]);
  });
});

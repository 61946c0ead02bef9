import { RecordReview } from '../../src/reviews';
import type { MadeCase } from '../factories';
import { RemindersTest } from './support/reminders-test';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const chair = 'chair@mace.example';

describe('reminders reach their people', () => {
  let test: RemindersTest;

  /** Led and owned by the lead professional, so that the manager is told as manager alone. */
  const ownedByLead = (reviewDueOn: string, more: object = {}): Promise<MadeCase> =>
    test.makeCase({
      givenName: 'Zephyrine',
      familyName: 'Quillfeather',
      planOwner: lead,
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
    await test.endEverything();
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
    // A round that began on the day before takes back what is owed today; the next one owes it again.
    const rows = await test.all('is sent', made.scheduleId, (row) => row.status === 'sent');
    expect(rows.map((row) => `${row.email} ${row.rung}`)).toEqual([
      'chair@mace.example overdue_14_days_panel',
      'lead@scf.example overdue',
      'manager@scf.example overdue_manager',
      'manager@scf.example overdue_7_days_manager',
    ]);
    // The lead is reminded again of what is still overdue, because a week has passed.
    expect(test.mailbox.received).toHaveLength(5);
    expect(test.mailbox.to(lead)[1]?.text).toContain('still overdue by 15 days');
  });

  it('puts everything owed to one person in one message', async () => {
    const made = await test.makeCases(
      ['2026-11-20', '2026-11-10', '2026-11-27'].map((reviewDueOn) => ({ planOwner: lead, reviewDueOn })),
    );
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
    const isAway = () => test.app.sql('SELECT mail_away_since IS NOT NULL AS away FROM worker_heartbeat');
    expect(await isAway()).toEqual([{ away: true }]);
    test.mailbox.behaviour = 'accept';
    test.app.clock.set('2026-11-21T10:02:00Z');
    expect(await test.settled(made.scheduleId)).toMatchObject([
      { status: 'sent', attempts: 2, last_error: null },
      { status: 'sent', attempts: 2, last_error: null },
    ]);
    expect(test.mailbox.received).toHaveLength(2);
    expect(await isAway()).toEqual([{ away: false }]);
  });

  it('marks an address that the server refuses for good, and tells the next one up instead', async () => {
    test.mailbox.refused = lead;
    const made = await ownedByLead('2026-11-20');
    const insteadOfLead = async () =>
      (await test.reminders(made.scheduleId)).find((row) => row.instead_of === lead)?.status;
    await test.until(
      'it is owed to the manager in place of the lead',
      async () => (await insteadOfLead()) !== undefined,
    );
    // On the day of the answer.
    await test.until('administrators hear of the address, without whose it is', () =>
      test.mailbox.to('administrator@sbc.example').some(({ text }) => text.includes('An e-mail address takes no mail')),
    );
    // The manager's own digest of the day may have left before.
    test.app.clock.set('2026-11-22T10:00:00Z');
    await test.until('the manager has been told for the lead', async () => (await insteadOfLead()) === 'sent');
    const rows = await test.reminders(made.scheduleId);
    expect(rows.find((row) => row.email === lead)).toMatchObject({
      status: 'suppressed',
      status_reason: 'recipient_unreachable',
      attempts: 1,
      last_error: 'EENVELOPE 550',
    });
    expect(rows.find((row) => row.instead_of === lead)).toMatchObject({
      email: manager,
      rung: 'overdue',
      redirect_reason: 'bouncing',
    });
    expect(await test.app.sql('SELECT answer FROM address_bounces')).toEqual([{ answer: 'EENVELOPE 550' }]);
    test.mailbox.refused = '';
  });

  it('shows as failed what no address takes, to the people nearest to the case', async () => {
    test.mailbox.behaviour = 'refuse';
    const made = await ownedByLead('2026-11-20');
    await test.until('all are refused and nobody else is left', async () => {
      const rows = await test.reminders(made.scheduleId);
      return rows.filter((row) => row.status === 'failed').some((row) => row.email === lead);
    });
    const rows = await test.reminders(made.scheduleId);
    expect(rows.find((row) => row.email === lead)).toMatchObject({ rung: 'overdue', last_error: 'EENVELOPE 550' });
    expect(test.mailbox.received).toEqual([]);
  });
});

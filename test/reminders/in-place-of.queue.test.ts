import { CancelAbsence, RecordAbsence } from '../../src/users';
import { newId } from '../../src/shared/ids';
import { RemindersTest } from './support/reminders-test';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const officer = 'officer@tvp.example';

describe('told in place of somebody', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    test.mailbox.received.length = 0;
  });
  afterEach(() => test.endEverything());

  const away = async (email: string, delegate?: string) =>
    test.app.get(RecordAbsence).run(await test.app.actor(email), {
      kind: 'leave',
      startsOn: '2026-11-20',
      endsOn: '2026-12-03',
      ...(delegate === undefined ? {} : { delegateId: test.app.userId(delegate) }),
    });

  it('goes to the delegate who may see the case, and the row says for whom and until when', async () => {
    await away(lead, manager);
    const made = await test.makeCase({ leadProfessional: lead, planOwner: null, reviewDueOn: '2026-11-21' });
    const rows = await test.settled(made.scheduleId);
    expect(rows).toMatchObject([
      {
        email: manager,
        rung: 'due_today',
        told_as: 'lead_professional',
        instead_of: lead,
        redirect_reason: 'away',
        away_until: '2026-12-03',
        status: 'sent',
      },
    ]);
    expect(test.mailbox.to(manager)[0]?.text).toContain('in place of somebody who is away');
    expect(test.mailbox.to(lead)).toEqual([]);
    const others = await (await test.app.browse('chair@mace.example')).get('/reminders/sent');
    expect(others.text).toMatch(/To Martin \w+ for Lena Marsh, away until 3 December 2026/);
    const why = await (
      await test.app.browse('chair@mace.example')
    ).get(`/individuals/${made.individualId}/review-date`);
    expect(why.text).toContain('in place of Lena Marsh, who is away until 3 December 2026');
  });

  it('goes up the ladder when the delegate may not see the case, and comes back with the person', async () => {
    await test.makeCase({ leadProfessional: officer, planOwner: lead, reviewDueOn: '2027-03-01' });
    const { id } = await away(lead, officer);
    const made = await test.makeCase({ leadProfessional: lead, planOwner: null, reviewDueOn: '2026-11-21' });
    expect(await test.settled(made.scheduleId)).toMatchObject([
      { email: manager, told_as: 'agency_manager', instead_of: lead, redirect_reason: 'away' },
    ]);
    expect(test.mailbox.to(officer).filter(({ text }) => text.includes('due today'))).toEqual([]);
    await test.app.get(CancelAbsence).run(await test.app.actor(lead), { id, version: 1 });
    await test.until('the lead has been told', () => test.mailbox.to(lead).length === 1);
  });

  it('reminds the owner of an action, then their manager, and stops when it is closed', async () => {
    const { individualId, planId } = await test.makeCase({
      leadProfessional: lead,
      planOwner: lead,
      reviewDueOn: '2027-03-01',
    });
    const id = newId();
    await test.app.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
       SELECT $1, $2, 'plan', $3, 'Ring the school', 'inform', u.id, u.agency_id, '2026-11-20', u.id, now() FROM users u WHERE u.id = $4`,
      [id, individualId, planId, test.app.userId(lead)],
    );
    await test.until('both have been told', () => test.mailbox.received.length === 2);
    expect(test.mailbox.to(lead)[0]?.text).toContain('An action you own is overdue by 1 day.');
    expect(test.mailbox.to(manager)[0]?.text).toContain('An action of your agency is overdue by 1 day.');
    await test.app.sql(`UPDATE reminders SET status = 'owed', message_id = NULL WHERE subject_id = $1`, [id]);
    await test.app.sql(`UPDATE actions SET status = 'done', closed_at = now(), version = version + 1 WHERE id = $1`, [
      id,
    ]);
    expect(
      await test.app.sql(`SELECT DISTINCT status, status_reason FROM reminders WHERE subject_id = $1`, [id]),
    ).toEqual([{ status: 'suppressed', status_reason: 'done' }]);
  });

  it('reminds of what is missing: a plan owner, a written plan, a screening, the check of the decision', async () => {
    const { individualId } = await test.makeCase({
      leadProfessional: lead,
      planOwner: null,
      plan: 'draft',
      screenedOn: undefined,
      cohortSince: '2026-05-01',
    });
    await test.until('all four are owed to the lead', async () => {
      const rows = await test.app.sql<{ kind: string }>(
        `SELECT DISTINCT m.kind FROM reminders m WHERE m.recipient_id = $1 AND m.individual_id = $2 ORDER BY 1`,
        [test.app.userId(lead), individualId],
      );
      return rows.map(({ kind }) => kind).join() === 'no_plan,no_plan_owner,screening,validation';
    });
    const [plan] = await test.app.sql(
      `SELECT due_on::text FROM reminders WHERE kind = 'no_plan' AND individual_id = $1 LIMIT 1`,
      [individualId],
    );
    // 20 working days from Friday 1 May 2026, over the bank holidays of 4 and 25 May.
    expect(plan).toEqual({ due_on: '2026-06-02' });
  });
});

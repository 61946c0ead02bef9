import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { ChangeLadder } from '../../src/reminders/change-ladder';
import { KeepPreferences } from '../../src/reminders/keep-preferences';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const chair = 'chair@mace.example';
const member = 'member@mace.example';
const administrator = 'administrator@sbc.example';
const DIGEST_HOUR = 7;

/** The scan and the dispatcher's question alone: who would be written to at an instant. */
describe('when the ladder speaks', () => {
  let test: TestApp;

  beforeEach(async () => {
    test = await TestApp.start();
  });
  afterEach(() => test.stop());

  const overdueSince = (dueOn: string): Promise<MadeCase> =>
    test.sql('BEGIN').then(async () => {
      const made = await makeCase(test, {
        leadProfessional: lead,
        planOwner: lead,
        screenedOn: '2026-10-01',
        cohortSince: '2026-10-02',
        plan: 'live',
        reviewDueOn: dueOn,
      });
      await test.sql('COMMIT');
      return made;
    });

  const scan = (day: string) =>
    test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<object>('SELECT owe_reminders($1, $2, 7, $3)', [day, `${day}T00:05:00Z`, []]),
      );

  /** Who is taken at this instant, for a message; whoever was taken has a lease and is not taken again for a minute. */
  const taken = async (at: string): Promise<string[]> => {
    const rows = await test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<{ recipient_id: string }>(`SELECT recipient_id FROM take_recipients_owed($1, '1 min', 200, $2)`, [
          at,
          DIGEST_HOUR,
        ]),
      );
    const names = await test.sql<{ email: string }>('SELECT email FROM users WHERE id = ANY ($1) ORDER BY email', [
      rows.map((row) => row.recipient_id),
    ]);
    return names.map(({ email }) => email);
  };

  const owedRungs = () =>
    test.sql<{ email: string; rung: string; told_as: string }>(
      `SELECT u.email, m.rung, m.told_as FROM reminders m JOIN users u ON u.id = m.recipient_id
        WHERE m.kind = 'review' AND m.status = 'owed' ORDER BY u.email`,
    );

  const prefer = async (email: string, chosen: { alsoImmediate: boolean; days: number[] }) =>
    test.get(KeepPreferences).run(await test.actor(email), { ...chosen, version: 0 });

  const nameLead = async (email: string) =>
    test.get(ChangeLadder).nameLead(await test.actor(administrator), test.userId(email));

  // 25 October 2026: the clocks go back at 02:00, so seven in London is six in UTC the day before and seven that day.
  it.each([
    ['in summer time', '2026-10-24', '05:59:59', '06:00:00'],
    ['on the day the clocks go back', '2026-10-25', '06:59:59', '07:00:00'],
    ['on the day the clocks go forward', '2027-03-28', '05:59:59', '06:00:00'],
    ['in winter', '2026-12-01', '06:59:59', '07:00:00'],
  ])('says nothing before seven in London, %s', async (_when, day, before, after) => {
    await overdueSince(day);
    await scan(day);
    expect((await owedRungs()).map(({ rung, email }) => [rung, email])).toEqual([['due_today', lead]]);
    expect(await taken(`${day}T00:30:00Z`)).toEqual([]);
    expect(await taken(`${day}T${before}Z`)).toEqual([]);
    expect(await taken(`${day}T${after}Z`)).toEqual([lead]);
    expect(await taken(`${day}T${after.replace(':00:00', ':00:30')}Z`)).toEqual([]);
  });

  it('keeps to the days that a person chose, and forgets nothing in between', async () => {
    await prefer(lead, { alsoImmediate: true, days: [1] });
    await overdueSince('2026-11-28');
    await scan('2026-11-21');
    expect((await owedRungs()).map(({ rung }) => rung)).toEqual(['due_in_7_days']);
    // The 21st is a Saturday.
    expect(await taken('2026-11-21T10:00:00Z')).toEqual([]);
    expect(await taken('2026-11-22T10:00:00Z')).toEqual([]);
    expect(await taken('2026-11-23T06:59:00Z')).toEqual([]);
    expect(await taken('2026-11-23T07:00:00Z')).toEqual([lead]);
  });

  it('tells chair and partnership lead on the 14th day, at once, whatever the hour, and not on the 13th', async () => {
    await nameLead(member);
    await overdueSince('2026-11-10');
    await scan('2026-11-23');
    expect((await owedRungs()).map(({ email }) => email)).not.toContain(member);
    expect(await taken('2026-11-23T03:00:00Z')).toEqual([]);
    await scan('2026-11-24');
    expect(await owedRungs()).toEqual(
      expect.arrayContaining([
        { email: member, rung: 'overdue_14_days_lead', told_as: 'partnership_lead' },
        expect.objectContaining({ email: chair, told_as: 'panel_chair' }),
      ]),
    );
    expect(await taken('2026-11-24T03:00:00Z')).toEqual([chair, member].sort());
    expect(await taken('2026-11-24T08:00:00Z')).toEqual(expect.arrayContaining([lead, manager]));
  });

  it('lets preferences silence neither the last rung nor its hour', async () => {
    await nameLead(member);
    await prefer(member, { alsoImmediate: false, days: [1] });
    await prefer(lead, { alsoImmediate: false, days: [1] });
    await overdueSince('2026-11-11');
    await scan('2026-11-25');
    // The 25th is a Wednesday, and nobody chose it.
    const atNight = await taken('2026-11-25T03:00:00Z');
    expect(atNight).toContain(member);
    expect(atNight).not.toContain(lead);
    // Overdue is the last rung of those responsible: in the morning it is said, chosen day or not.
    expect(await taken('2026-11-25T08:00:00Z')).toContain(lead);
  });

  it('takes along, when a digest leaves on a day nobody chose, all that waits for its reader', async () => {
    await prefer(lead, { alsoImmediate: true, days: [1] });
    const soon = await overdueSince('2026-12-01');
    await scan('2026-11-25');
    // Wednesday: due in six days is no reason to write on a day they did not choose.
    expect(await taken('2026-11-25T08:00:00Z')).not.toContain(lead);
    const late = await overdueSince('2026-11-23');
    // The other is overdue, which is the last rung of who is responsible.
    await scan('2026-11-25');
    expect(await taken('2026-11-25T09:00:00Z')).toContain(lead);
    const rows = await test.sql<{ subject_id: string }>(
      `SELECT DISTINCT subject_id FROM reminders WHERE recipient_id = $1 AND lease_id IS NOT NULL`,
      [test.userId(lead)],
    );
    expect(rows.map((row) => row.subject_id).sort()).toEqual([late.scheduleId, soon.scheduleId].sort());
  });

  it('lets no choice of days silence what is told in place of somebody, or for want of anybody nearer', async () => {
    await prefer(manager, { alsoImmediate: true, days: [7] });
    await prefer(chair, { alsoImmediate: true, days: [7] });
    await test.sql(
      `INSERT INTO address_bounces (user_id, email, answer, bounced_at) SELECT id, email, '550', now() FROM users WHERE email = $1`,
      [lead],
    );
    const theirs = await overdueSince('2026-11-25');
    const nobodys = await overdueSince('2026-11-25');
    await test.sql('UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1', [
      nobodys.individualId,
    ]);
    // Wednesday is the due day. Their Sunday would be too late: by then a later rung has taken its place.
    await scan('2026-11-25');
    expect(
      await test.sql(
        `SELECT m.subject_id, u.email, m.told_as, m.redirect_reason FROM reminders m JOIN users u ON u.id = m.recipient_id
          WHERE m.kind = 'review' AND m.status = 'owed' ORDER BY u.email`,
      ),
    ).toEqual([
      { subject_id: nobodys.scheduleId, email: chair, told_as: 'panel_chair', redirect_reason: null },
      { subject_id: theirs.scheduleId, email: manager, told_as: 'agency_manager', redirect_reason: 'bouncing' },
    ]);
    expect(await taken('2026-11-25T08:00:00Z')).toEqual([chair, manager]);
  });

  it('does not say at once a rung that is not the last to who wants the digest alone', async () => {
    await test.get(ChangeLadder).keep(await test.actor(administrator), {
      daysAfterDue: -3,
      audience: 'responsible',
      isImmediate: true,
      coversActions: true,
    });
    await overdueSince('2026-11-24');
    await scan('2026-11-21');
    expect((await owedRungs()).map(({ rung }) => rung)).toEqual(['day_minus_3_responsible']);
    await prefer(lead, { alsoImmediate: false, days: [1, 2, 3, 4, 5, 6, 7] });
    expect(await taken('2026-11-21T03:00:00Z')).toEqual([]);
    await test.sql('UPDATE reminder_preferences SET also_immediate = true, version = version + 1');
    expect(await taken('2026-11-21T03:00:00Z')).toEqual([lead]);
  });

  it('passes by an address that bounces, and comes back to it when an administrator clears it', async () => {
    await test.sql(`INSERT INTO address_bounces (user_id, email, answer, bounced_at) VALUES ($1, $2, '550', now())`, [
      test.userId(lead),
      lead,
    ]);
    await overdueSince('2026-11-21');
    await scan('2026-11-21');
    expect((await owedRungs()).map(({ email }) => email)).toEqual([manager]);
    await test.get(ChangeLadder).clearBounce(await test.actor(administrator), test.userId(lead));
    await scan('2026-11-21');
    expect((await owedRungs()).map(({ email }) => email)).toEqual([lead]);
    const asManager = await test.actor(manager);
    await expect((async () => test.get(ChangeLadder).clearBounce(asManager, test.userId(lead)))()).rejects.toThrow(
      'You do not have permission',
    );
  });

  it('says again what is still overdue when the gap is over, and not a day before; what is only due soon never', async () => {
    const late = await overdueSince('2026-11-18');
    const soon = await overdueSince('2026-12-01');
    await scan('2026-11-20');
    await test.sql(
      `UPDATE reminders SET status = 'sent', sent_at = '2026-11-20T07:00:00Z', message_id = id::text, said_on = '2026-11-20', times_said = 1`,
    );
    const owedAbout = async () =>
      (
        await test.sql<{ subject_id: string }>(
          `SELECT DISTINCT subject_id FROM reminders WHERE status = 'owed' AND recipient_id = $1 AND kind = 'review'`,
          [test.userId(lead)],
        )
      ).map((row) => row.subject_id);
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-23']) {
      await scan(day);
      expect([day, await owedAbout()]).toEqual([day, []]);
    }
    await scan('2026-11-26');
    expect(await owedAbout()).not.toContain(late.scheduleId);
    await scan('2026-11-27');
    const owed = await owedAbout();
    expect(owed).toContain(late.scheduleId);
    // Its seven-day rung came meanwhile; the one of fourteen days is not repeated.
    const [{ count } = { count: -1 }] = await test.sql<{ count: number }>(
      `SELECT count(*)::integer AS count FROM reminders WHERE subject_id = $1 AND rung = 'due_in_14_days' AND status = 'owed'`,
      [soon.scheduleId],
    );
    expect(count).toBe(0);
  });
});

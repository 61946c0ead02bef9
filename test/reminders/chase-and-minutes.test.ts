import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { AcknowledgeOverdue } from '../../src/reviews/acknowledge-overdue';
import { newId } from '../../src/shared/ids';
import { bankHolidays } from '../../src/shared/working-days';
import { answerList, installDemonstrationTool } from '../screenings/answers';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const manager = 'manager@scf.example';
const chair = 'chair@mace.example';
const member = 'member@mace.example';
const governance = 'governance@sbc.example';

describe('reminders of a day to chase and of minutes', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const scan = (day: string) =>
    test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<object>('SELECT owe_reminders($1, $2, 7, $3)', [day, `${day}T08:00:00Z`, bankHolidays()]),
      );
  const reminders = (kind: string, subject: string) =>
    test.sql<{
      email: string;
      rung: string;
      told_as: string;
      due_on: string;
      status: string;
      individual_id: string | null;
    }>(
      `SELECT u.email, m.rung, m.told_as, m.due_on::text, m.status, m.individual_id
         FROM reminders m JOIN users u ON u.id = m.recipient_id WHERE m.kind = $1 AND m.subject_id = $2 ORDER BY m.owed_at, u.email`,
      [kind, subject],
    );

  it('tells those who may be the second person of a lower band that waited 5 working days, and stops when one answers', async () => {
    await installDemonstrationTool(test);
    const made = await makeCase(test);
    const lead = await test.api('lead@scf.example');
    const { body } = await lead.post('/screenings', {
      individualId: made.individualId,
      screenedOn: '2026-11-20',
      answers: answerList({ weapon_carried: 'yes', threat_live: 'yes', harm_caused: 'yes' }),
      judgedViolenceBand: 'low',
      judgementReason: 'The threat is over',
    });
    const id = String(body.id);
    // Recorded on Saturday 21 November.
    await scan('2026-11-26');
    expect(await reminders('judgement', id)).toEqual([]);
    await scan('2026-11-27');
    const told = { told_as: 'agency_manager', due_on: '2026-11-27', individual_id: made.individualId, status: 'owed' };
    expect(await reminders('judgement', id)).toEqual([{ ...told, email: manager, rung: 'due_today' }]);
    await scan('2026-12-05');
    const owed = (await reminders('judgement', id)).filter(({ status }) => status === 'owed');
    expect(owed.map(({ email, told_as }) => [email, told_as])).toEqual([
      [chair, 'panel_chair'],
      [manager, 'agency_manager'],
    ]);
    expect((await lead.get('/screening-agreements')).status).toBe(403);
    test.clock.set('2026-12-05T10:00:00Z');
    const listed = await (await test.api(manager)).get('/screening-agreements');
    expect(listed.body.items).toEqual([
      expect.objectContaining({
        ...{ id, individualId: made.individualId, answerBy: '2026-11-27' },
        lowered: [{ axis: 'violence', judged: 'low', scored: 'high' }],
      }),
    ]);
    expect((await (await test.browse(manager)).get('/reviews')).text).toContain(
      'Second person needed, the oldest late',
    );
    const home = load((await (await test.browse(chair)).get('/meetings')).text);
    expect(home('[data-qa=waiting]').text()).toMatch(/Lower bands to agree: 1\s*Late/);
    expect((await (await test.browse(manager)).get('/reminders')).text).toContain(`/screenings/${id}/agreement`);
    const why = await (await test.browse(manager)).get(`/individuals/${made.individualId}/due-dates/judgement`);
    expect(why.text).toContain('A second person answers within 5 working days of a lower band');
    const decision = { decision: 'agreed', reason: 'Seen with the police' };
    expect((await (await test.api(manager)).post(`/screenings/${id}/agreement`, decision)).status).toBe(200);
    expect((await reminders('judgement', id)).filter(({ status }) => status === 'owed')).toEqual([]);
    test.clock.set('2026-11-21T10:00:00Z');
  });

  it('brings a day to chase back to whoever set it when it comes, and not before; a new day replaces it', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
    const actor = await test.actor(manager);
    const acknowledge = (version: number, chaseOn: string) =>
      test
        .get(AcknowledgeOverdue)
        .run(actor, { scheduleId: made.scheduleId, version, reason: 'School closed', chaseOn });
    await acknowledge(0, '2026-11-24');
    await scan('2026-11-23');
    expect(await reminders('chase', made.scheduleId)).toEqual([]);
    await scan('2026-11-24');
    const told = { email: manager, told_as: 'chaser', due_on: '2026-11-24', individual_id: made.individualId };
    expect(await reminders('chase', made.scheduleId)).toEqual([{ ...told, rung: 'due_today', status: 'owed' }]);
    await scan('2026-11-26');
    expect((await reminders('chase', made.scheduleId)).map(({ rung, status }) => [rung, status])).toEqual([
      ['due_today', 'suppressed'],
      ['overdue', 'owed'],
    ]);
    test.clock.set('2026-11-26T09:00:00Z');
    const page = load((await (await test.browse(manager)).get('/reminders')).text)('#reminders').text();
    expect(page).toContain('Overdue review to chase');
    expect(page).toContain('you acknowledged that the review is overdue');
    await acknowledge(1, '2026-12-03');
    expect((await reminders('chase', made.scheduleId)).every(({ status }) => status === 'suppressed')).toBe(true);
    await scan('2026-11-27');
    expect((await reminders('chase', made.scheduleId)).every(({ status }) => status === 'suppressed')).toBe(true);
    // Whoever moves the date to one that is not late any more ends it too.
    await test.sql(
      `UPDATE review_schedules SET due_on = '2026-12-20', no_later_than = NULL, version = version + 1 WHERE id = $1`,
      [made.scheduleId],
    );
    await scan('2026-12-04');
    expect((await reminders('chase', made.scheduleId)).every(({ status }) => status === 'suppressed')).toBe(true);
  });

  it('owes the chair the minutes within 10 working days of the meeting, to nobody else, until they are issued', async () => {
    const id = newId();
    await test.sql(
      `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at, closed_at)
       SELECT $1, p.id, '2026-12-16', '10:00', 'Town hall', 'held', $2, now(), '2026-12-16T12:00:00Z' FROM panels p LIMIT 1`,
      [id, test.userId(chair)],
    );
    await scan('2026-12-16');
    // Christmas Day, Boxing Day's substitute and New Year's Day are no working days.
    expect(await reminders('minutes', id)).toEqual([]);
    await scan('2027-01-05');
    const owed = { told_as: 'panel_chair', due_on: '2027-01-04', status: 'owed', individual_id: null };
    expect(await reminders('minutes', id)).toEqual([{ ...owed, email: chair, rung: 'overdue' }]);
    const seenBy = async (email: string) => {
      const actor = await test.actor(email);
      const rows = await test
        .get(Transactions)
        .act(actor, (tx) => tx.query<object>(`SELECT id FROM reminders WHERE kind = 'minutes'`));
      return rows.length;
    };
    expect([await seenBy(chair), await seenBy(governance), await seenBy(member), await seenBy(manager)]).toEqual([
      1, 1, 0, 0,
    ]);
    test.clock.set('2027-01-05T09:00:00Z');
    const page = load((await (await test.browse(chair)).get('/reminders')).text)('#reminders');
    expect(page.find(`a[href="/meetings/${id}"]`).text()).toBe('The meeting of 16 December 2026');
    const { body } = await (await test.api(chair)).get('/reminders');
    expect(body.items).toContainEqual(
      expect.objectContaining({ kind: 'minutes', subjectId: id, individualId: null, isStanding: true }),
    );
    await test.sql(
      `UPDATE meetings SET minutes_issued_at = '2027-01-05T10:00:00Z', version = version + 1 WHERE id = $1`,
      [id],
    );
    expect((await reminders('minutes', id)).map(({ status }) => status)).toEqual(['suppressed']);
    await scan('2027-01-20');
    expect((await reminders('minutes', id)).map(({ status }) => status)).toEqual(['suppressed']);
  });
});

import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Reader, Transactions } from '../../src/platform/database';
import { KeepActivity, RecordProgress, SignOffStrategyReview, StartStrategyPlan } from '../../src/registers';
import { readableReminders } from '../../src/reminders/reminders.queries';
import { bankHolidays } from '../../src/shared/working-days';
import { TestApp } from '../support/test-app';
import { someRegisters } from '../architecture/rich-registers';

const CHAIR = 'chair@mace.example';
const MANAGER = 'manager@scf.example';
const MEMBER = 'member@mace.example';

describe('what is due in the registers', () => {
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
  const owed = (subject: string) =>
    test.sql<{ email: string; rung: string; told_as: string; status: string; individual_id: null; due_on: string }>(
      `SELECT u.email, m.rung, m.told_as, m.status, m.individual_id, m.due_on::text FROM reminders m JOIN users u ON u.id = m.recipient_id
        WHERE m.subject_id = $1 ORDER BY m.owed_at, u.email`,
      [subject],
    );
  const waiting = async (subject: string) =>
    (await owed(subject)).filter(({ status }) => status === 'owed').map(({ email, told_as }) => [email, told_as]);

  it('is owed to everybody responsible, climbs the ladder, and ends with the last step, whoever did it', async () => {
    const chair = await test.actor(CHAIR);
    const plan = { title: 'Safer', startsOn: '2026-01-01', endsOn: '2028-12-31', reviewDueOn: '2027-06-01' };
    await test.get(StartStrategyPlan).run(chair, plan);
    const { id } = await test.get(KeepActivity).add(chair, {
      ...{ priority: 'Data', aim: 'See', activity: 'Build it', successMeasure: 'In use' },
      agencyId: test.partnership.agencies['tvp'] ?? '',
      ownerIds: [test.userId(MANAGER), test.userId(MEMBER)],
      ...{ startsOn: '2026-01-01', targetOn: '2026-12-01' },
    });
    await scan('2026-11-24');
    expect((await owed(id)).map((row) => [row.email, row.told_as, row.individual_id, row.due_on])).toEqual([
      [MANAGER, 'register_owner', null, '2026-12-01'],
      [MEMBER, 'register_owner', null, '2026-12-01'],
    ]);
    await scan('2026-12-02');
    expect(await waiting(id)).toContainEqual([MEMBER, 'register_owner']);
    await scan('2026-12-08');
    expect(await waiting(id)).toContainEqual(['manager@tvp.example', 'agency_manager']);
    expect(await waiting(id)).toContainEqual([CHAIR, 'panel_chair']);
    test.clock.set(new Date('2026-12-08T09:00:00Z'));
    const inbox = load((await (await test.browse(MEMBER)).get('/reminders')).text)('#reminders');
    const line = inbox.find(`a[href="/strategy-plan/activities/${id}"]`).first().closest('tr');
    expect(line.find('th').text()).toBe('Build itData');
    expect(line.text()).toContain('Activity of the strategy plan');
    expect(inbox.text()).toContain('you are responsible for it');
    const { body } = await (await test.api(MEMBER)).get('/reminders');
    expect(body.items[0]).toMatchObject({ kind: 'strategy_activity', isStanding: true, individualId: null });
    const outsider = await (await test.api('officer@tvp.example')).get('/reminders/sent');
    expect(outsider.body.items).toEqual([]);
    const said = { progress: 'Half', percentComplete: 50, rag: 'red' as const, ragReason: 'Late' };
    await test.get(RecordProgress).run(chair, { id, version: 1, ...said });
    expect((await waiting(id)).length).toBeGreaterThan(0);
    await test.get(RecordProgress).run(chair, { id, version: 2, ...said, percentComplete: 100 });
    expect(await waiting(id)).toEqual([]);
    await scan('2026-12-20');
    expect(await waiting(id)).toEqual([]);
    await test.sql(`UPDATE strategy_plans SET starts_on = '2020-01-01', version = version + 1`);
  });

  it('is said of the annual review to the chair, of risks and recommendations to their owners', async () => {
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    const { riskId, learningId } = await someRegisters(test);
    const [plan] = await test.sql<{ id: string; version: number }>(
      `UPDATE strategy_plans SET review_due_on = '2027-02-01', version = version + 1 WHERE title = 'Safer streets' RETURNING id, version`,
    );
    await scan('2027-02-01');
    expect(await waiting(plan?.id ?? '')).toEqual([[CHAIR, 'panel_chair']]);
    expect(await waiting(riskId)).toEqual([[MANAGER, 'register_owner']]);
    expect(await waiting(learningId)).toContainEqual([MANAGER, 'agency_manager']);
    test.clock.set(new Date('2027-02-01T10:00:00Z'));
    const inbox = load((await (await test.browse(MANAGER)).get('/reminders')).text)('#reminders');
    const [risk] = await test.sql<{ event: string; place: string }>(
      `SELECT event, 'R' || number AS place FROM strategic_risks WHERE id = $1`,
      [riskId],
    );
    expect(inbox.find(`a[href$="${riskId}"]`).closest('th').text()).toBe(`${risk?.event}${risk?.place}`);
    const [learning] = await test.sql<{ title: string; place: string }>(
      'SELECT recommendation AS title, review_title AS place FROM learning_actions WHERE id = $1',
      [learningId],
    );
    expect(inbox.find(`a[href$="${learningId}"]`).first().closest('th').text()).toBe(
      `${learning?.title}${learning?.place}`,
    );
    const toChair = load((await (await test.browse(CHAIR)).get('/reminders')).text)('#reminders');
    expect(toChair.find('th').text()).toContain('Safer streets');
    // A message is written from these alone: who holds the telephone reads no line of a register.
    const ids = await test.sql<{ id: string }>('SELECT id FROM reminders WHERE subject_id = $1', [riskId]);
    const actor = await test.actor(MANAGER);
    const readable = readableReminders(
      actor,
      ids.map((row) => row.id),
    );
    const told = await test.get(Reader).many<object>(actor, undefined, readable);
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toContain(risk?.event);
    const review = { version: plan?.version ?? 0, summary: 'Done', changes: 'None', nextDueOn: '2028-02-01' };
    await test.get(SignOffStrategyReview).run(await test.actor(CHAIR), review);
    expect(await waiting(plan?.id ?? '')).toEqual([]);
  });

  it('is the same in what the scan keeps and in the definition', async () => {
    const [row] = await test.sql<{ wrong: number }>(
      `SELECT count(*)::integer AS wrong FROM (
         SELECT kind, subject_id, subject_version, due_on FROM obligations('9999-12-31')
         EXCEPT SELECT kind, subject_id, subject_version, due_on FROM obligations_kept('9999-12-31')) d`,
    );
    expect(row?.wrong).toBe(0);
  });
});

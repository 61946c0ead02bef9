import { load } from 'cheerio';
import { ChangeTier } from '../../src/cohort';
import { ChangeLadder } from '../../src/reminders/change-ladder';
import { newId } from '../../src/shared/ids';
import { addAction } from '../plans/arrange';
import { TestApp } from '../support/test-app';
import { administrator, chair, lead, manager, officer, rungsOf } from './rungs';

describe('a rung', () => {
  let test: TestApp;
  const { scan, quiet, setStatus, lines, away, back, sayEverything, everybodyBack } = rungsOf(() => test);

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(everybodyBack);
  afterAll(() => test.stop());

  it('is for people whose rights are the same asked of one or of all', async () => {
    await setStatus([officer], 'disabled');
    const [differ] = await test.sql<{ people: number; wrong: number }>(
      `SELECT count(*)::int AS people, count(*) FILTER (WHERE (o.email, o.status, o.agency_id, o.agency_kind, o.access_keys)
                IS DISTINCT FROM (a.email, a.status, a.agency_id, a.agency_kind, a.access_keys))::int AS wrong
         FROM users u LEFT JOIN LATERAL actor_for_user(u.id) o ON true
         LEFT JOIN actors_for_users(ARRAY(SELECT x.id FROM users x)) a ON a.user_id = u.id`,
    );
    expect(differ?.people).toBeGreaterThan(10);
    expect(differ?.wrong).toBe(0);
  });

  it('that was said is heard once by who stands in, and by nobody twice: not after it was removed and added again', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-20', leadProfessional: lead });
    const overdue = { daysAfterDue: 1, audience: 'responsible', isImmediate: false, coversActions: true } as const;
    const heard = async () => (await lines(made)).filter((line) => / (owed|sent)/.test(line));
    await scan();
    expect(await heard()).toEqual([`${lead} overdue owed`, `${manager} overdue_manager owed`]);
    await sayEverything();
    await away([lead], officer);
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT $1, $2, 'practitioner', u.id, u.agency_id, now(), u.id FROM users u WHERE u.email = $3`,
      [newId(), made.individualId, officer],
    );
    await scan();
    const said = [`${lead} overdue sent`, `${manager} overdue_manager sent`];
    expect(await heard()).toEqual([...said, `${officer} overdue owed`]);
    const inbox = (await (await test.browse(officer)).get('/reminders')).text;
    expect(inbox).toContain('You are told for Lena Marsh, away');
    await sayEverything();
    const change = test.get(ChangeLadder);
    const [rung] = await test.sql<{ version: number }>(`SELECT version FROM reminder_rungs WHERE rung = 'overdue'`);
    await change.remove(await test.actor(administrator), { rung: 'overdue', version: rung?.version ?? 0 });
    // The rung before it is the newest again, and is no news to who heard a later one.
    await scan();
    await change.keep(await test.actor(administrator), overdue);
    await scan();
    expect(await heard()).toEqual([...said, `${officer} overdue sent`]);
    await back();
    expect(await scan()).toBe(0);
    expect(await heard()).toEqual([...said, `${officer} overdue sent`]);
  });

  it('told to one person in place of two who are away names both', async () => {
    await away([lead, officer], manager);
    const made = await quiet({ reviewDueOn: '2026-11-21', leadProfessional: officer, planOwner: lead });
    await scan();
    expect(await lines(made)).toEqual([`${manager} due_today owed`]);
    const names = /Lena Marsh, away until further notice, and \w+ [\w’-]+, away until further notice/;
    const inbox = load((await (await test.browse(manager)).get('/reminders')).text);
    expect(inbox('#reminders').text()).toMatch(names);
    const others = load((await (await test.browse(chair)).get('/reminders/sent')).text);
    expect(others('#reminders').text()).toMatch(names);
    const why = load((await (await test.browse(chair)).get(`/individuals/${made.individualId}/review-date`)).text);
    expect(why('#reminders').text()).toMatch(
      /in place of Lena Marsh, away until further notice, and \w+ [\w’-]+, away until further notice/,
    );
    const api = await (await test.api(manager)).get('/reminders');
    expect(api.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          subjectId: made.scheduleId,
          alsoInsteadOf: [{ id: test.userId(officer), reason: 'away', awayUntil: null }],
        }),
      ]) as unknown,
    });
    // While it waits it follows who is away.
    await back();
    await away([officer], manager);
    await scan();
    expect(
      await test.sql(
        `SELECT instead_of, also_instead_of FROM reminders WHERE subject_id = $1 AND status = 'owed' AND recipient_id = $2`,
        [made.scheduleId, test.userId(manager)],
      ),
    ).toEqual([{ instead_of: test.userId(officer), also_instead_of: null }]);
  });

  it('told to somebody for themselves names also whom they stand in for, everywhere, and waits for no day', async () => {
    await away([lead], officer);
    const made = await quiet({ reviewDueOn: '2026-11-21', leadProfessional: officer, planOwner: lead });
    await scan();
    expect(await lines(made)).toEqual([`${officer} due_today owed`]);
    const [waiting] = await test.sql<{ is_last: boolean }>(
      `SELECT o.is_last FROM owed_reminders() o JOIN reminders m ON m.id = o.id WHERE m.individual_id = $1`,
      [made.individualId],
    );
    expect(waiting?.is_last).toBe(true);
    const inbox = load((await (await test.browse(officer)).get('/reminders')).text);
    expect(inbox('#reminders').text()).toContain(
      'You are told because you are the lead professional (also for Lena Marsh, away until further notice)',
    );
    const others = load((await (await test.browse(chair)).get('/reminders/sent')).text);
    expect(others('#reminders').text()).toMatch(/To [\w ’-]+ also for Lena Marsh, away/);
    const whyOf = async () =>
      load((await (await test.browse(chair)).get(`/individuals/${made.individualId}/review-date`)).text)(
        '#reminders',
      ).text();
    expect(await whyOf()).toContain('also in place of Lena Marsh, away until further notice');
    await sayEverything();
    await back();
    await scan();
    // It was said for both: nobody hears it again, and the page keeps in whose place it was.
    expect(await lines(made)).toEqual([`${officer} due_today sent`, `${lead} due_today owed`].toSorted());
    expect(await whyOf()).toMatch(/, also in place of Lena Marsh, who was away then/);
    const since = load((await (await test.browse(officer)).get('/reminders')).text)('#reminders').text();
    expect(since).toContain('(also for Lena Marsh, who was away then)');
    expect(since).not.toContain('until further notice');
  });

  it('is said once for each due day: not again because an exemption came and went', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-07', leadProfessional: lead });
    await scan();
    await sayEverything();
    const api = await test.api(manager);
    const path = `/review-schedules/${made.scheduleId}/exemption`;
    const body = { kind: 'custody', words: 'Remanded.', until: '2027-01-20' };
    expect((await api.post(path, body).set('If-Match', '"1"')).status).toBe(201);
    expect((await api.post(`${path}/clearing`, { reason: 'Bailed.' }).set('If-Match', '"2"')).status).toBe(201);
    const before = await lines(made);
    expect(before.some((line) => line.startsWith(`${chair} overdue_14_days_panel sent`))).toBe(true);
    await scan();
    expect(await lines(made)).toEqual(before);
    // What stays overdue is repeated after the gap, as a repetition: with the e-mail of the day and not at once.
    test.clock.set(new Date('2026-11-28T10:00:00Z'));
    await scan();
    const [again] = await test.sql(
      `SELECT m.times_said, o.is_at_once FROM reminders m JOIN owed_reminders() o ON o.id = m.id
        WHERE m.subject_id = $1 AND m.rung = 'overdue_14_days_panel'`,
      [made.scheduleId],
    );
    expect(again).toEqual({ times_said: 1, is_at_once: false });
  });

  it('of the check of a cohort decision is not said again because the tier changed', async () => {
    const made = await quiet({ cohortSince: '2026-05-01', tier: 'high' });
    await scan();
    await sayEverything();
    const before = await lines(made, 'validation');
    expect(before.length).toBeGreaterThan(1);
    const { individualId } = made;
    const change = { individualId, tier: 'medium', decision: 'Step down', evidence: 'Six quiet months' } as const;
    await test.get(ChangeTier).run(await test.actor(chair), change);
    await scan();
    expect(await lines(made, 'validation')).toEqual(before);
  });

  it('that is not needed any more says why: the owner changed, or the date', async () => {
    const made = await quiet({});
    const [handedOver, moved] = [newId(), newId()];
    for (const id of [handedOver, moved]) await addAction(test, made, { id, owner: lead });
    // Within fourteen days of the day both were agreed for.
    test.clock.set(new Date('2026-11-28T10:00:00Z'));
    await scan();
    await test.sql(
      `UPDATE actions a SET owner_id = u.id, owner_agency_id = u.agency_id, version = a.version + 1 FROM users u
        WHERE a.id = $1 AND u.email = $2`,
      [handedOver, officer],
    );
    await test.sql(`UPDATE actions SET due_on = '2026-12-08', version = version + 1 WHERE id = $1`, [moved]);
    const reason = async (id: string) =>
      test.sql(`SELECT status_reason FROM reminders WHERE subject_id = $1 AND status = 'suppressed'`, [id]);
    expect(await reason(handedOver)).toEqual([{ status_reason: 'no_longer_responsible' }]);
    expect(await reason(moved)).toEqual([{ status_reason: 'date_changed' }]);
  });
});

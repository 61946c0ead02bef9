import { load } from 'cheerio';
import { ChangeTier } from '../../src/cohort';
import { Transactions } from '../../src/platform/database';
import { ChangeLadder } from '../../src/reminders/change-ladder';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { newId } from '../../src/shared/ids';
import { type CaseOptions, makeCase, type MadeCase } from '../factories';
import { addAction } from '../plans/arrange';
import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const officer = 'officer@tvp.example';
const policeManager = 'manager@tvp.example';
const chair = 'chair@mace.example';
const administrator = 'administrator@sbc.example';

describe('a rung', () => {
  let test: TestApp;
  const scan = () => new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
  const quiet = (options: CaseOptions) =>
    makeCase(test, { screenedOn: '2026-11-01', cohortSince: '2026-11-02', plan: 'live', planOwner: lead, ...options });
  const setStatus = (emails: string[], status: 'active' | 'disabled') =>
    test.sql('UPDATE users SET status = $1, version = version + 1 WHERE id = ANY ($2::uuid[])', [
      status,
      emails.map((email) => test.userId(email)),
    ]);
  const told = (made: MadeCase, kind = 'review') =>
    test.sql<{ told: string }>(
      `SELECT concat_ws(' ', u.email, m.rung, m.status, coalesce(m.status_reason, m.last_error)) AS told
         FROM reminders m JOIN users u ON u.id = m.recipient_id
        WHERE m.individual_id = $1 AND m.kind = $2 ORDER BY u.email, m.owed_at, m.rung`,
      [made.individualId, kind],
    );
  const lines = async (made: MadeCase, kind?: string) => (await told(made, kind)).map((row) => row.told);
  const away = async (emails: string[], delegate: string | null = null) => {
    for (const email of emails)
      await test.sql(
        `INSERT INTO absences (id, user_id, starts_on, kind, delegate_id, recorded_by, recorded_at) VALUES ($1, $2, '2026-11-20', 'leave', $3, $2, $4)`,
        [newId(), test.userId(email), delegate === null ? null : test.userId(delegate), test.clock.now()],
      );
  };
  const back = () =>
    test.sql('UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE cancelled_at IS NULL');
  const sayEverything = () =>
    test.sql(
      `UPDATE reminders SET status = 'sent', sent_at = $1::timestamptz, said_on = $1::timestamptz::date, times_said = times_said + 1, message_id = id::text
        WHERE status = 'owed'`,
      [test.clock.now()],
    );

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(async () => {
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    await setStatus([officer, policeManager, chair, lead, manager], 'active');
    await back();
  });
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

  it('that nobody up there can be told fails for each of them in sight of all, is heard below, and is owed when they are back', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-07' });
    await away([chair]);
    await scan();
    expect(await lines(made)).toEqual([
      `${chair} overdue_14_days_panel failed untold_away`,
      `${lead} overdue owed`,
      // The last who can be told hears of it at once, as of the rung above.
      `${manager} overdue_14_days_lead owed`,
    ]);
    const why = load((await (await test.browse(lead)).get(`/individuals/${made.individualId}/review-date`)).text);
    expect(why('#reminders tbody').text()).toMatch(
      /Overdue by 14 days, to the panel chair\s+.+, .+\s+Told to nobody: this person is away and nobody stands in, and nobody higher up/,
    );
    const page = load((await (await test.browse('administrator@sbc.example')).get('/reminder-deliveries')).text);
    expect(page('#counts').text()).toContain('1 told to nobody');
    expect(page('main').text()).toContain('1 reminder could be told to nobody it was meant for');
    expect(page('#deliveries tbody tr').text()).toMatch(
      /Told to nobody: this person is away.+told as soon as somebody can be/,
    );
    expect(page('#deliveries button')).toHaveLength(0);
    const inbox = (await (await test.browse(manager)).get('/reminders')).text;
    expect(inbox).toContain('and nobody higher up can be told');
    expect(await scan()).toBe(0);

    await back();
    await scan();
    expect((await lines(made)).filter((line) => line.startsWith(chair))).toEqual([
      `${chair} overdue_14_days_panel owed`,
    ]);
    expect((await lines(made)).filter((line) => line.includes('untold'))).toEqual([]);
  });

  it('that reaches only people who are away is told to none of them, and owed again when one is back', async () => {
    await away([lead, manager, chair]);
    const made = await quiet({ reviewDueOn: '2026-11-20', leadProfessional: lead });
    await scan();
    expect(await lines(made)).toEqual([
      `${chair} overdue failed untold_away`,
      `${lead} overdue failed untold_away`,
      `${manager} overdue failed untold_away`,
    ]);
    // Administrators hear of it as of any rung that reaches nobody.
    expect(
      await test.sql(
        `SELECT 1 FROM reminders m WHERE m.individual_id = $1 AND m.status = 'failed' AND m.last_error LIKE 'untold\\_%'`,
        [made.individualId],
      ),
    ).toHaveLength(3);
    // What an earlier case still owed them is taken back first, and fails by the next scan.
    await scan();
    expect(await scan()).toBe(0);
    await back();
    await away([lead, chair]);
    await scan();
    expect((await lines(made)).filter((line) => line.includes(' owed') || line.includes(' failed'))).toEqual([
      `${manager} overdue owed`,
    ]);
  });

  it('that somebody hears in their place was not told to nobody', async () => {
    await away([manager, chair]);
    const made = await quiet({ reviewDueOn: '2026-11-14', leadProfessional: lead });
    await scan();
    const rows = await test.sql<{ rung: string; status: string; instead: string | null }>(
      `SELECT m.rung, m.status, o.email AS instead FROM reminders m LEFT JOIN users o ON o.id = m.instead_of
        WHERE m.subject_id = $1 ORDER BY m.rung, m.status`,
      [made.scheduleId],
    );
    expect(rows.filter(({ status }) => status === 'owed')).toEqual([
      { rung: 'overdue_7_days_manager', status: 'owed', instead: manager },
    ]);
    expect(rows.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  it('that nobody is named for fails once, is on the screen of failed deliveries and on the manager’s list', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-20', leadProfessional: null, planOwner: null });
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT $1, $2, 'practitioner', u.id, u.agency_id, now(), u.id FROM users u WHERE u.email = $3`,
      [newId(), made.individualId, lead],
    );
    const roles = "array_remove(roles, 'panel_chair')";
    await test.sql(`UPDATE users SET roles = ${roles}, version = version + 1 WHERE email = $1`, [chair]);
    await scan();
    expect(await lines(made)).toEqual(['service@localhost overdue failed untold_nobody']);
    expect(await scan()).toBe(0);
    const page = load((await (await test.browse(administrator)).get('/reminder-deliveries')).text);
    const row = page('#deliveries tbody tr').filter((_, one) => page(one).text().includes(made.reference));
    expect(row.text()).toMatch(/Review of the plan.+To Nobody\s+Told to nobody: nobody is named who may be told/s);
    const list = load((await (await test.browse(manager)).get('/reviews?state=overdue')).text);
    const line = list('tr').filter((_, one) => list(one).text().includes(made.reference));
    expect(line.find('[data-qa="untold"]').text()).toBe('Its reminder could be told to nobody');
    const why = load((await (await test.browse(manager)).get(`/individuals/${made.individualId}/review-date`)).text);
    expect(why('#reminders tbody').text()).toMatch(/Nobody\s+Told to nobody: nobody is named/);
    await test.sql(`UPDATE users SET roles = roles || 'panel_chair'::text, version = version + 1 WHERE email = $1`, [
      chair,
    ]);
    await scan();
    expect(await lines(made)).toEqual([
      `${chair} overdue owed`,
      'service@localhost overdue suppressed no_longer_responsible',
    ]);
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
    const names = /Lena Marsh, away; .+, away|Lena Marsh, away, and \w+ [\w’-]+, away/;
    const inbox = load((await (await test.browse(manager)).get('/reminders')).text);
    expect(inbox('#reminders').text()).toMatch(names);
    const others = load((await (await test.browse(chair)).get('/reminders/sent')).text);
    expect(others('#reminders').text()).toMatch(names);
    const why = load((await (await test.browse(chair)).get(`/individuals/${made.individualId}/review-date`)).text);
    expect(why('#reminders').text()).toMatch(/in place of Lena Marsh, who was away, and \w+ [\w’-]+, who was away/);
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

  it('that nobody at all can be told fails for everybody, and none of them is sent anything', async () => {
    await setStatus([officer, policeManager, chair], 'disabled');
    const made = await quiet({ reviewDueOn: '2026-11-20', leadProfessional: officer, planOwner: officer });
    await scan();
    const all = [
      `${chair} overdue failed untold_disabled`,
      `${policeManager} overdue failed untold_disabled`,
      `${officer} overdue failed untold_disabled`,
    ].sort();
    expect((await lines(made)).sort()).toEqual(all);
    // Tried again by hand it is not sent either.
    await test.sql(`UPDATE reminders SET status = 'owed' WHERE individual_id = $1`, [made.individualId]);
    await scan();
    expect((await lines(made)).filter((line) => line.includes(' owed'))).toEqual([]);
    await setStatus([officer], 'active');
    await scan();
    expect((await lines(made)).filter((line) => line.includes(' owed'))).toEqual([`${officer} overdue owed`]);
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

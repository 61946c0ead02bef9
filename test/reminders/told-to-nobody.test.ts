import { load } from 'cheerio';
import { ChangeTier } from '../../src/cohort';
import { Transactions } from '../../src/platform/database';
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
    await test.sql('UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE cancelled_at IS NULL');
  });
  afterAll(() => test.stop());

  it('that nobody up there can be told fails for each of them in sight of all, is heard below, and is owed when they are back', async () => {
    const made = await quiet({ reviewDueOn: '2026-11-07' });
    await test.sql(
      `INSERT INTO absences (id, user_id, starts_on, kind, recorded_by, recorded_at) VALUES ($1, $2, '2026-11-20', 'leave', $2, $3)`,
      [newId(), test.userId(chair), test.clock.now()],
    );
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

    await test.sql('UPDATE absences SET cancelled_at = now(), version = version + 1');
    await scan();
    expect((await lines(made)).filter((line) => line.startsWith(chair))).toEqual([
      `${chair} overdue_14_days_panel owed`,
    ]);
    expect((await lines(made)).filter((line) => line.includes('untold'))).toEqual([]);
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

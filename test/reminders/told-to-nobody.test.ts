import { load } from 'cheerio';
import { SETTINGS, type Settings } from '../../src/config';
import { Transactions } from '../../src/platform/database';
import { Mailer } from '../../src/platform/mail';
import { OutboxListeners } from '../../src/platform/queue';
import { TellOfUntold } from '../../src/reminders/tell-of-untold';
import { newId } from '../../src/shared/ids';
import { TEST_NOW, TestApp } from '../support/test-app';
import { administrator, chair, lead, manager, officer, policeManager, rungsOf } from './rungs';

describe('a rung', () => {
  let test: TestApp;
  const { scan, quiet, setStatus, lines, away, back, everybodyBack } = rungsOf(() => test);

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(everybodyBack);
  afterAll(() => test.stop());

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
      /Overdue by 14 days, to the panel chair\s+.+, .+\s+Told to nobody: this person is away, nobody in their place can be told, and nobody higher up/,
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

  it('that reached nobody, and an address that takes no mail, are told to administrators once a day, also what came after the last word', async () => {
    const settings = test.app.get<Settings>(SETTINGS, { strict: false });
    const told = new TellOfUntold(test.get(Transactions), test.get(Mailer), new OutboxListeners(), settings);
    const word = (now: string) => {
      test.clock.set(new Date(now));
      return told.announce();
    };
    const bounces = (at: string) =>
      test.sql(
        `INSERT INTO address_bounces (user_id, email, answer, bounced_at) VALUES ($1, $2, '550', $3)
         ON CONFLICT ON CONSTRAINT address_bounces_pk DO UPDATE SET bounced_at = EXCLUDED.bounced_at, cleared_at = NULL`,
        [test.userId(officer), officer, at],
      );
    await bounces('2027-03-02T10:00:00Z');
    expect([await word('2027-03-02T10:01:00Z'), await word('2027-03-02T10:02:00Z')]).toEqual([true, false]);
    // After the last word of its day, in the last seconds of it: the next day's.
    await bounces('2027-03-02T23:59:58Z');
    expect([await word('2027-03-02T23:59:59Z'), await word('2027-03-03T00:10:00Z')]).toEqual([false, true]);
    expect([await word('2027-03-03T10:00:00Z'), await word('2027-03-04T10:00:00Z')]).toEqual([false, false]);
    await test.sql('DELETE FROM address_bounces');
    test.clock.set(new Date(TEST_NOW));
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
});

import { load } from 'cheerio';
import { CancelAbsence, RecordAbsence } from '../../src/users';
import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { makeCase } from '../factories';
import { assigned, colleague } from '../handovers/arrange';
import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const officer = 'officer@tvp.example';

describe('absences', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  afterEach(() => test.sql('DELETE FROM absences'));

  const leave = { kind: 'leave', startsOn: '2026-11-23', endsOn: '2026-11-27' } as const;
  const record = async (email: string, more: object = {}) =>
    test.get(RecordAbsence).run(await test.actor(email), { ...leave, ...more });

  it('are recorded on a page by the person, with somebody of the agency to stand in, audited, and cancelled there', async () => {
    const client = await test.browse(lead);
    const fields = {
      kind: 'leave',
      'startsOn-day': '23',
      'startsOn-month': '11',
      'startsOn-year': '2026',
      delegateId: test.userId(manager),
    };
    expect((await client.submit('/absences', fields)).status).toBe(303);
    const [kept] = await test.sql<{ id: string }>('SELECT id, starts_on::text, ends_on, delegate_id FROM absences');
    expect(kept).toMatchObject({ starts_on: '2026-11-23', ends_on: null, delegate_id: test.userId(manager) });
    const asked = `/absences/${kept?.id}`;
    expect(load((await client.get('/absences')).text)('#absences a').attr('href')).toBe(asked);
    expect((await client.submit(`${asked}/cancellation`, {}, asked)).status).toBe(303);
    const acts = await test.sql(`SELECT act FROM audit_events WHERE act LIKE 'user.absence%' ORDER BY at`);
    expect(acts).toEqual([{ act: 'user.absence_recorded' }, { act: 'user.absence_cancelled' }]);
  });

  it('are recorded by a manager for the agency, and not for another', async () => {
    await record(manager, { userId: test.userId(lead) });
    await expect(record('manager@tvp.example', { userId: test.userId(lead) })).rejects.toThrow('permission');
    await expect(record(officer, { userId: test.userId(lead) })).rejects.toThrow('permission');
  });

  it('refuse a stranger as delegate, days in the wrong order, and days that overlap', async () => {
    await expect(record(lead, { delegateId: test.userId(officer) })).rejects.toMatchObject({
      problems: [{ field: 'delegateId' }],
    });
    await expect(record(lead, { endsOn: '2026-11-20' })).rejects.toMatchObject({ problems: [{ field: 'endsOn' }] });
    await record(lead);
    await expect(record(lead, { startsOn: '2026-11-27', endsOn: '2026-11-30' })).rejects.toThrow('overlap');
  });

  it('last a year at the most, and are refused in words on the page, which keeps what was typed', async () => {
    const client = await test.browse(lead);
    const refused = await client.submit('/absences', {
      kind: 'leave',
      ...{ 'startsOn-day': '23', 'startsOn-month': '11', 'startsOn-year': '2026' },
      ...{ 'endsOn-day': '31', 'endsOn-month': '12', 'endsOn-year': '2099' },
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('An absence lasts a year at the most');
    expect(refused.text).toContain('value="2099"');
    expect(await test.sql('SELECT 1 FROM absences')).toEqual([]);
  });

  it('refuse people who stand in for each other, two or more of them, on any same day', async () => {
    const third = await colleague(test, 'Thea Third', 'scf');
    const [one, two] = [test.userId(lead), test.userId(manager)];
    await record(lead, { delegateId: two });
    const circle = { problems: [{ field: 'delegateId', message: expect.stringContaining('leads back') }] };
    await expect(record(manager, { delegateId: one })).rejects.toMatchObject(circle);
    await expect(record(manager, { startsOn: '2026-11-27', endsOn: undefined, delegateId: one })).rejects.toMatchObject(
      circle,
    );
    await record(manager, { delegateId: third });
    await expect(record(manager, { userId: third, delegateId: one })).rejects.toMatchObject(circle);
    await record(manager, { userId: third, startsOn: '2026-11-28', endsOn: '2026-11-30', delegateId: one });
  });

  it('lead along those who stand in to somebody at work, and to nobody where a circle was kept from before', async () => {
    const [third, fourth] = [await colleague(test, 'Thea Third', 'scf'), await colleague(test, 'Finn Fourth', 'scf')];
    const [one, two] = [test.userId(lead), test.userId(manager)];
    const away = (id: string, delegateId: string | null) =>
      test.sql(
        `INSERT INTO absences (id, user_id, starts_on, ends_on, delegate_id, kind, recorded_by, recorded_at)
         VALUES (gen_random_uuid(), $1, '2026-11-20', '2026-11-27', $2, 'leave', $1, now())`,
        [id, delegateId],
      );
    await away(one, two);
    await away(two, third);
    await away(third, fourth);
    const standIns = async () =>
      Object.fromEntries(
        (
          await test.sql<{ user_id: string; delegate_id: string }>(
            `SELECT user_id, delegate_id FROM stand_ins_on('2026-11-21')`,
          )
        ).map((row) => [row.user_id, row.delegate_id]),
      );
    expect(await standIns()).toEqual({ [one]: fourth, [two]: fourth, [third]: fourth });
    await away(fourth, two);
    expect(await standIns()).toEqual({ [one]: null, [two]: null, [third]: null, [fourth]: null });
    const made = await makeCase(test, { planOwner: null, plan: 'live', reviewDueOn: '2026-11-21' });
    await new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
    const owed = () =>
      test.sql(
        'SELECT recipient_id, instead_of FROM reminders WHERE individual_id = $1 AND kind = $2 AND status = $3',
        [made.individualId, 'review', 'owed'],
      );
    // In a circle nobody of the agency can be told: it goes on up the ladder.
    expect(await owed()).toEqual([{ recipient_id: test.userId('chair@mace.example'), instead_of: one }]);
    await test.sql(`UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE user_id = ANY ($1)`, [
      [two, third, fourth],
    ]);
    await away(two, null);
    await test.sql(`UPDATE absences SET delegate_id = $2, version = version + 1 WHERE user_id = $1`, [one, third]);
    await away(third, fourth);
    await assigned(test, made.individualId, 'practitioner', fourth);
    await new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
    expect(await owed()).toEqual([{ recipient_id: fourth, instead_of: one }]);
  });

  it('say on both pages, and to a manager, that who stands in is away too, and who is told then', async () => {
    const third = await colleague(test, 'Thea Third', 'scf');
    await record(lead, { delegateId: test.userId(manager) });
    const both = { startsOn: '2026-11-25', endsOn: '2026-12-04' };
    const page = async (email: string) => (await (await test.browse(email)).get('/absences')).text;
    expect(await page(lead)).not.toContain('is away too');
    const { id } = await record(manager, both);
    expect(await page(lead)).toMatch(
      /Martin \w+ is away too from 25 November 2026 to 27 November 2026\. What is said then goes up the ladder\. To name somebody else/,
    );
    const managers = await page(manager);
    expect(managers).toContain(
      'Stands in for Lena Marsh, who is away too from 25 November 2026 to 27 November 2026. What is said then goes up the ladder.',
    );
    // A manager of the agency sees both rows: what is said on each.
    expect(managers).toMatch(/Martin \w+ is away too from 25 November/);
    expect(await page(officer)).not.toContain('away too');
    await test.get(CancelAbsence).run(await test.actor(manager), { id, version: 1 });
    expect(await page(lead)).not.toContain('is away too');
    await record(manager, { ...both, delegateId: third });
    expect(await page(lead)).toContain('from 25 November 2026 to 27 November 2026. Thea Third is told then.');
  });

  it('are over the API the caller’s own and, for a manager, the agency’s; why is nobody else’s business', async () => {
    const { id } = await record(lead);
    const ids = async (email: string) =>
      (await (await test.api(email)).get('/absences')).body.items.map((item: { id: string }) => item.id);
    expect(await ids(lead)).toEqual([id]);
    expect(await ids(manager)).toEqual([id]);
    expect(await ids(officer)).toEqual([]);
    await expect(test.get(CancelAbsence).run(await test.actor(officer), { id, version: 1 })).rejects.toMatchObject({
      status: 404,
    });
    const api = await test.api(lead);
    expect((await api.post(`/absences/${id}/cancellation`).set('If-Match', '"7"')).status).toBe(409);
    expect((await api.post(`/absences/${id}/cancellation`).set('If-Match', '"1"')).status).toBe(200);
    expect(await ids(lead)).toEqual([]);
  });
});

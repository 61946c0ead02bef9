import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';

const boxes = (iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { 'endsOn-day': day, 'endsOn-month': month, 'endsOn-year': year };
};

describe('the last day of an absence', () => {
  let test: TestApp;
  let client: PageClient;
  const away = async (email: string, startsOn: string, endsOn: string | null, delegateId: string | null = null) => {
    const [row] = await test.sql<{ id: string }>(
      `INSERT INTO absences (id, user_id, starts_on, ends_on, delegate_id, kind, recorded_by, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, 'sickness', $1, now()) RETURNING id`,
      [test.userId(email), startsOn, endsOn, delegateId],
    );
    return `/absences/${row?.id}`;
  };
  const lastDays = async () =>
    (await test.sql<{ ends_on: string | null }>('SELECT ends_on::text FROM absences ORDER BY starts_on')).map(
      ({ ends_on: endsOn }) => endsOn,
    );

  beforeAll(async () => {
    test = await TestApp.start();
    client = await test.browse(lead);
  });
  afterAll(() => test.stop());
  afterEach(() => test.sql('DELETE FROM absences'));

  it('is changed by who is back sooner: they were away until then, and it is listed among those that are over', async () => {
    const absence = await away(lead, '2026-11-16', '2026-11-27', test.userId(manager));
    const page = load((await client.get(absence)).text);
    expect(page('[name=endsOn-day]').val()).toBe('27');
    expect(page('main').text()).toContain('For somebody who is back today, enter yesterday');
    expect((await client.submit(absence, boxes('2026-11-20'))).status).toBe(303);
    expect(await lastDays()).toEqual(['2026-11-20']);
    const list = load((await client.get('/absences')).text);
    expect(list('#absences')).toHaveLength(0);
    expect(list('[data-qa=past]').text()).toContain('16 November 2026 to 20 November 2026');
    const acts = await test.sql(`SELECT act, fields FROM audit_events WHERE act LIKE 'user.absence%'`);
    expect(acts).toEqual([{ act: 'user.absence_changed', fields: ['endsOn'] }]);
    const [{ on: awayOn } = { on: 1 }] = await test.sql<{ on: number }>(
      `SELECT count(*)::int AS on FROM absent_on('2026-11-21')`,
    );
    expect(awayOn).toBe(0);
  });

  it('is put off by a manager of the agency; the managers are told once of what has become long', async () => {
    await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20' });
    const absence = await away(lead, '2026-11-16', '2026-11-27');
    const theirs = await test.browse(manager);
    expect((await theirs.submit(absence, boxes('2027-02-26'))).status).toBe(303);
    expect(await lastDays()).toEqual(['2027-02-26']);
    expect((await theirs.submit(absence, { 'endsOn-day': '', 'endsOn-month': '', 'endsOn-year': '' })).status).toBe(
      303,
    );
    expect(await lastDays()).toEqual([null]);
    const [told] = await test.sql(
      `SELECT count(*)::int AS n FROM handover_notices WHERE about_user_id = $1 AND kind = 'person_gone'`,
      [test.userId(lead)],
    );
    expect(told).toEqual({ n: 1 });
  });

  it.each([
    ['2026-11-13', 'must be the first day or later'],
    ['2028-01-01', 'lasts a year at the most'],
    ['2026-12-02', 'Another absence is recorded on some of these days'],
    ['2026-02-31', 'must be a real date'],
  ])('is refused in words, and what was typed is kept: %s', async (endsOn, why) => {
    const absence = await away(lead, '2026-11-16', '2026-11-27');
    await away(lead, '2026-12-01', '2026-12-04');
    const refused = await client.submit(absence, boxes(endsOn));
    expect(refused.status).toBe(422);
    const page = load(refused.text);
    expect(page('.govuk-error-summary').text()).toContain(why);
    expect(page('[name=endsOn-year]').val()).toBe(endsOn.slice(0, 4));
    expect(await lastDays()).toEqual(['2026-11-27', '2026-12-04']);
  });

  it('is not put off into days on which people would stand in for each other', async () => {
    const absence = await away(lead, '2026-11-16', '2026-11-20', test.userId(manager));
    await away(manager, '2026-11-23', '2026-11-27', test.userId(lead));
    const refused = await client.submit(absence, boxes('2026-11-24'));
    expect(load(refused.text)('.govuk-error-summary').text()).toContain(
      'leads back to this person. Cancel this absence',
    );
    expect(await lastDays()).toEqual(['2026-11-20', '2026-11-27']);
  });

  it('is no business of a colleague or of a manager elsewhere, and stands no more once it was cancelled', async () => {
    const absence = await away(lead, '2026-11-16', '2026-11-27');
    for (const email of ['manager@tvp.example', 'officer@tvp.example']) {
      const stranger = await test.browse(email);
      expect((await stranger.get(absence)).status).toBe(404);
      const hidden = await stranger.hiddenFields('/absences', '/absences');
      expect((await stranger.post(absence, { ...hidden, ...boxes('2026-11-20') })).status).toBe(404);
      const api = await test.api(email);
      expect((await api.patch(absence, { endsOn: '2026-11-20' }).set('If-Match', '"1"')).status).toBe(404);
    }
    expect((await client.submit(`${absence}/cancellation`, {}, absence)).status).toBe(303);
    expect((await client.get(absence)).status).toBe(404);
    expect(load((await client.get('/absences')).text)('[data-qa=past]').text()).toContain('Cancelled');
    expect(await lastDays()).toEqual(['2026-11-27']);
  });

  it('is changed over the API by whoever saw the version that stands', async () => {
    const absence = await away(lead, '2026-11-16', '2026-11-27');
    const api = await test.api(lead);
    expect((await api.patch(absence, { endsOn: '2026-11-19' }).set('If-Match', '"2"')).status).toBe(409);
    expect((await api.patch(absence, { endsOn: '2026-11-19' }).set('If-Match', '"1"')).status).toBe(200);
    expect(await lastDays()).toEqual(['2026-11-19']);
  });
});

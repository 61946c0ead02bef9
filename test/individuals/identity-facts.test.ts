import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';

describe('what is known of a person over time', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const audited = (id: string, act: string) =>
    test.sql(`SELECT 1 FROM audit_events WHERE individual_id = $1 AND act = $2`, [id, act]);

  it('has numbers in one form; a wrong one is refused with the reason, or kept on purpose as unverified', async () => {
    const { individualId: id } = await makeCase(test);
    const lead = await test.browse(LEAD);
    const action = `/individuals/${id}/facts/identifier`;
    const add = (fields: Record<string, string>) =>
      lead.submit(action, { source: 'School', ...fields }, `${action}/new`);
    expect((await add({ kind: 'upn', value: 'b801 2000 05001' })).status).toBe(303);
    const wrong = await add({ kind: 'nhs', value: '943 476 5871' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('The last digit does not fit the others');
    expect(wrong.text).toContain('943 476 5871');
    const noReason = await add({ kind: 'nhs', value: '943 476 5871', keepUnverified: 'yes' });
    expect([noReason.status, noReason.text.includes('Enter why this number is kept')]).toEqual([422, true]);
    const kept = { kind: 'nhs', value: '943 476 5871', keepUnverified: 'yes', unverifiedBecause: 'So in the letter' };
    expect((await add(kept)).status).toBe(303);
    expect((await add(kept)).status).toBe(422);
    expect((await add({ ...kept, value: '4444444444' })).status).toBe(422);
    expect(
      await test.sql(
        'SELECT kind, value, unverified_because FROM individual_identifiers WHERE individual_id = $1 ORDER BY kind',
        [id],
      ),
    ).toEqual([
      { kind: 'nhs', value: '9434765871', unverified_because: 'So in the letter' },
      { kind: 'upn', value: 'B801200005001', unverified_because: null },
    ]);
    const page = load((await lead.get(`/individuals/${id}/identity`)).text);
    expect(page('[data-qa=identifiers] .govuk-tag').text().trim()).toBe('Unverified');
    // Another person may carry the same number: one that says no would tell who is known.
    const { individualId: other } = await makeCase(test);
    const also = await lead.submit(
      `/individuals/${other}/facts/identifier`,
      { ...kept, source: 'School' },
      `/individuals/${other}/facts/identifier/new`,
    );
    expect(also.status).toBe(303);
    expect(await audited(id, 'individual.unverified_identifier_kept')).toHaveLength(1);
  });

  it('has addresses over time: the new one ends the old, out of area says where, and one in error stays readable', async () => {
    const { individualId: id } = await makeCase(test);
    const lead = await test.browse(LEAD);
    const action = `/individuals/${id}/facts/address`;
    const add = (fields: Record<string, string>) =>
      lead.submit(action, { source: 'Social worker', ...fields }, `${action}/new`);
    const day = (of: string) => ({ 'fromOn-day': of, 'fromOn-month': '3', 'fromOn-year': '2026' });
    expect((await add({ kind: 'home', lines: '1 Demo Road', postcode: 'sl11aa', ...day('1') })).status).toBe(303);
    const nowhere = await add({ kind: 'placed_out_of_area', lines: '2 Far Away', postcode: 'nonsense' });
    expect(nowhere.text).toContain('Enter a postcode like SL1 1AA');
    expect(nowhere.text).toContain('Enter the authority whose area they are placed in');
    const placed = {
      kind: 'placed_out_of_area',
      lines: '2 Far Away',
      placedIn: 'Demoshire',
      endsEarlier: 'yes',
      ...day('9'),
    };
    expect((await add(placed)).status).toBe(303);
    expect(
      await test.sql(
        'SELECT lines, postcode, until_on::text FROM individual_addresses WHERE individual_id = $1 ORDER BY from_on',
        [id],
      ),
    ).toEqual([
      { lines: '1 Demo Road', postcode: 'SL1 1AA', until_on: '2026-03-09' },
      { lines: '2 Far Away', postcode: null, until_on: null },
    ]);
    const page = load((await lead.get(`/individuals/${id}/identity`)).text);
    const ending = String(page('[data-qa=addresses] a:contains("Ended or wrong")').attr('href'));
    const wrong = await lead.submit(ending, { how: 'recorded_in_error', because: ' ' });
    expect([wrong.status, wrong.text.includes('Enter what was wrong')]).toEqual([422, true]);
    expect((await lead.submit(ending, { how: 'recorded_in_error', because: 'It was a cousin' })).status).toBe(303);
    const after = load((await lead.get(`/individuals/${id}/identity`)).text)('[data-qa=addresses]').text();
    expect(after).toContain('It was a cousin');
    expect(await audited(id, 'individual.address_withdrawn')).toHaveLength(1);
    const overview = load((await lead.get(`/individuals/${id}`)).text)('main').text();
    expect(overview).not.toContain('2 Far Away');
  });

  it('has one custody status at a time, and several legal ones', async () => {
    const { individualId: id } = await makeCase(test);
    const api = await test.api(LEAD);
    const add = (body: object) => api.post(`/individuals/${id}/statuses`, { source: 'Youth justice', ...body });
    expect((await add({ kind: 'custody', status: 'remand', fromOn: '2026-10-01' })).status).toBe(201);
    expect((await add({ kind: 'custody', status: 'licence', fromOn: '2026-11-01' })).status).toBe(201);
    const covered = await add({ kind: 'custody', status: 'on_bail', fromOn: '2026-10-10', untilOn: '2026-10-12' });
    expect([covered.status, covered.body.problems[0].field]).toEqual([422, 'fromOn']);
    expect((await add({ kind: 'legal', status: 'care_order', fromOn: '2026-01-01' })).status).toBe(201);
    expect((await add({ kind: 'legal', status: 'referral_order', fromOn: '2026-02-01' })).status).toBe(201);
    expect((await add({ kind: 'legal', status: 'remand', fromOn: '2026-02-01' })).status).toBe(422);
    const { body } = await api.get(`/individuals/${id}/identity`);
    expect(body.statuses.map((one: { status: string; untilOn: string | null }) => [one.status, one.untilOn])).toEqual([
      ['licence', null],
      ['referral_order', null],
      ['care_order', null],
      ['remand', '2026-11-01'],
    ]);
    await expect(
      test.sql(
        `UPDATE individual_statuses SET until_on = NULL, version = version + 1 WHERE individual_id = $1 AND status = 'remand'`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'individual_statuses_one_at_a_time' });
  });

  it('sent without a status, leads to the list of them from what is wrong', async () => {
    const { individualId: id } = await makeCase(test);
    const sent = await (
      await test.browse(LEAD)
    ).submit(`/individuals/${id}/facts/status`, {}, `/individuals/${id}/facts/status/new`);
    const page = load(sent.text);
    for (const line of page('.govuk-error-summary__list a').toArray())
      expect(page(`[id="${line.attribs['href']?.slice(1)}"]`)).toHaveLength(1);
    expect(page('.govuk-error-summary__list').text()).toContain('Select a status');
  });
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const STRANGER = 'officer@tvp.example';
const WHOLE = {
  givenName: 'Amara',
  familyName: 'Demo',
  preferredName: '',
  aliases: '',
  sex: 'female',
  gender: '',
  ethnicity: 'NS',
  observedEthnicity: 'IC3',
  communicationNeeds: '',
  source: 'Amara, at home',
};

describe('who a person is recorded to be', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const audited = (id: string, act: string) =>
    test.sql(`SELECT 1 FROM audit_events WHERE individual_id = $1 AND act = $2`, [id, act]);

  it('is changed with its source, and what it said before stays to be read', async () => {
    const { individualId: id } = await makeCase(test, { givenName: 'Amara' });
    const lead = await test.browse(LEAD);
    const action = `/individuals/${id}/identity/change`;
    const sent = await lead.submit(action, { ...WHOLE, preferredName: 'Ama', aliases: 'Smiley\nAce, the' });
    expect([sent.status, sent.headers['location']]).toEqual([303, `/individuals/${id}/identity`]);
    const page = (await lead.get(`/individuals/${id}/identity`)).text;
    const words = load(page)('main').text();
    expect(words).toContain('Asked, and did not say');
    expect(words).toContain('IC3: Black');
    expect(words).toMatch(/Other names: was Nothing; became Smiley, Ace, the/);
    expect(words).toContain('Source: Amara, at home.');
    expect(await audited(id, 'individual.identity_changed')).toHaveLength(1);
    expect(await audited(id, 'individual.identity_read')).not.toHaveLength(0);
    // Found by a name they also go by.
    const list = await (await test.api(LEAD)).post('/individuals/searches', { search: 'smiley' });
    expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  it('is still found by the name before, by search and as a possible duplicate, unless it is left out', async () => {
    const lead = await test.browse(LEAD);
    const api = await test.api(LEAD);
    const before = { givenName: 'Ottoline', familyName: 'Quibell' };
    const foundBy = async (search: string) =>
      (await api.post('/individuals/searches', { search })).body.items.map((one: { id: string }) => one.id);
    const alike = async () =>
      (await api.post('/duplicate-checks', before)).body.items.map((one: { id: string }) => one.id);
    const { individualId: id } = await makeCase(test, before);
    const action = `/individuals/${id}/identity/change`;
    await lead.submit(action, { ...WHOLE, ...before, familyName: 'Haverstock', source: 'Adoption order' });
    expect(load((await lead.get(`/individuals/${id}/identity`)).text)('main').text()).toMatch(
      /Other names: was Nothing; became Ottoline Quibell/,
    );
    expect([await foundBy('ottoline quibell'), await alike()]).toEqual([[id], [id]]);
    // Taken out of the other names, it finds nobody; and put right, a slip of the pen is kept nowhere.
    await lead.submit(action, { ...WHOLE, ...before, familyName: 'Haverstok', formerName: 'left_out' });
    expect([await foundBy('ottoline quibell'), await foundBy('haverstock')]).toEqual([[], []]);
  });

  it('is one name, where somebody has one: added, referred, changed and compared by it', async () => {
    const lead = await test.browse(LEAD);
    const one = { givenName: 'Thandeka', familyName: '' };
    const born = { 'dateOfBirth-day': '3', 'dateOfBirth-month': '5', 'dateOfBirth-year': '2009' };
    const sent = await lead.submit('/individuals', { ...one, ...born, sex: 'female' }, '/individuals/new');
    expect([sent.status, String(sent.headers['location'])]).toEqual([303, expect.stringMatching(/^.individuals./)]);
    const path = String(sent.headers['location']).split('?')[0] ?? '';
    expect((await lead.get(path)).text).toContain('Thandeka</');
    const action = `${path}/identity/change`;
    expect(
      (await lead.submit(action, { ...WHOLE, ...one, ...born, communicationNeeds: 'Needs an interpreter' })).status,
    ).toBe(303);
    const api = await test.api(LEAD);
    const alike = await api.post('/duplicate-checks', { ...one, dateOfBirth: '2009-05-03' });
    expect(alike.body.items).toHaveLength(1);
    const referral = { ...one, kind: 'proactive', reason: 'Seen with older men.', individualId: null };
    const said = { isExperiencing: true, isPerpetrating: null, isTold: 'no' };
    const made = await api.post('/referrals', { ...referral, ...said });
    expect([made.status, made.body.errors]).toEqual([201, undefined]);
  });

  it('keeps not stated apart from not asked, and what an officer saw apart from both', async () => {
    const { individualId: id } = await makeCase(test);
    const words = async () =>
      load((await (await test.browse(LEAD)).get(`/individuals/${id}/identity`)).text)('main').text();
    expect(await words()).toContain('Not asked yet');
    const lead = await test.browse(LEAD);
    await lead.submit(`/individuals/${id}/identity/change`, { ...WHOLE, ethnicity: 'not_asked' });
    expect(await test.sql('SELECT ethnicity, observed_ethnicity FROM individuals WHERE id = $1', [id])).toEqual([
      { ethnicity: 'not_asked', observed_ethnicity: 'IC3' },
    ]);
    await lead.submit(`/individuals/${id}/identity/change`, WHOLE);
    expect(await test.sql('SELECT ethnicity, observed_ethnicity FROM individuals WHERE id = $1', [id])).toEqual([
      { ethnicity: 'NS', observed_ethnicity: 'IC3' },
    ]);
  });

  it('is not changed from an old version, without a source, or by somebody who does not see it', async () => {
    const { individualId: id } = await makeCase(test);
    const lead = await test.browse(LEAD);
    const action = `/individuals/${id}/identity/change`;
    const hidden = await lead.hiddenFields(action, action);
    await lead.submit(action, { ...WHOLE, gender: 'Young woman' });
    const stale = await lead.post(action, { ...hidden, ...WHOLE, gender: 'Kept words' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Kept words');
    expect(stale.text).toContain('Young woman');
    const without = await lead.submit(action, { ...WHOLE, source: ' ' });
    expect([without.status, without.text.includes('Enter who told you')]).toEqual([422, true]);
    expect((await (await test.browse(STRANGER)).get(`/individuals/${id}/identity`)).status).toBe(404);
    expect(
      await test.sql('SELECT count(*)::int AS n FROM individual_identity_changes WHERE individual_id = $1', [id]),
    ).toEqual([{ n: 7 }]);
  });

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

  it('is read and changed over the API with its version', async () => {
    const { individualId: id } = await makeCase(test);
    const api = await test.api(LEAD);
    const read = await api.get(`/individuals/${id}/identity`);
    expect(read.headers['etag']).toBe('"1"');
    const { version: _version, ...identity } = read.body.identity;
    const change = (version: string) =>
      api
        .send('put', `/individuals/${id}/identity`)
        .set('If-Match', version)
        .send({ ...identity, gender: 'Young man', source: 'Himself' });
    expect((await change('"1"')).body).toEqual({ id, version: 2 });
    expect((await change('"1"')).status).toBe(409);
    expect((await (await test.api(STRANGER)).get(`/individuals/${id}/identity`)).status).toBe(404);
    expect(
      (await api.send('put', `/individuals/${id}/identity`).set('If-Match', '"2"').send({ source: 'Himself' })).status,
    ).toBe(422);
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

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
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';
const LEAD = 'lead@scf.example';

describe('the pages of possible duplicates', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('ask before a person is added twice, without a script, remember the answer, and add once', async () => {
    const known = await makeCase(test, { givenName: 'Isolde', familyName: 'Marchbank', dateOfBirth: '2010-05-04' });
    const lead = await test.browse(LEAD);
    const typed = {
      givenName: 'Isolda',
      familyName: 'Marchbanks',
      'dateOfBirth-day': '5',
      'dateOfBirth-month': '4',
      'dateOfBirth-year': '2010',
    };
    const asked = await lead.submit('/individuals', typed, '/individuals/new');
    const $ = load(asked.text);
    expect([asked.status, $('[data-qa="match"]').length, $('#givenName').val()]).toEqual([422, 1, 'Isolda']);
    expect($('[data-qa="match"]').text()).toContain(known.reference);
    expect($('[data-qa="match"]').text()).toContain('Nearly agrees: name, date of birth');
    const fields = { ...typed, shown: String($('input[name=shown]').val()), lookedAt: 'none' };
    const hidden = Object.fromEntries(
      ['_csrf', 'submissionId'].map((name) => [name, String($(`main form input[name=${name}]`).val())]),
    );
    const added = await lead.post('/individuals', { ...hidden, ...fields });
    expect(added.status).toBe(303);
    const [{ reason } = { reason: '' }] = await test.sql<{ reason: string }>(
      'SELECT reason FROM duplicate_decisions WHERE $1 IN (lower_id, higher_id)',
      [known.individualId],
    );
    expect(reason).toContain('looked at the earlier one');
    expect((await lead.post('/individuals', { ...hidden, ...fields })).headers['location']).toBe(
      added.headers['location'],
    );
  });

  it('tell nobody of a person they may not see, in the form, the check, the list and the API', async () => {
    const hidden = await makeCase(test, {
      givenName: 'Peregrine',
      familyName: 'Tolworthy',
      restrictedTo: [MANAGER, 'chair@mace.example'],
    });
    const same = { givenName: 'Peregrine', familyName: 'Tolworthy' };
    const check = async (email: string) => (await (await test.api(email)).post('/duplicate-checks', same)).body.items;
    expect(await check(LEAD)).toEqual([]);
    expect(await check(MANAGER)).toMatchObject([{ id: hidden.individualId, strength: 'possible' }]);
    const page = await test.browse(LEAD);
    const token = await page.hiddenFields('/individuals/new');
    const posted = await page.post('/individuals/duplicate-checks', { ...token, ...same });
    expect([posted.status, posted.text.trim()]).toEqual([200, '']);
    const added = await page.submit('/individuals', same, '/individuals/new');
    expect(added.status).toBe(303);
    for (const path of ['/duplicates', '/api/v1/duplicates']) {
      const listed = path.startsWith('/api') ? await (await test.api(LEAD)).get('/duplicates') : await page.get(path);
      expect([listed.status, listed.text.includes(hidden.reference)]).toEqual([200, false]);
    }
  });

  it('lead from the list to both side by side, to the merge with its choices, and back apart', async () => {
    const one = await makeCase(test, { givenName: 'Cordelia', familyName: 'Ashgrove', plan: 'live' });
    const two = await makeCase(test, {
      givenName: 'Ashgrove',
      familyName: 'Cordelia',
      plan: 'draft',
      leadProfessional: 'officer@tvp.example',
    });
    const manager = await test.browse(MANAGER);
    const list = load((await manager.get('/duplicates')).text);
    const pair = `/duplicates/${two.individualId}/${one.individualId}`;
    expect(list(`a[href="${pair}"]`)).toHaveLength(1);
    const side = load((await manager.get(pair)).text);
    expect(side('[data-qa="compared-1"]').text()).toContain('The other way round');
    const form = load((await manager.get(`${pair}/merge`)).text);
    expect(form('fieldset').length).toBeGreaterThanOrEqual(5);
    const chosen = { survivorId: one.individualId, reason: 'One young person, names swapped on the form' };
    const missing = await manager.submit(`${pair}/merge`, chosen);
    expect([missing.status, missing.text.includes('Choose which of the two stands')]).toEqual([422, true]);
    const all = {
      plan: one.individualId,
      cohort: one.individualId,
      lead_professional: two.individualId,
      name: one.individualId,
    };
    const merged = await manager.submit(`${pair}/merge`, { ...chosen, ...all });
    expect(merged.status).toBe(303);
    const made = String(merged.headers['location']);
    const told = load((await manager.get(made)).text);
    expect(told('h1').text()).toBe(`${two.reference} was merged into ${one.reference}`);
    expect(told('[data-qa=moved]').text()).toMatch(/1 plan\s/);
    const [held] = await test.sql<{ user_id: string }>(
      `SELECT user_id FROM assignments WHERE individual_id = $1 AND kind = 'lead_professional' AND ended_at IS NULL`,
      [one.individualId],
    );
    expect(held?.user_id).toBe(test.userId('officer@tvp.example'));
    expect(
      (await (await test.browse('manager@tvp.example')).get(`/individuals/${two.individualId}`)).headers['location'],
    ).toBe(`/individuals/${one.individualId}`);
    const identity = load((await manager.get(`/individuals/${one.individualId}/identity`)).text);
    expect(identity(`a[href="${made}"]`)).toHaveLength(1);
    const undone = await manager.submit(`${made}/undoing`, { because: 'They are cousins' }, made);
    expect(undone.status).toBe(303);
    expect(load((await manager.get(made)).text)('[data-qa="undone"]').text()).toContain('They are cousins');
    expect((await manager.get(`/individuals/${two.individualId}`)).status).toBe(200);
    const difference = await manager.submit(`${pair}/difference`, { reason: 'Cousins' }, pair);
    expect(difference.status).toBe(303);
    expect(load((await manager.get('/duplicates')).text)(`a[href="${pair}"]`)).toHaveLength(0);
    const again = await manager.submit(`${pair}/reopening`, { because: 'New school photo' }, pair);
    expect(again.headers['location']).toBe(pair);
  });
});

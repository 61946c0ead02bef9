import { load } from 'cheerio';
import { scopeOfRoute } from '../../src/platform/auth/token-scopes';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('my cases', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test, { givenName: 'Later', plan: 'live', reviewDueOn: '2026-12-10' });
    await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    await makeCase(test, {
      givenName: 'Planless',
      leadProfessional: 'officer@tvp.example',
      planOwner: 'manager@tvp.example',
    });
    await makeCase(test, { givenName: 'Secret', restrictedTo: ['officer@tvp.example'] });
  });
  afterAll(() => test.stop());

  it('shows a lead professional their own cases with what is due first at the top', async () => {
    const page = await (await test.browse('lead@scf.example')).get('/individuals');
    expect(page.text.indexOf('Overdue Demo')).toBeGreaterThan(0);
    expect(page.text.indexOf('Overdue Demo')).toBeLessThan(page.text.indexOf('Later Demo'));
    expect(page.text).not.toContain('Planless');
    expect(page.text).not.toContain('Secret');
  });

  it('puts those without a date after those with one: the highest tier first, and leaves out who left the cohort', async () => {
    const left = await makeCase(test, { givenName: 'Left', tier: 'critical' });
    await test.sql(
      `UPDATE cohort_memberships SET ended_on = '2026-10-01', exit_reason = 'moved_area', exit_rationale = 'Moved',
              version = version + 1 WHERE individual_id = $1`,
      [left.individualId],
    );
    await makeCase(test, { givenName: 'Outside', tier: null });
    await makeCase(test, { givenName: 'Watched', tier: 'monitoring' });
    const sentBack = await makeCase(test, { givenName: 'Sentback', tier: 'critical', plan: 'draft' });
    await test.sql(
      `UPDATE plans SET return_comment = 'Say who drives', returned_by = $2, version = version + 1 WHERE id = $1`,
      [sentBack.planId, test.userId('manager@scf.example')],
    );
    const lead = await test.browse('lead@scf.example');
    const $ = load((await lead.get('/individuals')).text);
    const names = $('#cases tbody th a')
      .toArray()
      .map((link) => $(link).text().replace(' Demo', ''));
    expect(names).toEqual(['Overdue', 'Later', 'Sentback', 'Watched', 'Outside']);
    expect($('#cases tbody tr').eq(2).text()).toContain('Returned');
    expect((await lead.get(`/individuals/${sentBack.individualId}`)).text).toContain('Record a screening');
  });

  it('shows the panel its cohort, but never a restricted person', async () => {
    const page = await (await test.browse('member@mace.example')).get('/individuals?view=all');
    expect(page.text).toContain('Planless Demo');
    expect(page.text).not.toContain('Secret');
  });

  it('finds by part of a name and by reference within rights only', async () => {
    const lead = await test.browse('lead@scf.example');
    const find = async (search: string): Promise<string> => {
      const { status, headers } = await lead.submit('/individuals/searches', { search, view: 'all' }, '/individuals');
      expect([status, headers['location']]).toEqual([303, expect.not.stringMatching(/overd|secret/i)]);
      return (await lead.get(String(headers['location']))).text;
    };
    expect(await find('overd')).toContain('Overdue Demo');
    expect(await find('secret')).toContain('0 results for ‘secret’');
    expect((await lead.get('/individuals?view=all&search=overd')).text).toContain('Later Demo');
  });

  it('finds names that were heard or typed a little differently, apart from those that match, within rights only', async () => {
    await makeCase(test, { givenName: 'Siobhan', familyName: 'Okonkwo' });
    await makeCase(test, { givenName: 'Aldous', familyName: 'Fairweather' });
    const lead = await test.api('lead@scf.example');
    const found = async (search: string): Promise<[items: string[], alike: string[]]> => {
      const { body } = await lead.post('/individuals/searches', { search });
      const names = (rows: { name: string }[]): string[] => rows.map(({ name }) => name);
      return [names(body.items), names(body.alike)];
    };
    for (const search of ['okonkwa', 'okonxwo', 'shivon okonkwo', 'okonkwo siobhan', 'oconquo siobhan'])
      expect([search, await found(search)]).toEqual([search, [[], ['Siobhan Okonkwo']]]);
    expect(await found('fairwether')).toEqual([[], ['Aldous Fairweather']]);
    expect(await found('okonkwo')).toEqual([['Siobhan Okonkwo'], []]);
    // Restricted, of another agency, too short to be like anything, and a reference that is not there.
    for (const search of ['secrett', 'sekret', 'ok', 'TC-2026-99999']) expect((await found(search))[1]).toEqual([]);
    const other = await test.api('manager@tvp.example');
    expect((await other.post('/individuals/searches', { search: 'okonkwa' })).body.alike).toEqual([]);
    const page = await test.browse('lead@scf.example');
    const { headers } = await page.submit('/individuals/searches', { search: 'okonkwa', view: 'all' }, '/individuals');
    const $ = load((await page.get(String(headers['location']))).text);
    expect($('#alike caption').text()).toBe('Spelled or sounding like it');
    expect($('#alike tbody th a').text()).toBe('Siobhan Okonkwo');
    expect($('main').text()).toContain('0 results for ‘okonkwa’');
  });

  it('takes the signs of patterns as they are typed', async () => {
    const lead = await test.api('lead@scf.example');
    await lead.post('/individuals', { givenName: 'Per%cent', familyName: "O'Under_score" });
    const found = async (search: string): Promise<string[]> =>
      (await lead.post('/individuals/searches', { search })).body.items.map(({ name }: { name: string }) => name);
    for (const search of ['Per%cent', 'per cent', "o'under_sc", 'O’UNDER', 'score'])
      expect([search, await found(search)]).toEqual([search, ["Per%cent O'Under_score"]]);
    for (const search of ['p%t', 'p_r', 'c.*s', 'per|score', 'o[a-z]under', 'score$ per'])
      expect(await found(search)).toEqual([]);
  });

  it('keeps what was looked for out of every address, through all pages, and from another session', async () => {
    for (let at = 0; at < 26; at += 1) await makeCase(test, { givenName: `Zephyrlike${at}` });
    const [lead, other] = [await test.browse('lead@scf.example'), await test.browse('lead@scf.example')];
    const found = await lead.submit('/individuals/searches', { search: 'zephyrlike', view: 'all' }, '/individuals');
    const address = String(found.headers['location']);
    const first = load((await lead.get(address)).text);
    const next = first('a[rel=next]').attr('href') ?? '';
    const second = load((await lead.get(next)).text);
    expect([first('#cases tbody tr').length, second('#cases tbody tr').length]).toEqual([25, 1]);
    for (const $ of [first, second]) {
      expect($('#search').attr('value')).toBe('zephyrlike');
      for (const link of $('[href], [action]').toArray())
        expect(`${$(link).attr('href')} ${$(link).attr('action')}`).not.toMatch(/zephyrlike/i);
    }
    expect(load((await other.get(address)).text)('#search').attr('value') ?? '').toBe('');
  });

  it('is searched over the API by a body, with a token that reads', async () => {
    const lead = await test.api('lead@scf.example');
    const { status, body } = await lead.post('/individuals/searches', { search: 'overd' });
    expect([status, body.items.length, body.items[0].name]).toEqual([200, 1, 'Overdue Demo']);
    expect((await lead.post('/individuals/searches', { search: 'secret' })).body.items).toEqual([]);
    expect((await lead.post('/individuals/searches', {})).status).toBe(422);
    expect(scopeOfRoute('POST', '/api/v1/individuals/searches')).toBe('cases:read');
  });

  it('takes no name in an address of the API', async () => {
    const api = await test.api('lead@scf.example');
    const { status, body } = await api.get('/individuals?search=Zephyrlike');
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('POST /individuals/searches')]);
    expect((await api.get('/individuals?search=TC-2026')).status).toBe(200);
  });

  it('opens nothing to analysts, governance and administrators', async () => {
    for (const email of ['analyst@sbc.example', 'governance@sbc.example', 'administrator@sbc.example']) {
      expect((await (await test.browse(email)).get('/individuals')).status).toBe(403);
    }
  });
});

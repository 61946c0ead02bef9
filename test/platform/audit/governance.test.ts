import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';
import { confirmFactor } from './confirm-factor';

const GOVERNANCE = 'governance@sbc.example';
const LEAD = 'lead@scf.example';

describe('the audit for governance: filters, one act, export', () => {
  let test: TestApp;
  let individualId: string;
  let reference: string;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ individualId } = await makeCase(test, { givenName: 'Canaryname', familyName: 'Hiddenfamily' }));
    const { individualId: restrictedId } = await makeCase(test, { givenName: 'Canaryname' });
    const [row] = await test.sql<{ reference: string }>('SELECT reference FROM individuals WHERE id = $1', [
      individualId,
    ]);
    reference = row?.reference ?? '';
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [restrictedId, [test.userId(LEAD)]],
    );
    await (await test.browse(LEAD)).get(`/individuals/${individualId}/plan`);
    await (await test.browse(LEAD)).get(`/individuals/${restrictedId}/plan`);
    await (await test.browse('officer@tvp.example')).get(`/individuals/${individualId}`);
  });
  afterAll(() => test.stop());

  const listed = async (query: string): Promise<string[]> => {
    const answer = await (await test.browse(GOVERNANCE)).get(`/audit-events?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/Canaryname|Hiddenfamily/);
    const $ = load(answer.text);
    return $('#audit-events tbody tr')
      .toArray()
      .map((row) => $(row).find('td').eq(3).text().trim());
  };

  it('finds by reference, agency, refused and urgent access, and gives references, never a name', async () => {
    expect(await listed(`reference=${reference.toLowerCase()}`)).toEqual([
      'Individual’s overview read: refused, nothing was shown',
      'Plan read',
    ]);
    expect(await listed('reference=TC-1999-9999')).toEqual([]);
    expect(await listed('reference=TC-2026-9002')).toEqual([]);
    expect(await listed('act=plan')).toEqual(['Plan read']);
    expect(await listed('refusedOnly=yes')).toEqual(['Individual’s overview read: refused, nothing was shown']);
    expect(await listed(`agencyId=${test.partnership.agencies['tvp']}&act=individual`)).toHaveLength(1);
    expect(await listed('breakGlassOnly=yes')).toEqual([]);
    await test.sql(
      `INSERT INTO break_glass_grants (id, user_id, agency_id, individual_id, individual_reference, reason, opened_at, expires_at)
       SELECT gen_random_uuid(), u.id, u.agency_id, i.id, i.reference, 'Threat tonight', '2026-11-21T09:59:00Z', '2026-11-21T11:59:00Z'
         FROM users u, individuals i WHERE u.email = 'officer@tvp.example' AND i.id = $1`,
      [individualId],
    );
    expect(await listed('breakGlassOnly=yes')).toHaveLength(1);
    const wrong = await (await test.browse(GOVERNANCE)).get('/audit-events?reference=Canaryname');
    expect([wrong.status, wrong.text.includes('A reference looks like TC-2026-0042')]).toEqual([422, true]);
  });

  it('finds what left the service by its kind: reports, files, lists behind a figure; on the page, over the API and for the export', async () => {
    const chair = await test.browse('chair@mace.example');
    expect((await chair.get('/figures/C1/list')).status).toBe(200);
    expect(await listed('kind=listed')).toEqual(['List behind a figure opened']);
    for (const kind of ['published', 'figures_changed']) expect(await listed(`kind=${kind}`)).toEqual([]);
    const { body } = await (await test.api(GOVERNANCE)).get('/audit-events?kind=listed');
    expect((body.items as { act: string }[]).map(({ act }) => act)).toEqual(['figure_list.read']);
    const governance = await test.browse(GOVERNANCE);
    const form = load((await governance.get('/audit-exports/new?kind=listed')).text);
    expect(form('input[name=kind]').val()).toBe('listed');
    expect((await governance.get('/audit-events?kind=nothing')).status).toBe(422);
  });

  it('shows one act with everything it holds, and that is recorded', async () => {
    const governance = await test.browse(GOVERNANCE);
    const $list = load((await governance.get(`/audit-events?reference=${reference}&act=plan`)).text);
    const href = String($list('#audit-events tbody a').first().attr('href'));
    const page = await governance.get(href);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/Canaryname|Hiddenfamily/);
    const text = load(page.text)('.govuk-summary-list').text().replace(/\s+/g, ' ');
    expect(text).toContain(`Individual ${reference}`);
    expect(text).toContain('Who Lena Marsh');
    expect(text).toContain('Not sealed yet');
    const [row] = await test.sql(`SELECT subject_id FROM audit_events WHERE act = 'audit_events.read'`);
    expect(row).toEqual({ subject_id: href.split('/').pop() });
    expect((await governance.get('/audit-events/0198a000-0000-7000-8000-00000000dead')).status).toBe(404);
    expect((await governance.get('/audit-events/nothing')).status).toBe(404);
    expect((await (await test.browse(LEAD)).get(href)).status).toBe(403);
  });

  it('exports what the filters show, with no cell that starts a formula, once a purpose is given', async () => {
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, request_id)
       SELECT gen_random_uuid(), '2026-11-21T09:59:59Z', id, agency_id, roles, 'csv.tested', 'user', '=HYPERLINK("x")'
         FROM users WHERE email = $1`,
      [LEAD],
    );
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type)
       SELECT gen_random_uuid(), timestamptz '2026-11-21T09:59:58Z', u.id, u.agency_id, u.roles, 'csv.tested', 'user'
         FROM generate_series(1, 1200), users u WHERE u.email = $1`,
      [LEAD],
    );
    const governance = await test.browse(GOVERNANCE);
    await confirmFactor(test, GOVERNANCE);
    const without = await governance.submit('/audit-exports', { purpose: ' ' }, '/audit-exports/new?act=csv');
    expect([without.status, without.text.includes('Enter what the export is for')]).toEqual([422, true]);
    const answer = await governance.submit('/audit-exports', { purpose: 'Yearly check' }, '/audit-exports/new?act=csv');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="audit-2026-11-21.csv"');
    expect(answer.text).toContain('OFFICIAL-SENSITIVE');
    const table = answer.text.slice(answer.text.indexOf('when,user'));
    const rows: Record<string, string>[] = parse(table, { columns: true });
    expect(rows).toHaveLength(1201);
    expect(rows[0]).toMatchObject({ user: 'Lena Marsh', act: 'csv.tested', request: `'=HYPERLINK("x")` });
    expect(await test.sql(`SELECT reason, fields FROM audit_events WHERE act = 'audit_events.exported'`)).toEqual([
      { reason: 'Yearly check', fields: ['act'] },
    ]);
  });

  it('asks for a second factor before it exports', async () => {
    const governance = await test.browse(GOVERNANCE);
    await test.sql(`DELETE FROM audit_events`).catch(() => undefined);
    test.clock.set('2026-11-21T11:00:00Z');
    const answer = await governance.submit('/audit-exports', { purpose: 'Later' }, '/audit-exports/new?act=csv');
    expect(answer.headers['content-type']).not.toContain('csv');
    test.clock.set('2026-11-21T10:00:00Z');
  });
});

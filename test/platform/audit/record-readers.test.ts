import { load } from 'cheerio';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OFFICER = 'officer@tvp.example';
const MEMBER = 'member@mace.example';

describe('who has looked at a record', () => {
  let test: TestApp;
  let individualId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ individualId } = await makeCase(test));
  });
  afterAll(() => test.stop());

  const page = () => `/individuals/${individualId}/readers`;
  const rowsOf = (html: string): string[][] => {
    const $ = load(html);
    return $('#readings tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('td')
          .toArray()
          .map((cell) => $(cell).html()?.replace(/<br>/g, ' | ').trim() ?? ''),
      );
  };
  const acts = () =>
    test
      .sql<{ act: string }>(`SELECT act FROM audit_events WHERE individual_id = $1 ORDER BY id`, [individualId])
      .then((rows) => rows.map(({ act }) => act));

  it('says who, for which agency, in which role, when and what; and that it was asked is said too', async () => {
    await (await test.browse(MEMBER)).get(`/individuals/${individualId}/plan`);
    const lead = await test.browse(LEAD);
    const answer = await lead.get(page());
    expect(answer.status).toBe(200);
    const rows = rowsOf(answer.text);
    expect(rows[0]).toEqual([
      '21 November 2026 at 10am',
      'Lena Marsh | Demonstration Children First | Practitioner',
      'List of who has looked at the record read',
    ]);
    expect(rows.map((row) => row[2])).toContain('Plan read');
    expect(await acts()).toEqual(['plan.read', 'individual.readers_listed']);
  });

  it('does not tell of a try that was refused', async () => {
    await (await test.browse(OFFICER)).get(`/individuals/${individualId}`);
    expect(await acts()).toContain('individual.read.refused');
    const rows = rowsOf((await (await test.browse(MANAGER)).get(page())).text);
    expect(rows.flat().join()).not.toMatch(/refused|Police/);
  });

  it('says when it was under urgent access', async () => {
    await test.sql(
      `INSERT INTO break_glass_grants (id, user_id, agency_id, individual_id, individual_reference, reason, opened_at, expires_at)
       SELECT gen_random_uuid(), u.id, u.agency_id, i.id, i.reference, 'Threat tonight', '2026-11-21T09:59:00Z', '2026-11-21T11:59:00Z'
         FROM users u, individuals i WHERE u.email = $1 AND i.id = $2`,
      [OFFICER, individualId],
    );
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, subject_id, individual_id)
       SELECT gen_random_uuid(), '2026-11-21T10:00:00Z', id, agency_id, roles, 'plan.read', 'plan', $2, $2 FROM users WHERE email = $1`,
      [OFFICER, individualId],
    );
    const $ = load((await (await test.browse(LEAD)).get(page())).text);
    expect($('#readings .govuk-tag').text()).toBe('Urgent access');
    expect($('#readings tr:has(.govuk-tag)').text()).toContain('Demonstration Police');
  });

  it('is for those responsible: not for the panel, another agency, or one whose part has ended', async () => {
    expect((await (await test.browse(MANAGER)).get(page())).status).toBe(200);
    expect((await (await test.browse(MEMBER)).get(page())).status).toBe(403);
    expect((await (await test.browse('manager@tvp.example')).get(page())).status).toBe(404);
    expect((await (await test.browse('governance@sbc.example')).get(page())).status).toBe(403);
    await test.sql(
      `UPDATE assignments SET ended_at = '2026-11-21T10:00:00Z', version = version + 1
        WHERE individual_id = $1 AND kind = 'lead_professional'`,
      [individualId],
    );
    expect((await (await test.browse(LEAD)).get(page())).status).toBe(404);
    const member = await test.actor(MEMBER);
    await test.sql(`SELECT set_config('app.user_id', $1, false), set_config('app.access_keys', $2, false)`, [
      member.userId,
      `{${member.accessKeys.join(',')}}`,
    ]);
    expect(await test.sql('SELECT * FROM who_has_looked($1, NULL, NULL, 10)', [individualId])).toEqual([]);
  });

  it('is offered on the overview to those who may open it', async () => {
    expect((await (await test.browse(MANAGER)).get(`/individuals/${individualId}`)).text).toContain(page());
    expect((await (await test.browse(MEMBER)).get(`/individuals/${individualId}`)).text).not.toContain(page());
  });
});

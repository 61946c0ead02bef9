import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

describe('what other assessments say', () => {
  let test: TestApp;
  let individualId: string;
  let lead: PageClient;
  let measures: string;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ individualId } = await makeCase(test, { planOwner: 'nurse@health.example' }));
    lead = await test.browse('lead@scf.example');
    measures = `/individuals/${individualId}/measures`;
  });
  afterAll(() => test.stop());

  const common = {
    'knownOn-day': '2',
    'knownOn-month': '11',
    'knownOn-year': '2026',
    source: 'School’s review',
    support: '',
    visibility: 'all_agencies',
  };
  const record = (kind: string, fields: Record<string, string>, client = lead) =>
    client.submit(`${measures}/${kind}`, { ...common, ...fields }, `${measures}/${kind}`);
  const section = async (kind: string, client = lead): Promise<string> =>
    load((await client.get(measures)).text)(`[data-qa=kind-${kind}]`)
      .text()
      .replace(/\s+/g, ' ');

  it('keeps SDQ totals by who filled them in, each with its own meaning, and the earlier one', async () => {
    expect(await section('sdq')).toContain('Nothing recorded. That does not mean no.');
    await record('sdq', { subject: 'parent', total: '20', 'knownOn-month': '3' });
    await record('sdq', { subject: 'parent', total: '14' });
    await record('sdq', { subject: 'teacher', total: '14' });
    await record('sdq', { subject: 'self', total: '14' });
    const text = await section('sdq');
    expect(text).toMatch(/Parent or carer 14 of 40: Borderline/);
    expect(text).toMatch(/Teacher 14 of 40: Slightly raised/);
    expect(text).toMatch(/The young person 14 of 40 2 November/);
    expect(text).toMatch(/Earlier.*20 of 40: High/);
  });

  it('keeps SEND with its primary needs, disability by its codes, and says not known and not asked as they are', async () => {
    await record('send', { answer: 'ehcp', codes: 'SLCN', support: 'Speech therapy' });
    await record('disability', { answer: 'not_asked' });
    expect(await section('send')).toMatch(
      /EHCP\): Speech, language and communication \(SLCN\).*Support it implies: Speech therapy/,
    );
    expect(await section('disability')).toContain('Not asked');
  });

  it('keeps adverse experiences one by one, and counts them nowhere', async () => {
    await record('ace', { subject: 'household_violence', answer: 'known', support: 'A safe place to talk' });
    await record('ace', { subject: 'physical_abuse', answer: 'not_known' });
    await record('ace', { subject: 'emotional_abuse', answer: 'not_asked' });
    const text = await section('ace');
    expect(text).toMatch(/Domestic violence in the household Known .*A safe place to talk/);
    expect(text).toContain('Physical abuse Not known');
    expect(text.replace(/\d+ \w+ 2026/g, '')).not.toMatch(/\d|score|total/i);
    const api = await (await test.api('lead@scf.example')).get(`/measures?individualId=${individualId}`);
    expect(JSON.stringify(api.body)).not.toMatch(/score|count/i);
    expect((await record('ace', { subject: 'physical_abuse', answer: 'known', total: '3' })).status).toBe(422);
  });

  it.each([
    ['a total that is out of range', 'sdq', { subject: 'parent', total: '41' }, 'from 0 to 40'],
    ['no informant', 'sdq', { total: '4' }, 'Select what it is about'],
    ['a need that is no code', 'send', { answer: 'ehcp', codes: 'XYZ' }, 'Select from the list'],
    ['a disability without which', 'disability', { answer: 'disabled' }, 'Select the disabilities'],
    ['no source', 'send', { answer: 'none', source: ' ' }, 'Enter who says so'],
    ['a day to come', 'send', { answer: 'none', 'knownOn-day': '30' }, 'must be today or in the past'],
    ['health only by others', 'send', { answer: 'none', visibility: 'health_only' }, 'Only a health agency'],
  ])('refuses %s', async (_what, kind, fields, words) => {
    const answer = await record(kind, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  it('shows what health keeps to health to health alone', async () => {
    const nurse = await test.browse('nurse@health.example');
    expect(
      (await record('send', { answer: 'sen_support', source: 'Clinic letter', visibility: 'health_only' }, nurse))
        .status,
    ).toBe(303);
    expect(await section('send', nurse)).toContain('Clinic letter');
    expect(await section('send')).not.toContain('Clinic letter');
    const api = await (await test.api('lead@scf.example')).get(`/measures?individualId=${individualId}`);
    expect(JSON.stringify(api.body)).not.toContain('Clinic letter');
    const alone = await test.sql(`SELECT act FROM audit_events WHERE act = 'measure.recorded' AND actor_id = $1`, [
      test.userId('nurse@health.example'),
    ]);
    expect(alone).toHaveLength(1);
  });

  it('is recorded by who works the case, read by who sees it, and not there for others', async () => {
    const form = `${measures}/sdq`;
    const seen = async (email: string) => {
      const client = await test.browse(email);
      return [(await client.get(measures)).status, (await client.get(form)).status];
    };
    expect(await seen('member@mace.example')).toEqual([200, 403]);
    expect(await seen('officer@tvp.example')).toEqual([404, 404]);
    expect(await seen('analyst@sbc.example')).toEqual([403, 403]);
    const body = { individualId, kind: 'sdq', subject: 'self', total: '3', knownOn: '2026-11-01', source: 'Herself' };
    expect((await (await test.api('officer@tvp.example')).post('/measures', body)).status).toBe(404);
    expect((await (await test.api('officer@tvp.example')).get(`/measures?individualId=${individualId}`)).status).toBe(
      404,
    );
    expect((await (await test.api('member@mace.example')).post('/measures', body)).status).toBe(403);
    expect((await (await test.api('lead@scf.example')).post('/measures', body)).status).toBe(201);
    await expect(test.sql(`UPDATE measures SET total = 1`)).rejects.toThrow();
  });
});

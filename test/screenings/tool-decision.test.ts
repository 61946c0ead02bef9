import { load } from 'cheerio';
import { demonstrationTool } from '../../src/screenings';
import { makeCase } from '../factories';
import { type ApiClient, type PageClient, TestApp } from '../support/test-app';
import { answerList, installDemonstrationTool } from './answers';

const CHAIR = 'chair@mace.example';
const ADMINISTRATOR = 'administrator@sbc.example';

describe('putting a version in force', () => {
  let test: TestApp;
  let chair: PageClient;
  let administrator: PageClient;
  let api: ApiClient;
  let firstId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    firstId = await installDemonstrationTool(test);
    chair = await test.browse(CHAIR);
    administrator = await test.browse(ADMINISTRATOR);
    api = await test.api(CHAIR);
  });
  afterAll(() => test.stop());

  const about = { title: 'Ours', purpose: 'To screen', possibleShare: '0.5' };
  const asked = {
    'decidedOn-day': '20',
    'decidedOn-month': '11',
    'decidedOn-year': '2026',
    reason: 'The panel agreed it on Friday',
  };
  const state = async (path: string) =>
    (
      await test.sql<{ status: string; version: number; asked_by: string | null; in_force_on: string | null }>(
        'SELECT status, version, asked_by, in_force_on FROM screening_tool_versions WHERE id = $1',
        [path.split('/').at(-1)],
      )
    )[0];
  const started = async (from: string): Promise<string> =>
    String((await chair.submit(`/screening-tools/${from}/drafts`, {}, `/screening-tools/${from}`)).headers['location']);

  it('needs one who asks, with the day and the reason, and another who wrote nothing in it', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.api('lead@scf.example');
    const body = { individualId, screenedOn: '2026-11-20', answers: answerList({ weapon_carried: 'yes' }) };
    const made = await lead.post('/screenings', body);
    const before = (await lead.get(`/screenings/${made.body.id}`)).body;

    const draft = await started(firstId);
    const decision = `${draft}/decision`;
    const tomorrow = await chair.submit(decision, { ...asked, 'decidedOn-day': '22' }, decision);
    expect([tomorrow.status, load(tomorrow.text)('.govuk-error-summary a').attr('href')]).toEqual([422, '#decidedOn']);
    expect((await chair.submit(decision, { ...asked, reason: ' ' }, decision)).status).toBe(422);
    expect((await chair.submit(decision, asked, decision)).headers['location']).toBe(draft);
    expect((await chair.get(draft)).text).toContain('You asked for it yourself');
    const alone = await chair.post(`${draft}/agreement`, await chair.hiddenFields(draft, `${decision}/withdrawal`));
    expect(alone.status).toBe(403);

    const page = await administrator.get(draft);
    expect(load(page.text)('[data-qa=decision]').text()).toMatch(
      /20 November 2026.*asked.*The panel agreed it on Friday/s,
    );
    const agreed = await administrator.submit(`${draft}/agreement`, {}, draft);
    expect(agreed.status).toBe(303);
    expect(await state(draft)).toMatchObject({ status: 'in_force', in_force_on: '2026-11-21' });
    expect(await state(`/${firstId}`)).toMatchObject({ status: 'retired' });

    const after = (await lead.get(`/screenings/${made.body.id}`)).body;
    expect(after).toEqual(before);
    expect(after.toolVersionId).toBe(firstId);
    expect((await lead.post('/screenings', { ...body, toolVersionId: firstId })).body.type).toBe(
      '/problems/tool-changed',
    );
    const acts = await test.sql<{ act: string }>(`SELECT act FROM audit_events WHERE subject_id = $1 ORDER BY at, id`, [
      draft.split('/').at(-1),
    ]);
    expect(acts.map(({ act }) => act).sort()).toEqual(
      ['screening_tool.asked', 'screening_tool.drafted', 'screening_tool.put_in_force'].sort(),
    );
  });

  it('is asked again when the draft changes, and whoever wrote in it agrees to nothing', async () => {
    const [{ id = '' } = {}] = await test.sql<{ id: string }>(
      `SELECT id FROM screening_tool_versions WHERE status = 'in_force'`,
    );
    const draft = await started(id);
    const decision = `${draft}/decision`;
    await chair.submit(decision, asked, decision);
    const seen = await administrator.hiddenFields(draft, `${draft}/agreement`);
    await chair.submit(`${draft}/parts/about/tool`, about, `${draft}/parts/about/tool`);
    expect(await state(draft)).toMatchObject({ status: 'draft', asked_by: null });
    expect((await administrator.post(`${draft}/agreement`, seen)).status).toBe(409);
    await administrator.submit(
      `${draft}/parts/about/tool`,
      { ...about, title: 'Ours too' },
      `${draft}/parts/about/tool`,
    );
    await chair.submit(decision, asked, decision);
    expect((await administrator.get(draft)).text).toContain('You wrote in this draft yourself');
    const fields = await administrator.hiddenFields(draft, `${decision}/withdrawal`);
    expect((await administrator.post(`${draft}/agreement`, fields)).status).toBe(403);
    expect((await administrator.submit(`${decision}/withdrawal`, {}, draft)).status).toBe(303);
    await chair.submit(`${draft}/putting-aside`, {}, draft);
    expect(await state(draft)).toMatchObject({ status: 'retired', in_force_on: null });
    expect((await chair.get(`${draft}/parts/about/tool`)).status).toBe(409);
  });

  it('is refused while the draft would score wrongly or an example gives another result', async () => {
    const [{ id = '' } = {}] = await test.sql<{ id: string }>(
      `SELECT id FROM screening_tool_versions WHERE status = 'in_force'`,
    );
    const made = await api.post('/screening-tools', { basedOnId: id });
    expect(made.status).toBe(201);
    const path = `/screening-tools/${made.body.id}`;
    const example = {
      title: 'A threat',
      screenedOn: '2026-11-20',
      age: 16,
      answers: answerList({ threat_live: 'yes' }),
    };
    expect((await api.post(`${path}/examples`, example)).status).toBe(201);
    const trial = await api.post(`${path}/trials`, { ...example, title: undefined });
    expect(trial.body.result.violence).toMatchObject({ points: 5, band: 'medium' });
    const { key: _key, version: _version, axes, ...rest } = demonstrationTool;
    const axesSent = Object.fromEntries(
      Object.entries(axes).map(([axis, { triggers, ...own }]) => [
        axis,
        {
          ...own,
          triggers: triggers.map(({ questions, ...trigger }) => ({
            ...trigger,
            ...(Array.isArray(questions) ? { questionIds: questions } : {}),
          })),
        },
      ]),
    );
    const definition = { ...rest, axes: axesSent };
    const weaker = {
      ...definition,
      domains: rest.domains.map((domain) => ({
        ...domain,
        questions: domain.questions.map((question) =>
          question.id === 'threat_live' ? { ...question, weight: 1, olderWeight: 1 } : question,
        ),
      })),
    };
    const { version } = (await api.get(path)).body;
    expect((await api.send('put', `${path}/definition`).send(weaker).set('If-Match', `"${version}"`)).status).toBe(200);
    expect((await api.send('put', `${path}/definition`).send(weaker).set('If-Match', `"${version}"`)).status).toBe(409);
    expect((await api.get(`${path}/examples`)).body.items).toMatchObject([
      { isAsExpected: false, violenceBand: 'low' },
    ]);
    const request = { decidedOn: '2026-11-20', reason: 'Agreed' };
    const refused = await api.post(`${path}/decision`, request).set('If-Match', `"${version + 1}"`);
    expect(refused.status).toBe(422);
    expect(refused.body.problems[0].message).toContain('The example “A threat” does not give what it must');
    const broken = { ...definition, domains: [] };
    await api
      .send('put', `${path}/definition`)
      .send(broken)
      .set('If-Match', `"${version + 1}"`);
    const { body } = await api.get(path);
    expect(body.obstacles).toEqual(expect.arrayContaining([expect.stringContaining('axis has no questions')]));
    expect((await api.post(`${path}/decision`, request).set('If-Match', `"${version + 2}"`)).status).toBe(422);
    await api
      .send('put', `${path}/definition`)
      .send(definition)
      .set('If-Match', `"${version + 2}"`);
    expect((await api.post(`${path}/decision`, request).set('If-Match', `"${version + 3}"`)).status).toBe(200);
    const second = await test.api(ADMINISTRATOR);
    expect((await second.post(`${path}/agreement`).set('If-Match', `"${version + 4}"`)).status).toBe(200);
    expect((await api.get('/screening-tools')).body.items[0]).toMatchObject({ status: 'in_force' });
  });

  it('starts a new tool from nothing, under a name of its own', async () => {
    const made = await chair.submit('/screening-tools', { title: 'Short screen' }, '/screening-tools/new');
    const page = await chair.get(String(made.headers['location']));
    expect(load(page.text)('[data-qa=obstacles]').text()).toContain('The exploitation axis has no questions');
    const again = await chair.submit('/screening-tools', { title: 'Short  screen' }, '/screening-tools/new');
    expect(again.status).toBe(422);
    expect(again.text).toContain('There is a tool of this name');
  });

  it('is closed over the API to everybody else', async () => {
    for (const email of ['lead@scf.example', 'manager@scf.example', 'governance@sbc.example']) {
      const other = await test.api(email);
      expect((await other.post('/screening-tools', { title: 'Mine' })).status).toBe(403);
      expect((await other.get(`/screening-tools/${firstId}`)).status).toBe(403);
    }
  });
});

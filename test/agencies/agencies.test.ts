import { newId } from '../../src/shared/ids';
import { TestApp } from '../support/test-app';

describe('agencies', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const named = (name: string) => test.sql('SELECT kind FROM agencies WHERE name = $1', [name]);

  it('are added by an administrator on a page, once however often the form is sent, with an audit row', async () => {
    const administrator = await test.browse('administrator@sbc.example');
    const fields = {
      ...(await administrator.hiddenFields('/agencies/new', '/agencies')),
      name: ' Demonstration Housing ',
      kind: 'housing',
    };
    const answers = await Promise.all([1, 2].map(() => administrator.post('/agencies', fields)));
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    expect(await named('Demonstration Housing')).toEqual([{ kind: 'housing' }]);
    expect((await administrator.get('/agencies')).text).toContain('Demonstration Housing');
    expect(await test.sql(`SELECT act FROM audit_events WHERE act = 'agency.added'`)).toHaveLength(1);
  });

  it('refuses a second of the same name, whatever the capitals, and keeps what was typed', async () => {
    const administrator = await test.browse('administrator@sbc.example');
    const answer = await administrator.submit(
      '/agencies',
      { name: 'demonstration POLICE', kind: 'police' },
      '/agencies/new',
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('There is already an agency with this name');
    expect(answer.text).toContain('value="demonstration POLICE"');
  });

  it('can be read but not added by governance, and neither by those who work cases', async () => {
    const governance = await test.browse('governance@sbc.example');
    const page = await governance.get('/agencies');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Add an agency');
    expect((await governance.get('/agencies/new')).status).toBe(403);
    expect((await (await test.browse('lead@scf.example')).get('/agencies')).status).toBe(403);
  });

  it('are listed over the API a page at a time, each once and in order', async () => {
    for (let at = 0; at < 30; at += 1) {
      await test.sql(`INSERT INTO agencies (id, name, kind, created_at) VALUES ($1, $2, 'school', now())`, [
        newId(),
        `School ${String(at).padStart(2, '0')}`,
      ]);
    }
    const api = await test.api('lead@scf.example');
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await api.get(`/agencies?cursor=${cursor}`);
      expect(page.status).toBe(200);
      names.push(...page.body.items.map((agency: { name: string }) => agency.name));
      cursor = page.body.nextCursor;
    }
    const [row] = await test.sql<{ names: string[] }>(
      'SELECT array_agg(name ORDER BY name, id) AS names FROM agencies',
    );
    expect(names).toEqual(row?.names);
  });

  it('are added over the API by an administrator alone, once for one Idempotency-Key', async () => {
    const administrator = await test.api('administrator@sbc.example');
    const add = (name: string) =>
      administrator.post('/agencies', { name, kind: 'health' }).set('Idempotency-Key', 'agency-key-1');
    const first = await add('Demonstration Clinic');
    expect(first.status).toBe(201);
    expect((await add('Demonstration Clinic')).body).toEqual(first.body);
    expect((await add('Another Clinic')).status).toBe(422);
    for (const email of ['lead@scf.example', 'governance@sbc.example', 'analyst@sbc.example']) {
      expect((await (await test.api(email)).post('/agencies', { name: 'Mine', kind: 'health' })).status).toBe(403);
    }
    expect(await named('Mine')).toEqual([]);
  });

  it('never adds a second partnership or an unknown kind', async () => {
    const administrator = await test.api('administrator@sbc.example');
    for (const kind of ['partnership', 'army', 7, null]) {
      const answer = await administrator.post('/agencies', { name: 'Odd', kind });
      expect(answer.status).toBe(422);
      expect(answer.body.problems).toEqual([{ field: 'kind', message: 'Select what kind of agency it is' }]);
    }
  });
});

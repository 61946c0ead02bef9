import { load } from 'cheerio';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';

interface Event {
  act: string;
  at: string;
  userId: string;
  individualId: string | null;
}

describe('the audit as governance reads it', () => {
  let test: TestApp;
  let individualId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ individualId } = await makeCase(test, { givenName: 'Secretname', familyName: 'Hidden' }));
    test.clock.set('2026-11-20T23:30:00Z');
    await (await test.api('lead@scf.example')).get(`/individuals/${individualId}`);
    test.clock.set('2026-11-21T10:00:00Z');
    await (await test.api('officer@tvp.example')).get(`/individuals/${individualId}`);
  });
  afterAll(() => test.stop());

  it('says who, for which agency, what in words and when, and never what a record says', async () => {
    const page = await (await test.browse('governance@sbc.example')).get('/audit-events');
    expect(page.status).toBe(200);
    const $ = load(page.text);
    const rows = $('#audit-events tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('td')
          .toArray()
          .map((cell) => $(cell).text().trim()),
      );
    expect(rows).toContainEqual([
      '20 November 2026 at 11:30pm',
      'Lena Marsh',
      'Demonstration Children First',
      'Individual’s overview read',
      'TC-2026-9001',
    ]);
    expect(rows.map((row) => row[3])).toContain('Individual’s overview read: refused, nothing was shown');
    expect(page.text).not.toMatch(/Secretname|Hidden/);
  });

  const ask = async (query: string): Promise<Event[]> => {
    const answer = await (await test.api('governance@sbc.example')).get(`/audit-events?${query}`);
    expect(answer.status).toBe(200);
    return answer.body.items;
  };

  it('is narrowed by person, act, London day and individual', async () => {
    const lead = test.userId('lead@scf.example');
    const byLead = await ask(`userId=${lead}`);
    expect(new Set(byLead.map((event) => event.userId))).toEqual(new Set([lead]));
    expect((await ask('act=session')).every((event) => event.act.startsWith('session.'))).toBe(true);
    expect((await ask('act=individual.read')).map((event) => event.act)).toEqual([
      'individual.read.refused',
      'individual.read',
    ]);
    expect((await ask(`individualId=${individualId}&from=2026-11-20&to=2026-11-20`)).map((event) => event.act)).toEqual(
      ['individual.read'],
    );
    expect(await ask('act=individual&to=2026-11-19')).toEqual([]);
  });

  it('knows that a summer day begins an hour earlier', async () => {
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type)
       SELECT gen_random_uuid(), '2026-06-30T23:30:00Z', id, agency_id, roles, 'summer.night', 'user' FROM users LIMIT 1`,
    );
    expect(await ask('act=summer&from=2026-07-01&to=2026-07-01')).toHaveLength(1);
    expect(await ask('act=summer&to=2026-06-30')).toEqual([]);
  });

  it('pages by cursor without losing or repeating a row of the same instant', async () => {
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type)
       SELECT gen_random_uuid(), timestamptz '2026-01-01T00:00:00.000001Z' + interval '1 microsecond' * (n % 3),
              u.id, u.agency_id, u.roles, 'paging.tested', 'user'
         FROM generate_series(1, 60) n, (SELECT * FROM users LIMIT 1) u`,
    );
    const api = await test.api('governance@sbc.example');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await api.get(`/audit-events?act=paging.tested&cursor=${cursor}`);
      seen.push(...page.body.items.map((event: { id: string }) => event.id));
      cursor = page.body.nextCursor;
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it('is itself audited, with whose history was looked at', async () => {
    await ask(`individualId=${individualId}`);
    const [row] = await test.sql(
      `SELECT actor_id, subject_type, subject_id, fields FROM audit_events WHERE act = 'audit_events.listed' ORDER BY id DESC LIMIT 1`,
    );
    expect(row).toEqual({
      actor_id: test.userId('governance@sbc.example'),
      subject_type: 'individual',
      subject_id: individualId,
      fields: ['individualId'],
    });
  });

  it('opens to nobody else, on the page, over the API and in the database', async () => {
    for (const email of [
      'chair@mace.example',
      'administrator@sbc.example',
      'manager@scf.example',
      'analyst@sbc.example',
    ]) {
      expect((await (await test.browse(email)).get('/audit-events')).status).toBe(403);
      expect((await (await test.api(email)).get('/audit-events')).status).toBe(403);
    }
  });

  it('says what is wrong with a filter and keeps it', async () => {
    const governance = await test.browse('governance@sbc.example');
    const answer = await governance.get(
      '/audit-events?individualId=nobody&from-day=31&from-month=2&from-year=2026&userId=&act=',
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="31"');
    const backwards = await governance.get(
      '/audit-events?from-day=2&from-month=2&from-year=2026&to-day=1&to-month=2&to-year=2026',
    );
    expect(backwards.text).toContain('The last day must be the same as or after the first day');
    const api = await test.api('governance@sbc.example');
    for (const query of [
      'userId=1',
      'act=DROP',
      'from=yesterday',
      'cursor=x',
      'cursor=a&cursor=b',
      'other=1',
      'act=%00',
    ]) {
      expect([query, (await api.get(`/audit-events?${query}`)).status]).toEqual([query, 422]);
    }
  });
});

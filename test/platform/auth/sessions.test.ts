import { load } from 'cheerio';
import request from 'supertest';
import { scopeOfRoute } from '../../../src/platform/auth/token-scopes';
import { TestApp } from '../../support/test-app';

const LEAD = 'lead@scf.example';
const MINUTE = 60_000;

describe('a session', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * MINUTE));
  const isOpen = async (client: { get(path: string): PromiseLike<{ status: number }> }) =>
    (await client.get('/individuals')).status === 200;

  it('ends when it is not used for the idle limit, and is extended by use more than ten times', async () => {
    const [used, idle] = [await test.browse(LEAD), await test.browse(LEAD)];
    for (let extension = 0; extension < 12; extension += 1) {
      later(14);
      expect(await isOpen(used)).toBe(true);
    }
    expect(await isOpen(idle)).toBe(false);
  });

  it('is written down as used once a minute, and ends no sooner than the page said for that', async () => {
    const lead = await test.browse(LEAD);
    const usedAt = async () =>
      (await test.sql<{ at: Date }>('SELECT max(last_used_at) AS at FROM sessions WHERE user_id IS NOT NULL'))[0]?.at;
    later(2);
    expect(await isOpen(lead)).toBe(true);
    const written = await usedAt();
    later(0.9);
    const said = await lead.get('/session').set('Accept', 'application/json');
    expect([await usedAt(), said.body.endsInSeconds]).toEqual([written, 900]);
    later(14.9);
    expect(await isOpen(lead)).toBe(true);
    expect(await usedAt()).not.toEqual(written);
    later(17);
    expect(await isOpen(lead)).toBe(false);
  });

  it('ends at the absolute limit however much it is used, and says both times on every page and to the script', async () => {
    const lead = await test.browse(LEAD);
    const text = load((await lead.get('/individuals')).text)('[data-app-session]').text();
    expect(text).toMatch(/signed out at \d+(:\d\d)?[ap]m/);
    expect(text).toContain('Stay signed in');
    const { body } = await lead.get('/session').set('Accept', 'application/json');
    expect(body).toMatchObject({ endsInSeconds: 900, latestInSeconds: 28_800 });
    for (let minutes = 0; minutes < 470; minutes += 10) {
      later(10);
      await lead.get('/session');
    }
    expect(await isOpen(lead)).toBe(true);
    later(11);
    expect(await isOpen(lead)).toBe(false);
  });

  it('is kept as a hash, so that a copy of the table signs nobody in', async () => {
    const lead = await test.browse(LEAD);
    const cookie = String((await lead.get('/individuals')).headers['set-cookie']).split(';')[0] ?? '';
    const sid = decodeURIComponent(cookie).split('s:')[1]?.split('.')[0] ?? '';
    expect(sid).toHaveLength(32);
    expect(JSON.stringify(await test.sql('SELECT * FROM sessions'))).not.toContain(sid);
  });

  it('that was ended is not written back to life by a request that was under way', async () => {
    const lead = await test.browse(LEAD);
    await lead.get('/individuals');
    const ending = test.sql('DELETE FROM sessions');
    await Promise.all([ending, ...[1, 2, 3].map(() => lead.get('/individuals'))]);
    await ending;
    expect(await test.sql('SELECT 1 FROM sessions WHERE user_id IS NOT NULL')).toEqual([]);
    expect(await isOpen(lead)).toBe(false);
  });

  it('is listed to its owner alone, who ends one, or all others, programs too', async () => {
    const [here, there, program] = [await test.browse(LEAD), await test.browse(LEAD), await test.api(LEAD)];
    await program.get('/individuals');
    await test.browse('officer@tvp.example');
    const $ = load((await here.get('/account/sessions')).text);
    expect($('[data-qa=session] h2').text()).toContain('(this one)');
    expect($('[data-qa=session]').length).toBe(3);
    const officer = await test.browse('officer@tvp.example');
    const one = $('[data-qa=session] form').first().attr('action') ?? '';
    const hidden = await officer.hiddenFields('/account/sessions', '/sign-out');
    expect((await officer.post(one, hidden)).status).toBe(404);
    expect((await here.submit('/account/sessions/ending', {}, '/account/sessions')).status).toBe(303);
    expect(await isOpen(here)).toBe(true);
    expect(await isOpen(there)).toBe(false);
    expect((await program.get('/individuals')).status).toBe(401);
  });

  it('says goodbye with Clear-Site-Data', async () => {
    const lead = await test.browse(LEAD);
    const answer = await lead.submit('/sign-out', {}, '/individuals');
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  });
});

describe('a token of an integration', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const ask = (token: string, method: 'get' | 'post', path: string) =>
    request(test.app.getHttpServer())[method](`/api/v1${path}`).set('Authorization', `Bearer ${token}`);
  const make = async (fields: Record<string, string | string[]> = {}) => {
    const lead = await test.browse(LEAD);
    const answer = await lead.submit('/account/tokens', {
      name: 'Nightly figures',
      scopes: ['cases:read', 'plans:read'],
      daysValid: '30',
      ...fields,
    });
    return { lead, answer, token: load(answer.text)('[data-qa=token]').text() };
  };

  it('is shown once, kept as a hash, does what its scopes say and nothing else, and is ended', async () => {
    const { lead, answer, token } = await make();
    expect(answer.status).toBe(201);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await test.sql('SELECT * FROM access_tokens'))).not.toContain(token);
    const page = await lead.get('/account/tokens');
    expect(page.text).not.toContain(token);
    expect(page.text).toContain(token.slice(0, 8));
    expect((await ask(token, 'get', '/individuals')).status).toBe(200);
    expect((await ask(token, 'post', '/individuals').send({})).status).toBe(403);
    expect((await ask(token, 'get', '/meetings')).status).toBe(403);
    expect((await ask(token, 'get', '/audit-events')).status).toBe(403);
    expect(
      (
        await request(test.app.getHttpServer())
          .delete('/api/v1/sessions/current')
          .set('Authorization', `Bearer ${token}`)
      ).status,
    ).toBe(403);
    const end = String(load((await lead.get('/account/tokens')).text)('[data-qa=token] form').attr('action'));
    const administrator = await test.browse('administrator@sbc.example');
    expect((await administrator.get('/account/tokens')).text).toContain(token.slice(0, 8));
    expect((await administrator.submit(end, {}, '/account/tokens')).status).toBe(303);
    expect((await ask(token, 'get', '/individuals')).status).toBe(401);
  });

  it('can only narrow what its user may do, and lasts a year at the most', async () => {
    const { token } = await make({ scopes: ['plans:read', 'meetings:read'] });
    expect((await ask(token, 'get', '/meetings')).status).toBe(403);
    expect((await make({ daysValid: '366' })).answer.status).toBe(422);
    expect((await make({ scopes: ['everything:write'] })).answer.status).toBe(422);
    const now = test.clock.now();
    const { token: short } = await make({ daysValid: '1' });
    test.clock.set(new Date(now.getTime() + 86_400_000 + 1_000));
    expect((await ask(short, 'get', '/individuals')).status).toBe(401);
    test.clock.set(now);
  });

  it('finds a scope for every route of the API but those reviewed here', async () => {
    const { body } = await request(test.app.getHttpServer()).get('/api/openapi.json');
    const routes = Object.entries<Record<string, unknown>>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    );
    expect(routes.length).toBeGreaterThan(50);
    const closed = routes
      .filter(([method, path]) => scopeOfRoute(method, path) === undefined)
      .map(([, path]) => path.split('/')[3]);
    expect([...new Set(closed)].sort()).toEqual([
      'absences',
      'audit-events',
      'break-glass-grants',
      'data-quality',
      'duplicate-checks',
      'duplicates',
      'handovers',
      'identification-methods',
      'learning-actions',
      'merges',
      'panels',
      'plan-approval-rules',
      'plan-audits',
      'reminder-deliveries',
      'reminder-preferences',
      'reminder-rungs',
      'sessions',
      'strategic-risks',
      'strategy-activities',
    ]);
  });
});

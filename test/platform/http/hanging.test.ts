import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import request from 'supertest';
import { createWebApplication } from '../../../src/bootstrap';
import { readSettings } from '../../../src/config';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { newId } from '../../../src/shared/ids';
import { liveRoutes } from '../../architecture/live-routes';
import { TestApp } from '../../support/test-app';
import { SilentProxy } from './silent-proxy';
import { Visitor } from './visitor';

/** README: no answer takes longer than five seconds; the rest is for a busy machine. */
const BOUND = 5_000;
const SLACK = 2_500;
/** A spreadsheet may take a minute, so what hangs there is found by the silence of its connection. */
const OF_IMPORTS = /^(POST|PATCH) .*\/imports/;
/** They show nothing that is kept, so they answer without PostgreSQL; without single sign-on nobody is signed out from there. */
const NEEDS_NO_DATABASE =
  /^GET \/(help|privacy|cookies|accessibility-statement|api\/openapi\.json|health\/.*)?$|browser-reports|single-sign-on\/logout/;

interface Answered {
  route: string;
  status: number;
  milliseconds: number;
  retryAfter?: string;
  type: string;
}

describe('when PostgreSQL takes connections and is silent', () => {
  let test: TestApp;
  let proxy: SilentProxy;
  let app: NestExpressApplication;
  let signedIn: Visitor;

  beforeAll(async () => {
    test = await TestApp.start();
    const url = new URL(test.database.serviceUrl);
    proxy = await SilentProxy.start(Number(url.port));
    url.port = String(proxy.port);
    app = await createWebApplication(
      readSettings({ DATABASE_URL: url.href, PORT: '0', LOG_LEVEL: 'error' }),
      test.clock,
    );
    app.useLogger(false);
    await app.init();
    signedIn = await Visitor.signedIn(test, 'lead@scf.example');
  });
  afterAll(async () => {
    proxy.speak();
    await proxy.stop();
    await app.close();
    await test.stop();
  });

  const ask = async (route: string): Promise<Answered> => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const path = pattern.replace(/:\w+/g, () => newId());
    const verb = method.toLowerCase() as 'get' | 'post';
    const isApi = path.startsWith('/api/');
    const from = performance.now();
    const server = request(app.getHttpServer());
    const asked = server[verb](path).set(
      isApi ? { Authorization: `Bearer ${signedIn.token}` } : { Cookie: signedIn.cookie },
    );
    if (isApi && method !== 'GET') void asked.set('If-Match', '"1"').send({});
    if (!isApi && method !== 'GET') void asked.type('form').send({ _csrf: signedIn.csrf });
    const { status, headers, type } = await asked;
    return { route, status, milliseconds: performance.now() - from, retryAfter: headers['retry-after'], type };
  };

  it('every route answers 503 within the bound, at the same time; live stays well, ready says which', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask('GET /individuals')));
    proxy.fallSilent();
    const routes = liveRoutes(app).map(({ method, path }) => `${method} ${path}`);
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    // As many at the same time as a busy morning brings, not as many as there are routes: the bound is about the wait.
    for (let from = 0; from < routes.length; from += 150) {
      answers.push(...(await Promise.all(routes.slice(from, from + 150).map(ask))));
    }
    const late = answers.filter(
      ({ route, milliseconds }) => milliseconds > (OF_IMPORTS.test(route) ? 4 : 1) * BOUND + SLACK,
    );
    expect(late).toEqual([]);
    const other = answers.filter(
      ({ route, status, retryAfter }) => !NEEDS_NO_DATABASE.test(route) && (status !== 503 || !Number(retryAfter)),
    );
    expect(other).toEqual([]);
    const form = answers.find(({ route }) => route === 'GET /individuals');
    const api = answers.find(({ route }) => route === 'GET /api/v1/individuals');
    expect([form?.type, api?.type]).toEqual(['text/html', 'application/problem+json']);
    expect((await request(app.getHttpServer()).get('/health/live')).status).toBe(200);
    const ready = await request(app.getHttpServer()).get('/health/ready');
    expect([ready.status, ready.body.database]).toEqual([503, 'unreachable']);
  }, 120_000);

  it('and all is well again by itself when it speaks, with nothing left behind', async () => {
    proxy.speak();
    const until = performance.now() + 10_000;
    while ((await ask('GET /health/ready')).status !== 200) if (performance.now() > until) break;
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('GET /individuals')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(BOUND + SLACK);
    expect((await ask('GET /api/v1/individuals')).status).toBe(200);
  }, 120_000);

  it('a lock that is held answers 503 in time, and leaves no queue when it is let go', async () => {
    const holder = new Client({ connectionString: test.database.adminUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE individuals IN ACCESS EXCLUSIVE MODE');
    const asked = [
      ...Array.from({ length: 15 }, () => 'GET /individuals'),
      'GET /api/v1/individuals',
      'POST /api/v1/individuals',
    ];
    const held = await Promise.all(asked.map(ask));
    const api = held.slice(15, 16);
    expect([...held.slice(0, 15), ...api].filter(({ status, retryAfter }) => status !== 503 || !retryAfter)).toEqual(
      [],
    );
    expect(held.filter(({ milliseconds }) => milliseconds > BOUND + SLACK)).toEqual([]);
    await holder.query('ROLLBACK');
    await holder.end();
    const after = await ask('GET /individuals');
    expect([after.status, after.milliseconds < BOUND]).toEqual([200, true]);
    const stuck = await test.sql(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND usename = 'cohort_app' AND state = 'active' AND wait_event_type = 'Lock'`,
    );
    expect(stuck).toEqual([]);
  }, 120_000);

  it('a sign-in that waits is answered in time too', async () => {
    proxy.fallSilent();
    const from = performance.now();
    const answer = await request(app.getHttpServer())
      .post('/api/v1/sessions')
      .send({ email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD });
    expect([answer.status, performance.now() - from < BOUND + SLACK]).toEqual([503, true]);
    proxy.speak();
  }, 120_000);
});

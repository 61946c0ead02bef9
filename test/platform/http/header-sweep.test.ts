import request, { type Response } from 'supertest';
import { createWebApplication } from '../../../src/bootstrap';
import { readSettings } from '../../../src/config';
import { liveRoutes } from '../../architecture/live-routes';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';
import { Visitor } from './visitor';

const LEAD = 'lead@scf.example';
/** What the sweep must have met, or it has swept too little. */
const STATUSES = [200, 201, 204, 303, 304, 400, 401, 403, 404, 405, 409, 413, 415, 422, 428, 429, 500, 503];

describe('every answer of the service', () => {
  let test: TestApp;
  let lead: Visitor;
  const met = new Set<number>();
  const nonces = new Set<string>();
  const wrong: string[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
  });
  // Routes that were knocked at end sessions and tokens.
  beforeEach(async () => {
    await test.sql('DELETE FROM attempt_counts');
    lead = await Visitor.signedIn(test, LEAD);
  });
  afterAll(() => test.stop());

  const look = (what: string, answer: Response, isFile = false): void => {
    met.add(answer.status);
    const { headers } = answer;
    const policy = String(headers['content-security-policy']);
    nonces.add(/'nonce-([^']{22,})'/.exec(policy)?.[1] ?? '');
    const isEmpty = [204, 304].includes(answer.status) || answer.text === '';
    const found: [string, unknown][] = [
      ['nosniff', headers['x-content-type-options'] === 'nosniff'],
      ['no-referrer', headers['referrer-policy'] === 'no-referrer'],
      ['frame', headers['x-frame-options'] === 'DENY' && policy.includes("frame-ancestors 'none'")],
      ['COOP', headers['cross-origin-opener-policy'] === 'same-origin'],
      ['CORP', headers['cross-origin-resource-policy'] === 'same-origin'],
      ['COEP', headers['cross-origin-embedder-policy'] === 'require-corp'],
      ['permissions', /camera=\(\).*geolocation=\(\)/.test(String(headers['permissions-policy']))],
      ['CSP', policy.startsWith("default-src 'none';script-src 'nonce-") && policy.includes('report-uri /')],
      ['CSP is strict', !/unsafe|\*|https?:|data:/.test(policy) && /script-src 'nonce-[^' ]+';/.test(policy)],
      ['no-store', headers['cache-control'] === (isFile ? 'public, max-age=3600' : 'no-store')],
      ['request id', headers['x-request-id'] !== undefined],
      ['says nothing of itself', headers['x-powered-by'] === undefined && headers['server'] === undefined],
      ['character set', isEmpty || isFile || /charset=utf-8|json/.test(String(headers['content-type']))],
      ['no trace', !/node_modules|\.ts:|\.js:\d|SELECT |at \w+\.\w+ \(/.test(answer.text ?? '')],
      ['retry', answer.status !== 503 || what.includes('/health/') || Number(headers['retry-after']) > 0],
      ['problem', answer.status < 400 || !what.includes('/api/') || answer.type === 'application/problem+json'],
    ];
    wrong.push(...found.filter(([, isSo]) => !isSo).map(([name]) => `${what} (${answer.status}): ${name}`));
  };

  it('carries the policy: each route of the router, to nobody and to somebody', async () => {
    for (const { method, path } of liveRoutes(test.app)) {
      const route = `${method} ${path}`;
      if (/sign-out|sessions\/current/.test(path)) continue;
      look(`nobody: ${route}`, await new Visitor(test).ask(route));
      look(`lead: ${route}`, await lead.ask(route));
      if (method === 'POST' && !path.startsWith('/api/')) {
        look(`lead with a token: ${route}`, await lead.ask(route).type('form').send({ _csrf: lead.csrf }));
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('carries it as a file, and as one that did not change', async () => {
    const first = await lead.ask('GET /assets/manifest.json');
    look('a file', first, true);
    const again = await lead.ask('GET /assets/manifest.json').set('If-None-Match', String(first.headers['etag']));
    look('a file that did not change', again, true);
    expect([again.status, wrong]).toEqual([304, []]);
  });

  it('carries it as a refusal of any kind', async () => {
    const json = (body: string) => lead.ask('POST /api/v1/individuals').type('json').send(body);
    look('bad JSON to /api/', await json('{'));
    look('much JSON to /api/', await json(JSON.stringify({ a: 'x'.repeat(600_000) })));
    look('XML to /api/', await lead.ask('POST /api/v1/individuals').type('xml').send('<a/>'));
    look(
      'a form too large',
      await lead
        .ask('POST /sign-in')
        .type('form')
        .send({ a: 'x'.repeat(600_000) }),
    );
    look('TRACE', await lead.ask('TRACE /'));
    look('a broken address', await lead.ask('GET /%E0%A4%A'));
    look('made over /api/', await json('{"givenName":"Swept","familyName":"Person"}'));
    const { individualId } = await makeCase(test, { plan: 'live' });
    const plan = { individualId };
    look('a second plan to /api/', await lead.ask('POST /api/v1/plans').send(plan));
    look('no version to /api/', await lead.ask('POST /api/v1/assignments/:id/ending').send({}));
    for (let tries = 0; tries < 12; tries += 1) {
      const guess = { email: 'nobody.here@scf.example', password: 'wrong' };
      look('a guess at /api/', await lead.ask('POST /api/v1/sessions').send(guess));
    }
    look('a report', await lead.ask('POST /browser-reports').type('application/csp-report').send('{}'));
    expect(wrong).toEqual([]);
  }, 120_000);

  it('carries it when the service itself is at fault', async () => {
    const logged = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await test.sql('ALTER TABLE actions RENAME TO actions_away');
    look('a fault', await lead.ask('GET /actions'));
    look('a fault over /api/', await lead.ask('GET /api/v1/actions'));
    await test.sql('ALTER TABLE actions_away RENAME TO actions');
    await test.sql('REVOKE USAGE ON SCHEMA public FROM cohort_app; REVOKE INSERT ON audit_events FROM cohort_app');
    await test.sql('GRANT USAGE ON SCHEMA public TO cohort_app');
    look('no audit over /api/', await lead.ask('GET /api/v1/individuals'));
    await test.sql('GRANT INSERT ON audit_events TO cohort_app');
    look('the way out', await lead.ask('DELETE /api/v1/sessions/current'));
    logged.mockRestore();
    expect(wrong).toEqual([]);
    expect(STATUSES.filter((status) => !met.has(status))).toEqual([]);
  });

  it('has a nonce of its own', () => {
    expect(nonces.has('')).toBe(false);
    expect(nonces.size).toBeGreaterThan(200);
  });

  it('binds cookie and address to https where there is https', async () => {
    const https = readSettings({
      DATABASE_URL: test.database.serviceUrl,
      BASE_URL: 'https://cohort.test',
      LOG_LEVEL: 'error',
    });
    const app = await createWebApplication({ ...https, trustedProxies: 1 }, test.clock);
    await app.init();
    const answer = await request(app.getHttpServer()).get('/sign-in').set('X-Forwarded-Proto', 'https');
    expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-cohort=/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    await app.close();
  });
});

import request, { type Response } from 'supertest';
import { TestApp } from '../../support/test-app';

/** Each kind of answer there is: a page, a refusal, a file, data, and what is refused before anyone knows who is asking. */
const KINDS: [kind: string, ask: (server: Parameters<typeof request>[0]) => PromiseLike<Response>][] = [
  ['a page', (server) => request(server).get('/sign-in')],
  ['a redirect', (server) => request(server).get('/individuals')],
  ['a page that is not there', (server) => request(server).get('/no-such-page')],
  ['a file', (server) => request(server).get('/assets/manifest.json')],
  ['a file that is not there', (server) => request(server).get('/assets/no-such-file.css')],
  ['the API without a token', (server) => request(server).get('/api/v1/individuals')],
  ['the API’s description', (server) => request(server).get('/api/openapi.json')],
  ['bad JSON', (server) => request(server).post('/api/v1/sessions').set('Content-Type', 'application/json').send('{')],
  [
    'a form too large',
    (server) =>
      request(server)
        .post('/sign-in')
        .type('form')
        .send({ email: 'x'.repeat(600_000) }),
  ],
  ['a form without a token', (server) => request(server).post('/sign-in').type('form').send({ email: 'x' })],
  ['a disguised API', (server) => request(server).get('/API/v1/individuals')],
  ['health', (server) => request(server).get('/health/live')],
];

describe('the headers that keep a browser from leaking', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it.each(KINDS)('are on %s', async (kind, ask) => {
    const answer = await ask(test.app.getHttpServer());
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['cache-control']).toMatch(kind === 'a file' ? /max-age=3600/ : /^no-store$/);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });
});

import { liveRoutes } from '../../architecture/live-routes';
import { TestApp } from '../../support/test-app';
import { checksum } from './checksum';
import { Visitor } from './visitor';

const LEAD = 'lead@scf.example';
/** Sent by a browser by itself, and by the server of the provider of single sign-on: with no cookie, believed for what they hold. */
const NO_FORMS = ['POST /browser-reports', 'POST /sign-in/single-sign-on/logout'];

describe('another site', () => {
  let test: TestApp;
  let lead: Visitor;
  let officer: Visitor;
  let forms: string[];

  beforeAll(async () => {
    test = await TestApp.start();
    lead = await Visitor.signedIn(test, LEAD);
    officer = await Visitor.signedIn(test, 'officer@tvp.example');
    forms = liveRoutes(test.app)
      .filter(({ method, path }) => method !== 'GET' && !path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !NO_FORMS.includes(route));
  });
  afterAll(() => test.stop());

  /** Sends every form of the service and names those that were not refused. */
  const letThrough = async (send: (route: string) => PromiseLike<{ status: number }>): Promise<string[]> => {
    const before = await checksum(test);
    const wrong: string[] = [];
    for (const route of forms) {
      const { status } = await send(route);
      if (status !== 403) wrong.push(`${route}: ${status}`);
    }
    expect(await checksum(test)).toEqual(before);
    return wrong;
  };
  const form = (route: string, fields: object = {}) => lead.ask(route).type('form').send(fields);

  it('finds forms to try', () => {
    expect(forms.length).toBeGreaterThan(40);
  });

  it('cannot send a form without a token', async () => {
    expect(await letThrough((route) => form(route))).toEqual([]);
  });

  it('cannot send a form with the token of another session', async () => {
    expect(officer.csrf).not.toBe('');
    expect(await letThrough((route) => form(route, { _csrf: officer.csrf }))).toEqual([]);
  });

  it.each([
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'navigate' }],
    ['a foreign Origin', { Origin: 'https://evil.test' }],
    ['an Origin that is none', { Origin: 'https://' }],
  ])('cannot send a form by %s, even with the right token', async (_, headers) => {
    expect(await letThrough((route) => form(route, { _csrf: lead.csrf }).set(headers))).toEqual([]);
  });

  it('does not stop our own forms, of old browsers and new ones', async () => {
    const own = [
      {},
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
      { Origin: 'http://localhost:3000' },
      { Origin: 'null' },
    ];
    for (const headers of own) {
      const answer = await form('POST /individuals', { _csrf: lead.csrf }).set(headers);
      expect([headers, answer.status]).toEqual([headers, 422]);
    }
  });

  it('may link to a page, and neither frame it nor read it nor call the API with it', async () => {
    const asked = (mode: string, dest: string, route = 'GET /individuals') =>
      lead
        .ask(route)
        .set({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': mode, 'Sec-Fetch-Dest': dest })
        .then(({ status }) => status);
    expect(await asked('navigate', 'document')).toBe(200);
    expect(await asked('navigate', 'iframe')).toBe(403);
    expect(await asked('no-cors', 'image')).toBe(403);
    expect(await asked('no-cors', 'script')).toBe(403);
    expect(await asked('cors', 'empty')).toBe(403);
    expect(await asked('cors', 'empty', 'GET /api/v1/individuals')).toBe(403);
  });

  it('is allowed no answer by CORS, not even a preflight', async () => {
    const preflight = { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' };
    for (const route of ['OPTIONS /api/v1/individuals', 'OPTIONS /individuals', 'GET /api/v1/individuals']) {
      const { headers, status } = await lead.ask(route).set(preflight);
      expect(headers['access-control-allow-origin']).toBeUndefined();
      if (route.startsWith('OPTIONS')) expect(status).toBe(405);
    }
  });

  it('cannot have somebody sent to it after sign-in', async () => {
    const elsewhere = [
      '//evil.test',
      '/\\evil.test',
      'https://evil.test',
      '/%2f%2fevil.test',
      '/.evil.test',
      '/\tevil.test',
    ];
    for (const path of elsewhere) {
      const page = test.anonymous();
      await page.get(path.startsWith('/') ? path : `/${path}`).catch(() => undefined);
      await page.get(`/sign-in?returnTo=${encodeURIComponent(path)}&next=${encodeURIComponent(path)}`);
      const answer = await page.submit('/sign-in', { email: LEAD, password: 'Slough-demo-2026' });
      const to = String(answer.headers['location']);
      expect([path, new URL(to, 'http://here.test').host]).toEqual([path, 'here.test']);
    }
  });
});

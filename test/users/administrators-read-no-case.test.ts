import { liveRoutes } from '../architecture/live-routes';
import { makeCase, type MadeCase } from '../factories';
import { newId } from '../../src/shared/ids';
import { type ApiClient, type PageClient, TestApp } from '../support/test-app';

const ADMINISTRATOR = 'administrator@sbc.example';
const CANARY = 'Zephyrine';
/** Whatever hangs on one individual; the first part of the address says so. */
const CASES =
  /^(\/api\/v1)?\/(individuals|plans|actions|reviews|review-schedules|screenings|cohort-memberships|assignments|referrals|imports|meetings|meeting-items)(\/|$)/;

describe('an administrator', () => {
  let test: TestApp;
  let made: MadeCase;
  let page: PageClient;
  let api: ApiClient;
  let csrf: Record<string, string>;

  beforeAll(async () => {
    test = await TestApp.start();
    made = await makeCase(test, {
      givenName: CANARY,
      plan: 'live',
      reviewDueOn: '2026-11-25',
      screenedOn: '2026-11-01',
    });
    page = await test.browse(ADMINISTRATOR);
    api = await test.api(ADMINISTRATOR);
    csrf = await page.hiddenFields('/account', '/sign-out');
  });
  afterAll(() => test.stop());

  /** The address with each id of the case in turn, so that a route of plans meets a plan. */
  const addresses = (path: string): string[] => {
    const filled = (id: string) => path.replace(':id', id).replace(/:\w+/g, newId());
    return path.includes(':id')
      ? [made.individualId, made.planId, made.scheduleId].map(filled)
      : [filled(made.individualId)];
  };
  const knock = async (method: string, path: string): Promise<{ status: number; text: string }> => {
    const verb = method.toLowerCase();
    if (!path.startsWith('/api/')) return method === 'GET' ? page.get(path) : page.post(path, csrf);
    if (verb !== 'get' && verb !== 'post' && verb !== 'patch' && verb !== 'put' && verb !== 'delete') {
      throw new Error(`${method} ${path}`);
    }
    return api.send(verb, path.replace('/api/v1', '')).set('If-Match', '"1"');
  };

  it('opens no case and changes none, at any route of the live router, by page or API', async () => {
    const routes = liveRoutes(test.app).filter(({ path }) => CASES.test(path));
    expect(routes.length).toBeGreaterThan(60);
    const open: string[] = [];
    for (const { method, path } of routes) {
      for (const address of addresses(path)) {
        const { status } = await knock(method, address);
        if (status !== 403 && status !== 404) open.push(`${method} ${path}: ${status}`);
      }
    }
    expect(open).toEqual([]);
  });

  it('meets the name and the reference of nobody on any page or answer that is theirs', async () => {
    const routes = liveRoutes(test.app).filter(({ method, path }) => method === 'GET' && !CASES.test(path));
    const leaks: string[] = [];
    for (const { path } of routes) {
      for (const address of addresses(path)) {
        const { text } = await knock('GET', address);
        if (text?.includes(CANARY) || text?.includes(made.reference)) leaks.push(path);
      }
    }
    expect(routes.length).toBeGreaterThan(20);
    expect(leaks).toEqual([]);
  });

  it('who worked a case before loses its key with the role, on the floor of the database too', async () => {
    const lead = 'lead@scf.example';
    expect((await test.actor(lead)).accessKeys).toContain(test.userId(lead));
    const path = `/users/${test.userId(lead)}`;
    const change = { roles: ['administrator'], reason: 'Another job' };
    expect((await (await test.browse(ADMINISTRATOR)).submit(`${path}/roles`, change, path)).status).toBe(303);
    expect((await test.actor(lead)).accessKeys).toEqual([]);
    expect((await (await test.browse(lead)).get(`/individuals/${made.individualId}`)).status).toBe(403);
  });
});

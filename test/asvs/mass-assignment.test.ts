import request from 'supertest';
import { newId } from '../../src/shared/ids';
import { ROUTES } from '../architecture/route-census';
import { type ApiClient, TestApp } from '../support/test-app';

const PEOPLE: Record<string, string> = {
  practitioner: 'lead@scf.example',
  manager: 'manager@scf.example',
  panel_member: 'member@mace.example',
  panel_chair: 'chair@mace.example',
  governance: 'governance@sbc.example',
  administrator: 'administrator@sbc.example',
  analyst: 'analyst@sbc.example',
};
/** A spreadsheet, not fields; a sign-in, which is open to nobody by role. */
const NO_FIELDS = ['POST /api/v1/imports'];
/** What an address names from a list, before it reads the body; everything else in an address is an id. */
const NAMED: Record<string, string> = { factKind: 'address' };

interface Operation {
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
}

/** ASVS 5.0 V15.3.3: what a table holds and the form does not ask for cannot be set through it. */
describe('every body of the API', () => {
  let test: TestApp;
  const callers = new Map<string, ApiClient>();

  beforeAll(async () => {
    test = await TestApp.start();
    for (const [role, email] of Object.entries(PEOPLE)) callers.set(role, await test.api(email));
  });
  afterAll(() => test.stop());

  it('is refused with any column of any table in it that it does not ask for, each named', async () => {
    const columns = await test.sql<{ name: string }>(
      `SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const names = columns.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    const { body } = await request(test.app.getHttpServer()).get('/api/openapi.json');
    const schemas: Record<string, { properties?: object }> = body.components.schemas;
    const wrong: string[] = [];
    let bodies = 0;
    for (const [path, methods] of Object.entries<Record<string, Operation>>(body.paths)) {
      for (const [method, { requestBody }] of Object.entries(methods)) {
        const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
        const schema = requestBody?.content['application/json']?.schema.$ref?.split('/').pop();
        if (!schema || NO_FIELDS.includes(route)) continue;
        const asked = Object.keys(schemas[schema]?.properties ?? {});
        const extra = names.filter((name) => !asked.includes(name));
        const access = ROUTES[route];
        const api = callers.get(Array.isArray(access) ? (access[0] ?? '') : 'practitioner');
        const verb = method as 'post' | 'put' | 'patch';
        const address = path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name: string) => NAMED[name] ?? newId());
        const sent = api?.send(verb, address).set('If-Match', '"1"');
        const answer = await sent?.send(Object.fromEntries(extra.map((name) => [name, 'x'])));
        const named = new Set((answer?.body.problems ?? []).map(({ field }: { field: string }) => field));
        const missed = extra.filter((name) => !named.has(name));
        bodies += 1;
        if (answer?.status !== 422 || missed.length > 0)
          wrong.push(`${route}: ${answer?.status} ${missed.slice(0, 5)}`);
      }
    }
    expect(names.length).toBeGreaterThan(150);
    expect(bodies).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  }, 120_000);
});

import { type LiveRoute, liveRoutes } from '../../architecture/live-routes';
import { routeOf } from '../../architecture/page-faults';
import { TestApp } from '../../support/test-app';
import { Visitor } from './visitor';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

describe('what an address does not take', () => {
  let test: TestApp;
  let visitors: Visitor[];
  let chair: Visitor;
  let routes: LiveRoute[];
  const methodsOf = new Map<string, string[]>();

  beforeAll(async () => {
    test = await TestApp.start();
    chair = await Visitor.signedIn(test, 'chair@mace.example');
    visitors = [new Visitor(test), chair];
    routes = liveRoutes(test.app);
    for (const { method, path } of routes) {
      methodsOf.set(path, [...(methodsOf.get(path) ?? []), method]);
    }
  });
  afterAll(() => test.stop());

  it('is refused with 405 and the methods that it does take', async () => {
    const wrong: string[] = [];
    for (const [path, methods] of methodsOf) {
      // `GET /individuals/searches` is the record called "searches": 404, as any record that is not there.
      const takes = (one: string): boolean => methods.includes(one) || routeOf(routes, one, path) !== undefined;
      for (const method of METHODS.filter((one) => !takes(one))) {
        const route = `${method} ${path}`;
        const isForm = method === 'POST' && !path.startsWith('/api/');
        const asked = chair.ask(route);
        const { status, headers } = await (isForm ? asked.type('form').send({ _csrf: chair.csrf }) : asked);
        if (status !== 405 || !headers['allow']) wrong.push(`${route}: ${status} ${headers['allow']}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is refused by TRACE anywhere, and nothing is repeated', async () => {
    for (const visitor of visitors) {
      for (const path of ['/', '/no-such-page', '/assets/app.js', '/api/v1/individuals', '/health/live']) {
        const answer = await visitor.ask(`TRACE ${path}`).set('X-Secret', 'repeated');
        expect([path, answer.status]).toEqual([path, 405]);
        expect(answer.text).not.toContain('repeated');
      }
    }
  });

  it.each([
    ['text/plain', '_csrf=x'],
    ['application/json', '{"_csrf":"x"}'],
    ['application/xml', '<a/>'],
    ['application/x-www-form-urlencoded; charset=utf-16', '_csrf=x'],
  ])('is refused as a form that comes as %s', async (type, body) => {
    const answer = await chair.ask('POST /individuals').set('Content-Type', type).send(body);
    expect(answer.status).toBe(415);
  });

  it.each([
    ['a name twice', '{"givenName":"A","givenName":"B","familyName":"C"}', 'application/json', 400],
    ['a name twice, once in disguise', '{"givenName":"A","\\u0067ivenName":"B"}', 'application/json', 400],
    ['a byte order mark', '\ufeff{"givenName":"A"}', 'application/json', 400],
    ['another character set', '{"givenName":"A"}', 'application/json; charset=utf-16', 415],
    ['XML', '<a/>', 'application/xml', 415],
    ['a form', 'givenName=A', 'application/x-www-form-urlencoded', 415],
    ['__proto__', '{"__proto__":{"isAdministrator":true},"givenName":"A","familyName":"C"}', 'application/json', 422],
  ])('is refused as JSON with %s', async (_, body, type, status) => {
    const sent = chair.ask('POST /api/v1/individuals').set('Content-Type', type);
    expect((await sent.send(body)).status).toBe(status);
    expect(await test.sql('SELECT 1 FROM individuals')).toEqual([]);
  });

  it('means one thing when a question or a field is asked twice', async () => {
    const question = await chair.ask('GET /api/v1/individuals?search=a&search=b');
    expect(question.status).toBe(422);
    for (const odd of ['search[]=a', 'search[a]=b', '__proto__[x]=1', 'constructor[prototype][x]=1']) {
      const { status } = await chair.ask(`GET /individuals?${odd}`);
      expect([odd, status < 500]).toEqual([odd, true]);
    }
    expect(Reflect.get({}, 'x')).toBeUndefined();
    const fields = `_csrf=${encodeURIComponent(chair.csrf)}&givenName=A&givenName=B&familyName=C`;
    expect((await chair.ask('POST /individuals').type('form').send(fields)).status).toBe(422);
    expect(await test.sql('SELECT 1 FROM individuals')).toEqual([]);
  });
});

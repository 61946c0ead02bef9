import request from 'supertest';
import { liveRoutes } from '../../architecture/live-routes';
import { TestApp } from '../../support/test-app';

describe('the description of the API', () => {
  let test: TestApp;
  let paths: Record<string, Record<string, Operation>>;

  interface Operation {
    tags?: string[];
    security?: object[];
    responses: Record<string, { content?: object }>;
  }

  beforeAll(async () => {
    test = await TestApp.start();
    paths = (await request(test.app.getHttpServer()).get('/api/openapi.json')).body.paths;
  });
  afterAll(() => test.stop());

  const described = (): [string, Operation][] =>
    Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );

  it('names every route of the live router under /api, and no other', () => {
    const live = liveRoutes(test.app)
      .filter(({ path }) => path.startsWith('/api/') && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(
      described()
        .map(([route]) => route)
        .sort(),
    ).toEqual(live.sort());
  });

  it('says of each what it is about, and that it needs a token unless it gives one', () => {
    for (const [route, operation] of described()) {
      expect([route, operation.tags?.length]).toEqual([route, 1]);
      if (route !== 'POST /api/v1/sessions') expect([route, operation.security]).toEqual([route, [{ bearer: [] }]]);
    }
  });

  it('refers to nothing that is not described', async () => {
    const document = (await request(test.app.getHttpServer()).get('/api/openapi.json')).text;
    const schemas = Object.keys(JSON.parse(document).components.schemas);
    for (const [, name] of document.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(schemas).toContain(name);
  });
});

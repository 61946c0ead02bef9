import { ModulesContainer } from '@nestjs/core';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import request from 'supertest';
import { submissionSent, versionSent } from '../../../src/platform/http/api-headers';
import { liveRoutes } from '../../architecture/live-routes';
import { sources } from '../../asvs/sources';
import { TestApp } from '../../support/test-app';

describe('the description of the API', () => {
  let test: TestApp;
  let paths: Record<string, Record<string, Operation>>;

  interface Operation {
    tags?: string[];
    security?: object[];
    operationId: string;
    parameters: { name: string; in: string; required?: boolean }[];
    requestBody?: object;
    responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }> }>;
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

  it('says what each answers, and how it refuses', () => {
    for (const [route, { responses }] of described()) {
      const good = Object.keys(responses).filter((status) => /^2/.test(status));
      expect([route, good.length]).toEqual([route, 1]);
      const schemas = good.map((status) => [status, responses[status]?.content?.['application/json']?.schema]);
      for (const [status, schema] of schemas) {
        // A paper is a file: what it holds is said by its type.
        const paper = responses['200']?.content?.['application/pdf']?.schema;
        if (route.endsWith('/paper')) expect([route, paper]).toEqual([route, { type: 'string', format: 'binary' }]);
        else if (status !== '204')
          expect([route, schema]).toEqual([route, { $ref: expect.stringMatching(/Response$/) }]);
      }
      const problem = responses['default']?.content?.['application/problem+json']?.schema;
      expect([route, problem]).toEqual([route, { $ref: '#/components/schemas/Problem' }]);
    }
  });

  it('names the headers its handlers read, once, and no others', () => {
    const read = handlersReading(test);
    expect(read.some(({ factories }) => factories.includes(versionSent))).toBe(true);
    for (const [route, { operationId, parameters, responses }] of described()) {
      const factories = read.find((handler) => handler.operationId === operationId)?.factories;
      const expected = [
        ...(factories?.includes(versionSent) ? [{ name: 'If-Match', required: true }] : []),
        ...(factories?.includes(submissionSent) ? [{ name: 'Idempotency-Key', required: false }] : []),
      ];
      const named = parameters
        .filter((parameter) => parameter.in === 'header')
        .map(({ name, required = false }) => ({ name, required }))
        .sort((one, other) => other.name.localeCompare(one.name));
      expect([route, named, factories !== undefined]).toEqual([
        route,
        expected.sort((one, other) => other.name.localeCompare(one.name)),
        true,
      ]);
      expect([route, '428' in responses]).toEqual([route, factories?.includes(versionSent)]);
    }
  });

  it('shows the body of each handler that reads one', () => {
    const read = handlersReading(test);
    for (const [route, { operationId, requestBody }] of described()) {
      const readsBody = read.some((handler) => handler.operationId === operationId && handler.readsBody);
      if (readsBody) expect([route, requestBody !== undefined]).toEqual([route, true]);
    }
  });

  it('requires no cursor, and does not call the tokens something they are not', async () => {
    for (const [route, { parameters }] of described()) {
      const cursor = parameters.find(({ name }) => name === 'cursor');
      expect([route, cursor?.required ?? false]).toEqual([route, false]);
    }
    const { components } = (await request(test.app.getHttpServer()).get('/api/openapi.json')).body;
    expect(components.securitySchemes.bearer.bearerFormat).not.toBe('JWT');
  });

  it('describes a problem as it is sent', async () => {
    const document = (await request(test.app.getHttpServer()).get('/api/openapi.json')).body;
    const { properties, required } = document.components.schemas.Problem;
    const sent = await request(test.app.getHttpServer()).post('/api/v1/sessions').send({ unknown: 1 });
    expect([sent.status, sent.type]).toEqual([422, 'application/problem+json']);
    expect(Object.keys(sent.body).sort()).toEqual(Object.keys(properties).sort());
    const without = await request(test.app.getHttpServer()).get('/api/v1/individuals');
    expect(Object.keys(without.body).sort()).toEqual([...required].sort());
  });

  it('refers to nothing that is not described', async () => {
    const document = (await request(test.app.getHttpServer()).get('/api/openapi.json')).text;
    const schemas = Object.keys(JSON.parse(document).components.schemas);
    for (const [, name] of document.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(schemas).toContain(name);
  });

  // Of two classes with one name the description keeps one, and shows it in the place of the other.
  it('has one class for every name', () => {
    const names = describedClasses();
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

/** Names of the classes in the sources that say something of themselves to the description. */
function describedClasses(): string[] {
  return sources()
    .flatMap(({ text }) => text.split(/^(?=(?:export )?(?:abstract )?class )/m))
    .filter((text) => text.includes('@ApiProperty'))
    .flatMap((text) => /^(?:export )?(?:abstract )?class (\w+)/.exec(text)?.[1] ?? []);
}

interface HandlerReads {
  operationId: string;
  /** The functions behind the parameter decorators of the handler. */
  factories: unknown[];
  readsBody: boolean;
}

/** What every handler of the running application reads, from the metadata Nest itself calls it by. */
function handlersReading(test: TestApp): HandlerReads[] {
  const controllers = [...test.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype: object = metatype.prototype;
    return Object.getOwnPropertyNames(prototype).map((method) => {
      const read: Record<string, { factory?: unknown }> =
        Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, method) ?? {};
      return {
        operationId: `${metatype.name}_${method}`,
        factories: Object.values(read).map(({ factory }) => factory),
        readsBody: Object.keys(read).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`)),
      };
    });
  });
}

import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { AppModule } from '../../src/app.module';
import { readSettings } from '../../src/config';
import { newId } from '../../src/shared/ids';
import { TestApp } from '../support/test-app';
import { censusTakers, type CensusTaker } from './census-takers';
import { liveRoutes } from './live-routes';
import { ROUTES } from './route-census';

describe('the route census', () => {
  let test: TestApp;
  let takers: CensusTaker[];

  beforeAll(async () => {
    test = await TestApp.start();
    takers = await censusTakers(test);
  }, 240_000);
  afterAll(() => test.stop());

  /** The line that belongs into the table, as the application behaves now. Review it before adding it. */
  const lineFor = async (route: string): Promise<string> => {
    const answers = await Promise.all(
      takers.map(async (taker) => ({ name: taker.name, may: await taker.isLetIn(route) })),
    );
    const open = answers.filter(({ may }) => may).map(({ name }) => name);
    const who = open.includes('anonymous') ? `'public'` : `[${open.map((name) => `'${name}'`).join(', ')}]`;
    return `  '${route}': ${who},`;
  };

  it('knows every live route, and no route that is gone', async () => {
    const live = liveRoutes(test.app).map(({ method, path }) => `${method} ${path}`);
    const missing: string[] = [];
    for (const route of live) if (!(route in ROUTES)) missing.push(await lineFor(route));
    const gone = Object.keys(ROUTES).filter((route) => !live.includes(route));
    const say = (what: string, lines: string[]): string => (lines.length > 0 ? `${what}:\n${lines.join('\n')}\n` : '');
    expect(
      say('Review and add to test/architecture/route-census.ts', missing) +
        say('Remove from test/architecture/route-census.ts', gone),
    ).toBe('');
  }, 240_000);

  it('finds each open to the roles of the table and to nobody else', async () => {
    const knock = async (taker: CensusTaker): Promise<string[]> => {
      const wrong: string[] = [];
      for (const [route, access] of Object.entries(ROUTES)) {
        const may = access === 'public' || access.some((role) => role === taker.name);
        if ((await taker.isLetIn(route)) !== may) {
          wrong.push(`${route}: ${taker.name} ${may ? 'is refused' : 'is let in'} (${taker.lastStatus})`);
        }
      }
      return wrong;
    };
    expect((await Promise.all(takers.map(knock))).flat()).toEqual([]);
  }, 300_000);

  it('refuses a route that declares nothing, to everyone', async () => {
    @Controller('api/undeclared')
    class Undeclared {
      @Get()
      open(): string {
        return 'open';
      }
    }
    @Module({})
    class Forgetful {}
    const settings = readSettings({ DATABASE_URL: test.database.serviceUrl, LOG_LEVEL: 'error' });
    const app = await NestFactory.create<NestExpressApplication>(
      { module: Forgetful, imports: [AppModule.with(settings, test.clock)], controllers: [Undeclared] },
      { logger: false },
    );
    await app.init();
    expect((await request(app.getHttpServer()).get('/api/undeclared')).status).toBe(403);
    const { token } = await test.api('administrator@sbc.example');
    const signedIn = await request(app.getHttpServer()).get('/api/undeclared').set('Authorization', `Bearer ${token}`);
    expect(signedIn.status).toBe(403);
    await app.close();
  });

  it('looks the same for a record that is not there and one that is not yours', async () => {
    const page = await (await test.browse('lead@scf.example')).get(`/individuals/${newId()}`);
    expect(page.status).toBe(404);
  });
});

import { Controller, Get, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import request from 'supertest';
import { AppModule } from '../../../src/app.module';
import { readSettings } from '../../../src/config';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { configureHttp } from '../../../src/platform/http';
import { SignedIn, StepUp } from '../../../src/platform/access';
import { PageClient, TestApp } from '../../support/test-app';
import { addRealPerson, type App, later, setUpApp } from './real-person';

@Controller()
@SignedIn()
class Weighty {
  @Get('weighty/:id')
  @StepUp()
  open(): string {
    return 'opened';
  }

  @Post('weighty')
  @StepUp()
  act(): string {
    return 'done';
  }

  @Get('api/v1/weighty')
  @StepUp()
  overApi(): object {
    return { done: true };
  }
}

describe('an act that asks for a fresh second factor', () => {
  let test: TestApp;
  let app: NestExpressApplication;
  let http: { close(): Promise<void> };

  beforeAll(async () => {
    test = await TestApp.start();
    const settings = readSettings({ DATABASE_URL: test.database.serviceUrl, LOG_LEVEL: 'error' });
    app = await NestFactory.create<NestExpressApplication>(
      { module: class Whole {}, imports: [AppModule.with(settings, test.clock)], controllers: [Weighty] },
      { logger: false, bodyParser: false },
    );
    http = configureHttp(app, settings);
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await http.close();
    await test.stop();
  });

  const signIn = async (): Promise<PageClient> => {
    const client = new PageClient(app);
    await client.submit('/sign-in', { email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD });
    return client;
  };

  it('is let through while the sign-in is fresh, and led to confirm after five minutes, and back', async () => {
    const lead = await signIn();
    expect((await lead.get('/weighty/7?tab=2')).text).toBe('opened');
    later(test, 5 * 60 + 1);
    expect((await lead.get('/weighty/7?tab=2')).headers['location']).toBe('/confirm-it-is-you');
    expect((await lead.submit('/confirm-it-is-you', { password: 'wrong' })).status).toBe(422);
    const back = await lead.submit('/confirm-it-is-you', { password: DEMONSTRATION_PASSWORD });
    expect(back.headers['location']).toBe('/weighty/7?tab=2');
    expect((await lead.get('/weighty/7?tab=2')).text).toBe('opened');
    const again = await lead.submit('/confirm-it-is-you', { password: DEMONSTRATION_PASSWORD });
    expect(again.headers['location']).toBe('/individuals');
  });

  it('keeps a form that was sent, and offers it again', async () => {
    const lead = await signIn();
    const token = await lead.hiddenFields('/account', '/sign-out');
    later(test, 5 * 60 + 1);
    const sent = await lead.post('/weighty', { ...token, reason: 'A call from the ward' });
    expect(sent.headers['location']).toBe('/confirm-it-is-you');
    const back = await lead.submit('/confirm-it-is-you', { password: DEMONSTRATION_PASSWORD });
    expect(back.headers['location']).toBe('/sign-in/resume');
    const kept = await lead.hiddenFields('/sign-in/resume', '/weighty');
    expect(kept['reason']).toBe('A call from the ward');
    expect((await lead.post('/weighty', kept)).text).toBe('done');
  });

  it('leads nobody to another address', async () => {
    const lead = await signIn();
    await lead.get('/confirm-it-is-you?next=https://elsewhere.example&returnTo=//elsewhere.example');
    const back = await lead.submit('/confirm-it-is-you', {
      password: DEMONSTRATION_PASSWORD,
      next: 'https://elsewhere.example',
    });
    // A field that the form does not have is refused rather than followed.
    expect(back.status).toBe(422);
  });

  it('is answered 401 over the API until somebody signs in again', async () => {
    const session = () =>
      request(app.getHttpServer())
        .post('/api/v1/sessions')
        .send({ email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD })
        .then((answer) => String(answer.body.token));
    const ask = (token: string) =>
      request(app.getHttpServer()).get('/api/v1/weighty').set('Authorization', `Bearer ${token}`);
    const token = await session();
    expect((await ask(token)).body).toEqual({ done: true });
    later(test, 5 * 60 + 1);
    const refused = await ask(token);
    expect([refused.status, refused.body.type]).toEqual([401, '/problems/step-up-needed']);
    expect((await ask(await session())).status).toBe(200);
    expect((await request(app.getHttpServer()).get('/api/v1/weighty')).body.type).toBe('/problems/sign-in-needed');
  });

  it('asks a real person for a code, never for the password', async () => {
    await addRealPerson(test, 'robin@council.test');
    const { client, app: phone }: { client: PageClient; app: App } = await setUpApp(test, 'robin@council.test');
    later(test, 5 * 60 + 1);
    expect((await client.get('/confirm-it-is-you')).text).not.toContain('type="password"');
    expect((await client.submit('/confirm-it-is-you', { password: 'tapir quartz umbrella vinegar' })).status).toBe(422);
    const confirmed = await client.submit('/confirm-it-is-you', { code: phone.code(test) });
    expect(confirmed.headers['location']).toBe('/individuals');
    expect((await client.submit('/confirm-it-is-you', { code: phone.code(test) })).status).toBe(422);
  });
});

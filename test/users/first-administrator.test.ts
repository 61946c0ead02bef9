import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import request from 'supertest';
import { createWebApplication } from '../../src/bootstrap';
import { readSettings } from '../../src/config';
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_USERS } from '../../src/demonstration/partnership';
import { AccountLinks, FirstAdministrator } from '../../src/users';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('an empty database in production', () => {
  let database: TestDatabase;
  let app: NestExpressApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = readSettings({
      NODE_ENV: 'production',
      DATABASE_URL: database.serviceUrl,
      BASE_URL: 'https://cohort.example',
      SESSION_SECRET: 'a-secret-of-the-test-that-is-long-enough-0123456789',
      FACTOR_SECRET: 'another-secret-of-the-test-long-enough-0123456789',
      SMTP_URL: 'smtp://localhost:1',
      LOG_LEVEL: 'error',
    });
    app = await createWebApplication(settings);
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('has no account that can sign in, no demonstration one either', async () => {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    expect((await client.query('SELECT 1 FROM user_credentials')).rowCount).toBe(0);
    await client.end();
    for (const email of [...DEMONSTRATION_USERS.slice(0, 3).map((user) => user.email), 'service@localhost']) {
      const answer = await request(app.getHttpServer())
        .post('/api/v1/sessions')
        .send({ email, password: DEMONSTRATION_PASSWORD });
      expect(answer.status).toBe(401);
    }
  });

  it('gets its first administrator by a link that works once, and then no second one that way', async () => {
    const first = app.get(FirstAdministrator, { strict: false });
    const link = await first.invite({ email: 'first@council.example', displayName: 'Ada Obi' });
    expect(link).toMatch(/^https:\/\/cohort\.example\/sign-in\/links\/[\w-]{43}$/);
    const token = link.split('/').at(-1) ?? '';
    await app.get(AccountLinks, { strict: false }).choosePassword(token, 'violet gravel umbrella tuesday');
    await expect(app.get(AccountLinks, { strict: false }).holder(token)).rejects.toThrow('cannot find');
    await expect(first.invite({ email: 'other@council.example', displayName: 'Bo Reed' })).rejects.toThrow(
      'There is an administrator',
    );
    // The password alone opens nothing: the second factor comes first.
    const password = 'violet gravel umbrella tuesday';
    const answer = await request(app.getHttpServer())
      .post('/api/v1/sessions')
      .send({ email: 'first@council.example', password });
    expect(answer.status).not.toBe(201);
  });

  it('gives a session cookie that is bound to this host over https', async () => {
    const answer = await request(app.getHttpServer()).get('/sign-in').set('X-Forwarded-Proto', 'https');
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-cohort=.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/);
  });
});

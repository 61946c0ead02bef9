import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { createWebApplication } from '../../../src/bootstrap';
import { readSettings } from '../../../src/config';
import { TestApp } from '../../support/test-app';

const FORWARDED = '203.0.113.9';

describe('the address of a caller', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const behind = async (proxies: string): Promise<NestExpressApplication> => {
    const settings = readSettings({
      DATABASE_URL: test.database.serviceUrl,
      PORT: '0',
      LOG_LEVEL: 'error',
      TRUSTED_PROXIES: proxies,
    });
    const app = await createWebApplication(settings, test.clock);
    await app.init();
    return app;
  };
  /** What the audit says of a sign-in that failed. */
  const auditedAs = async (app: NestExpressApplication, forwardedFor: string): Promise<string | undefined> => {
    await request(app.getHttpServer())
      .post('/api/v1/sessions')
      .set('X-Forwarded-For', forwardedFor)
      .send({ email: 'lead@scf.example', password: 'wrong' })
      .expect(401);
    const [row] = await test.sql<{ address: string }>(
      `SELECT address::text AS address FROM audit_events WHERE act = 'session.failed' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    await test.sql('DELETE FROM attempt_counts');
    return row?.address;
  };

  it('is what one trusted proxy saw, not what the caller says of themselves', async () => {
    const app = await behind('1');
    expect(await auditedAs(app, FORWARDED)).toContain(FORWARDED);
    const forged = await auditedAs(app, `198.51.100.1, ${FORWARDED}`);
    expect(forged).toContain(FORWARDED);
    expect(forged).not.toContain('198.51.100.1');
    await app.close();
  });

  it('is that of the connection when no proxy is trusted', async () => {
    const app = await behind('0');
    expect(await auditedAs(app, FORWARDED)).toContain('127.0.0.1');
    await app.close();
  });
});

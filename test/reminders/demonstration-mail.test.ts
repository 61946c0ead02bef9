import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { createWebApplication } from '../../src/bootstrap';
import { readSettings } from '../../src/config';
import { startMailListener } from '../../src/demonstration/mail-listener';
import { SmtpMailer } from '../../src/platform/mail/smtp-mailer';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { SettableClock } from '../../src/shared/clock';
import { load } from 'cheerio';
import { seedPartnership } from '../support/partnership';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { sessionCookie } from '../support/session-cookie';

describe('the mail of a demonstration', () => {
  let database: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'cohort-mail-'));
    database = await createTestDatabase();
    await seedPartnership(database.adminUrl);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(environment: Record<string, string>) {
    const settings = readSettings({ DATABASE_URL: database.serviceUrl, PORT: '0', LOG_LEVEL: 'error', ...environment });
    const app = await createWebApplication(
      { ...settings, dataDir },
      new SettableClock(new Date('2026-11-21T10:00:00Z')),
    );
    await app.init();
    return app;
  }

  /** The page before and after signing in to a demonstration, and what opens the session again elsewhere. */
  async function mailPage() {
    const app = await start({});
    const agent = request.agent(app.getHttpServer());
    const $ = load((await agent.get('/sign-in')).text);
    const csrf = String($('input[name=_csrf]').first().attr('value'));
    const signedOut = await agent.get('/demonstration/mail');
    const signedIn = await agent
      .post('/sign-in')
      .type('form')
      .send({ _csrf: csrf, email: 'lead@scf.example', password: DEMONSTRATION_PASSWORD });
    const page = await agent.get('/demonstration/mail');
    await app.close();
    const cookie = sessionCookie(signedIn.headers['set-cookie']);
    return { signedOut, page, cookie };
  }

  it('leaves over SMTP, once for each message id, and is listed for those who are signed in', async () => {
    const listener = await startMailListener(dataDir);
    const mailer = new SmtpMailer(
      readSettings({ SMTP_URL: listener.smtpUrl, PORT: '0' }),
      new SettableClock(new Date('2027-01-20T09:30:00Z')),
    );
    const message = {
      messageId: 'one',
      to: 'lead@scf.example',
      subject: 'You have 1 reminder',
      text: 'A line\n\n<b>é = ü</b>\n',
    };
    await mailer.send(message);
    await mailer.send(message);
    await mailer.send({ ...message, messageId: 'two', subject: 'You have 2 reminders' });
    mailer.onModuleDestroy();
    await listener.stop();
    const { signedOut, page } = await mailPage();
    expect(signedOut.headers['location']).toBe('/sign-in');
    expect(page.status).toBe(200);
    const $ = load(page.text);
    expect(
      $('main h2')
        .toArray()
        .map((heading) => $(heading).text())
        .sort(),
    ).toEqual(['You have 1 reminder', 'You have 2 reminders']);
    expect($('main').text()).toContain('<b>é = ü</b>');
    // The day of the clock that was moved, as on the page of reminders.
    expect($('main').text()).toContain('20 January 2027 at 9:30am');
  });

  it('is nowhere to be seen outside demonstrations', async () => {
    // A session of the demonstration, because nobody signs in elsewhere without a second factor.
    const { page, cookie } = await mailPage();
    expect(page.status).toBe(200);
    const app = await start({ DEMONSTRATION: 'false' });
    const elsewhere = await request(app.getHttpServer()).get('/demonstration/mail').set('Cookie', cookie);
    await app.close();
    expect(elsewhere.status).toBe(404);
  });
});

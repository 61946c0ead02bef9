import { load } from 'cheerio';
import request from 'supertest';
import { AccountMail } from '../../../src/platform/auth/account-mail';
import { Transactions } from '../../../src/platform/database';
import { Mailer, type Message } from '../../../src/platform/mail';
import { OutboxListeners } from '../../../src/platform/queue';
import { readSettings } from '../../../src/config';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { newId } from '../../../src/shared/ids';
import { type PageClient, TestApp } from '../../support/test-app';
import { addRealPerson, App, later, REAL_PASSWORD, setUpApp } from './real-person';

const LEAD = 'lead@scf.example';

class KeptMail extends Mailer {
  readonly isSetUp = true;
  readonly sent: Message[] = [];

  send(message: Message): Promise<void> {
    this.sent.push(message);
    return Promise.resolve();
  }
}

describe('your account', () => {
  let test: TestApp;
  let count = 0;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(() => later(test, 3600));
  afterAll(() => test.stop());

  const someone = async () => {
    const email = `robin.${(count += 1)}@council.test`;
    const userId = await addRealPerson(test, email);
    return { email, userId, ...(await setUpApp(test, email)) };
  };
  const removalPath = async (client: PageClient): Promise<string> =>
    load((await client.get('/account')).text)('a[href$="/removal"]').attr('href') ?? '';

  it('lists the second factors and what is left of the recovery codes', async () => {
    const { client, email, recoveryCodes } = await someone();
    await request(test.app.getHttpServer())
      .post('/api/v1/sessions')
      .send({ email, password: REAL_PASSWORD, code: recoveryCodes[3] });
    const page = await client.get('/account');
    expect(page.text).toContain('Authenticator app');
    expect(page.text).toContain('9 of your recovery codes are unused');
  });

  it('adds an app for a fictional person only with the password, ends the other sign-ins and says so', async () => {
    const [client, other] = [await test.browse(LEAD), await test.browse(LEAD)];
    const api = await test.api(LEAD);
    const app = App.scan((await client.get('/account/authenticator-app')).text);
    const path = '/account/authenticator-app';
    const wrong = await client.submit(path, { code: app.code(test), password: 'wrong' });
    expect([wrong.status, (await other.get('/individuals')).status]).toEqual([422, 200]);
    expect((await client.submit(path, { code: '000000', password: DEMONSTRATION_PASSWORD })).status).toBe(422);
    const added = await client.submit(path, { code: app.code(test), password: DEMONSTRATION_PASSWORD });
    expect(added.headers['location']).toBe('/account/recovery-codes');
    expect((await client.get('/account/recovery-codes')).text).toContain('You have been signed out everywhere else');
    expect((await other.get('/individuals')).headers['location']).toBe('/sign-in');
    expect((await api.get('/individuals')).status).toBe(401);
    const events = await test.sql<{ kind: string }>('SELECT kind FROM outbox_events WHERE subject_id = $1', [
      test.userId(LEAD),
    ]);
    expect(events).toEqual([{ kind: 'account.factor_added' }]);
    // Now even a fictional person is asked for it, and may take it away again.
    const again = test.anonymous();
    const asked = await again.submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD });
    expect(asked.headers['location']).toBe('/sign-in/code');
    const removed = await client.submit(await removalPath(client), { password: DEMONSTRATION_PASSWORD });
    expect(removed.headers['location']).toBe('/account');
    expect((await (await test.browse(LEAD)).get('/individuals')).status).toBe(200);
  });

  it('keeps a real person’s only factor, and one app a person', async () => {
    const { client, userId } = await someone();
    const kept = await client.submit(await removalPath(client), { password: REAL_PASSWORD });
    expect(kept.status).toBe(409);
    expect(kept.text).toContain('This is your only second factor');
    const second = App.scan((await client.get('/account/authenticator-app')).text);
    later(test, 60);
    const refused = await client.submit('/account/authenticator-app', {
      code: second.code(test),
      password: REAL_PASSWORD,
    });
    expect(refused.status).toBe(409);
    expect(
      await test.sql('SELECT 1 FROM second_factors WHERE user_id = $1 AND removed_at IS NULL', [userId]),
    ).toHaveLength(1);
  });

  it('removes nothing of another person', async () => {
    const [one, other] = [await someone(), await someone()];
    const path = await removalPath(one.client);
    expect((await other.client.get(path)).status).toBe(404);
    const token = await other.client.hiddenFields('/account/recovery-codes/new');
    expect((await other.client.post(path, { ...token, password: REAL_PASSWORD })).status).toBe(404);
    expect((await other.client.get(`/account/second-factors/${newId()}/removal`)).status).toBe(404);
  });

  it('makes ten new recovery codes, and the old ones are worth nothing', async () => {
    const { client, email, recoveryCodes } = await someone();
    const made = await client.submit('/account/recovery-codes/new', { password: REAL_PASSWORD });
    expect(made.headers['location']).toBe('/account/recovery-codes');
    const fresh = load((await client.get('/account/recovery-codes')).text)('.app-codes li')
      .first()
      .text()
      .trim();
    const use = (code?: string) =>
      request(test.app.getHttpServer()).post('/api/v1/sessions').send({ email, password: REAL_PASSWORD, code });
    expect((await use(recoveryCodes[0])).status).toBe(401);
    expect((await use(fresh)).status).toBe(201);
  });

  it('tells the person by e-mail, to their address, with no secret in it', async () => {
    const { userId, email, recoveryCodes } = await someone();
    const mailer = new KeptMail();
    const listeners = new OutboxListeners();
    new AccountMail(listeners, test.get(Transactions), mailer, readSettings({})).onModuleInit();
    const events = await test.sql<{ id: string; kind: string }>(
      'SELECT id, kind FROM outbox_events WHERE subject_id = $1',
      [userId],
    );
    for (const { id, kind } of events) {
      for (const listener of listeners.of(kind)) await listener({ id, kind, subjectId: userId });
    }
    expect(mailer.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [email, 'A second factor was added to your account'],
    ]);
    expect(mailer.sent[0]?.messageId).toContain(events[0]?.id);
    expect(recoveryCodes.some((code) => mailer.sent[0]?.text.includes(code))).toBe(false);
  });
});

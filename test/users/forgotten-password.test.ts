import request from 'supertest';
import { AccountLinks, SendAccountLink } from '../../src/users';
import { TestApp } from '../support/test-app';
import { accountsOfEachKind, KINDS, type Kind } from '../support/sign-in-times';
import { Passwords } from '../../src/platform/auth';
import { TooManyTries } from '../../src/platform/auth/limits';

const LEAD = 'lead@scf.example';
const PASSWORD = 'violet gravel umbrella tuesday';

describe('a forgotten password', () => {
  let test: TestApp;
  let accounts: Record<Kind, string>;

  beforeAll(async () => {
    test = await TestApp.start();
    accounts = await accountsOfEachKind(test, await test.get(Passwords).hash(PASSWORD));
  });
  beforeEach(() => test.sql('DELETE FROM attempt_counts'));
  afterAll(() => test.stop());

  const ask = (email: string) => test.anonymous().submit('/sign-in/forgotten-password', { email });
  const askFrom = (address: string, email: string) =>
    test
      .get(SendAccountLink)
      .forgotten(email, { address })
      .then(
        () => 'asked',
        (error: unknown) => (error instanceof TooManyTries ? error.message : String(error)),
      );

  it('is answered alike whoever asks: status, words, headers and the rows that are written', async () => {
    const answers: unknown[] = [];
    for (const kind of KINDS) {
      await test.sql('DELETE FROM outbox_events');
      await test.sql('DELETE FROM account_links');
      const { status, text, headers } = await ask(accounts[kind]);
      const written = await test.sql(
        `SELECT (SELECT count(*) FROM account_links WHERE user_id IS NULL AND token_hash IS NULL) AS links,
                (SELECT count(*) FROM outbox_events) AS events`,
      );
      expect(written).toEqual([{ links: 1, events: 1 }]);
      answers.push([status, unnumbered(text), Object.keys(headers).sort()]);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(JSON.stringify(answers[0])).toContain('If there is an account with that address');
  });

  it('is asked five times in an hour from one place, for an account that is there and one that is not', async () => {
    for (const email of [accounts.known, accounts.unknown]) {
      for (let at = 0; at < 5; at += 1) expect((await ask(email)).status).toBe(200);
      const answer = await ask(` ${email.toUpperCase()}`);
      expect([answer.status, answer.headers['retry-after']]).toEqual([429, '3600']);
      expect(answer.text).toContain('There were too many requests for a link. Wait 60 minutes and try again.');
    }
    // Somebody who asks again and again in the owner's name does not keep the owner from asking.
    expect(await askFrom('198.51.100.7', accounts.known)).toBe('asked');
  });

  it('is asked for thirty accounts from one place and no more; signing in from there is another count', async () => {
    for (let at = 0; at < 30; at += 1) expect(await askFrom('192.0.2.10', `nobody${at}@council.test`)).toBe('asked');
    expect(await askFrom('192.0.2.10', 'nobody30@council.test')).toContain('too many requests');
    expect(await askFrom('192.0.2.11', 'nobody30@council.test')).toBe('asked');
    expect(
      (await request(test.app.getHttpServer()).post('/api/v1/sessions').send({ email: LEAD, password: 'x' })).status,
    ).toBe(401);
  });

  it('keeps no link of an administrator from whoever was asked for too often by others', async () => {
    const armed = async () => {
      const [link] = await test.sql<{ id: string }>(
        'SELECT id FROM account_links ORDER BY made_at DESC, id DESC LIMIT 1',
      );
      return test.get(AccountLinks).arm(link?.id ?? '');
    };
    const email = 'nurse@health.example';
    for (const at of [1, 2, 3, 4]) {
      expect(await askFrom(`192.0.2.${at}`, email)).toBe('asked');
      expect([at, (await armed()) !== undefined]).toEqual([at, at < 4]);
    }
    const administrator = await test.browse('administrator@sbc.example');
    const person = `/users/${test.userId(email)}`;
    expect((await administrator.submit(`${person}/links`, { kind: 'password_reset' }, person)).status).toBe(303);
    expect(await armed()).toMatchObject({ to: email });
  });

  it('that is chosen anew ends what the old one opened: pages, the API, and tokens of integrations', async () => {
    const [page, api] = [await test.browse(LEAD), await test.api(LEAD)];
    const made = await page.submit('/account/tokens', { name: 'Figures', scopes: ['cases:read'], daysValid: '30' });
    const token = /value="([\w-]{43})"|>\s*([\w-]{43})\s*</.exec(made.text)?.slice(1).find(Boolean) ?? '';
    const integration = () => api.get('/individuals').set('Authorization', `Bearer ${token}`);
    expect((await integration()).status).toBe(200);
    await ask(LEAD);
    const [link] = await test.sql<{ id: string }>(
      'SELECT id FROM account_links ORDER BY made_at DESC, id DESC LIMIT 1',
    );
    const armed = await test.get(AccountLinks).arm(link?.id ?? '');
    await test.get(AccountLinks).choosePassword(armed?.token ?? '', PASSWORD);
    expect((await integration()).status).toBe(401);
    expect((await api.get('/individuals')).status).toBe(401);
    expect((await page.get('/individuals')).headers['location']).toBe('/sign-in');
    expect(
      await test.sql('SELECT 1 FROM access_tokens WHERE user_id = $1 AND ended_at IS NULL', [test.userId(LEAD)]),
    ).toEqual([]);
  });
});

/** Without what differs at every answer. */
const unnumbered = (html: string): string =>
  html
    .replace(/nonce="[^"]*"/g, '')
    .replace(/name="(_csrf|submissionId)" value="[^"]*"/g, '')
    .replace(/[0-9a-f-]{36}/g, '');

import { load } from 'cheerio';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { AccountLinks, DisableUser, SendAccountLink } from '../../../src/users';
import { EnableUser } from '../../../src/users/enable-user';
import { LIMITS, Limits } from '../../../src/platform/auth/limits';
import { accountsOfEachKind, KINDS } from '../../support/sign-in-times';
import { Passwords } from '../../../src/platform/auth';
import { type PageClient, TestApp } from '../../support/test-app';
import { addRealPerson, later, REAL_PASSWORD, setUpApp } from './real-person';

const LEAD = 'lead@scf.example';
const NURSE = 'nurse@health.example';
/** Where every client of these tests stands, the officer and the attacker. */
const HERE = '127.0.0.1';
const CHOSEN = 'violet gravel umbrella tuesday';

describe('a browser that somebody has signed in with', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    await test.sql('DELETE FROM attempt_counts');
    await test.sql('DELETE FROM known_devices');
  });
  afterAll(() => test.stop());

  const tries = async (client: PageClient, email: string, password: string): Promise<number> =>
    (await client.submit('/sign-in', { email, password })).status;
  const signsIn = (client: PageClient, email: string, password = DEMONSTRATION_PASSWORD) =>
    tries(client, email, password);
  const leaves = async (client: PageClient): Promise<PageClient> => {
    await client.submit('/sign-out', {}, '/account');
    return client;
  };
  /** Somebody who signed in here before and has signed out: only the cookie of the device is left. */
  const known = async (email: string): Promise<PageClient> => leaves(await test.browse(email));
  /** An attacker's: counted as the door counts them, without the seconds that a thousand hashes take. */
  const wrongTries = async (many: number, address: (at: number) => string, account = LEAD): Promise<void> => {
    for (let at = 0; at < many; at += 1) {
      await test
        .get(Limits)
        .take('password', { account, address: address(at) })
        .catch(() => undefined);
    }
  };
  const underAttack = async (account = LEAD): Promise<void> => {
    await wrongTries(1_000, () => HERE, account);
    await wrongTries(500, (at) => `198.51.${100 + (at % 2)}.${at % 250}`, account);
  };
  const deviceIn = (setCookie: unknown): string => /cohort-device=([^;,]+)/.exec(String(setCookie))?.[1] ?? '';

  it('lets its person in while others try a thousand wrong passwords from the same address', async () => {
    const officer = await known(LEAD);
    await underAttack();
    const attacker = test.anonymous();
    expect(await tries(attacker, LEAD, DEMONSTRATION_PASSWORD)).toBe(429);
    expect(await tries(officer, LEAD, 'mistyped')).toBe(422);
    expect(await signsIn(officer, LEAD)).toBe(303);
    // And what the officer mistyped or got right is nothing to the attacker.
    expect(await tries(attacker, LEAD, DEMONSTRATION_PASSWORD)).toBe(429);
  });

  it('has ten tries of its own: whoever holds a stolen cookie gets no more, and closes the account to nobody', async () => {
    const { headers } = await test.anonymous().submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD });
    const stolen = deviceIn(headers['set-cookie']);
    const thief = (): PageClient => withCookie(stolen);
    for (let at = 0; at < LIMITS.password.pair[0]; at += 1) expect(await tries(thief(), LEAD, 'wrong')).toBe(422);
    expect(await tries(thief(), LEAD, DEMONSTRATION_PASSWORD)).toBe(429);
    expect(await signsIn(test.anonymous(), LEAD)).toBe(303);
    later(test, 15 * 60 + 1);
    expect(await tries(thief(), LEAD, 'wrong')).toBe(422);
  });

  it('counts as none where the cookie is forged, of another account, or past its day', async () => {
    await underAttack();
    const forged = withCookie('x'.repeat(43));
    const misshapen = withCookie(`${'x'.repeat(43)}.%00`);
    const ofAnother = await known(NURSE);
    for (const client of [forged, misshapen, ofAnother]) {
      expect(await tries(client, LEAD, DEMONSTRATION_PASSWORD)).toBe(429);
    }
    await test.sql('DELETE FROM attempt_counts');
    const officer = await known(LEAD);
    later(test, 60 * 24 * 3600 + 1);
    await underAttack();
    expect(await signsIn(officer, LEAD)).toBe(429);
  });

  it('is known to each of the officers who share it', async () => {
    const shared = await known(LEAD);
    expect(await signsIn(shared, NURSE)).toBe(303);
    await leaves(shared);
    await underAttack();
    expect(await signsIn(shared, LEAD)).toBe(303);
    await leaves(shared);
    await wrongTries(1_000, () => HERE, NURSE);
    expect(await signsIn(shared, NURSE)).toBe(303);
    expect(await test.sql('SELECT 1 FROM known_devices')).toHaveLength(2);
  });

  it('is known no more when its person ends other sessions elsewhere; the browser that ends them is', async () => {
    const [officer, ended, elsewhere] = [await known(LEAD), await test.browse(LEAD), await test.browse(LEAD)];
    await elsewhere.submit('/account/sessions/ending', {}, '/account/sessions');
    await leaves(elsewhere);
    await underAttack();
    expect([await signsIn(officer, LEAD), await signsIn(ended, LEAD)]).toEqual([429, 429]);
    expect(await signsIn(elsewhere, LEAD)).toBe(303);
  });

  it('is known no more when the account is disabled, also once it is enabled again', async () => {
    const officer = await known(LEAD);
    const administrator = await test.actor('administrator@sbc.example');
    const userId = test.userId(LEAD);
    await test.get(DisableUser).run(administrator, { userId, reason: 'On leave', version: await versionOf(userId) });
    await test.get(EnableUser).run(administrator, { userId, reason: 'Back', version: await versionOf(userId) });
    await underAttack();
    expect(await signsIn(officer, LEAD)).toBe(429);
  });

  it('is known no more after a change of password; the one it was chosen in is, so that a link is a way in under attack', async () => {
    const email = 'under.attack@council.test';
    const [userId, officer] = [await addRealPerson(test, email), await setUpApp(test, email)];
    await leaves(officer.client);
    await underAttack();
    await wrongTries(1_000, () => HERE, email);
    expect(await signsIn(test.anonymous(), email, REAL_PASSWORD)).toBe(429);
    await test
      .get(SendAccountLink)
      .run(await test.actor('administrator@sbc.example'), { userId, kind: 'password_reset' });
    const [link] = await test.sql<{ id: string }>('SELECT id FROM account_links WHERE user_id = $1', [userId]);
    const armed = await test.get(AccountLinks).arm(link?.id ?? '');
    const anew = test.anonymous();
    const chosen = await anew.submit(`/sign-in/links/${armed?.token}`, { password: CHOSEN, again: CHOSEN });
    expect([chosen.status, deviceIn(chosen.headers['set-cookie'])]).toEqual([
      303,
      expect.stringMatching(/^[\w-]{43}$/),
    ]);
    expect(await signsIn(officer.client, email, CHOSEN)).toBe(429);
    expect(await signsIn(anew, email, CHOSEN)).toBe(303);
    later(test, 60);
    const done = await anew.submit('/sign-in/code', { code: officer.app.code(test) });
    expect(done.headers['location']).toBe('/individuals');
  });

  it('has codes of its own too, once a code was given there: who knows the password shuts nobody out', async () => {
    const email = 'password.known@council.test';
    await addRealPerson(test, email);
    const { client, app } = await setUpApp(test, email);
    await leaves(client);
    const thief = test.anonymous();
    await signsIn(thief, email, REAL_PASSWORD);
    for (let at = 0; at < LIMITS.code.pair[0]; at += 1) await thief.submit('/sign-in/code', { code: '000000' });
    expect((await thief.submit('/sign-in/code', { code: '000000' })).status).toBe(429);
    later(test, 60);
    expect(await signsIn(client, email, REAL_PASSWORD)).toBe(303);
    expect((await client.submit('/sign-in/code', { code: app.code(test) })).headers['location']).toBe('/individuals');
    // A passkey is no guess: wrong codes from here do not close it.
    expect(await test.get(Limits).take('passkey', { account: email, address: HERE })).toBe(false);
    // One that has only chosen a password has given no code yet: codes there are counted as anywhere.
    await test.sql('UPDATE known_devices SET factor_given = false');
    await leaves(client);
    await signsIn(client, email, REAL_PASSWORD);
    await test
      .get(Limits)
      .take('code', { account: email, address: HERE })
      .catch(() => undefined);
    expect((await client.submit('/sign-in/code', { code: app.code(test, 1) })).status).toBe(429);
  });

  it('tells nobody whether an account is there: no cookie before a whole sign-in, and the same answer with any', async () => {
    const emails = await accountsOfEachKind(test, await test.get(Passwords).hash('the right one of these'));
    const { headers } = await test.anonymous().submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD });
    const shapes = new Set<string>();
    for (const cookie of [deviceIn(headers['set-cookie']), 'x'.repeat(43)]) {
      for (const kind of KINDS) {
        const answer = await withCookie(cookie).submit('/sign-in', { email: emails[kind], password: 'wrong' });
        expect(deviceIn(answer.headers['set-cookie'])).toBe('');
        shapes.add(JSON.stringify([answer.status, Object.keys(answer.headers).sort()]));
      }
    }
    expect([...shapes]).toHaveLength(1);
  });

  it('is nothing to the API, which reads no cookie, and its cookie is read by no script', async () => {
    const signedIn = await test.anonymous().submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD });
    const lines = [signedIn.headers['set-cookie'] ?? []].flat().filter((line) => line.startsWith('cohort-device='));
    expect(lines).toEqual([expect.stringMatching(/; Max-Age=5184000; Path=\/; .*HttpOnly; SameSite=Lax$/)]);
    const before = await test.sql('SELECT 1 FROM known_devices');
    await test.api(LEAD);
    expect(await test.sql('SELECT 1 FROM known_devices')).toEqual(before);
  });

  it('does not keep somebody under attack elsewhere without a word of what to do', async () => {
    await underAttack();
    const page = await test.anonymous().submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD });
    expect([page.status, page.text]).toEqual([
      429,
      expect.stringContaining('ask an administrator of your partnership'),
    ]);
    const nobody = 'nobody@nowhere.test';
    await underAttack(nobody);
    const unknown = await test.anonymous().submit('/sign-in', { email: nobody, password: 'wrong' });
    expect(wordsOf(unknown.text)).toEqual(wordsOf(page.text));
  });

  const versionOf = async (userId: string): Promise<number> =>
    (await test.sql<{ version: number }>('SELECT version FROM users WHERE id = $1', [userId]))[0]?.version ?? 0;
  const wordsOf = (page: string): string => load(page)('main').text();
  const withCookie = (value: string): PageClient => test.anonymous().bearing(`cohort-device=${value}`);
});

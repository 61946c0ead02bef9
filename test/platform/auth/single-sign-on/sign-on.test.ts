import { SecondFactors } from '../../../../src/platform/auth';
import { newId } from '../../../../src/shared/ids';
import { AccountLinks, InviteUser } from '../../../../src/users';
import { TestApp } from '../../../support/test-app';
import { addRealPerson, later, REAL_PASSWORD, setUpApp } from '../real-person';
import { RealProvider, withFactor } from './real-provider';

const SIGN_ON = '/sign-in/single-sign-on';
const REFUSED = 'You cannot sign in with this account';

describe('single sign-on', () => {
  let provider: RealProvider;
  let test: TestApp;
  let count = 0;
  let email: string;
  let userId: string;
  let subject: string;

  beforeAll(async () => {
    provider = await RealProvider.start();
    test = await TestApp.start(provider.settings);
  });
  beforeEach(async () => {
    // Tokens carry the time of the machine.
    test.clock.set(new Date());
    subject = `subject-${(count += 1)}`;
    email = `robin.${count}@council.test`;
    userId = await addRealPerson(test, email);
  });
  afterAll(async () => {
    // First: it is a process of its own, there also where the application never started.
    await provider.stop();
    await test.stop();
  });

  const link = (issuer = provider.issuer) =>
    test.sql(
      'INSERT INTO sign_in_identities (id, user_id, issuer, subject, linked_at) VALUES ($1, $2, $3, $4, now())',
      [newId(), userId, issuer, subject],
    );
  const audited = async (act: string): Promise<number> =>
    (await test.sql('SELECT 1 FROM audit_events WHERE act = $1', [act])).length;
  const plain = (html: string): string => html.replace(/nonce="[^"]*"/g, '').replace(/value="[^"]*"/g, '');
  const invited = async (): Promise<{ id: string; token: string }> => {
    const { id } = await test.get(InviteUser).run(await test.actor('administrator@sbc.example'), {
      displayName: 'Alex Quill',
      email: `alex.${count}@council.test`,
      agencyId: test.partnership.agencies['scf'] ?? '',
      roles: ['practitioner'],
    });
    const [asked] = await test.sql<{ id: string }>('SELECT id FROM account_links WHERE user_id = $1', [id]);
    const armed = await test.get(AccountLinks).arm(asked?.id ?? '');
    return { id, token: armed?.token ?? '' };
  };

  it('asks with PKCE, state and nonce, and signs in who is linked', async () => {
    await link();
    const client = test.anonymous();
    expect((await client.get('/sign-in')).text).toContain('Sign in with your council account');
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
    const sent = new URL(String((await client.get(SIGN_ON)).headers['location']));
    const asked = Object.fromEntries(sent.searchParams);
    expect(asked).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', scope: 'openid' });
    expect([asked['state'], asked['nonce'], asked['code_challenge']].every((text) => (text ?? '').length >= 43)).toBe(
      true,
    );
    const back = await provider.visit(sent.href, withFactor(subject));
    const before = await audited('session.started');
    const signedIn = await client.get(back);
    expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/individuals']);
    expect((await client.get('/individuals')).status).toBe(200);
    expect(await audited('session.started')).toBe(before + 1);
    // The same answer again, in the same browser and in another one.
    expect((await client.get(back)).status).toBe(403);
    expect((await test.anonymous().get(back)).status).toBe(403);
  });

  it('asks for our own second factor when none, or an old one, was given there', async () => {
    await link();
    const { app } = await setUpApp(test, email);
    later(test, 60);
    const client = test.anonymous();
    const { ts } = withFactor(subject);
    const onlyPassword = await provider.through(client, SIGN_ON, { accountId: subject, amr: ['pwd'], ts });
    expect(onlyPassword.headers['location']).toBe('/sign-in/code');
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
    const old = await provider.through(test.anonymous(), SIGN_ON, withFactor(subject, 9 * 60));
    expect(old.headers['location']).toBe('/sign-in/code');
    const done = await client.submit('/sign-in/code', { code: app.code(test) });
    expect(done.headers['location']).toBe('/individuals');
  });

  it('has who has no second factor at all set one up', async () => {
    await link();
    const client = test.anonymous();
    const led = await provider.through(client, SIGN_ON, { accountId: subject });
    expect(led.headers['location']).toBe('/sign-in/set-up');
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
  });

  it('knows nobody by an e-mail address, and refuses unlinked, disabled and other issuers alike', async () => {
    const before = await audited('session.single_sign_on_failed');
    const unlinked = await provider.through(test.anonymous(), SIGN_ON, { ...withFactor(subject), email });
    await link('http://localhost:1');
    const elsewhere = await provider.through(test.anonymous(), SIGN_ON, { ...withFactor(subject), email });
    await test.sql('UPDATE sign_in_identities SET issuer = $2 WHERE user_id = $1', [userId, provider.issuer]);
    await test.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE id = $1`, [userId]);
    const disabled = await provider.through(test.anonymous(), SIGN_ON, { ...withFactor(subject), email });
    expect(unlinked.text).toContain(REFUSED);
    expect(unlinked.text).toContain('ask your administrator');
    expect(new Set([unlinked, elsewhere, disabled].map(({ status, text }) => `${status} ${plain(text)}`)).size).toBe(1);
    expect(unlinked.status).toBe(403);
    expect(await audited('session.single_sign_on_failed')).toBe(before + 3);
  });

  it('refuses the answer to a question of another browser', async () => {
    await link();
    const [mine, theirs] = [test.anonymous(), test.anonymous()];
    const sent = await mine.get(SIGN_ON);
    await theirs.get(SIGN_ON);
    const back = await provider.visit(String(sent.headers['location']), withFactor(subject));
    expect((await theirs.get(back)).status).toBe(403);
    expect((await theirs.get('/individuals')).headers['location']).toBe('/sign-in');
  });

  it('accepts an invitation in place of a password, once, and then takes no password', async () => {
    const { id, token } = await invited();
    const client = test.anonymous();
    expect((await client.get(`/sign-in/links/${token}`)).text).toContain(
      'Use your council account instead of a password',
    );
    const from = `/sign-in/links/${token}/single-sign-on`;
    expect(String((await client.get(from)).headers['location'])).toContain('prompt=login');
    const accepted = await provider.through(client, from, withFactor(subject));
    expect(accepted.headers['location']).toBe('/individuals');
    expect((await provider.through(test.anonymous(), from, withFactor(`${subject}-other`))).status).toBe(403);
    expect((await client.get(`/sign-in/links/${token}`)).status).toBe(404);
    expect((await provider.through(test.anonymous(), SIGN_ON, withFactor(subject))).status).toBe(303);
    expect(await test.sql('SELECT single_sign_on_only FROM users WHERE id = $1', [id])).toEqual([
      { single_sign_on_only: true },
    ]);
  });

  it('leaves an invitation as it was when the person of the provider is linked already', async () => {
    await link();
    const { token } = await invited();
    const from = `/sign-in/links/${token}/single-sign-on`;
    expect((await provider.through(test.anonymous(), from, withFactor(subject))).status).toBe(403);
    expect((await test.anonymous().get(`/sign-in/links/${token}`)).status).toBe(200);
  });

  it('is linked from one’s account by who has just confirmed, and the person hears of it', async () => {
    const { client } = await setUpApp(test, email);
    expect((await client.get('/account')).text).toContain('Link your council account');
    const linked = await provider.through(client, '/account/single-sign-on', withFactor(subject));
    expect(linked.headers['location']).toBe('/account');
    expect((await client.get('/account')).text).toContain('You can sign in with your council account');
    expect((await provider.through(test.anonymous(), SIGN_ON, withFactor(subject))).headers['location']).toBe(
      '/individuals',
    );
    const told = `SELECT 1 FROM outbox_events WHERE kind = 'account.single_sign_on_linked' AND subject_id = $1`;
    expect(await test.sql(told, [userId])).toHaveLength(1);
    later(test, 360);
    expect((await client.get('/account/single-sign-on')).headers['location']).toBe('/confirm-it-is-you');
  });

  it('confirms an act of weight with a factor given there just now, and with nothing less', async () => {
    await link();
    const client = test.anonymous();
    await provider.through(client, SIGN_ON, withFactor(subject, 10));
    expect((await client.get('/account/single-sign-on')).headers['location']).toBe('/confirm-it-is-you');
    expect((await client.get('/confirm-it-is-you')).text).toContain('Confirm with your council account');
    const from = '/confirm-it-is-you/single-sign-on';
    expect((await provider.through(client, from, { accountId: subject })).headers['location']).toBe(
      '/confirm-it-is-you',
    );
    expect((await provider.through(client, from, withFactor(`${subject}-other`))).status).toBe(403);
    const confirmed = await provider.through(client, from, withFactor(subject));
    expect(confirmed.headers['location']).toBe('/account/single-sign-on');
  });

  it('takes no password of an account that is for it alone, and says so by nothing', async () => {
    const wrong = await test.anonymous().submit('/sign-in', { email, password: 'wrong' });
    await test.sql('UPDATE users SET single_sign_on_only = true, version = version + 1 WHERE id = $1', [userId]);
    const right = await test.anonymous().submit('/sign-in', { email, password: REAL_PASSWORD });
    expect([right.status, plain(right.text)]).toEqual([wrong.status, plain(wrong.text)]);
  });

  it('offers to sign out at the provider too', async () => {
    await link();
    const client = test.anonymous();
    await provider.through(client, SIGN_ON, withFactor(subject));
    const out = await client.submit('/sign-out', {}, '/account');
    expect(out.headers['location']).toBe('/sign-in/signed-out');
    const { text } = await client.get('/sign-in/signed-out');
    expect(text).toContain(`${provider.issuer}/session/end?`);
    expect(text).toContain(encodeURIComponent('http://localhost:3000/sign-in'));
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
  });

  it('goes on when the provider exchanges its key at once', async () => {
    await link();
    expect((await provider.through(test.anonymous(), SIGN_ON, withFactor(subject))).status).toBe(303);
    await provider.exchangeKey();
    const after = await provider.through(test.anonymous(), SIGN_ON, withFactor(subject));
    expect(after.headers['location']).toBe('/individuals');
    expect(test.get(SecondFactors).isNeededBy({ email })).toBe(true);
  });

  it('says so when the provider went away between question and answer', async () => {
    await link();
    const client = test.anonymous();
    const back = await provider.visit(String((await client.get(SIGN_ON)).headers['location']), withFactor(subject));
    await provider.stop();
    const answer = await client.get(back);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
    expect(answer.text).toContain('is not possible at the moment');
    const byPassword = await client.submit('/sign-in', { email, password: REAL_PASSWORD });
    expect(byPassword.headers['location']).toBe('/sign-in/set-up');
  });
});

import { newId } from '../../../../src/shared/ids';
import { TestApp } from '../../../support/test-app';
import { addRealPerson } from '../real-person';
import { LyingProvider, type Token } from './lying-provider';
import { CLIENT_SECRET } from './real-provider';

const SIGN_ON = '/sign-in/single-sign-on';
const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

describe('an answer of the provider', () => {
  let provider: LyingProvider;
  let test: TestApp;
  let userId: string;

  beforeAll(async () => {
    provider = await LyingProvider.start();
    test = await TestApp.start({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'cohort',
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
    });
    test.clock.set(new Date());
    userId = await addRealPerson(test, 'robin@council.test');
    await test.sql(
      'INSERT INTO sign_in_identities (id, user_id, issuer, subject, linked_at) VALUES ($1, $2, $3, $4, now())',
      [newId(), userId, provider.issuer, 'robin'],
    );
  });
  afterAll(async () => {
    // First: it is there also where the application never started.
    await provider.stop();
    await test.stop();
  });

  /** Somebody presses the button and comes back at once with a code, and the provider says this of them. */
  async function answered(token: Token, changed: Record<string, string> = {}) {
    const client = test.anonymous();
    const sent = new URL(String((await client.get(SIGN_ON)).headers['location']));
    const asked = (name: string): string => sent.searchParams.get(name) ?? '';
    Object.assign(provider, { nonce: asked('nonce'), challenge: asked('code_challenge'), next: token });
    const back = new URLSearchParams({ code: 'c', state: asked('state'), iss: provider.issuer, ...changed });
    const answer = await client.get(`${SIGN_ON}/callback?${back.toString()}`);
    return { answer, client, nonce: asked('nonce') };
  }

  it('is taken when all is right, and no group it names is a role here', async () => {
    const claims = { amr: ['mfa'], auth_time: seconds(-60), groups: ['administrator'], roles: ['administrator'] };
    const { answer, client } = await answered({ claims });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/individuals']);
    expect((await client.get('/users')).status).toBe(403);
  });

  const bad: [string, () => Token, Record<string, string>?][] = [
    ['is not signed', () => ({ header: { alg: 'none' }, isUnsigned: true })],
    ['says RS256 and is not signed', () => ({ isUnsigned: true })],
    ['is signed with the public key as a secret', () => ({ header: { alg: 'HS256' }, secret: provider.publicPem })],
    ['is signed with the client secret', () => ({ header: { alg: 'HS256' }, secret: CLIENT_SECRET })],
    ['is signed by another key of the same name', () => ({ key: provider.otherKeys.privateKey })],
    [
      'brings its own key',
      () => ({
        key: provider.otherKeys.privateKey,
        header: { jwk: provider.otherKeys.publicKey.export({ format: 'jwk' }) },
      }),
    ],
    [
      'says where its key is',
      () => ({ key: provider.otherKeys.privateKey, header: { jku: 'http://localhost:1/keys', kid: 'k2' } }),
    ],
    ['is of a signature nobody agreed on', () => ({ header: { alg: 'PS256' } })],
    ['is for another service', () => ({ claims: { aud: 'another' } })],
    ['is for another service too', () => ({ claims: { aud: ['cohort', 'another'], azp: 'cohort' } })],
    ['was asked for by another service', () => ({ claims: { azp: 'another' } })],
    ['has expired', () => ({ claims: { exp: seconds(-120) } })],
    ['does not expire', () => ({ claims: { exp: undefined } })],
    ['is not valid yet', () => ({ claims: { nbf: seconds(600) } })],
    ['was made an hour ago', () => ({ claims: { iat: seconds(-3600) } })],
    ['is of another issuer', () => ({ claims: { iss: 'https://id.example' } })],
    ['is of nearly this issuer', () => ({ claims: { iss: `${provider.issuer}/` } })],
    ['has no nonce', () => ({ claims: { nonce: undefined } })],
    ['has the nonce of another question', () => ({ claims: { nonce: 'n'.repeat(43) } })],
    ['is an access token', () => ({ header: { typ: 'at+jwt' } })],
    ['names nobody', () => ({ claims: { sub: undefined } })],
    ['is not there', () => ({ isLeftOut: true })],
    ['comes with another state', () => ({}), { state: 's'.repeat(43) }],
    ['comes from another provider', () => ({}), { iss: 'https://id.example' }],
    ['is an error', () => ({}), { error: 'access_denied' }],
  ];

  it.each(bad.map(([what, ...rest]) => ({ what, rest })))('is refused when its token $what', async ({ rest }) => {
    const [token, changed] = rest;
    const { answer, client } = await answered(token(), changed);
    expect([answer.status, answer.headers['location']]).toEqual([403, undefined]);
    expect(answer.text).toContain('You cannot sign in with this account');
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
  });

  it('is refused with the nonce of an earlier sign-in that went well', async () => {
    const { nonce, answer } = await answered({});
    expect(answer.status).toBe(303);
    expect((await answered({ claims: { nonce } })).answer.status).toBe(403);
  });

  it('is refused from a browser that asked nothing, and after so many from one place not looked at', async () => {
    const knock = () => test.anonymous().get(`${SIGN_ON}/callback?code=c&state=s`);
    expect((await knock()).status).toBe(403);
    await test.sql('UPDATE attempt_counts SET points = 100 WHERE points > 20');
    expect((await knock()).status).toBe(429);
    await test.sql('DELETE FROM attempt_counts');
  });
});

describe('a provider that is not there', () => {
  it('is said on the page of signing in, where the password still works', async () => {
    const test = await TestApp.start({
      OIDC_ISSUER: 'http://localhost:9',
      OIDC_CLIENT_ID: 'cohort',
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
    });
    const client = test.anonymous();
    const answer = await client.get(SIGN_ON);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
    expect(answer.text).toContain('is not possible at the moment');
    const password = await test.browse('lead@scf.example');
    expect((await password.get('/individuals')).status).toBe(200);
    await test.stop();
  });

  it('has no button and no address where none is set up', async () => {
    const test = await TestApp.start();
    const client = test.anonymous();
    expect((await client.get('/sign-in')).text).not.toContain('Sign in with');
    for (const path of [SIGN_ON, `${SIGN_ON}/callback?code=c&state=s`]) {
      expect((await client.get(path)).status).toBe(404);
    }
    await test.stop();
  });
});

import { readSettings } from '../../src/config';
import { FactorKeys } from '../../src/platform/auth';
import { newRecoveryCode } from '../../src/platform/auth/domain/recovery-code';
import { AccountLinks } from '../../src/users';
import { addRealPerson, REAL_PASSWORD, setUpApp } from '../platform/auth/real-person';
import { TestApp } from '../support/test-app';
import { sources } from './sources';

const ADMINISTRATOR = 'administrator@sbc.example';

describe('a password through the real door', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** ASVS 5.0 V6.2.5, V6.2.9: no rule of composition, long ones taken whole. */
  it.each([
    ['of 128 characters', 'orchard kettle 7 bramble tandem! '.repeat(4).slice(0, 127) + 'z'],
    ['of pictures, accents and blanks', ' żółć 🦔🦔 kiełbasa  über Straße 🐙 '],
    ['of small letters alone', 'mvkqzrtwplxgdhc'],
  ])('%s signs in, and one character less does not', async (what, password) => {
    const email = `robin.${what.length}@council.test`;
    const administrator = await test.browse(ADMINISTRATOR);
    const agencyId = String(test.partnership.agencies['scf']);
    const invitation = { displayName: 'Robin Vale', email, agencyId, roles: ['practitioner'] };
    expect((await administrator.submit('/users', invitation, '/users/new')).status).toBe(303);
    const [link] = await test.sql<{ id: string }>(
      'SELECT l.id FROM account_links l JOIN users u ON u.id = l.user_id WHERE u.email = $1',
      [email],
    );
    const token = (await test.get(AccountLinks).arm(link?.id ?? ''))?.token ?? '';
    const path = `/sign-in/links/${token}`;
    const chosen = await test.anonymous().submit(path, { password, again: password });
    expect(chosen.headers['location']).toBe('/sign-in');
    const less = await test.anonymous().submit('/sign-in', { email, password: password.slice(0, -1) });
    expect(less.status).toBe(422);
    const signedIn = await test.anonymous().submit('/sign-in', { email, password });
    expect([signedIn.status, signedIn.headers['location']]).toEqual([303, '/sign-in/set-up']);
  });

  /** ASVS 5.0 V6.4.3, V6.3.6: who reads the e-mail has a password and nothing more. */
  it('chosen anew by e-mail does not take the place of the second factor', async () => {
    const email = 'robin@council.test';
    await addRealPerson(test, email);
    await setUpApp(test, email);
    await test.anonymous().submit('/sign-in/forgotten-password', { email });
    const [link] = await test.sql<{ id: string }>(
      'SELECT id FROM account_links ORDER BY made_at DESC, id DESC LIMIT 1',
    );
    const token = (await test.get(AccountLinks).arm(link?.id ?? ''))?.token ?? '';
    const password = `${REAL_PASSWORD} anew`;
    const client = test.anonymous();
    const path = `/sign-in/links/${token}`;
    expect((await client.submit(path, { password, again: password })).headers['location']).toBe('/sign-in');
    expect((await client.submit('/sign-in', { email, password })).headers['location']).toBe('/sign-in/code');
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
  });

  /** ASVS 5.0 V13.4.1. */
  it.each(['/.git/HEAD', '/.env', '/package.json', '/src/main.ts', '/dist/src/main.js', '/assets/../package.json'])(
    'is not found beside the source: %s is not served',
    async (path) => {
      expect((await test.anonymous().get(path)).status).toBe(404);
    },
  );
});

describe('what is random', () => {
  /** ASVS 5.0 V11.3.4, for every sealing a server of this size will ever do in a year. */
  it('is a new nonce for each of 200,000 sealings', () => {
    const keys = new FactorKeys(readSettings({}));
    const nonces = new Set<string>();
    for (let at = 0; at < 200_000; at += 1) nonces.add(keys.seal(Buffer.alloc(1), 'u').toString('latin1', 0, 12));
    expect(nonces.size).toBe(200_000);
  });

  /** ASVS 5.0 V11.5.1: 16 bytes or more wherever a secret is drawn; a recovery code has 28 letters of 5 bits. */
  it('has 128 bits or more', () => {
    const drawn = sources().flatMap(({ file, text }) =>
      [...text.matchAll(/randomBytes\((\w+)\)/g)].map(([, size = '']) => ({ file, size })),
    );
    const short = drawn.filter(({ size }) => !(Number(size) >= 16)).map(({ file, size }) => `${file} ${size}`);
    expect(drawn.length).toBeGreaterThan(7);
    expect(short.sort()).toEqual([
      'src/platform/auth/domain/recovery-code.ts LENGTH',
      'src/platform/auth/second-factor-keys.ts IV_BYTES',
      'src/platform/embedded/cluster-folder.ts 6',
    ]);
    expect(newRecoveryCode().replace(/-/g, '')).toHaveLength(28);
    expect(sources().filter(({ text }) => /Math\.random\(/.test(text))).toEqual([]);
  });
});

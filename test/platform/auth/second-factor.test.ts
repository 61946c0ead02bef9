import request from 'supertest';
import { Actors, FactorKeys, SecondFactors } from '../../../src/platform/auth';
import { codeAt } from '../../../src/platform/auth/domain/time-code';
import { TestApp } from '../../support/test-app';
import { addRealPerson, App, later, REAL_PASSWORD, setUpApp } from './real-person';

describe('a second factor', () => {
  let test: TestApp;
  let count = 0;
  let email: string;
  let userId: string;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    email = `robin.${(count += 1)}@council.test`;
    userId = await addRealPerson(test, email);
    later(test, 3600);
  });
  afterAll(() => test.stop());

  const overApi = (code?: string) =>
    request(test.app.getHttpServer()).post('/api/v1/sessions').send({ email, password: REAL_PASSWORD, code });
  const audited = async (act: string): Promise<number> =>
    (await test.sql('SELECT 1 FROM audit_events WHERE act = $1 AND (subject_id = $2 OR actor_id = $2)', [act, userId]))
      .length;
  const announced = async (kind: string): Promise<number> =>
    (await test.sql('SELECT 1 FROM outbox_events WHERE kind = $1 AND subject_id = $2', [kind, userId])).length;

  it('is set up before anything else: the password alone opens no page and no API', async () => {
    const client = test.anonymous();
    const led = await client.submit('/sign-in', { email, password: REAL_PASSWORD });
    expect(led.headers['location']).toBe('/sign-in/set-up');
    for (const path of ['/individuals', '/account', '/confirm-it-is-you']) {
      expect((await client.get(path)).headers['location']).toBe('/sign-in');
    }
    expect((await client.get('/sign-in/code')).text).toContain('We could not finish signing you in');
    const api = await overApi();
    expect([api.status, api.body.type]).toEqual([403, '/problems/second-factor-not-set-up']);
    expect(await test.sql('SELECT 1 FROM access_tokens WHERE user_id = $1', [userId])).toHaveLength(0);
  });

  it('is not set up by a wrong code, and the page keeps its key', async () => {
    const client = test.anonymous();
    await client.submit('/sign-in', { email, password: REAL_PASSWORD });
    const first = App.scan((await client.get('/sign-in/set-up')).text);
    const refused = await client.submit('/sign-in/set-up', { code: '000000' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Enter the 6-digit code that your app shows now');
    expect(App.scan(refused.text).code(test)).toBe(first.code(test));
  });

  it('is set up once by the password alone: a window that was left open adds nothing to it', async () => {
    const left = test.anonymous();
    await left.submit('/sign-in', { email, password: REAL_PASSWORD });
    const app = App.scan((await left.get('/sign-in/set-up')).text);
    const fields = await left.hiddenFields('/sign-in/set-up', '/sign-in/set-up');
    await setUpApp(test, email);
    const late = await left.post('/sign-in/set-up', { ...fields, code: app.code(test) });
    expect(late.text).toContain('We could not finish signing you in');
    expect((await left.get('/individuals')).headers['location']).toBe('/sign-in');
    const actor = await test.get(Actors).load(userId);
    if (!actor) throw new Error('gone');
    const seed = Buffer.alloc(20, 7);
    await test.sql('UPDATE second_factors SET removed_at = added_at WHERE user_id = $1', [userId]);
    const add = () => test.get(SecondFactors).addApp(actor, seed, codeAt(seed, test.clock.now()), 'first');
    const both = await Promise.allSettled([add(), add()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('brings ten recovery codes, shown once, and signs in to what was asked for', async () => {
    const { client, recoveryCodes } = await setUpApp(test, email);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await client.get('/account/recovery-codes')).headers['location']).toBe('/account');
    expect((await client.get('/individuals')).status).toBe(200);
    const [row] = await test.sql<{ dump: string }>(
      `SELECT (SELECT string_agg(sess::text, ' ') FROM sessions) || (SELECT string_agg(r::text, ' ') FROM recovery_codes r) AS dump`,
    );
    expect(recoveryCodes.some((code) => row?.dump.includes(code))).toBe(false);
    expect([await audited('second_factor.added'), await announced('account.factor_added')]).toEqual([1, 1]);
  });

  it('is asked for after the password, on the page and over the API', async () => {
    const { app } = await setUpApp(test, email);
    later(test, 60);
    const client = test.anonymous();
    expect((await client.submit('/sign-in', { email, password: REAL_PASSWORD })).headers['location']).toBe(
      '/sign-in/code',
    );
    expect((await client.get('/individuals')).headers['location']).toBe('/sign-in');
    expect((await client.submit('/sign-in/code', { code: '12345' })).status).toBe(422);
    expect((await client.submit('/sign-in/code', { code: app.code(test) })).headers['location']).toBe('/individuals');
    expect((await overApi()).body.type).toBe('/problems/code-needed');
    expect((await overApi('000000')).body.type).toBe('/problems/code-refused');
    later(test, 60);
    expect((await overApi(app.code(test))).status).toBe(201);
    expect([await audited('session.started'), await audited('session.code_failed')]).toEqual([3, 2]);
  });

  it('is good for one sign-in a code, also when two come at the same moment', async () => {
    const { app } = await setUpApp(test, email);
    expect((await overApi(app.code(test))).status).toBe(401);
    later(test, 60);
    const code = app.code(test);
    const answers = await Promise.all([overApi(code), overApi(code), overApi(code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 401, 401]);
    expect((await overApi(app.code(test, -1))).status).toBe(401);
  });

  it.each([
    [-2, 401],
    [-1, 201],
    [1, 201],
    [2, 401],
  ])('takes a clock that is %d steps off: %d', async (steps, status) => {
    const { app } = await setUpApp(test, email);
    later(test, 600);
    expect((await overApi(app.code(test, steps))).status).toBe(status);
  });

  it('may be a recovery code, each once, also in parallel, and the person hears of it', async () => {
    const { recoveryCodes } = await setUpApp(test, email);
    const [first = '', second = ''] = recoveryCodes;
    const answers = await Promise.all([overApi(first), overApi(first.toUpperCase().replace(/-/g, ' '))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 401]);
    expect((await overApi(first)).status).toBe(401);
    expect((await overApi(second)).status).toBe(201);
    expect(await announced('account.recovery_code_used')).toBe(2);
  });

  it('checks ten wrong codes and no more, also of a hundred at once', async () => {
    const { app } = await setUpApp(test, email);
    later(test, 60);
    const held = test.anonymous();
    await held.submit('/sign-in', { email, password: REAL_PASSWORD });
    const hidden = await held.hiddenFields('/sign-in/code', '/sign-in/code');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        held.post('/sign-in/code', { ...hidden, code: String(100_000 + at) }).then((answer) => answer),
      ),
    );
    expect(await audited('session.code_failed')).toBe(10);
    expect(await audited('session.locked')).toBe(1);
    expect(await announced('account.locked')).toBe(1);
    const limited = answers.filter((answer) => answer.status === 429);
    expect(limited).toHaveLength(90);
    expect(Number(limited[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(limited[0]?.text).toContain('too many wrong tries');
    expect((await overApi(app.code(test))).status).toBe(429);
    later(test, 16 * 60);
    expect((await overApi(app.code(test))).status).toBe(201);
  });

  it('keeps seeds sealed: a changed bit or another person is an error', async () => {
    await setUpApp(test, email);
    const [row] = await test.sql<{ sealed_seed: Buffer }>('SELECT sealed_seed FROM second_factors WHERE user_id = $1', [
      userId,
    ]);
    const sealed = row?.sealed_seed ?? Buffer.alloc(0);
    const keys = test.get(FactorKeys);
    expect(keys.open(sealed, userId)).toHaveLength(20);
    for (let at = 0; at < sealed.length; at += 1) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      expect(() => keys.open(flipped, userId)).toThrow();
    }
    expect(() => keys.open(sealed, test.userId('lead@scf.example'))).toThrow();
  });
});

import request from 'supertest';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { SignIn } from '../../../src/platform/auth';
import { LIMITS, Limits, TooManyTries } from '../../../src/platform/auth/limits';
import { TestApp } from '../../support/test-app';
import { later } from './real-person';

const LEAD = 'lead@scf.example';
const OFFICE = '192.0.2.10';
const elsewhere = (at: number): string => `198.51.100.${at}`;

describe('wrong tries', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    await test.sql('DELETE FROM attempt_counts');
  });
  afterAll(() => test.stop());

  const guess = (address: string, email = LEAD, password = 'wrong') =>
    test
      .get(SignIn)
      .withPassword(email, password, { address })
      .then(
        (accepted) => (accepted ? 'in' : 'wrong'),
        (error: unknown) => (error instanceof TooManyTries ? 'limited' : 'failed'),
      );
  const wrongTries = async (many: number, address: (at: number) => string, email = LEAD): Promise<void> => {
    for (let at = 0; at < many; at += 1)
      await test.get(Limits).take('password', { account: email, address: address(at) });
  };

  it('are ten from one place, then 429 with Retry-After on a plain page and over the API', async () => {
    for (let at = 0; at < 10; at += 1) {
      const answer = await test.anonymous().submit('/sign-in', { email: LEAD, password: 'wrong' });
      expect(answer.status).toBe(422);
    }
    const page = await test.anonymous().submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD });
    expect([page.status, page.headers['retry-after']]).toEqual([429, '900']);
    expect(page.text).toContain('There were too many wrong tries. Wait 15 minutes and try again.');
    const api = await request(test.app.getHttpServer())
      .post('/api/v1/sessions')
      .set('X-Forwarded-For', OFFICE)
      .send({ email: LEAD, password: DEMONSTRATION_PASSWORD });
    expect([api.status, api.body.type, api.headers['retry-after']]).toEqual([429, '/problems/too-many-tries', '900']);
    const acts = await test.sql<{ act: string; count: number }>(
      `SELECT act, count(*)::integer AS count FROM audit_events WHERE subject_id = $1 GROUP BY act ORDER BY act`,
      [test.userId(LEAD)],
    );
    expect(acts).toEqual([
      { act: 'session.failed', count: 10 },
      { act: 'session.locked', count: 1 },
    ]);
    later(test, 15 * 60 + 1);
    expect((await test.anonymous().submit('/sign-in', { email: LEAD, password: DEMONSTRATION_PASSWORD })).status).toBe(
      303,
    );
  });

  it('are the same for an account that is not there', async () => {
    for (let at = 0; at < 10; at += 1) expect(await guess(OFFICE, 'nobody@nowhere.test')).toBe('wrong');
    expect(await guess(OFFICE, ' NOBODY@nowhere.test')).toBe('limited');
    expect(await guess(OFFICE)).toBe('wrong');
  });

  it('never check more than ten of a hundred at once', async () => {
    const before = await failures();
    const answers = await Promise.all(Array.from({ length: 100 }, () => guess(OFFICE)));
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(10);
    expect(answers.filter((answer) => answer === 'in')).toHaveLength(0);
    expect((await failures()) - before).toBe(10);
  });

  it('are forgotten when the right password comes; thirty right ones at once are all let in', async () => {
    for (let at = 0; at < 9; at += 1) await guess(OFFICE);
    expect(await guess(OFFICE, LEAD, DEMONSTRATION_PASSWORD)).toBe('in');
    for (let at = 0; at < 9; at += 1) expect(await guess(OFFICE)).toBe('wrong');
    const many = await Promise.all(Array.from({ length: 30 }, () => guess(OFFICE, LEAD, DEMONSTRATION_PASSWORD)));
    expect(new Set(many)).toEqual(new Set(['in']));
  });

  it('from all the world never close an account to a place it has signed in from', async () => {
    await test.get(Limits).nowFamiliar({ account: LEAD, address: OFFICE });
    await wrongTries(LIMITS.password.account[0] + 20, elsewhere);
    expect(await guess(OFFICE)).toBe('wrong');
    expect(await guess(OFFICE, LEAD, DEMONSTRATION_PASSWORD)).toBe('in');
  });

  it('from all the world leave a new place two tries, and an hour later ten', async () => {
    await wrongTries(LIMITS.password.account[0] + 1, elsewhere);
    expect([await guess(OFFICE), await guess(OFFICE, LEAD, DEMONSTRATION_PASSWORD)]).toEqual(['wrong', 'in']);
    expect([await guess('192.0.2.11'), await guess('192.0.2.11'), await guess('192.0.2.11')]).toEqual([
      'wrong',
      'wrong',
      'limited',
    ]);
    later(test, 3601);
    expect([await guess('192.0.2.11'), await guess('192.0.2.11'), await guess('192.0.2.11')]).toEqual([
      'wrong',
      'wrong',
      'wrong',
    ]);
  });

  it('that were not checked do not count against the account elsewhere', async () => {
    for (let at = 0; at < 60; at += 1) await guess(elsewhere(1));
    const [account] = await test.sql<{ most: number }>('SELECT max(points) AS most FROM attempt_counts');
    expect(account?.most).toBe(10);
    expect([await guess(OFFICE), await guess(OFFICE), await guess(OFFICE)]).toEqual(['wrong', 'wrong', 'wrong']);
  });

  it('at many accounts from one place end at a hundred, and no other place notices', async () => {
    for (let at = 0; at < 100; at += 1) {
      await test.get(Limits).take('password', { account: `somebody.${at}@council.test`, address: elsewhere(7) });
    }
    expect(await guess(elsewhere(7), LEAD, DEMONSTRATION_PASSWORD)).toBe('limited');
    expect(await guess(elsewhere(8), LEAD, DEMONSTRATION_PASSWORD)).toBe('in');
  });

  it('count one IPv6 network as one place, and leave no address or e-mail in the table', async () => {
    for (let at = 0; at < 10; at += 1) await guess(`2001:db8:1:2::${at + 1}`);
    expect(await guess('2001:db8:1:2:ffff::1')).toBe('limited');
    expect(await guess('2001:db8:1:3::1')).toBe('wrong');
    const [kept] = await test.sql<{ dump: string }>(
      `SELECT string_agg(encode(key, 'escape'), ' ') AS dump FROM attempt_counts`,
    );
    expect(kept?.dump).not.toMatch(/scf|2001|lead/);
    later(test, 61 * 24 * 3600);
    await test.get(Limits).nowFamiliar({ account: LEAD, address: OFFICE });
    expect(await test.sql('SELECT 1 FROM attempt_counts')).toHaveLength(1);
  });

  const failures = async (): Promise<number> =>
    (await test.sql(`SELECT 1 FROM audit_events WHERE act = 'session.failed'`)).length;
});

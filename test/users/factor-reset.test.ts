import { load } from 'cheerio';
import { TestApp } from '../support/test-app';
import { addRealPerson, later, REAL_PASSWORD, type SetUp, setUpApp } from '../platform/auth/real-person';

const ADMINISTRATOR = 'administrator@sbc.example';

describe('a second factor that was lost', () => {
  let test: TestApp;
  let made = 0;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const someone = async (): Promise<SetUp & { userId: string; email: string; path: string }> => {
    made += 1;
    const email = `lost${made}@council.test`;
    const userId = await addRealPerson(test, email);
    return { ...(await setUpApp(test, email)), userId, email, path: `/users/${userId}` };
  };
  const reset = async (path: string, reason = 'Telephone stolen, seen in person') =>
    (await test.browse(ADMINISTRATOR)).submit(`${path}/second-factor-reset`, { reason }, path);
  const factorsLeft = (userId: string) =>
    test.sql('SELECT 1 FROM second_factors WHERE user_id = $1 AND removed_at IS NULL', [userId]);

  it('is reset by an administrator with a reason: sessions end, codes are worth nothing, the next sign-in sets one up', async () => {
    const { client, userId, email, path } = await someone();
    expect((await client.get('/account')).status).toBe(200);
    expect((await reset(path)).headers['location']).toBe(path);
    expect((await client.get('/account')).headers['location']).toBe('/sign-in');
    expect(await factorsLeft(userId)).toEqual([]);
    expect(await test.sql('SELECT 1 FROM recovery_codes WHERE user_id = $1 AND replaced_at IS NULL', [userId])).toEqual(
      [],
    );
    const led = await test.anonymous().submit('/sign-in', { email, password: REAL_PASSWORD });
    expect(led.headers['location']).toBe('/sign-in/set-up');
    expect(
      await test.sql(`SELECT actor_id, subject_id, reason FROM audit_events WHERE act = 'second_factor.reset'`),
    ).toEqual([
      { actor_id: test.userId(ADMINISTRATOR), subject_id: userId, reason: 'Telephone stolen, seen in person' },
    ]);
    expect(await test.sql(`SELECT subject_id FROM outbox_events WHERE kind = 'account.factors_reset'`)).toEqual([
      { subject_id: userId },
    ]);
  });

  it('stays as it is without a reason, and when there is none the page says so', async () => {
    const { userId, path } = await someone();
    const refused = await reset(path, ' ');
    expect([refused.status, load(refused.text)('.govuk-error-summary').text().includes('Enter the reason')]).toEqual([
      422,
      true,
    ]);
    expect(await factorsLeft(userId)).toHaveLength(1);
    await reset(path);
    const again = await reset(path, 'Again');
    expect(again.status).toBe(409);
    expect(again.text).toContain('This person has no second factor');
    expect(again.text).toContain('Again');
  });

  it('is nobody else’s to reset: not a manager’s, not one’s own, by page or API', async () => {
    const { userId } = await someone();
    const body = { reason: 'Please' };
    const knock = async (email: string, id: string) =>
      (await (await test.api(email)).post(`/users/${id}/second-factor-reset`, body)).status;
    expect(await knock('manager@scf.example', userId)).toBe(403);
    expect(await knock('governance@sbc.example', userId)).toBe(403);
    expect(await knock(ADMINISTRATOR, test.userId(ADMINISTRATOR))).toBe(404);
    expect(await factorsLeft(userId)).toHaveLength(1);
    expect(await knock(ADMINISTRATOR, userId)).toBe(200);
    const own = await (await test.browse(ADMINISTRATOR)).get(`/users/${test.userId(ADMINISTRATOR)}`);
    expect(own.text).not.toContain('Lost second factor');
    later(test, 60);
  });
});

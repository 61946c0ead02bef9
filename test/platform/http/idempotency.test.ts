import { TestApp } from '../../support/test-app';

describe('Idempotency-Key', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const add = async (email: string, key: string, givenName: string) =>
    (await test.api(email)).post('/individuals', { givenName, familyName: 'Keyed' }).set('Idempotency-Key', key);
  const count = (givenName: string) => test.sql('SELECT 1 FROM individuals WHERE given_name = $1', [givenName]);

  it('makes one record of twenty at the same moment, with one answer', async () => {
    const api = await test.api('lead@scf.example');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.post('/individuals', { givenName: 'Twenty', familyName: 'Keyed' }).set('Idempotency-Key', 'key-of-twenty'),
      ),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await count('Twenty')).toHaveLength(1);
    expect(await test.sql(`SELECT 1 FROM audit_events WHERE act = 'individual.added'`)).toHaveLength(1);
  });

  it('refuses the same key with another body', async () => {
    await add('lead@scf.example', 'key-reused', 'First');
    const answer = await add('lead@scf.example', 'key-reused', 'Second');
    expect([answer.status, answer.body.type]).toEqual([422, '/problems/submission-changed']);
    expect(await count('Second')).toEqual([]);
  });

  it('knows nothing of another user’s keys', async () => {
    const first = await add('lead@scf.example', 'key-shared', 'Shared');
    const second = await add('officer@tvp.example', 'key-shared', 'Shared');
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('is not spent by a refused request', async () => {
    expect((await add('lead@scf.example', 'key-mended', ' ')).status).toBe(422);
    expect((await add('lead@scf.example', 'key-mended', 'Mended')).status).toBe(201);
  });

  it.each(['short', 'x'.repeat(201), 'has a blank in it'])('must be 8 to 200 visible characters: %s', async (key) => {
    expect((await add('lead@scf.example', key, 'Odd')).body.problems[0].field).toBe('Idempotency-Key');
    expect(await count('Odd')).toEqual([]);
  });
});

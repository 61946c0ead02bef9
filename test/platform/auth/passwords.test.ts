import { setImmediate } from 'node:timers/promises';
import { Algorithm, hash } from '@node-rs/argon2';
import request from 'supertest';
import { Passwords } from '../../../src/platform/auth';
import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { TestApp } from '../../support/test-app';

describe('passwords', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start({}, { hashesAgain: true });
  });
  afterAll(() => test.stop());

  const storedFor = async (email: string): Promise<string> => {
    const [row] = await test.sql<{ password_hash: string }>(
      'SELECT password_hash FROM user_credentials WHERE user_id = $1',
      [test.userId(email)],
    );
    return row?.password_hash ?? '';
  };
  const signIn = (email: string, password: string) =>
    request(test.app.getHttpServer()).post('/api/v1/sessions').send({ email, password });

  it('are kept as argon2id of at least 19 MiB and two passes', async () => {
    const [, kind, , parameters = ''] = (await test.get(Passwords).hash('x')).split('$');
    const [memory, passes] = [...parameters.matchAll(/[mt]=(\d+)/g)].map(([, value]) => Number(value));
    expect(kind).toBe('argon2id');
    expect(memory).toBeGreaterThanOrEqual(19_456);
    expect(passes).toBeGreaterThanOrEqual(2);
  });

  it('are hashed again at the next sign-in when the parameters were others, and only when it was right', async () => {
    const before = await storedFor('nurse@health.example');
    expect(before).toContain('m=8,t=1');
    expect((await signIn('nurse@health.example', 'wrong')).status).toBe(401);
    expect(await storedFor('nurse@health.example')).toBe(before);
    expect((await signIn('nurse@health.example', DEMONSTRATION_PASSWORD)).status).toBe(201);
    const after = await storedFor('nurse@health.example');
    expect(after).toContain('m=19456,t=2');
    expect((await signIn('nurse@health.example', DEMONSTRATION_PASSWORD)).status).toBe(201);
    expect(await storedFor('nurse@health.example')).toBe(after);
  });

  it('never overwrite one that was changed meanwhile', async () => {
    const [same] = await test.sql<{ changed: boolean }>(
      `SELECT rehash_password($1, 'another hash', 'mine') AS changed`,
      [test.userId('dsl@school.example')],
    );
    expect(same?.changed).toBe(false);
    expect(await storedFor('dsl@school.example')).not.toBe('mine');
  });

  it('count every character, also behind the 72nd', async () => {
    const passwords = test.get(Passwords);
    const long = 'a'.repeat(72) + 'b'.repeat(56);
    const stored = await hash(long, { algorithm: Algorithm.Argon2id, memoryCost: 8, timeCost: 1, parallelism: 1 });
    expect(await passwords.matches(long, stored)).toBe(true);
    expect(await passwords.matches('a'.repeat(72) + 'c'.repeat(56), stored)).toBe(false);
    expect(await passwords.matches(long.slice(0, -1), stored)).toBe(false);
  });

  it('of a megabyte are refused before they are hashed', async () => {
    const passwords = test.get(Passwords);
    const hashing = jest.spyOn(passwords, 'matches');
    const huge = 'x'.repeat(1_000_000);
    expect((await signIn('lead@scf.example', huge)).status).toBe(413);
    expect((await signIn('lead@scf.example', huge.slice(0, 400_000))).status).toBe(422);
    const page = await test.anonymous().submit('/sign-in', { email: 'lead@scf.example', password: 'x'.repeat(2_000) });
    expect(page.status).toBe(422);
    expect(hashing).not.toHaveBeenCalled();
    hashing.mockRestore();
    await expect(passwords.hash(huge)).rejects.toThrow(RangeError);
  });

  it('wait in a line with an end: whoever comes later is told to try again, and has not tried', async () => {
    const passwords = test.get(Passwords);
    await test.sql('DELETE FROM attempt_counts');
    const sixty = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.matches('wrong', undefined)));
    expect(sixty.filter(({ status }) => status === 'fulfilled')).toHaveLength(52);

    // The line is kept full for as long as the late one needs to reach it: a slow machine must not empty it first.
    let isOver = false;
    const keepAsking = async (): Promise<void> => {
      while (!isOver) await passwords.matches('wrong', undefined).catch(() => setImmediate());
    };
    const line = Array.from({ length: 60 }, keepAsking);
    const late = await signIn('lead@scf.example', DEMONSTRATION_PASSWORD);
    isOver = true;
    await Promise.all(line);
    expect([late.status, late.body.type]).toEqual([503, '/problems/too-many-sign-ins']);
    expect(late.headers['retry-after']).toBe('30');
    expect(await test.sql('SELECT 1 FROM attempt_counts WHERE points > 0')).toHaveLength(0);
    expect((await signIn('lead@scf.example', DEMONSTRATION_PASSWORD)).status).toBe(201);
  });
});

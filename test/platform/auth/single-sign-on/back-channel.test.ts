import { newId } from '../../../../src/shared/ids';
import { TestApp } from '../../../support/test-app';
import { addRealPerson } from '../real-person';
import { RealProvider, withFactor } from './real-provider';

const SIGN_ON = '/sign-in/single-sign-on';

describe('signing out at the provider', () => {
  let provider: RealProvider;
  let test: TestApp;
  let userId: string;
  const subject = 'subject-of-one';

  beforeAll(async () => {
    provider = await RealProvider.start();
    test = await TestApp.start(provider.settings);
    // Tokens carry the time of the machine.
    test.clock.set(new Date());
    userId = await addRealPerson(test, 'robin@council.test');
    await test.sql(
      'INSERT INTO sign_in_identities (id, user_id, issuer, subject, linked_at) VALUES ($1, $2, $3, $4, now())',
      [newId(), userId, provider.issuer, subject],
    );
  });
  afterAll(async () => {
    // First: it is there also where the application never started.
    await provider.stop();
    await test.stop();
  });

  const audited = async (act: string): Promise<number> =>
    (await test.sql('SELECT 1 FROM audit_events WHERE act = $1', [act])).length;

  it('ends every session here, by a token of the provider alone', async () => {
    const client = test.anonymous();
    await provider.through(client, SIGN_ON, withFactor(subject));
    const program = await test.sql<{ id: string }>(
      `INSERT INTO access_tokens (id, user_id, token_hash, created_at, expires_at, kind)
       VALUES (gen_random_uuid(), $1::uuid, sha256($1::uuid::text::bytea), $2::timestamptz, $2::timestamptz + interval '1 hour', 'session') RETURNING id`,
      [userId, test.clock.now()],
    );
    const token = await provider.signedOut(subject);
    const say = (logout: string) => test.anonymous().post(`${SIGN_ON}/logout`, { logout_token: logout });
    const [header = '', claims = '', signature = ''] = token.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...said, sub: 'somebody-else' })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url');
    const idToken = Buffer.from(JSON.stringify({ ...said, nonce: 'n' })).toString('base64url');
    const wrong = [
      '',
      'a.b.c',
      `${header}.${other}.${signature}`,
      `${unsigned}.${claims}.`,
      `${header}.${idToken}.${signature}`,
    ];
    for (const forged of wrong) expect((await say(forged)).status).toBe(400);
    test.clock.set(new Date(test.clock.now().getTime() + 3 * 60_000));
    expect((await say(token)).status).toBe(400);
    test.clock.set(new Date(test.clock.now().getTime() - 3 * 60_000));
    expect((await client.get('/individuals')).status).toBe(200);

    expect((await say(token)).status).toBe(200);
    expect((await client.get('/individuals')).status).toBe(303);
    expect(
      await test.sql('SELECT ended_at IS NOT NULL AS over FROM access_tokens WHERE id = $1', [program[0]?.id]),
    ).toEqual([{ over: true }]);
    expect(await audited('session.ended_by_provider')).toBe(1);
    expect((await say(token)).status).toBe(200);
    // Nobody here is told who has an account: a stranger of the provider is answered alike.
    expect((await say(await provider.signedOut('nobody-here'))).status).toBe(200);
  });
});

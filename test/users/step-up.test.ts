import { DEMONSTRATION_PASSWORD as PASSWORD } from '../../src/demonstration/partnership';
import { TestApp } from '../support/test-app';
import { later } from '../platform/auth/real-person';

const ADMINISTRATOR = 'administrator@sbc.example';
const OFFICER = 'officer@tvp.example';

/** What gives access to somebody, or to a program, and so asks for a fresh second factor. */
describe('an act of an administrator that gives access', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const acts = (): { page: string; action: string; fields: Record<string, string | string[]> }[] => {
    const path = `/users/${test.userId(OFFICER)}`;
    const agencyId = String(test.partnership.agencies['scf']);
    const invitation = { displayName: 'Nia Forde', email: 'nia@scf.example', agencyId, roles: ['practitioner'] };
    return [
      { page: path, action: `${path}/roles`, fields: { roles: ['manager'], reason: 'Promoted' } },
      { page: path, action: `${path}/agency`, fields: { agencyId, reason: 'Moved' } },
      { page: path, action: `${path}/second-factor-reset`, fields: { reason: 'Lost' } },
      { page: '/users/new', action: '/users', fields: invitation },
    ];
  };
  const state = () =>
    test.sql(
      `SELECT (SELECT json_agg(u ORDER BY id) FROM users u)::text AS users, (SELECT count(*) FROM access_tokens WHERE kind = 'integration') AS tokens`,
    );

  it('is led to confirm five minutes after the second factor, changes nothing, and is offered again', async () => {
    const administrator = await test.browse(ADMINISTRATOR);
    for (const { page, action, fields } of acts()) {
      const before = await state();
      const hidden = await administrator.hiddenFields(page, action);
      later(test, 5 * 60 + 1);
      const answer = await administrator.post(action, { ...hidden, ...fields });
      expect([action, answer.headers['location']]).toEqual([action, '/confirm-it-is-you']);
      expect(await state()).toEqual(before);
      const kept = await administrator.submit('/confirm-it-is-you', { password: PASSWORD });
      expect(kept.headers['location']).toBe('/sign-in/resume');
    }
  });

  it('is refused over the API, to a token that has grown old and to any token of an integration', async () => {
    const old = await test.api(ADMINISTRATOR);
    const administrator = await test.browse(ADMINISTRATOR);
    const made = await administrator.submit('/account/tokens', {
      name: 'Leavers',
      scopes: ['directory:read', 'directory:write'],
      daysValid: '30',
    });
    expect(made.status).toBe(201);
    const integration = /value="([\w-]{43})"|>\s*([\w-]{43})\s*</.exec(made.text)?.slice(1).find(Boolean) ?? '';
    expect(integration).toHaveLength(43);
    later(test, 5 * 60 + 1);
    const before = await state();
    for (const { action, fields } of acts()) {
      for (const token of [old.token, integration]) {
        const answer = await old.post(action, fields).set('Authorization', `Bearer ${token}`).set('If-Match', '"1"');
        expect([action, answer.status, answer.body.type]).toEqual([action, 401, '/problems/step-up-needed']);
      }
    }
    expect(await state()).toEqual(before);
  });

  it('is also making a token and enabling an account; taking access away waits for nothing', async () => {
    const path = `/users/${test.userId(OFFICER)}`;
    const administrator = await test.browse(ADMINISTRATOR);
    const token = await administrator.hiddenFields('/account/tokens', '/account/tokens');
    later(test, 5 * 60 + 1);
    const making = { name: 'Figures', scopes: ['plans:read'], daysValid: '30' };
    const before = await state();
    expect((await administrator.post('/account/tokens', { ...token, ...making })).headers['location']).toBe(
      '/confirm-it-is-you',
    );
    expect(await state()).toEqual(before);
    const disabled = await administrator.submit(`${path}/disablement`, { reason: 'Left' }, path);
    expect(disabled.headers['location']).toBe(path);
    const enabling = await administrator.submit(`${path}/enablement`, { reason: 'Back' }, path);
    expect(enabling.headers['location']).toBe('/confirm-it-is-you');
    expect(await test.sql('SELECT status FROM users WHERE id = $1', [test.userId(OFFICER)])).toEqual([
      { status: 'disabled' },
    ]);
  });
});

import { ACCOUNT_LINK_ASKED } from '../../src/users/account-link';
import { AccountLinks } from '../../src/users';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const ADMINISTRATOR = 'administrator@sbc.example';
const LEAD = 'lead@scf.example';
const PASSWORD = 'violet gravel umbrella tuesday';

describe('an administrator', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const newest = async (kind: string): Promise<string> => {
    const [row] = await test.sql<{ id: string }>(
      'SELECT id FROM account_links WHERE kind = $1 ORDER BY made_at DESC, id DESC LIMIT 1',
      [kind],
    );
    return row?.id ?? '';
  };
  const arm = async (kind: string): Promise<string> =>
    (await test.get(AccountLinks).arm(await newest(kind)))?.token ?? '';
  const invite = async (email: string) =>
    (await test.browse(ADMINISTRATOR)).submit(
      '/users',
      {
        displayName: 'Nia Forde',
        email,
        agencyId: String(test.partnership.agencies['scf']),
        roles: ['practitioner', 'manager'],
      },
      '/users/new',
    );
  const version = async (email: string): Promise<string> => {
    const [row] = await test.sql<{ version: number }>('SELECT version FROM users WHERE email = $1', [email]);
    return String(row?.version);
  };

  it('invites a person, who alone chooses the password, once, by the rules', async () => {
    const answer = await invite('nia@scf.example');
    expect(answer.status).toBe(303);
    const announced = await test.sql('SELECT kind FROM outbox_events WHERE kind = $1 AND subject_id = $2', [
      ACCOUNT_LINK_ASKED,
      await newest('invitation'),
    ]);
    expect(announced).toHaveLength(1);
    const token = await arm('invitation');
    const page = await (await test.browse(ADMINISTRATOR)).get(String(answer.headers['location']));
    expect(page.text).toContain('Invited, has not chosen a password yet');
    expect(page.text).not.toContain(token);
    expect(JSON.stringify(await test.sql('SELECT * FROM account_links'))).not.toContain(token);
    const person = test.anonymous();
    const path = `/sign-in/links/${token}`;
    expect((await person.submit(path, { password: 'short', again: 'short' })).text).toContain('at least 15 characters');
    expect((await person.submit(path, { password: PASSWORD, again: 'other' })).text).toContain(
      'Enter the same password twice',
    );
    expect((await person.submit(path, { password: PASSWORD, again: PASSWORD })).headers['location']).toBe('/sign-in');
    expect((await person.get(path)).status).toBe(404);
    const signIn = await person.submit('/sign-in', { email: 'nia@scf.example', password: PASSWORD });
    expect(signIn.status).toBe(303);
  });

  it('has a fresh link sent, which ends the one of before; none works after 72 hours or a second time at once', async () => {
    const { headers } = await invite('second@scf.example');
    const first = await arm('invitation');
    const link = String(headers['location']);
    await (await test.browse(ADMINISTRATOR)).submit(`${link}/links`, {}, link);
    const second = await arm('invitation');
    expect((await test.anonymous().get(`/sign-in/links/${first}`)).status).toBe(404);
    const now = test.clock.now();
    test.clock.set(new Date(now.getTime() + 72 * 3_600_000 + 1_000));
    expect((await test.anonymous().get(`/sign-in/links/${second}`)).status).toBe(404);
    test.clock.set(now);
    const chosen = await Promise.allSettled([1, 2].map(() => test.get(AccountLinks).choosePassword(second, PASSWORD)));
    expect(chosen.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('disables an account: ten open sessions and a token are refused at their next request, and stay so when it is enabled', async () => {
    const sessions = await Promise.all([...Array(5)].map(() => test.browse('nurse@health.example')));
    const tokens = await Promise.all([...Array(5)].map(() => test.api('nurse@health.example')));
    const path = `/users/${test.userId('nurse@health.example')}`;
    const administrator = await test.browse(ADMINISTRATOR);
    expect((await administrator.submit(`${path}/disablement`, { reason: '' }, path)).status).toBe(422);
    expect((await administrator.submit(`${path}/disablement`, { reason: 'Left the service' }, path)).status).toBe(303);
    const refused = async () => {
      for (const session of sessions) expect((await session.get('/individuals')).headers['location']).toBe('/sign-in');
      for (const token of tokens) expect((await token.get('/individuals')).status).toBe(401);
    };
    await refused();
    expect((await administrator.get(path)).text).toContain('Disabled: Left the service');
    await administrator.submit(`${path}/enablement`, { reason: 'Came back' }, path);
    await refused();
    await test
      .browse('nurse@health.example')
      .then((client) => client.get('/individuals'))
      .then(({ status }) => expect(status).toBe(200));
    expect(await test.sql(`SELECT reason FROM audit_events WHERE act = 'user.disabled'`)).toEqual([
      { reason: 'Left the service' },
    ]);
  });

  it('changes roles with a reason, which hold at the next request; a stale version changes nothing', async () => {
    const officer = await test.browse('officer@tvp.example');
    const path = `/users/${test.userId('officer@tvp.example')}`;
    const administrator = await test.browse(ADMINISTRATOR);
    expect((await officer.get('/individuals')).status).toBe(200);
    const saved = await administrator.submit(
      `${path}/roles`,
      { roles: ['analyst'], reason: 'Moved to analysis' },
      path,
    );
    expect(saved.status).toBe(303);
    expect((await officer.get('/individuals')).status).toBe(403);
    const stale = await administrator.submit(
      `${path}/roles`,
      { roles: ['manager'], reason: 'Late', version: '1' },
      path,
    );
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Late');
    expect(await test.sql(`SELECT roles FROM users WHERE email = 'officer@tvp.example'`)).toEqual([
      { roles: ['analyst'] },
    ]);
  });

  it('never removes the last administrator, nor their own role or account', async () => {
    const administrator = await test.browse(ADMINISTRATOR);
    const own = `/users/${test.userId(ADMINISTRATOR)}`;
    for (const [door, fields] of [
      ['roles', { roles: ['analyst'], reason: 'No more' }],
      ['disablement', { reason: 'No more', version: await version(ADMINISTRATOR) }],
    ] as const) {
      const answer = await administrator.post(`${own}/${door}`, {
        ...(await administrator.hiddenFields(own, `${own}/roles`)),
        ...fields,
        roles: 'roles' in fields ? [...fields.roles] : [],
      });
      expect(answer.status).toBe(409);
    }
    expect(await test.sql(`SELECT roles, status FROM users WHERE email = $1`, [ADMINISTRATOR])).toEqual([
      { roles: ['administrator'], status: 'active' },
    ]);
  });

  it('moves a worker to another agency: sight is lost at once by page and API, the manager keeps the case, history stays', async () => {
    const { individualId } = await makeCase(test);
    const [page, api, manager] = [
      await test.browse(LEAD),
      await test.api(LEAD),
      await test.browse('manager@scf.example'),
    ];
    expect((await page.get(`/individuals/${individualId}`)).status).toBe(200);
    const before = await test.sql(
      'SELECT user_id, agency_id, ended_at FROM assignments WHERE individual_id = $1 ORDER BY id',
      [individualId],
    );
    const path = `/users/${test.userId(LEAD)}`;
    const moved = await (
      await test.browse(ADMINISTRATOR)
    ).submit(`${path}/agency`, { agencyId: String(test.partnership.agencies['tvp']), reason: 'New post' }, path);
    expect(moved.status).toBe(303);
    expect((await page.get(`/individuals/${individualId}`)).headers['location']).toBe('/sign-in');
    expect((await api.get(`/individuals/${individualId}`)).status).toBe(401);
    expect((await (await test.browse(LEAD)).get(`/individuals/${individualId}`)).status).toBe(404);
    expect((await (await test.api(LEAD)).get(`/individuals/${individualId}`)).status).toBe(404);
    expect((await manager.get(`/individuals/${individualId}`)).status).toBe(200);
    expect((await manager.get(`/individuals/${individualId}/people`)).text).toContain('Lena Marsh');
    expect(
      await test.sql('SELECT user_id, agency_id, ended_at FROM assignments WHERE individual_id = $1 ORDER BY id', [
        individualId,
      ]),
    ).toEqual(before);
  });

  it('is the only one who may, and opens no case', async () => {
    const { individualId } = await makeCase(test);
    for (const email of ['manager@scf.example', 'governance@sbc.example']) {
      expect((await (await test.browse(email)).get(`/users/${test.userId(LEAD)}`)).status).toBe(403);
    }
    const administrator = await test.browse(ADMINISTRATOR);
    for (const place of ['', '/notes', '/plan', '/screenings', '/reviews', '/people', '/actions']) {
      expect([403, 404]).toContain((await administrator.get(`/individuals/${individualId}${place}`)).status);
    }
  });
});

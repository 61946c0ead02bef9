import { load } from 'cheerio';
import { ROLES, type Role } from '../../src/platform/access';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const ADMINISTRATOR = 'administrator@sbc.example';
const LEAD = 'lead@scf.example';
const GOVERNANCE = 'governance@sbc.example';
const TO_SETTLE = '[data-qa=roles-to-settle]';
const OFFICER = 'officer@tvp.example';
const REFUSED = 'Administrators and governance cannot open a case';
const WORK_CASES: Role[] = ['practitioner', 'manager', 'panel_member', 'panel_chair'];

describe('whoever gives access or watches over it', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const rolesOf = async (email: string): Promise<Role[] | undefined> =>
    (await test.sql<{ roles: Role[] }>('SELECT roles FROM users WHERE email = $1', [email]))[0]?.roles;
  const invitation = (email: string, roles: Role[]) => ({
    displayName: 'Nia Forde',
    email,
    agencyId: String(test.partnership.agencies['scf']),
    roles,
  });
  const together = (['administrator', 'governance'] as const).flatMap((apart) =>
    WORK_CASES.map((works): [Role, Role] => [apart, works]),
  );

  it.each(together)('is not invited as %s and %s, by page or API', async (...roles) => {
    const email = `${roles.join('.')}@scf.example`;
    const page = await (await test.browse(ADMINISTRATOR)).submit('/users', invitation(email, roles), '/users/new');
    expect(page.status).toBe(422);
    expect(page.text).toContain(REFUSED);
    const api = await (await test.api(ADMINISTRATOR)).post('/users', invitation(email, roles));
    expect(api.status).toBe(422);
    expect(JSON.stringify(api.body)).toContain(REFUSED);
    expect(await rolesOf(email)).toBeUndefined();
  });

  it.each(together)('is not made %s and %s, by page, API or in the database', async (...roles) => {
    const before = await rolesOf(OFFICER);
    const path = `/users/${test.userId(OFFICER)}`;
    const change = { roles, reason: 'Short of people' };
    const page = await (await test.browse(ADMINISTRATOR)).submit(`${path}/roles`, change, path);
    expect(page.status).toBe(422);
    expect(page.text).toContain(REFUSED);
    const [row] = await test.sql<{ version: number }>('SELECT version FROM users WHERE email = $1', [OFFICER]);
    const api = await (
      await test.api(ADMINISTRATOR)
    )
      .post(`${path}/roles`, change)
      .set('If-Match', `"${String(row?.version)}"`);
    expect(api.status).toBe(422);
    expect(JSON.stringify(api.body)).toContain(REFUSED);
    await expect(
      test.sql('UPDATE users SET roles = $2, version = version + 1 WHERE email = $1', [OFFICER, roles]),
    ).rejects.toMatchObject({ code: '23514', constraint: 'users_roles_apart' });
    expect(await rolesOf(OFFICER)).toEqual(before);
  });

  it('may be both, and may count: only working a case is kept apart', async () => {
    const roles: Role[] = ROLES.filter((role) => !WORK_CASES.includes(role));
    const both = invitation('both@sbc.example', roles);
    expect((await (await test.api(ADMINISTRATOR)).post('/users', both)).status).toBe(201);
    expect(await rolesOf('both@sbc.example')).toEqual(roles);
  });

  it('has worked no case among the accounts of the demonstration', async () => {
    const mixed = await test.sql(
      `SELECT email FROM users WHERE roles && '{administrator,governance}' AND roles && $1::text[]`,
      [WORK_CASES],
    );
    expect(mixed).toEqual([]);
  });
});

describe('an account that held both before', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await holdsBoth(OFFICER, ['practitioner', 'governance']);
  });
  afterAll(() => test.stop());

  /** As it was before the database refused it. */
  const holdsBoth = async (email: string, roles: Role[]): Promise<void> => {
    await test.sql('ALTER TABLE users DISABLE TRIGGER users_roles_apart');
    await test.sql('UPDATE users SET roles = $2, version = version + 1 WHERE email = $1', [email, roles]);
    await test.sql('ALTER TABLE users ENABLE TRIGGER users_roles_apart');
  };

  it('can still be disabled, enabled and given roles that go together', async () => {
    const path = `/users/${test.userId(OFFICER)}`;
    const administrator = await test.browse(ADMINISTRATOR);
    for (const [door, fields] of [
      ['disablement', { reason: 'Away' }],
      ['enablement', { reason: 'Back' }],
      ['roles', { roles: ['practitioner'], reason: 'Works cases' }],
    ] as const) {
      const sent = 'roles' in fields ? { ...fields, roles: [...fields.roles] } : fields;
      expect((await administrator.submit(`${path}/${door}`, sent, path)).status).toBe(303);
    }
  });

  it.each(['administrator', 'governance'] as const)(
    'opens no case from the next request on while it is %s too, and is named to those who settle it',
    async (apart) => {
      const made = await makeCase(test);
      const record = `/individuals/${made.individualId}`;
      const [page, api] = [await test.browse(LEAD), await test.api(LEAD)];
      const opens = async (): Promise<number[]> => [(await page.get(record)).status, (await api.get(record)).status];
      const named = async (who: string) => load((await (await test.browse(who)).get('/users')).text)(TO_SETTLE).text();
      expect([await opens(), await named(ADMINISTRATOR)]).toEqual([[200, 200], '']);
      await holdsBoth(LEAD, ['practitioner', apart]);
      expect(await opens()).toEqual([403, 403]);
      expect((await api.get('/individuals')).status).toBe(403);
      const actor = await test.actor(LEAD);
      expect([actor.roles, actor.accessKeys]).toEqual([[apart], []]);
      const scanned = await test.sql('SELECT access_keys FROM actors_for_users(ARRAY[$1::uuid])', [test.userId(LEAD)]);
      expect(scanned).toEqual([{ access_keys: [] }]);
      for (const who of [ADMINISTRATOR, GOVERNANCE]) expect(await named(who)).toContain('and Practitioner');
      const path = `/users/${test.userId(LEAD)}`;
      const settled = { roles: ['practitioner'], reason: 'Works cases' };
      expect((await (await test.browse(ADMINISTRATOR)).submit(`${path}/roles`, settled, path)).status).toBe(303);
      const again = await test.browse(LEAD);
      expect((await again.get(record)).status).toBe(200);
      expect(await named(ADMINISTRATOR)).toBe('');
    },
  );

  it('opens no case by urgent access that it opened before', async () => {
    const made = await makeCase(test);
    await test.sql(
      `INSERT INTO break_glass_grants (id, user_id, individual_id, individual_reference, agency_id, reason, opened_at, expires_at)
       VALUES ($1, $2, $3, $6, $4, 'Danger', $5, $5::timestamptz + interval '2 hours')`,
      [
        newId(),
        test.userId(OFFICER),
        made.individualId,
        test.partnership.agencies['tvp'],
        test.clock.now(),
        made.reference,
      ],
    );
    expect((await test.actor(OFFICER)).openGrants).toHaveLength(1);
    await holdsBoth(OFFICER, ['practitioner', 'governance']);
    expect((await test.actor(OFFICER)).openGrants).toEqual([]);
  });
});

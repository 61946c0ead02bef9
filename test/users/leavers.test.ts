import { load } from 'cheerio';
import { RestrictIndividual } from '../../src/individuals';
import { newId } from '../../src/shared/ids';
import { DisableUser } from '../../src/users';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const ADMINISTRATOR = 'administrator@sbc.example';
const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';

describe('whoever leaves an agency', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const move = async (email: string, agency: string): Promise<void> => {
    const path = `/users/${test.userId(email)}`;
    const fields = { agencyId: String(test.partnership.agencies[agency]), reason: 'A new post' };
    const answer = await (await test.browse(ADMINISTRATOR)).submit(`${path}/agency`, fields, path);
    expect(answer.status).toBe(303);
  };
  afterEach(async () => {
    const [{ agency_id } = { agency_id: '' }] = await test.sql<{ agency_id: string }>(
      'SELECT agency_id FROM users WHERE email = $1',
      [LEAD],
    );
    if (agency_id !== test.partnership.agencies['scf']) await move(LEAD, 'scf');
  });

  /** Pages and API with fresh sign-ins: what the move itself ended is told elsewhere. */
  const sees = async (email: string, path: string): Promise<number[]> => [
    (await (await test.browse(email)).get(path)).status,
    (await (await test.api(email)).get(path)).status,
  ];

  it('is marked on every page of the case, for everybody who works it, until the part is handed over', async () => {
    const { individualId } = await makeCase(test, { planOwner: MANAGER, plan: 'live', reviewDueOn: '2026-11-10' });
    const manager = await test.browse(MANAGER);
    const said = async (path: string) => load((await manager.get(path)).text);
    const facts = async () =>
      (await said(`/individuals/${individualId}`))('.app-case-banner').text().replace(/\s+/g, ' ');
    expect(await facts()).not.toContain('has left');
    await move(LEAD, 'tvp');
    const name = (await test.actor(LEAD)).displayName;
    expect(await facts()).toContain(`Lead professional ${name} (has left, to be handed over)`);
    const list = await said('/reviews?show=overdue');
    expect(list(`a[href*="${individualId}"]`).closest('tr').text()).toContain(`${name} (has left)`);
    const people = await said(`/individuals/${individualId}/people`);
    expect(people('[data-qa="gone"]').text()).toBe('Moved to another agency: to be handed over');
    const { body } = await (await test.api(MANAGER)).get(`/individuals/${individualId}`);
    expect(body.leadProfessional).toMatchObject({ id: test.userId(LEAD), hasGone: true });
    await manager.submit(
      `/individuals/${individualId}/people/assignments`,
      { kind: 'lead_professional', userId: test.userId(MANAGER) },
      `/individuals/${individualId}/people`,
    );
    expect(await facts()).not.toContain('has left');
  });

  it('is off every restricted record at once, nobody is named instead, and the audit says so', async () => {
    const { individualId } = await makeCase(test);
    const named = [test.userId(LEAD), test.userId(MANAGER)];
    const manager = await test.actor(MANAGER);
    const version = await versionOf(individualId);
    await test
      .get(RestrictIndividual)
      .run(manager, { individualId, version, reason: 'A relative works here', namedPeople: named });
    expect(await sees(LEAD, `/individuals/${individualId}`)).toEqual([200, 200]);
    await move(LEAD, 'tvp');
    expect(await sees(LEAD, `/individuals/${individualId}`)).toEqual([404, 404]);
    expect(await sees(MANAGER, `/individuals/${individualId}`)).toEqual([200, 200]);
    expect(await test.sql('SELECT restricted_to, access_keys FROM individuals WHERE id = $1', [individualId])).toEqual([
      { restricted_to: [test.userId(MANAGER)], access_keys: [test.userId(MANAGER)] },
    ]);
    expect(await versionOf(individualId)).toBe(version + 2);
    expect(
      await test.sql(
        `SELECT actor_id, fields, reason FROM audit_events WHERE act = 'individual.named_people_changed' AND individual_id = $1`,
        [individualId],
      ),
    ).toEqual([{ actor_id: test.userId(ADMINISTRATOR), fields: ['restrictedTo'], reason: 'A new post' }]);
    await move(LEAD, 'scf');
    expect(await sees(LEAD, `/individuals/${individualId}`)).toEqual([404, 404]);
  });

  it('leaves no restricted record to nobody: it falls to whoever restricted it, who is told and may name others', async () => {
    const { individualId } = await makeCase(test);
    const manager = await test.actor(MANAGER);
    const restriction = { individualId, version: await versionOf(individualId), reason: 'A relative works here' };
    const named = [test.userId(LEAD), test.userId('manager@tvp.example')];
    await test.get(RestrictIndividual).run(manager, { ...restriction, namedPeople: named });
    expect(await sees(MANAGER, `/individuals/${individualId}`)).toEqual([404, 404]);
    const disable = { userId: test.userId('manager@tvp.example'), version: 1, reason: 'Left' };
    await test.get(DisableUser).run(await test.actor(ADMINISTRATOR), disable);
    expect(await sees(LEAD, `/individuals/${individualId}`)).toEqual([200, 200]);
    expect(await sees(MANAGER, `/individuals/${individualId}`)).toEqual([200, 200]);
    expect(await sees('chair@mace.example', `/individuals/${individualId}`)).toEqual([404, 404]);
    const told = 'SELECT recipient_id FROM access_notices WHERE individual_id = $1 AND kind = $2';
    expect(await test.sql(told, [individualId, 'named'])).toEqual([{ recipient_id: test.userId(MANAGER) }]);
    const gone = 'SELECT recipient_id FROM handover_notices WHERE about_user_id = $1 AND kind = $2';
    expect(await test.sql(gone, [disable.userId, 'nobody_named'])).toEqual([]);
  });

  it('no longer sees a record they added that nobody works yet; the managers of the agency do, and hand it on', async () => {
    const id = newId();
    await test.sql(
      `INSERT INTO individuals (id, reference, given_name, family_name, search_name, created_by, created_at)
       VALUES ($1, 'TC-2026-8001', 'Arlo', 'Tindall', 'arlo tindall', $2, $3)`,
      [id, test.userId(LEAD), test.clock.now()],
    );
    const path = `/individuals/${id}`;
    expect(await sees(LEAD, path)).toEqual([200, 200]);
    expect(await sees(MANAGER, path)).toEqual([404, 404]);
    await move(LEAD, 'tvp');
    expect(await sees(LEAD, path)).toEqual([404, 404]);
    expect(await sees(MANAGER, path)).toEqual([200, 200]);
    expect(await sees('officer@tvp.example', path)).toEqual([404, 404]);
    await move(LEAD, 'scf');
    expect(await sees(MANAGER, path)).toEqual([404, 404]);
  });

  it('no longer sees an action that was theirs to do there, and does when they are back', async () => {
    const { individualId, planId } = await makeCase(test, { leadProfessional: null, plan: 'draft' });
    const id = newId();
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
       VALUES ($1, $2, 'plan', $3, 'Meet him after school', 'support', $4, $5, '2026-12-01', $6, $7)`,
      [
        id,
        individualId,
        planId,
        test.userId(LEAD),
        test.partnership.agencies['scf'],
        test.userId(MANAGER),
        test.clock.now(),
      ],
    );
    const shown = async (): Promise<boolean> =>
      (await (await test.browse(LEAD)).get('/actions')).text.includes('Meet him after school');
    expect(await shown()).toBe(true);
    await move(LEAD, 'tvp');
    expect(await shown()).toBe(false);
    expect(await test.sql('SELECT status, owner_id FROM actions WHERE id = $1', [id])).toEqual([
      { status: 'open', owner_id: test.userId(LEAD) },
    ]);
    await move(LEAD, 'scf');
    expect(await shown()).toBe(true);
  });

  const versionOf = async (id: string): Promise<number> => {
    const [row] = await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [id]);
    return row?.version ?? 0;
  };
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { wrongCases } from '../support/cases-by-key';
import { type ApiClient, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const CHAIR = 'chair@mace.example';
const OFFICER = 'officer@tvp.example';

describe('a restricted record', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(async () => {
    expect(await wrongCases(test)).toBe(0);
    await test.stop();
  });

  const ids = (...emails: string[]): string[] => emails.map((email) => test.userId(email));
  const restrict = async (api: ApiClient, id: string, people: string[], version = 1) =>
    api
      .post(`/individuals/${id}/restriction`, { reason: 'Her father works for the council', namedPeople: people })
      .set('If-Match', `"${version}"`);
  const restricted = async (people = [LEAD, MANAGER, CHAIR]) => {
    const made = await makeCase(test, { planOwner: OFFICER, plan: 'draft' });
    const answer = await restrict(await test.api(CHAIR), made.individualId, ids(...people));
    expect(answer.status).toBe(201);
    return made.individualId;
  };
  const noticesOf = (individualId: string) =>
    test.sql<{ email: string; kind: string }>(
      `SELECT u.email, n.kind FROM access_notices n JOIN users u ON u.id = n.recipient_id
        WHERE n.individual_id = $1 ORDER BY n.made_at, n.id, u.email`,
      [individualId],
    );

  it('is made on the page by a manager of the case, told to the named, and gone for everybody else', async () => {
    const { individualId: id } = await makeCase(test, { planOwner: OFFICER });
    const manager = await test.browse(MANAGER);
    const officer = await test.browse(OFFICER);
    expect((await officer.get(`/individuals/${id}`)).status).toBe(200);
    expect((await manager.get(`/individuals/${id}/access`)).text).toContain('Restrict this record');
    const form = `/individuals/${id}/restriction/new`;
    const wrong = await manager.submit(`/individuals/${id}/restriction`, { reason: 'Kept words' }, form);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Select at least two people who may see this record');
    expect(wrong.text).toContain('Kept words');
    const sent = await manager.submit(
      `/individuals/${id}/restriction`,
      { reason: 'A relative works here', namedPeople: ids(LEAD, MANAGER) },
      form,
    );
    expect([sent.status, sent.headers['location']]).toEqual([303, `/individuals/${id}/access`]);
    const page = (await manager.get(`/individuals/${id}/access`)).text;
    expect(page).toContain('This record is restricted.');
    expect(load(page)('[data-qa=named-people] li').length).toBe(2);
    expect(page).toMatch(/app-case-banner[\s\S]*Restricted/);
    expect((await (await test.browse(LEAD)).get(`/individuals/${id}`)).status).toBe(200);
    for (const email of [OFFICER, CHAIR, 'member@mace.example', 'manager@tvp.example']) {
      expect((await (await test.browse(email)).get(`/individuals/${id}`)).status).toBe(404);
    }
    expect(await noticesOf(id)).toEqual([{ email: LEAD, kind: 'restricted' }]);
    expect((await (await test.browse(LEAD)).get('/access-notices')).text).toContain('named you on it');
    const [audited] = await test.sql(
      `SELECT act, reason FROM audit_events WHERE act = 'individual.restricted' AND individual_id = $1`,
      [id],
    );
    expect(audited).toEqual({ act: 'individual.restricted', reason: 'A relative works here' });
  });

  it('is not made by who works the case, from an old version, for too few, or twice', async () => {
    const { individualId: id } = await makeCase(test);
    const chair = await test.api(CHAIR);
    expect((await restrict(await test.api(LEAD), id, ids(LEAD, MANAGER))).status).toBe(403);
    expect((await restrict(await test.api('manager@tvp.example'), id, ids(LEAD, MANAGER))).status).toBe(404);
    expect((await restrict(chair, id, ids(LEAD, MANAGER), 7)).status).toBe(409);
    expect((await restrict(chair, id, ids(LEAD, OFFICER))).body.problems[0].message).toMatch(/manager or panel chair/);
    expect((await restrict(chair, id, ids(LEAD, 'governance@sbc.example'))).status).toBe(422);
    expect(await test.sql('SELECT is_restricted FROM individuals WHERE id = $1', [id])).toEqual([
      { is_restricted: false },
    ]);
    expect((await restrict(chair, id, ids(CHAIR, MANAGER))).status).toBe(201);
    expect((await restrict(chair, id, ids(CHAIR, MANAGER), 2)).status).toBe(409);
  });

  it('changes its named people: the new one is told, the old one loses sight at once', async () => {
    const id = await restricted([LEAD, CHAIR]);
    const lead = await test.api(LEAD);
    const chair = await test.api(CHAIR);
    expect((await lead.get(`/individuals/${id}`)).status).toBe(200);
    const people = { namedPeople: ids(CHAIR, OFFICER) };
    expect(
      (await lead.send('put', `/individuals/${id}/restriction/named-people`).set('If-Match', '"2"').send(people))
        .status,
    ).toBe(403);
    const changed = await chair
      .send('put', `/individuals/${id}/restriction/named-people`)
      .set('If-Match', '"2"')
      .send(people);
    expect(changed.body).toEqual({ version: 3, isStillVisible: true });
    expect((await lead.get(`/individuals/${id}`)).status).toBe(404);
    expect((await (await test.api(OFFICER)).get(`/individuals/${id}`)).status).toBe(200);
    expect(await noticesOf(id)).toContainEqual({ email: OFFICER, kind: 'named' });
  });

  it('is lifted by two people: one asks, another of right agrees, never the same', async () => {
    const id = await restricted();
    const [lead, manager, chair] = await Promise.all([LEAD, MANAGER, CHAIR].map((email) => test.api(email)));
    const path = `/individuals/${id}/restriction`;
    const agree = (api: ApiClient | undefined) => api?.post(`${path}/lifting`).set('If-Match', '"2"');
    expect((await agree(manager))?.status).toBe(409);
    expect((await chair?.post(`${path}/lifting-request`, { reason: ' ' }))?.status).toBe(422);
    expect((await chair?.post(`${path}/lifting-request`, { reason: 'He has moved away' }))?.status).toBe(201);
    expect((await manager?.post(`${path}/lifting-request`, { reason: 'Me too' }))?.status).toBe(409);
    expect((await agree(chair))?.status).toBe(403);
    expect((await agree(lead))?.status).toBe(403);
    expect((await agree(await test.api(OFFICER)))?.status).toBe(404);
    expect((await manager?.get(path))?.body.liftingRequest).toMatchObject({ reason: 'He has moved away' });
    expect((await agree(manager))?.body).toEqual({ version: 3, isStillVisible: true });
    expect((await (await test.api(OFFICER)).get(`/individuals/${id}`)).status).toBe(200);
    const [row] = await test.sql(
      'SELECT lift_asked_by, lifted_by FROM individual_restrictions WHERE individual_id = $1',
      [id],
    );
    expect(row).toEqual({ lift_asked_by: test.userId(CHAIR), lifted_by: test.userId(MANAGER) });
    expect((await noticesOf(id)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['lift_asked', 'lifted']));
  });

  it('stays restricted when the request is withdrawn or its week is over', async () => {
    const id = await restricted();
    const path = `/individuals/${id}/restriction`;
    const chair = await test.browse(CHAIR);
    const asking = await chair.submit(`${path}/lifting-request`, { reason: 'Safe now' }, `${path}/lifting`);
    expect(asking.status).toBe(303);
    expect((await chair.get(`${path}/lifting`)).text).toContain('You cannot agree to what you asked for');
    expect((await chair.submit(`${path}/lifting-request/withdrawal`, {}, `${path}/lifting`)).status).toBe(303);
    expect((await chair.submit(`${path}/lifting-request`, { reason: 'Safe now' }, `${path}/lifting`)).status).toBe(303);
    test.clock.set('2026-11-29T10:00:00Z');
    const manager = await test.api(MANAGER);
    const late = await manager.post(`${path}/lifting`).set('If-Match', '"2"');
    expect([late.status, late.body.type]).toEqual([409, '/problems/conflict']);
    expect((await manager.post(`${path}/lifting-request`, { reason: 'Again' })).status).toBe(201);
    const states = await test.sql(
      'SELECT status FROM two_person_requests WHERE individual_id = $1 ORDER BY asked_at, id',
      [id],
    );
    expect(states.map(({ status }) => status)).toEqual(['withdrawn', 'expired', 'waiting']);
    test.clock.set('2026-11-21T10:00:00Z');
  });

  it('holds two people in the database, whatever the code does', async () => {
    const id = await restricted();
    await (await test.api(CHAIR)).post(`/individuals/${id}/restriction/lifting-request`, { reason: 'Safe now' });
    await expect(
      test.sql(
        `UPDATE two_person_requests SET status = 'agreed', decided_by = asked_by, decided_at = asked_at, version = version + 1
          WHERE individual_id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'two_person_requests_two_people' });
  });
});

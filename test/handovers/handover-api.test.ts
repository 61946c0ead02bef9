import { load } from 'cheerio';
import { TestApp } from '../support/test-app';
import { assigned, colleague, end, holders, leaver } from './arrange';

const MANAGER = 'manager@scf.example';

describe('a handover over the API, and to whom', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('is prepared, confirmed and undone over the API, with Idempotency-Key and If-Match', async () => {
    const { gone, next, individualId } = await leaver(test, 'Gwen Leaver');
    const api = await test.api(MANAGER);
    const add = () => api.post('/handovers', { fromUserId: gone }).set('Idempotency-Key', 'handover-of-gwen');
    const [first, again] = [await add(), await add()];
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    const path = `/handovers/${String(first.body.id)}`;
    const read = await api.get(path);
    expect([read.headers['etag'], read.body.things.length]).toEqual(['"1"', 2]);
    expect(read.body.things[0].possibleHolderIds).toContain(next);
    expect((await api.patch(path, { forAll: next })).status).toBe(428);
    expect((await api.patch(path, { forAll: next }).set('If-Match', '"1"')).status).toBe(200);
    expect((await api.post(`${path}/confirmation`).set('If-Match', '"1"')).status).toBe(409);
    const done = await api.post(`${path}/confirmation`).set('If-Match', '"2"');
    expect([done.status, done.body.moved]).toEqual([201, 2]);
    expect((await holders(test, individualId))[0]?.user_id).toBe(next);
    const undone = await api.post(`${path}/undoing`).set('If-Match', '"3"');
    expect(undone.body.moves.map((move: { outcome: string }) => move.outcome)).toEqual(['given_back', 'given_back']);
    const other = await test.api('manager@tvp.example');
    expect((await other.get(path)).status).toBe(404);
    expect((await other.post(`${path}/confirmation`).set('If-Match', '"4"')).status).toBe(404);
    expect((await other.get('/handovers')).body.items).toEqual([]);
    const lead = await test.api('lead@scf.example');
    expect((await lead.get(path)).status).toBe(403);
  });

  it('lets the panel’s chair hand on what its cases hold and its seats, and no manager a seat', async () => {
    const gone = await colleague(test, 'Sid Seated', 'tvp', ['panel_member']);
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, '2026-06-01')`,
      [test.partnership.panelId, gone],
    );
    const next = await colleague(test, 'Sue Successor', 'tvp', ['panel_member']);
    await end(test, gone);
    expect((await (await test.api('manager@tvp.example')).post('/handovers', { fromUserId: gone })).status).toBe(409);
    const chair = await test.api('chair@mace.example');
    const { body } = await chair.post('/handovers', { fromUserId: gone });
    await chair.patch(`/handovers/${String(body.id)}`, { forAll: next }).set('If-Match', '"1"');
    expect((await chair.post(`/handovers/${String(body.id)}/confirmation`).set('If-Match', '"2"')).status).toBe(201);
    expect(
      await test.sql('SELECT user_id FROM panel_members WHERE user_id = ANY ($1) AND ended_at IS NULL', [[gone, next]]),
    ).toEqual([{ user_id: next }]);
  });

  it('offers also who is away today, and nobody whose account is disabled or who took their part to another agency', async () => {
    const { gone, next, individualId } = await leaver(test, 'Gina Leaver');
    const moved = await colleague(test, 'Mo Moved', 'scf');
    await assigned(test, individualId, 'practitioner', moved);
    await test.sql('UPDATE users SET agency_id = $2, version = version + 1 WHERE id = $1', [
      moved,
      test.partnership.agencies['tvp'],
    ]);
    const partner = await colleague(test, 'Pia Partner', 'school');
    await assigned(test, individualId, 'practitioner', partner);
    const disabled = await colleague(test, 'Dee Disabled', 'scf');
    await end(test, disabled);
    await test.sql(
      `INSERT INTO absences (id, user_id, starts_on, ends_on, kind, recorded_by, recorded_at)
       VALUES (gen_random_uuid(), $1, '2026-11-20', '2026-11-21', 'leave', $1, now())`,
      [next],
    );
    const api = await test.api(MANAGER);
    const { body } = await api.post('/handovers', { fromUserId: gone });
    const [lead] = (await api.get(`/handovers/${String(body.id)}`)).body.things;
    expect(lead.possibleHolderIds).toContain(partner);
    expect(lead.possibleHolderIds).not.toContain(moved);
    expect(lead.possibleHolderIds).toContain(next);
    expect(lead.possibleHolderIds).not.toContain(disabled);
    expect(load((await (await test.browse(MANAGER)).get('/handovers')).text)('main').text()).toContain(
      'Moved to another agency',
    );
  });
});

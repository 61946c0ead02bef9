import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('the actions API', () => {
  let test: TestApp;
  let made: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    made = await makeCase(test, { plan: 'draft' });
  });
  afterAll(() => test.stop());

  const asked = (more: object = {}) => ({
    individualId: made.individualId,
    madeIn: 'plan',
    madeInId: made.planId,
    description: 'Offer a mentor',
    kind: 'support',
    ownerId: test.userId('lead@scf.example'),
    dueOn: '2026-11-30',
    ...more,
  });

  it('makes one action of a repeated request, and reads it with its version', async () => {
    const api = await test.api('lead@scf.example');
    const first = await api.post('/actions', asked()).set('Idempotency-Key', 'once-and-only');
    const again = await api.post('/actions', asked()).set('Idempotency-Key', 'once-and-only');
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const read = await api.get(`/actions/${first.body.id}`);
    expect(read.headers['etag']).toBe('"1"');
    expect(read.body).toMatchObject({ status: 'open', isOverdue: false, individualId: made.individualId });
  });

  it('refuses what does not belong together, another agency’s case, and dates that cannot be', async () => {
    const other = await makeCase(test, { plan: 'draft' });
    const api = await test.api('lead@scf.example');
    expect((await api.post('/actions', asked({ madeInId: other.planId }))).status).toBe(422);
    expect((await api.post('/actions', asked({ dueOn: '2026-11-20' }))).body.problems[0].field).toBe('dueOn');
    expect((await api.post('/actions', asked({ ownerId: test.userId('analyst@sbc.example') }))).status).toBe(422);
    expect((await api.post('/actions', asked({ goalId: other.planId }))).status).toBe(404);
    expect((await (await test.api('officer@tvp.example')).post('/actions', asked())).status).toBe(404);
    expect((await (await test.api('analyst@sbc.example')).get('/actions')).status).toBe(403);
  });

  it('closes with the version that was read, and says when it is stale', async () => {
    const api = await test.api('lead@scf.example');
    const { id } = (await api.post('/actions', asked())).body;
    const closure = { status: 'done', outcome: 'Mentor found' };
    expect((await api.post(`/actions/${id}/closure`, closure)).status).toBe(428);
    expect((await api.post(`/actions/${id}/closure`, closure).set('If-Match', '"7"')).status).toBe(409);
    const closed = await api.post(`/actions/${id}/closure`, closure).set('If-Match', '"1"');
    expect(closed.status).toBe(201);
    expect(closed.body).toMatchObject({ status: 'done', outcome: 'Mentor found', version: 2 });
    expect((await api.post(`/actions/${id}/closure`, closure).set('If-Match', '"2"')).status).toBe(409);
  });

  it('pages through the actions of a case by cursor, and through one’s own', async () => {
    const long = await makeCase(test, { plan: 'draft' });
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
       SELECT gen_random_uuid(), $1, 'plan', $2, 'Action ' || n, 'support', u.id, u.agency_id, date '2026-12-01' + n / 3, u.id, now()
         FROM generate_series(1, 40) n, users u WHERE u.id = $3`,
      [long.individualId, long.planId, test.userId('nurse@health.example')],
    );
    const lead = await test.api('lead@scf.example');
    const first = (await lead.get(`/actions?individualId=${long.individualId}`)).body;
    const second = (await lead.get(`/actions?individualId=${long.individualId}&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect([first.items.length, second.items.length, new Set(ids).size, second.nextCursor]).toEqual([25, 15, 40, null]);
    const nurse = await test.api('nurse@health.example');
    expect((await nurse.get('/actions')).body.items.length).toBe(25);
    expect((await nurse.get(`/actions?individualId=${long.individualId}`)).status).toBe(404);
    expect((await nurse.get('/actions?cursor=nonsense')).status).toBe(422);
  });
});

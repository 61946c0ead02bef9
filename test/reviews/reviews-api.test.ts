import { makeCase, type MadeCase } from '../factories';
import { wrongCases } from '../support/cases-by-key';
import { type ApiClient, TestApp } from '../support/test-app';

describe('reviews over the API', () => {
  let test: TestApp;
  let lead: ApiClient;
  const body = (made: MadeCase, changed: object = {}) => ({
    individualId: made.individualId,
    scheduleId: made.scheduleId,
    scheduleVersion: 1,
    heldOn: '2026-11-20',
    personViewAnswer: 'could_not_ask',
    personView: 'In hospital; asked again on Monday.',
    summary: 'Ward and school reported.',
    decision: 'revise',
    rationale: 'The goals no longer fit.',
    attendees: [{ name: 'Ward sister', attended: true, contribution: 'Report' }],
    ...changed,
  });
  const due = () => makeCase(test, { plan: 'live', reviewDueOn: '2026-11-20' });

  beforeAll(async () => {
    test = await TestApp.start();
    lead = await test.api('lead@scf.example');
  });
  afterAll(async () => {
    expect(await wrongCases(test)).toBe(0);
    await test.stop();
  });

  it('records once however often the same request is sent, and reads it back', async () => {
    const made = await due();
    const send = () => lead.post('/reviews', body(made)).set('Idempotency-Key', 'review-0001');
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(first.body.nextDueOn).toBe('2026-12-31');
    const one = await lead.get(`/reviews/${first.body.id}`);
    expect(one.body).toMatchObject({
      deadlineOn: '2026-11-20',
      daysLate: 0,
      decision: 'revise',
      attendees: [{ name: 'Ward sister', agencyId: null, attended: true, contribution: 'Report' }],
    });
    const list = await lead.get(`/reviews?individualId=${made.individualId}`);
    expect(list.body).toMatchObject({ items: [{ id: first.body.id }], nextCursor: null });
    const schedules = await lead.get(`/review-schedules?individualId=${made.individualId}`);
    expect(schedules.body.items).toMatchObject([{ status: 'completed' }, { status: 'active', dueOn: '2026-12-31' }]);
  });

  it('refuses a stale version and a second review of one schedule', async () => {
    const made = await due();
    expect((await lead.post('/reviews', body(made, { scheduleVersion: 7 }))).status).toBe(409);
    expect((await lead.post('/reviews', body(made))).status).toBe(201);
    const again = await lead.post('/reviews', body(made, { heldOn: '2026-11-21' }));
    expect([again.status, again.body.type]).toEqual([409, '/problems/stale']);
  });

  it.each([
    [{ heldOn: '2026-02-30' }, 'heldOn'],
    [{ heldOn: 20261120 }, 'heldOn'],
    [{ decision: 'maybe' }, 'decision'],
    [{ summary: 'x'.repeat(10_001) }, 'summary'],
    [{ personView: 'NUL \u0000' }, 'personView'],
    [{ deadlineOn: '2027-01-01' }, 'deadlineOn'],
    [{ attendees: 'everybody' }, 'attendees'],
    [{ attendees: [{ name: 'A', attended: 'yes', contribution: '' }] }, 'attendees.0.attended'],
    [{ individualId: 'x' }, 'individualId'],
  ])('says what is wrong with %j', async (changed, field) => {
    const made = await due();
    const answer = await lead.post('/reviews', body(made, changed));
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.problems).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });

  it('does not exist for another agency and is refused to roles without cases', async () => {
    const made = await due();
    const officer = await test.api('officer@tvp.example');
    expect((await officer.post('/reviews', body(made))).status).toBe(404);
    expect((await officer.get(`/reviews?individualId=${made.individualId}`)).status).toBe(404);
    const { body: recorded } = await lead.post('/reviews', body(made));
    expect((await officer.get(`/reviews/${recorded.id}`)).status).toBe(404);
    expect((await lead.get('/reviews')).status).toBe(422);
    for (const email of ['analyst@sbc.example', 'governance@sbc.example']) {
      expect((await (await test.api(email)).get(`/reviews/${recorded.id}`)).status).toBe(403);
    }
  });

  it('gives a case in one answer: who, the plan and the reviews, with one audit row', async () => {
    const made = await due();
    const { body: recorded } = await lead.post('/reviews', body(made));
    const { status, body: file } = await lead.get(`/individuals/${made.individualId}/case-file`);
    expect(status).toBe(200);
    const plan = { id: made.planId, status: 'live', needs: expect.any(Array), actions: expect.any(Array) };
    expect(file).toMatchObject({ individual: { id: made.individualId }, plan, reviews: [{ id: recorded.id }] });
    expect(JSON.stringify(file)).not.toContain('accessKeys');
    const rows = await test.sql(`SELECT 1 FROM audit_events WHERE act LIKE '%case_file_read' AND individual_id = $1`, [
      made.individualId,
    ]);
    expect(rows).toHaveLength(1);
    const officer = await test.api('officer@tvp.example');
    expect((await officer.get(`/individuals/${made.individualId}/case-file`)).status).toBe(404);
  });

  it('counts what is overdue for those who may see it, and lists open plans by their next review', async () => {
    const late = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-01' });
    const soon = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-02' });
    const overdue = async (client: ApiClient): Promise<number> =>
      (await client.get('/review-schedules/overdue-counts')).body.overdue;
    const listed = async (client: ApiClient): Promise<string[]> =>
      (await client.get('/plans?sort=next_review')).body.items.map((plan: { id: string }) => plan.id);
    const [before, others] = [await overdue(lead), await test.api('officer@tvp.example')];
    const ids = await listed(lead);
    expect([ids.indexOf(late.planId ?? ''), ids.indexOf(soon.planId ?? '')]).toEqual([0, 1]);
    expect([await overdue(others), await listed(others)]).toEqual([0, []]);
    await lead.post('/reviews', body(late));
    expect(await overdue(lead)).toBe(before - 1);
    expect((await listed(lead)).indexOf(soon.planId ?? '')).toBe(0);
  });
});

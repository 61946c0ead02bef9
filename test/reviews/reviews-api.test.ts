import { makeCase, type MadeCase } from '../factories';
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
  afterAll(() => test.stop());

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
});

import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { withoutCases } from './without-cases';

describe('meetings over the API', () => {
  let test: TestApp;
  let made: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    await withoutCases(test);
    made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
  });

  const newMeeting = { heldOn: '2026-11-21', startsAt: '10:00', place: 'Online' };

  it('take the panel from planning to a decision', async () => {
    const chair = await test.api('chair@mace.example');
    const planned = await chair.post('/meetings', newMeeting).set('Idempotency-Key', 'plan-the-21st');
    expect(planned.status).toBe(201);
    const again = await chair.post('/meetings', newMeeting).set('Idempotency-Key', 'plan-the-21st');
    expect(again.body).toEqual(planned.body);
    const list = await chair.get('/meetings');
    expect(list.body).toMatchObject({ items: [{ ...newMeeting, itemCount: 1, decidedCount: 0 }], nextCursor: null });
    const nobody = await chair.post(`/meetings/${planned.body.id}/items`, { individualId: null });
    expect(nobody.status).toBe(422);
    const meeting = await chair.get(`/meetings/${planned.body.id}`);
    expect(meeting.headers['etag']).toBe('"1"');
    const [item] = meeting.body.items;
    expect(item).toMatchObject({ reference: made.reference, reason: 'review_overdue', reviewDueOn: '2026-11-10' });
    const member = await test.api('member@mace.example');
    const path = `/meetings/${planned.body.id}/items/${item.id}/decision`;
    const body = {
      decision: 'revise',
      rationale: 'Risk has moved',
      personViewAnswer: 'could_not_ask',
      personView: 'Missing since Tuesday',
      actions: [
        { description: 'Call', kind: 'safeguard', ownerId: test.userId('officer@tvp.example'), dueOn: '2026-11-23' },
      ],
    };
    expect((await member.post(path, body)).status).toBe(428);
    expect((await member.post(path, { ...body, actions: [{ kind: 'x' }] }).set('If-Match', '"1"')).status).toBe(422);
    expect((await member.post(path, { ...body, colour: 'red' }).set('If-Match', '"1"')).status).toBe(422);
    const decided = await member.post(path, body).set('If-Match', `"${item.version}"`);
    expect(decided.status).toBe(201);
    expect(decided.body).toMatchObject({ id: item.id, nextDueOn: '2026-12-31' });
    expect((await member.post(path, body).set('If-Match', `"${item.version}"`)).status).toBe(409);
    const closed = await chair.post(`/meetings/${planned.body.id}/closure`).set('If-Match', '"1"');
    expect(closed.status).toBe(201);
    const after = await member.get(`/meetings/${planned.body.id}`);
    expect(after.body).toMatchObject({ status: 'held', items: [{ decision: 'revise', decidedBy: 'Mo Lindqvist' }] });
  });

  it('refuse what a member may not do and what nobody outside the panel may', async () => {
    const member = await test.api('member@mace.example');
    expect((await member.post('/meetings', newMeeting)).status).toBe(403);
    const lead = await test.api('lead@scf.example');
    expect((await lead.get('/meetings')).status).toBe(403);
    const { body } = await (await test.api('chair@mace.example')).post('/meetings', newMeeting);
    expect((await member.post(`/meetings/${body.id}/agenda`)).status).toBe(403);
    expect((await member.get('/meetings/00000000-0000-7000-8000-000000000009')).status).toBe(404);
    expect((await member.get('/meetings/nothing')).status).toBe(404);
    expect((await member.get('/meetings?cursor=bad')).status).toBe(422);
    const known = await makeCase(test, { plan: 'live', reviewDueOn: '2027-06-01' });
    const added = await member.post(`/meetings/${body.id}/items`, { reference: known.reference });
    expect(added.status).toBe(201);
    expect((await member.post(`/meetings/${body.id}/items`, {})).status).toBe(422);
  });
});

import { somebodyIsThere } from '../support/open-the-room';
import { makeCase, type MadeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';
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
  /** A Saturday, and meant. */
  const meant = { ...newMeeting, onRestDay: true };

  it('take the panel from planning to a decision', async () => {
    const chair = await test.api('chair@mace.example');
    const planned = await chair.post('/meetings', meant).set('Idempotency-Key', 'plan-the-21st');
    expect(planned.status).toBe(201);
    const again = await chair.post('/meetings', meant).set('Idempotency-Key', 'plan-the-21st');
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
    const refused = await member.post(path, body).set('If-Match', '"1"');
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain('This meeting has not been opened');
    const people = { chairId: test.userId('chair@mace.example'), minuteTakerId: test.userId('member@mace.example') };
    await chair.post(`/meetings/${planned.body.id}/opening`, people).set('If-Match', '"1"');
    const unasked = await member.post(path, body).set('If-Match', '"1"');
    expect(unasked.status).toBe(422);
    expect(JSON.stringify(unasked.body)).toContain('Enter why the panel decides without a quorum');
    const without = { withoutQuorumReason: 'The threat is real and cannot wait' };
    expect((await member.post(path, body)).status).toBe(428);
    expect((await member.post(path, { ...body, actions: [{ kind: 'x' }] }).set('If-Match', '"1"')).status).toBe(422);
    expect((await member.post(path, { ...body, colour: 'red' }).set('If-Match', '"1"')).status).toBe(422);
    const decided = await member.post(path, { ...body, ...without }).set('If-Match', `"${item.version}"`);
    expect(decided.status).toBe(201);
    expect(decided.body).toMatchObject({ id: item.id, nextDueOn: '2026-12-31' });
    expect((await member.post(path, body).set('If-Match', `"${item.version}"`)).status).toBe(409);
    const closed = await chair.post(`/meetings/${planned.body.id}/closure`).set('If-Match', '"2"');
    expect(closed.status).toBe(201);
    const after = await member.get(`/meetings/${planned.body.id}`);
    expect(after.body).toMatchObject({ status: 'held', items: [{ decision: 'revise', decidedBy: 'Mo Lindqvist' }] });
  });

  it('refuse what a member may not do and what nobody outside the panel may', async () => {
    const member = await test.api('member@mace.example');
    expect((await member.post('/meetings', meant)).status).toBe(403);
    const lead = await test.api('lead@scf.example');
    expect((await lead.get('/meetings')).status).toBe(403);
    const { body } = await (await test.api('chair@mace.example')).post('/meetings', meant);
    expect((await member.post(`/meetings/${body.id}/agenda`)).status).toBe(403);
    expect((await member.get('/meetings/00000000-0000-7000-8000-000000000009')).status).toBe(404);
    expect((await member.get('/meetings/nothing')).status).toBe(404);
    expect((await member.get('/meetings?cursor=bad')).status).toBe(422);
    const known = await makeCase(test, { plan: 'live', reviewDueOn: '2027-06-01' });
    const added = await member.post(`/meetings/${body.id}/items`, { reference: known.reference });
    expect(added.status).toBe(201);
    expect((await member.post(`/meetings/${body.id}/items`, {})).status).toBe(422);
  });

  it('take the room from its opening to sealed minutes, with entries, a deferral and a lost item', async () => {
    const [chair, member] = [await test.api('chair@mace.example'), await test.api('member@mace.example')];
    const path = `/meetings/${String((await chair.post('/meetings', meant)).body.id)}`;
    const next = `/meetings/${String((await chair.post('/meetings', { ...newMeeting, heldOn: '2026-12-10' })).body.id)}`;
    const people = { chairId: test.userId('chair@mace.example'), minuteTakerId: test.userId('member@mace.example') };
    const send = async (to: string, body: object = {}) => {
      const { version } = (await chair.get(to.split('/').slice(0, 3).join('/'))).body;
      return (await chair.post(to, body).set('If-Match', `"${String(version)}"`)).status;
    };
    expect(await send(`${path}/opening`, people)).toBe(201);
    expect((await member.post(`${path}/opening`, people).set('If-Match', '"2"')).status).toBe(403);
    const attendances = [{ userId: people.chairId, status: 'present', hasAccepted: true }];
    expect((await member.post(`${path}/attendances`, { attendances })).status).toBe(201);
    expect(
      (await member.post(`${path}/attendances`, { attendances: [{ userId: people.chairId, status: 'absent' }] }))
        .status,
    ).toBe(409);
    const [item] = (await chair.get(path)).body.items;
    const entry = { kind: 'themes', text: 'Debt' };
    expect((await member.post(`${path}/items/${item.id}/entries`, entry)).status).toBe(201);
    const lost = { userId: people.minuteTakerId, reason: 'A cousin' };
    expect((await member.post(`${path}/items/${item.id}/conflict`, lost)).status).toBe(201);
    expect((await member.post(`${path}/items/${item.id}/entries`, entry)).status).toBe(404);
    const deferral = chair.post(`${path}/items/${item.id}/deferral`, { reason: 'No report yet' });
    expect((await deferral.set('If-Match', `"${String(item.version)}"`)).status).toBe(201);
    expect(await send(`${path}/closure`)).toBe(201);
    expect(await send(`${path}/action-list/issue`)).toBe(201);
    expect(await send(`${path}/minutes/approval`)).toBe(409);
    expect(await send(`${path}/minutes/issue`)).toBe(201);
    test.clock.set(new Date('2026-12-10T10:00:00Z'));
    const later = await test.api('chair@mace.example');
    expect((await later.post(`${next}/opening`, people).set('If-Match', '"1"')).status).toBe(201);
    const { version } = (await later.get(path)).body;
    const approval = () => later.post(`${path}/minutes/approval`).set('If-Match', `"${String(version)}"`);
    const byNobody = await approval();
    expect([byNobody.status, byNobody.text]).toEqual([409, expect.stringContaining('Nobody is recorded as present')]);
    await somebodyIsThere(test, 'chair@mace.example');
    expect((await approval()).status).toBe(201);
    const minutes = (await later.get(`${path}/minutes`)).body;
    expect(minutes).toMatchObject({
      isQuorate: false,
      missingKinds: expect.arrayContaining(['police']),
      entries: [{ kind: 'themes', text: 'Debt', agency: 'Demonstration Health Trust' }],
    });
    const ofMember = (await (await test.api('member@mace.example')).get(`${path}/minutes`)).body;
    expect(ofMember.entries).toEqual([]);
    test.clock.set(new Date(TEST_NOW));
  });

  it('do before and beside the meeting what its pages do: returns, pack, order, topics, figures, questions, a new panel', async () => {
    const other = await makeCase(test, { tier: 'medium', plan: 'live', reviewDueOn: '2026-11-09' });
    const [chair, member, lead] = [
      await test.api('chair@mace.example'),
      await test.api('member@mace.example'),
      await test.api('lead@scf.example'),
    ];
    const { body: planned } = await chair.post('/meetings', { ...newMeeting, heldOn: '2026-11-24' });
    const at = `/meetings/${planned.id}`;
    const order = async () =>
      ((await chair.get(at)).body.items as { individualId: string; id: string; version: number }[]).map((one) => one);
    const [first, second] = await order();
    expect([first?.individualId, second?.individualId]).toEqual([made.individualId, other.individualId]);
    const place = `${at}/items/${second?.id}/place`;
    expect((await member.post(place, { to: 'earlier' }).set('If-Match', '"1"')).status).toBe(403);
    expect((await chair.post(place, { to: 'earlier' }).set('If-Match', '"9"')).status).toBe(409);
    expect((await chair.post(place, { to: 'earlier' }).set('If-Match', `"${second?.version}"`)).status).toBe(201);
    expect((await order())[0]?.individualId).toBe(other.individualId);

    const returns = { returns: [{ itemId: first?.id, text: 'Seen twice', visibility: 'health_only' }] };
    expect((await member.post(`${at}/returns`, returns)).body).toEqual({ returned: 1 });
    const mine = (await member.get(`${at}/returns`)).body.items as { itemId: string; returned: { text: string }[] }[];
    expect(mine.find((one) => one.itemId === first?.id)?.returned).toMatchObject([{ text: 'Seen twice' }]);
    expect(JSON.stringify((await chair.get(`${at}/returns`)).body)).not.toContain('Seen twice');

    const kept = { kind: 'location', title: 'The clinic door', visibility: 'health_only' };
    const { body: topic } = await member.post(`${at}/topics`, kept);
    await chair.post(`${at}/topics`, { kind: 'theme', title: 'Knives at school' });
    const titles = async (api: typeof chair) =>
      ((await api.get(`${at}/topics`)).body.items as { title: string }[]).map(({ title }) => title);
    expect(await titles(member)).toEqual(['The clinic door', 'Knives at school']);
    expect(await titles(chair)).toEqual(['Knives at school']);
    const outcome = `${at}/topics/${topic.id}/outcome`;
    expect((await chair.post(outcome, { outcome: 'x' }).set('If-Match', '"1"')).status).toBe(404);
    expect((await member.post(outcome, { outcome: 'A light' }).set('If-Match', '"1"')).status).toBe(201);

    expect((await member.post(`${at}/pack-copies`, { format: 'pdf' })).body).toMatchObject({ copyNumber: 1 });
    const paper = await member.get(`${at}/pack-copies/1/paper`);
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await chair.get(`${at}/pack-copies/1/paper`)).status).toBe(404);
    const pack = (await chair.get(`${at}/pack`)).body;
    expect(pack).toMatchObject({
      copies: [{ copyNumber: 1, items: 2, lostItems: 0 }],
      topics: [{ title: 'Knives at school' }],
    });
    expect((await lead.get(`${at}/pack`)).status).toBe(403);

    const figures = (await chair.get('/meetings/figures')).body;
    expect(figures).toMatchObject({ until: '2026-11-21' });
    for (const { list } of figures.items as { list: unknown[] }[]) expect(list.length).toBeGreaterThan(0);

    const person = `/individuals/${made.individualId}`;
    expect((await lead.post(`${person}/panel-questions`, { text: 'Who pays?' })).status).toBe(201);
    expect((await member.get(`${person}/panel-questions`)).body.items).toMatchObject([{ text: 'Who pays?' }]);
    const move = { kind: 'moves_in', otherAuthority: 'Reading', why: 'Arrived in May' };
    expect((await lead.post(`${person}/transfers`, move)).status).toBe(201);
    expect((await member.get(`${person}/transfers`)).body.items).toMatchObject([{ kind: 'moves_in', outcome: null }]);
    const nurse = await test.api('nurse@health.example');
    expect((await nurse.get(`${person}/transfers`)).status).toBe(404);
    expect((await lead.post(`${person}/transfers/withdrawal`).set('If-Match', '"1"')).status).toBe(201);

    const panel = { name: 'Strategic panel', abbreviation: 'SMACE', level: 'silver' };
    expect((await member.post('/panels', panel)).status).toBe(403);
    const { body: added } = await chair.post('/panels', panel);
    expect((await chair.get(`/panels/${added.id}`)).body).toMatchObject({ ...panel, waiting: 0 });
    expect((await chair.post('/panels', panel)).status).toBe(422);
  });
});

import { load } from 'cheerio';
import { ChangeMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

describe('the diary of a panel', () => {
  let test: TestApp;
  let firstId: string;
  let nextId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await makeCase(test, { givenName: 'Owed', plan: 'live', reviewDueOn: '2026-11-10' });
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:00', place: 'Room 1' };
    firstId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-26' })).id;
    nextId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-12-10' })).id;
  });
  afterAll(() => test.stop());

  const change = (id: string) => `/meetings/${id}/change`;
  const casesOf = async (id: string): Promise<string> =>
    load((await (await test.browse(CHAIR)).get(`/meetings/${id}`)).text)('#agenda').text();
  const announced = async (kind: string) => {
    const [row] = await test.sql<{ n: number }>('SELECT count(*)::int AS n FROM outbox_events WHERE kind = $1', [kind]);
    return row?.n;
  };

  it('is planned on a day of rest only by whoever confirms it, whichever door they come through', async () => {
    const chair = await test.actor(CHAIR);
    for (const heldOn of ['2026-12-05', '2026-12-06', '2026-12-25']) {
      const rest = { heldOn, startsAt: '10:00', place: 'Room 1' };
      await expect(test.get(PlanMeeting).run(chair, rest)).rejects.toMatchObject({
        problems: [{ field: 'onRestDay' }],
      });
      const [next] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [nextId]);
      const moved = { ...rest, meetingId: nextId, version: next?.version ?? 0, reason: 'y' };
      const moving = test.get(ChangeMeeting).move(chair, moved);
      await expect(moving).rejects.toMatchObject({ problems: [{ field: 'onRestDay' }] });
    }
  });

  it('asks before a meeting is held on a weekend or bank holiday, on page and API', async () => {
    const chair = await test.browse(CHAIR);
    const christmas = {
      'heldOn-day': '25',
      'heldOn-month': '12',
      'heldOn-year': '2026',
      startsAt: '10:00',
      place: 'Hall',
    };
    const asked = await chair.submit('/meetings', christmas, '/meetings/new');
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('25 December 2026 is not a working day');
    expect(load(asked.text)('input[name=onRestDay]').length).toBe(1);
    const api = await test.api(CHAIR);
    const body = { heldOn: '2026-12-25', startsAt: '10:00', place: 'Hall' };
    expect((await api.post('/meetings', body)).status).toBe(422);
    expect((await api.post('/meetings', { ...body, onRestDay: true })).status).toBe(201);
    await test.sql("UPDATE meetings SET status = 'cancelled', version = version + 1 WHERE held_on = '2026-12-25'");
  });

  it('is moved by the chair with a reason, keeps where it was, and everybody is told once', async () => {
    const member = await test.browse(MEMBER);
    expect((await member.get(change(firstId))).status).toBe(403);
    const chair = await test.browse(CHAIR);
    const to = { 'heldOn-day': '27', 'heldOn-month': '11', 'heldOn-year': '2026', startsAt: '14:00', place: 'Online' };
    expect((await chair.submit(`/meetings/${firstId}/move`, { ...to, reason: '' }, change(firstId))).status).toBe(422);
    const moved = await chair.submit(
      `/meetings/${firstId}/move`,
      { ...to, reason: 'The room is taken' },
      change(firstId),
    );
    expect(moved.status).toBe(303);
    const page = (await member.get(`/meetings/${firstId}`)).text;
    expect(page).toContain('Friday 27 November 2026, 2pm');
    expect(page).toContain('Moved from 26 November 2026, 10am, Room 1: The room is taken');
    expect(await casesOf(firstId)).toContain('Owed Demo');
    expect(await announced('meeting.moved')).toBe(1);
    const onto = { heldOn: '2026-12-10', startsAt: '10:00', place: 'x', reason: 'y' };
    const refused = (await test.api(CHAIR)).post(`/meetings/${firstId}/move`, onto).set('If-Match', '"2"');
    expect((await refused).status).toBe(409);
  });

  it('cancels a meeting with a reason: its cases are owed to the next one at once, and its day is free again', async () => {
    expect(await casesOf(nextId)).not.toContain('Owed Demo');
    const chair = await test.browse(CHAIR);
    const cancelled = await chair.submit(`/meetings/${firstId}/cancellation`, { reason: 'Snow' }, change(firstId));
    expect(cancelled.status).toBe(303);
    const page = (await chair.get(`/meetings/${firstId}`)).text;
    expect(page).toContain('Cancelled: Snow');
    expect(page).not.toMatch(/Bring the agenda up to date|Move or cancel/);
    expect(await casesOf(nextId)).toContain('Owed Demo');
    expect((await chair.get('/meetings')).text).not.toMatch(/Next meeting[^]*27 November 2026[^]*10 December 2026/);
    expect(await announced('meeting.cancelled')).toBe(1);
    const again = (await test.api(CHAIR))
      .post(`/meetings/${firstId}/cancellation`, { reason: 'x' })
      .set('If-Match', '"3"');
    expect((await again).status).toBe(409);
    const where = { heldOn: '2026-11-27', startsAt: '10:00', place: 'Room 1' };
    await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    const audited = await test.sql(
      `SELECT act FROM audit_events WHERE act IN ('meeting.moved','meeting.cancelled') ORDER BY act`,
    );
    expect(audited).toEqual([{ act: 'meeting.cancelled' }, { act: 'meeting.moved' }]);
  });
});

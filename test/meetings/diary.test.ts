import { load } from 'cheerio';
import { ChangeMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
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
    const to = { 'heldOn-day': '27', 'heldOn-month': '11', 'heldOn-year': '2026', startsAt: '14.00', place: 'Online' };
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
    const tooLong = { cancelReason: 'Snow '.repeat(101) };
    const refused = load((await chair.submit(`/meetings/${firstId}/cancellation`, tooLong, change(firstId))).text);
    expect(refused('#cancelReason-error').text()).toContain('500 characters or fewer');
    expect([refused('#cancelReason').val(), refused('#reason').val() ?? '']).toEqual([tooLong.cancelReason, '']);
    const cancelled = await chair.submit(
      `/meetings/${firstId}/cancellation`,
      { cancelReason: 'Snow' },
      change(firstId),
    );
    expect(cancelled.status).toBe(303);
    const page = (await chair.get(`/meetings/${firstId}`)).text;
    expect(page).toContain('Cancelled: Snow');
    expect(page).not.toMatch(/Bring the agenda up to date|Move or cancel|In the room|>Minutes</);
    for (const name of ['minutes', 'room', 'outstanding-actions']) {
      const refused = await chair.get(`/meetings/${firstId}/${name}`);
      expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('This meeting was cancelled')]);
    }
    expect((await (await test.api(CHAIR)).get(`/meetings/${firstId}/minutes`)).status).toBe(409);
    const diary = load((await chair.get('/meetings')).text);
    const listed = (id: string) => diary(`table:has(#${id})`).text().replace(/\s+/g, ' ');
    expect(listed('cancelled-meetings')).toMatch(/27 November 2026 .* Cancelled/);
    expect(listed('past-meetings')).not.toContain('27 November 2026');
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

  it('brings the panel’s meetings into the calendar of everybody seated, deputies too: moved under one name, cancelled as such', async () => {
    const address = async (browser: PageClient): Promise<string> => {
      const made = await browser.submit('/account/calendar', {}, '/account/calendar');
      return new URL(load(made.text)('[data-qa=address]').text()).pathname;
    };
    const eventsIn = async (path: string) =>
      (await test.anonymous().get(path)).text
        .split('BEGIN:VEVENT')
        .slice(1)
        .filter((event) => event.includes('Panel meeting'))
        .map((event) => Object.fromEntries(event.split('\r\n').map((line) => line.split(/[:;](.*)/s).slice(0, 2))));
    await test.sql('UPDATE panel_members SET is_deputy = true WHERE user_id = $1', [test.userId(MEMBER)]);
    const [chairs, members] = [await address(await test.browse(CHAIR)), await address(await test.browse(MEMBER))];
    const outsiders = await address(await test.browse('lead@scf.example'));
    const { id } = await test
      .get(PlanMeeting)
      .run(await test.actor(CHAIR), { heldOn: '2027-07-06', startsAt: '10:00', place: 'Observatory room' });
    const ofMeeting = async (path: string) =>
      (await eventsIn(path)).find((event) => event['URL']?.includes(id.slice(0, 20)));
    const before = await ofMeeting(members);
    // Ten o'clock in a London summer, for the two hours the panel gives itself.
    expect(before).toMatchObject({ SUMMARY: 'Panel meeting', DTSTART: '20270706T090000Z', DTEND: '20270706T110000Z' });
    expect((await ofMeeting(chairs))?.['UID']).not.toBe(before?.['UID']);
    expect(await ofMeeting(outsiders)).toBeUndefined();
    expect((await test.anonymous().get(members)).text).not.toMatch(/Observatory|Owed|Adair|LOCATION|DESCRIPTION/);
    const moved = { heldOn: '2027-07-07', startsAt: '14:00', place: 'Hall', reason: 'The room is taken' };
    const api = await test.api(CHAIR);
    expect((await api.post(`/meetings/${id}/move`, moved).set('If-Match', '"1"')).status).toBe(201);
    const after = await ofMeeting(members);
    expect(after).toMatchObject({ UID: before?.['UID'], DTSTART: '20270707T130000Z', STATUS: 'CONFIRMED' });
    expect(Number(after?.['SEQUENCE'])).toBeGreaterThan(Number(before?.['SEQUENCE']));
    expect((await api.post(`/meetings/${id}/cancellation`, { reason: 'Snow' }).set('If-Match', '"2"')).status).toBe(
      201,
    );
    expect(await ofMeeting(members)).toMatchObject({ UID: before?.['UID'], STATUS: 'CANCELLED' });
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [test.userId(MEMBER)]);
    expect(await eventsIn(members)).toEqual([]);
  });
});

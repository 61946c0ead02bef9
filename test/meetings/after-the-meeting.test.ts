import { load } from 'cheerio';
import { AddEntry, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const NEXT = '2026-12-10';

describe('after a meeting', () => {
  let test: TestApp;
  let meetingId: string;
  let nextId: string;
  let made: MadeCase;
  let itemPath: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    made = await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '14:30', place: 'Observatory room' };
    meetingId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21', onRestDay: true })).id;
    nextId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: NEXT })).id;
    await openTheRoom(test, meetingId);
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [meetingId]);
    itemPath = `/meetings/${meetingId}/items/${item?.id ?? ''}`;
    const owner = { 'actions-1-ownerId': test.userId('officer@tvp.example') };
    const member = await test.browse(MEMBER);
    await member.submit(
      `${itemPath}/entries`,
      { kind: 'discussion', text: 'School said the mornings are hard' },
      itemPath,
    );
    await member.submit(`${itemPath}/decision`, { ...filled, ...actionFields, ...owner }, itemPath);
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const minutes = (id = meetingId) => `/meetings/${id}/minutes`;
  const close = async (id: string) => {
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [id]);
    return test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId: id, version: meeting?.version ?? 0 });
  };
  const as = async (at: string) => {
    test.clock.set(new Date(at));
    return test.browse(CHAIR);
  };

  it('says on its own page what has not gone round, until when, and leads its chair there', async () => {
    await close(meetingId);
    const owed = async (email: string) => {
      const $ = load((await (await test.browse(email)).get(`/meetings/${meetingId}`)).text);
      const said = $('[data-qa=papers-owed]')
        .toArray()
        .map((one) => $(one).text().replace(/\s+/g, ' ').trim());
      return [...said, $('[data-qa=next-step]').attr('href')];
    };
    const list = 'The action list has not gone round, due by 22 November 2026 at 10am';
    const due = 'The minutes have not gone round, due by 4 December 2026';
    expect(await owed(CHAIR)).toEqual([list, due, minutes()]);
    expect(await owed(MEMBER)).toEqual([list, due, undefined]);
    test.clock.set(new Date('2026-12-05T09:00:00Z'));
    expect(await owed(MEMBER)).toEqual([`${list} Late`, `${due} Late`, undefined]);
  });

  it('runs the clocks of the action list and the minutes from its closing, and says what is late', async () => {
    const before = await (await test.browse(CHAIR)).post(`/meetings/${meetingId}/action-list/issue`, {});
    expect(before.status).toBe(403);
    const chair = await as('2026-11-21T12:00:00Z');
    expect((await chair.get(minutes())).text).toContain('Due within 24 hours');
    expect((await chair.get(minutes())).text).toContain('Due by 4 December 2026');
    const late = await as('2026-11-22T10:00:01Z');
    expect((await late.get(minutes())).text).toContain('Overdue: due within 24 hours');
    const listed = await late.submit(`/meetings/${meetingId}/action-list/issue`, {}, minutes());
    expect(listed.status).toBe(303);
    expect((await late.get(minutes())).text).toContain('less than an hour late: due within 24 hours');
    const said = load((await late.get(`/meetings/${meetingId}`)).text)('[data-qa=papers-late]');
    expect(said.text()).toBe('The action list went round less than an hour late.');
    const owed = load((await late.get(`/meetings/${meetingId}`)).text)('[data-qa=papers-owed]');
    expect(owed.text()).toBe('The minutes have not gone round, due by 4 December 2026');
    expect((await (await test.browse(MEMBER)).get(minutes())).text).not.toContain('Send the minutes round');
  });

  it('draws the minutes up from what was recorded; a correction is added beside it', async () => {
    const member = await test.browse(MEMBER);
    const page = (await member.get(minutes())).text;
    for (const words of [
      'School said the mornings are hard',
      'The plan is working',
      'Find a safe club',
      'Owen Tarrant',
    ]) {
      expect(page).toContain(words);
    }
    const item = { itemId: itemPath.split('/').at(-1) ?? '' };
    await member.submit(`${minutes()}/corrections`, { ...item, text: 'It was the evenings' }, minutes());
    const corrected = (await member.get(minutes())).text;
    expect(corrected).toContain('It was the evenings');
    expect(corrected).toContain('School said the mornings are hard');
    const late = { meetingId, ...item, kind: 'discussion' as const, text: 'Too late' };
    await expect(test.get(AddEntry).run(await test.actor(MEMBER), late)).rejects.toMatchObject({ status: 409 });
  });

  it('opens the next meeting with what was not done by the agency, or could not be done', async () => {
    const outstanding = `/meetings/${nextId}/outstanding-actions`;
    const chair = await as(`${NEXT}T10:00:00Z`);
    const member = await test.browse(MEMBER);
    expect((await member.get(outstanding)).text).toContain('Find a safe club');
    const room = `/meetings/${nextId}/room`;
    const led = async (page: string, whose = chair) => {
      const $ = load((await whose.get(page)).text);
      return [
        $('[data-qa=next-step], [data-qa=unanswered]').text(),
        $('[data-qa=next-step] a.govuk-button, a[data-qa=next-step]').text(),
      ].map((words) => words.replace(/\s+/g, ' ').trim());
    };
    // The order of business leads: the opening, who is there, what was asked for, then the cases.
    expect((await led(`/meetings/${nextId}`))[1]).toBe('Open the meeting in the room');
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    await chair.submit(`/meetings/${nextId}/opening`, opening, room);
    expect((await led(room))[1]).toBe('Record who is there');
    const here = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: 'present' };
    await chair.submit(`/meetings/${nextId}/attendance`, here, room);
    for (const page of [room, `/meetings/${nextId}`]) {
      const [said, button] = await led(page);
      // Nobody approves what nobody was sent: it goes round first, and only its chair can send it.
      expect(button).toBe('Send the minutes of 21 November 2026 round');
      expect(said).toContain('The minutes of 21 November 2026 have not gone round, due by 4 December 2026');
      expect(said).toContain('1 outstanding action is unanswered');
      expect((await led(page, member))[1]).toBe('Go through the outstanding actions');
    }
    const [action] = await test.sql<{ id: string }>(`SELECT id FROM actions WHERE made_in = 'meeting'`);
    const answer = `${outstanding}/${action?.id ?? ''}/answer`;
    // The action is another agency's: neither its form nor its answer is the member's.
    const theirPage = load((await member.get(outstanding)).text);
    expect(theirPage('[data-qa=own]').text()).toMatch(/^None of them is your agency’s to answer/);
    expect(theirPage('main').text()).toMatch(
      /For their own agency, or the chair, to answer[^]*Demonstration Police, or the chair, says what became of it/,
    );
    expect(load((await chair.get(outstanding)).text)('[data-qa=own]')).toHaveLength(0);
    const theirs = (await test.api(MEMBER)).post(answer, { answer: 'done', words: 'So it was' }).set('If-Match', '"1"');
    expect((await theirs).status).toBe(409);
    const notDone = (words: string) => ({
      [`answer-${action?.id ?? ''}`]: 'not_done',
      [`words-${action?.id ?? ''}`]: words,
    });
    const blank = await chair.submit(outstanding, notDone(''), outstanding);
    expect(blank.status).toBe(422);
    expect((await chair.submit(outstanding, notDone('Nobody was free'), outstanding)).status).toBe(303);
    const [said, button] = await led(room, member);
    expect(said).toContain('No outstanding action is unanswered');
    expect(button).toBe('Open the first case to decide');
    expect((await member.get(outstanding)).text).toContain('Not done by the agency');
    expect((await member.get(outstanding)).text).toMatch(/Overdue Demo \(TC-[^]*Answered by Chika Adair/);
    expect((await member.get(minutes(nextId))).text).toContain('Nobody was free');
    expect(await test.sql(`SELECT status, outcome FROM actions WHERE id = $1`, [action?.id])).toEqual([
      { status: 'not_done', outcome: 'Nobody was free' },
    ]);
    const other = await test.browse('lead@scf.example');
    expect((await other.get(outstanding)).status).toBe(403);
    // Not open for what follows.
    await test.sql(
      'UPDATE meetings SET started_at = NULL, statement_read_at = NULL, version = version + 1 WHERE id = $1',
      [nextId],
    );
  });

  it('is approved at the next meeting and no sooner, and then sealed: the database refuses to change it', async () => {
    const first = await as('2026-12-01T10:00:00Z');
    await first.submit(`${minutes()}/issue`, {}, minutes());
    expect((await first.get(minutes())).text).not.toContain('Approve and seal');
    const chair = await as(`${NEXT}T10:00:00Z`);
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    await chair.submit(`/meetings/${nextId}/opening`, opening, `/meetings/${nextId}/room`);
    expect((await chair.submit(`${minutes()}/approval`, {}, minutes())).status).toBe(303);
    expect((await chair.get(minutes())).text).toContain('at the meeting of 10 December 2026 by Chika Adair and sealed');
    for (const change of [
      `UPDATE meetings SET place = 'Elsewhere', version = version + 1 WHERE id = $1`,
      `UPDATE meeting_items SET rationale = 'Other', version = version + 1 WHERE meeting_id = $1`,
      `INSERT INTO meeting_entries (id, meeting_id, panel_id, kind, text, author_id, agency_id, recorded_at)
         SELECT gen_random_uuid(), m.id, m.panel_id, 'correction', 'x', m.created_by, m.created_by, now() FROM meetings m WHERE id = $1`,
    ]) {
      await expect(test.sql(change, [meetingId])).rejects.toMatchObject({ code: 'TC002' });
    }
    expect((await chair.get(minutes())).text).not.toContain('Correct the minutes');
    const [audited] = await test.sql(
      `SELECT count(*)::int AS n FROM audit_events WHERE act IN ('meeting.action_list_issued','meeting.minutes_issued','meeting.minutes_approved')`,
    );
    expect(audited).toEqual({ n: 3 });
  });

  it('carries the case of somebody else’s agency no further than its actions: the owner sees their own', async () => {
    const owner = await test.browse('officer@tvp.example');
    expect((await owner.get('/actions')).status).toBe(200);
    expect((await owner.get(`/individuals/${made.individualId}`)).status).toBe(404);
  });
});

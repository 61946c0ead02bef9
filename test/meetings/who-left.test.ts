import { load } from 'cheerio';
import { AnswerAction, Conflicts, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { Guests } from '../../src/meetings/room/guests';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const [BEFORE, NEXT] = ['2026-11-14', '2026-12-10'];
/** Sits on the panel with a conflict of interest in the case; and sits on another panel. */
const [CONFLICTED, ELSEWHERE, ANALYST] = ['officer@tvp.example', 'lead@scf.example', 'analyst@sbc.example'];

describe('what a panel decided about somebody who has left the cohort by it', () => {
  let test: TestApp;
  let made: MadeCase;
  const ids = { before: '', meeting: '', next: '' };
  let path: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    made = await makeCase(test, {
      givenName: 'Leaver',
      leadProfessional: null,
      plan: 'live',
      reviewDueOn: '2026-11-10',
    });
    const other = newId();
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Other panel', 'OP', 'bronze', now())`,
      [other],
    );
    for (const [email, panelId] of [
      [CONFLICTED, test.partnership.panelId],
      [ELSEWHERE, other],
    ]) {
      // prettier-ignore
      await test.sql(`UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE email = $1`, [email]);
      await test.sql(
        'INSERT INTO panel_members (id, panel_id, user_id, started_at) SELECT gen_random_uuid(), $1, id, now() FROM users WHERE email = $2',
        [panelId, email],
      );
    }
    test.clock.set(new Date(`${BEFORE}T09:00:00Z`));
    ids.before = await meeting(BEFORE);
    await decide({ ...filled, ...actionFields, 'actions-1-ownerId': test.userId('nurse@health.example') }, ids.before);
    await hold(ids.before);
    test.clock.set(new Date(TEST_NOW));
    ids.meeting = await meeting('2026-11-21');
    ids.next = (await test.get(PlanMeeting).run(await test.actor(CHAIR), { heldOn: NEXT, startsAt: '10:00', place: 'Room 1' })).id; // prettier-ignore
    const itemId = await itemOf(ids.meeting);
    path = `/meetings/${ids.meeting}/items/${itemId}`;
    await test.get(Conflicts).declare(await test.actor(CHAIR), {
      ...{ meetingId: ids.meeting, itemId, userId: test.userId(CONFLICTED), reason: 'Coached him' },
    });
    await answer(ids.meeting, 'Find a safe club', MEMBER, 'Found a boxing club');
    const member = await test.browse(MEMBER);
    await member.submit(`${path}/entries`, { kind: 'view', text: 'Health would have kept him on' }, path);
    const guest = { name: 'Ines Guest', role: 'interpreter', organisation: 'Language Line', itemIds: [itemId] };
    await test.get(Guests).add(await test.actor(CHAIR), { meetingId: ids.meeting, ...guest });
    const second = Object.entries(actionFields).map(([name, value]) => [name.replace('-1-', '-2-'), value]);
    await decide({
      ...{ ...filled, decision: 'close', exitReason: 'stepped_down', dissent: 'Health: too early' },
      ...{ ...actionFields, 'actions-1-ownerId': test.userId('nurse@health.example') },
      ...{ ...Object.fromEntries(second), 'actions-2-ownerId': test.userId('dsl@school.example') },
      ...{ 'actions-1-description': 'Tell the surgery', 'actions-2-description': 'Tell the school' },
    });
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const meeting = async (heldOn: string): Promise<string> => {
    const wanted = { heldOn, startsAt: '10:00', place: 'Room 1', onRestDay: true };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), wanted);
    await openTheRoom(test, id);
    await somebodyIsThere(test, CHAIR);
    return id;
  };
  const hold = async (meetingId: string) => {
    const [row] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: row?.version ?? 0 });
  };
  const itemOf = async (meetingId: string, individualId = made.individualId): Promise<string> => {
    const [item] = await test.sql<{ id: string }>(
      'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [meetingId, individualId],
    );
    return item?.id ?? '';
  };
  const decide = async (fields: object, meetingId = ids.meeting) => {
    const page = `/meetings/${meetingId}/items/${await itemOf(meetingId)}`;
    const answered = await (await test.browse(MEMBER)).submit(`${page}/decision`, { ...fields }, page);
    expect(answered.status).toBe(303);
  };
  const actionNamed = async (description: string): Promise<{ id: string; version: number; status: string }> => {
    const [row] = await test.sql<{ id: string; version: number; status: string }>(
      `SELECT id, version, status FROM actions WHERE description = $1 AND individual_id = $2`,
      [description, made.individualId],
    );
    return row ?? { id: '', version: 0, status: '' };
  };
  const answer = async (meetingId: string, description: string, email: string, words: string, seen?: number) => {
    const { id: actionId, version } = await actionNamed(description);
    const said = { meetingId, actionId, version: seen ?? version, answer: 'could_not_be_done' as const, words };
    return test.get(AnswerAction).run(await test.actor(email), said);
  };
  const statusFor = async (email: string, page = path) => (await (await test.browse(email)).get(page)).status;
  const pageFor = async (email: string, page = path) => load((await (await test.browse(email)).get(page)).text);
  const minutesFor = async (email: string, id = ids.meeting): Promise<string> =>
    (await pageFor(email, `/meetings/${id}/minutes`))('[data-qa=minutes-text]').text().replace(/\s+/g, ' ');
  const withoutSeat = async (email: string, look: () => Promise<void>) => {
    const set = (to: string) => `UPDATE panel_members SET ended_at = ${to} WHERE user_id = $1`;
    await test.sql(set('now()'), [test.userId(email)]);
    await look();
    await test.sql(set('NULL'), [test.userId(email)]);
  };

  it('is open to the panel as its own item, and the record is not', async () => {
    for (const email of [CHAIR, MEMBER]) {
      const page = await pageFor(email);
      const words = page('main').text();
      expect(page('[data-qa=has-left]').text()).toContain('Left the cohort by this decision. The record is no longer open to the panel.'); // prettier-ignore
      for (const said of ['Leaver Demo', 'Health would have kept him on', 'Health: too early', 'The plan is working', 'Agrees with the plan: Wants football back', 'Why they leave the cohort: stepped down to other support', 'Tell the surgery', 'Tell the school']) expect(words).toContain(said); // prettier-ignore
      // The earlier meeting's action is the record's, and so are plan and dates.
      expect(words).not.toMatch(/Find a safe club|Date of birth/);
      const links = page('main a').toArray().map((one) => page(one).attr('href') ?? ''); // prettier-ignore
      expect(links.filter((href) => /individuals|actions\//.test(href))).toEqual([]);
      expect(await statusFor(email, `/individuals/${made.individualId}`)).toBe(404);
    }
    expect((await pageFor(MEMBER, `/meetings/${ids.meeting}`))('main a[href$="' + path + '"]')).toHaveLength(1);
    const [read] = await test.sql(
      `SELECT count(*)::int AS n FROM audit_events WHERE act = 'meeting_item.read' AND individual_id = $1 AND actor_id = $2 AND subject_id = $3`,
      [made.individualId, test.userId(MEMBER), path.split('/').at(-1)],
    );
    expect(read).not.toEqual({ n: 0 });
  });

  it('keeps in the minutes of the item who came for it, on page, paper and API, for whoever has no conflict there', async () => {
    const came = 'Joined for this item: Ines Guest, interpreter, Language Line.';
    for (const email of [CHAIR, MEMBER]) {
      const minutes = await minutesFor(email);
      expect(minutes).toContain(came);
      expect(minutes).toContain('Ines Guest, interpreter, Language Line (for item 1 only)');
    }
    const { body } = await (await test.api(MEMBER)).get(`/meetings/${ids.meeting}/minutes`);
    expect(body.guests).toMatchObject([{ name: 'Ines Guest' }]);
    expect(await minutesFor(CONFLICTED)).not.toContain('Ines');
  });

  it('is closed to who has a conflict of interest, another panel, an analyst, and a member whose seat ended', async () => {
    expect(await statusFor(CONFLICTED)).toBe(404);
    expect(await statusFor(ELSEWHERE)).toBe(404);
    expect(await statusFor(ANALYST)).toBe(403);
    await withoutSeat(MEMBER, async () => expect(await statusFor(MEMBER)).toBe(404));
    expect(await statusFor(MEMBER)).toBe(200);
    const theirs = (await pageFor(CONFLICTED, `/meetings/${ids.meeting}/decisions`))('main').text();
    expect(theirs).not.toMatch(/Tell the|Leaver|The plan is working/);
    expect(await minutesFor(CONFLICTED)).not.toMatch(/Tell the|Leaver|Found a boxing club|Coached him/);
    // Guards put aside, the database holds it: neither read nor written.
    for (const email of [CONFLICTED, ELSEWHERE, ANALYST]) {
      const actor = await test.actor(email);
      const seen = await test.get(Transactions).act(
        actor,
        (tx) =>
        tx.query(`SELECT item_id FROM who_left($1) UNION ALL SELECT id FROM outstanding_of_who_left($2)
                   UNION ALL SELECT (content->>'id')::uuid FROM minutes_of_who_left($3)`, [[ids.meeting, ids.before], ids.next, ids.meeting]), // prettier-ignore
      );
      expect(seen).toEqual([]);
      const written = `INSERT INTO meeting_entries (id, meeting_id, panel_id, item_id, individual_id, kind, text, author_id, agency_id, recorded_at)
        VALUES ($1, $2, $3, $4, $5, 'discussion', 'x', $6, $7, now())`;
      const values = [newId(), ids.meeting, test.partnership.panelId, path.split('/').at(-1), made.individualId, actor.userId, actor.agencyId]; // prettier-ignore
      await expect(test.get(Transactions).act(actor, (tx) => tx.query(written, values))).rejects.toMatchObject({ code: '42501' }); // prettier-ignore
    }
  });

  it('is written on while the meeting is open, and decided again only once the person is back', async () => {
    const member = await test.browse(MEMBER);
    const empty = await member.submit(`${path}/entries`, { kind: 'view', text: ' ' }, path);
    expect([empty.status, load(empty.text)('[data-qa=has-left]').length]).toEqual([422, 1]);
    const entry = { kind: 'discussion', text: 'The mother agreed on the telephone' };
    expect((await member.submit(`${path}/entries`, entry, path)).status).toBe(303);
    const [wrong] = await test.sql<{ id: string }>('SELECT id FROM meeting_entries WHERE text = $1', [entry.text]);
    const right = { kind: 'correction', text: 'It was the father', correctsId: wrong?.id };
    expect((await (await test.api(CHAIR)).post(`${path}/entries`, right)).status).toBe(201);
    expect((await pageFor(CHAIR))('[data-qa=entries]').text()).toMatch(
      /on the telephone[^]*It was the father[^]*Corrects/,
    );
    expect((await (await test.api(CONFLICTED)).post(`${path}/entries`, entry)).status).toBe(404);
    const again = { decision: 'continue', rationale: 'x', changeReason: 'y' };
    expect((await (await test.api(CHAIR)).post(`${path}/decision`, again).set('If-Match', '"2"')).status).toBe(404);
    expect((await pageFor(CHAIR))('[data-qa=mend-closed] a').attr('href')).toBe('/referrals/new');
  });

  it('keeps its actions, conflicts and answers in the list of decisions and in the minutes', async () => {
    const list = await pageFor(MEMBER, `/meetings/${ids.meeting}/decisions`);
    expect(list('table').text()).toMatch(/Tell the surgery[^]*Tell the school|Tell the school[^]*Tell the surgery/);
    expect(list('table a')).toHaveLength(0);
    const minutes = await minutesFor(MEMBER);
    expect(minutes).toMatch(
      /Coached him.*Find a safe club\. Could not be done: circumstances changed\. Found a boxing club/,
    );
    expect(minutes).toMatch(/Leaver Demo.*It was the father.*Tell the school/);
  });

  it('opens the next meeting with its actions, answered there by their agency or the chair', async () => {
    await hold(ids.meeting);
    expect((await (await test.api(MEMBER)).post(`${path}/entries`, { kind: 'view', text: 'x' })).status).toBe(409);
    const minutes = `/meetings/${ids.meeting}/minutes`;
    const correction = { itemId: path.split('/').at(-1) ?? '', text: 'He is 17' };
    expect((await (await test.browse(MEMBER)).submit(`${minutes}/corrections`, correction, minutes)).status).toBe(303);
    expect((await pageFor(MEMBER))('main').text()).toMatch(/He is 17[^]*The meeting is closed/);
    test.clock.set(new Date(`${NEXT}T10:00:00Z`));
    await openTheRoom(test, ids.next);
    await somebodyIsThere(test, CHAIR);
    const outstanding = `/meetings/${ids.next}/outstanding-actions`;
    const page = await pageFor(MEMBER, outstanding);
    expect(page('[data-qa=unanswered]').text()).toContain('2 outstanding actions are unanswered');
    expect((await pageFor(MEMBER, `/meetings/${ids.next}/room`))('[data-qa=next-step]').text()).toContain(
      '2 outstanding',
    );
    expect(page('[data-qa=outstanding] a')).toHaveLength(0);
    expect((await pageFor(CONFLICTED, outstanding))('[data-qa=outstanding]')).toHaveLength(0);
    await expect(answer(ids.next, 'Tell the surgery', CONFLICTED, 'x')).rejects.toMatchObject({ status: 404 });
    await expect(answer(ids.next, 'Tell the school', MEMBER, 'x')).rejects.toMatchObject({ status: 409 });
    await expect(answer(ids.next, 'Tell the surgery', MEMBER, 'x', 9)).rejects.toMatchObject({ code: 'stale' });
    const { id } = await actionNamed('Tell the surgery');
    const said = { [`answer-${id}`]: 'done', [`words-${id}`]: 'Written to Dr Example' };
    expect((await (await test.browse(MEMBER)).submit(outstanding, said, outstanding)).status).toBe(303);
    await answer(ids.next, 'Tell the school', CHAIR, 'The school has closed');
    expect(await minutesFor(CHAIR, ids.next)).toMatch(
      /Done\. Written to Dr Example.*The school has closed|The school has closed.*Written to Dr Example/,
    );
    expect([(await actionNamed('Tell the surgery')).status, (await actionNamed('Tell the school')).status]).toEqual(['done', 'could_not_be_done']); // prettier-ignore
    const told = await test.sql(`SELECT 1 FROM outbox_events WHERE kind = 'action.closed' AND subject_id = $1`, [id]);
    expect(told).toHaveLength(1);
  });

  it('is in the sealed minutes alone once they are approved, as it was recorded', async () => {
    test.clock.set(new Date(`${NEXT}T11:00:00Z`));
    const minutes = `/meetings/${ids.meeting}/minutes`;
    const chair = await test.browse(CHAIR);
    expect((await chair.submit(`${minutes}/issue`, {}, minutes)).status).toBe(303);
    const draft = await minutesFor(MEMBER);
    const counted = async () => {
      const agenda = await pageFor(MEMBER, `/meetings/${ids.meeting}`);
      const list = await pageFor(MEMBER, `/meetings/${ids.meeting}/decisions`);
      const figures = await pageFor(MEMBER, '/meetings/figures');
      // Only the way to the item is gone.
      return [agenda('#agenda').text(), list('main').text(), figures('main').text()].map((words) =>
        words.replace(/\s+/g, ' '),
      );
    };
    const before = await counted();
    expect(before[1]).toMatch(/Tell the surgery.*Tell the school|Tell the school.*Tell the surgery/);
    expect(before[2]).toContain('1: Demonstration Health Trust, done');
    expect((await chair.submit(`${minutes}/approval`, {}, minutes)).status).toBe(303);
    expect(await minutesFor(MEMBER)).toBe(draft);
    for (const said of ['Agrees with the plan: Wants football back', 'Why they leave the cohort: stepped down to other support', 'Joined for this item: Ines Guest']) expect(draft).toContain(said); // prettier-ignore
    expect(await counted()).toEqual(before);
    expect(await minutesFor(CONFLICTED)).not.toMatch(/Leaver|Coached him/);
    for (const email of [CHAIR, MEMBER]) expect(await statusFor(email)).toBe(404);
    const late = await (await test.api(MEMBER)).post(`${path}/entries`, { kind: 'correction', text: 'x' });
    expect(late.status).toBe(404);
    expect((await pageFor(MEMBER, `/meetings/${ids.meeting}/decisions`))('main a[href*="/items/"]')).toHaveLength(0);
    const restrict =
      'UPDATE individuals SET is_restricted = $2, restricted_to = $3, version = version + 1 WHERE id = $1';
    await test.sql(restrict, [made.individualId, true, [test.userId('manager@scf.example')]]);
    expect(await minutesFor(MEMBER)).not.toMatch(/Leaver|Coached him|boxing|Tell the|Ines/);
    expect(await minutesFor(MEMBER)).toContain('Restricted item');
    expect(await minutesFor(CHAIR, ids.next)).not.toContain('Written to Dr Example');
    await test.sql(restrict, [made.individualId, false, []]);
  });
});

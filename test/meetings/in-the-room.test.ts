import { load } from 'cheerio';
import { Conflicts, DeferItem, HoldMeeting, MoveItem, PlanMeeting } from '../../src/meetings';
import { Reader } from '../../src/platform/database';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('in the room', () => {
  let test: TestApp;
  let meetingId: string;
  let overdue: MadeCase;
  let itemPath: MeetingOfThree['itemPath'];

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ({ meetingId, overdue, itemPath } = await meetingOfThree(test));
  });

  const room = () => `/meetings/${meetingId}/room`;
  const here = (email: string, status: string, accepted = 'yes') => ({
    [`status-${test.userId(email)}`]: status,
    [`accepted-${test.userId(email)}`]: accepted,
  });
  const addressOf = async (name: string) => {
    const itemId = (await itemPath(name)).split('/').at(-1) ?? '';
    return { meetingId, itemId };
  };

  it('is opened by the chair with the statement read, and says live whether it is quorate', async () => {
    await test.sql(`UPDATE panels SET quorum_kinds = '{childrens_services,health}', version = version + 1`);
    const chair = await test.browse(CHAIR);
    expect((await chair.get(room())).text).toContain('Not quorate');
    expect((await chair.get(room())).text).toContain('Anyone with a conflict of interest must declare it now');
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    expect((await chair.submit(`/meetings/${meetingId}/opening`, opening, room())).status).toBe(303);
    const both = { ...here(CHAIR, 'present'), ...here(MEMBER, 'apologies') };
    await chair.submit(`/meetings/${meetingId}/attendance`, both, room());
    const page = (await chair.get(room())).text;
    expect(page).toContain('Not quorate: nobody from Health');
    expect(page).toContain('Nobody is expected from Health');
    await chair.submit(`/meetings/${meetingId}/attendance`, { ...both, ...here(MEMBER, 'present', '') }, room());
    expect(load((await chair.get(room())).text)('[data-qa=unaccepted]').length).toBe(1);
    const unaccepted = async () =>
      load((await chair.get(`/meetings/${meetingId}/minutes`)).text)('[data-qa=unaccepted]').text();
    const closing = async () => load((await chair.get(`/meetings/${meetingId}/closing`)).text)('main').text();
    expect(await unaccepted()).toContain(
      `Present without accepting the confidentiality statement: ${await nameOf(MEMBER)}`,
    );
    expect(await closing()).toContain('1 person who is present has not accepted the confidentiality statement');
    await chair.submit(`/meetings/${meetingId}/attendance`, { ...both, ...here(MEMBER, 'present') }, room());
    expect(load((await chair.get(room())).text)('[data-qa=unaccepted]').length).toBe(0);
    expect(await unaccepted()).toBe('');
    expect(await closing()).not.toContain('confidentiality statement');
    expect((await chair.get(room())).text).toContain('2 present');
    expect((await chair.get(room())).text).not.toContain('Not quorate');
    const [kept] = await test.sql(
      `SELECT m.statement_read_at IS NOT NULL AS read, (SELECT count(*)::int FROM meeting_attendances a WHERE a.accepted_at IS NOT NULL) AS accepted
         FROM meetings m`,
    );
    expect(kept).toEqual({ read: true, accepted: 2 });
    const member = await test.browse(MEMBER);
    expect((await member.submit(`/meetings/${meetingId}/opening`, opening, room())).status).toBe(403);
  });

  it('goes in the order of the meeting, and says since when it is open', async () => {
    const chair = await test.browse(CHAIR);
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    await chair.submit(`/meetings/${meetingId}/opening`, opening, room());
    await chair.submit(`/meetings/${meetingId}/attendance`, here(MEMBER, 'apologies'), room());
    const $ = load((await chair.get(room())).text);
    const parts = $('main h2.govuk-heading-m')
      .toArray()
      .map((heading) => $(heading).text());
    expect(parts).toEqual([
      'Who chairs and minutes',
      'Attendance',
      'Who else is in the room',
      'Conflicts of interest',
      'Apologies and outstanding actions',
      'Cases',
    ]);
    // Read before the first box, and folded away once somebody is ticked off.
    expect($('details[data-qa=statement] summary').text().trim()).toBe('Confidentiality statement');
    expect($('[data-qa=apologies]').text()).toContain(await nameOf(MEMBER));
    expect(load((await chair.get(`/meetings/${meetingId}`)).text)('main').text()).toContain('Open since 10am');
  });

  const nameOf = async (email: string): Promise<string> => (await test.actor(email)).displayName;

  it('gives a page that stands open what others wrote since: read once in the audit, and no session kept alive', async () => {
    const path = await itemPath('Overdue');
    const [chair, member] = [await test.browse(CHAIR), await test.browse(MEMBER)];
    const reads = async () => (await test.sql(`SELECT 1 FROM audit_events WHERE act = 'meeting_item.read'`)).length;
    const before = await reads();
    expect((await chair.get(`${path}/entries?seen=0`)).status).toBe(204);
    expect(await reads()).toBe(before);
    const text = 'Seen <b>outside</b> the school';
    await member.submit(`${path}/entries`, { kind: 'discussion', text }, path);
    const at = await reads();
    const answer = await chair.get(`${path}/entries?seen=0`);
    const $ = load(answer.text);
    expect([answer.status, $('[data-app-entry] .app-pre-line').text(), $('html head title').length]).toEqual([
      200,
      text,
      0,
    ]);
    expect(await reads()).toBe(at + 1);
    expect((await chair.get(`${path}/entries?seen=1`)).status).toBe(204);
    // Whoever has lost the item has lost this too.
    await member.submit(`${path}/conflict`, { userId: test.userId(MEMBER), reason: 'An uncle' });
    expect((await member.get(`${path}/entries?seen=0`)).status).toBe(404);
    const now = test.clock.now();
    for (const minutes of [10, 20]) {
      test.clock.set(new Date(now.getTime() + minutes * 60_000));
      expect((await chair.get(`${path}/entries?seen=1`)).status).toBe(minutes === 10 ? 204 : 303);
    }
    test.clock.set(now);
  });

  it('lets two tick people off at once: neither undoes the other, and the same person twice is refused', async () => {
    const [one, two] = [await test.browse(CHAIR), await test.browse(MEMBER)];
    const attendance = `/meetings/${meetingId}/attendance`;
    const [seenByOne, seenByTwo] = [
      await one.hiddenFields(room(), attendance),
      await two.hiddenFields(room(), attendance),
    ];
    const blank = { ...here(CHAIR, 'absent', ''), ...here(MEMBER, 'absent', '') };
    expect((await one.post(attendance, { ...seenByOne, ...blank })).status).toBe(303);
    const again = await two.post(attendance, { ...seenByTwo, ...blank, ...here(MEMBER, 'present') });
    expect(again.status).toBe(409);
    const rows = `SELECT status, count(*)::int AS n FROM meeting_attendances GROUP BY 1`;
    expect(await test.sql(rows)).toEqual([{ status: 'absent', n: 2 }]);
  });

  it('takes a conflict of interest: the member loses the item on every page, list and API, in the database, and the case', async () => {
    const path = await itemPath('Overdue');
    const member = await test.browse(MEMBER);
    expect((await member.get(path)).status).toBe(200);
    const declared = { userId: test.userId(MEMBER), reason: 'An uncle' };
    await member.submit(`/meetings/${meetingId}/pack-copies`, {}, `/meetings/${meetingId}/pack`);
    const namedFor = async (): Promise<string> =>
      (await (await test.browse('manager@scf.example')).get(`/individuals/${overdue.individualId}/restriction/new`))
        .text;
    const isNear = async () => load(await namedFor())(`input[value="${test.userId(MEMBER)}"]`).length;
    expect(await isNear()).toBe(1);
    expect((await member.submit(`${path}/conflict`, declared)).status).toBe(303);
    expect(await isNear()).toBe(0);
    const agenda = (await member.get(`/meetings/${meetingId}`)).text;
    expect(agenda).toContain('Restricted item');
    expect(agenda).not.toContain('Overdue Demo');
    for (const page of [path, `${path}/conflict`, `/individuals/${overdue.individualId}`]) {
      expect((await member.get(page)).status).toBe(404);
    }
    for (const page of ['', '/decisions', '/minutes', '/room', '/outstanding-actions']) {
      expect((await member.get(`/meetings/${meetingId}${page}`)).text).not.toMatch(/Overdue Demo|An uncle/);
    }
    expect((await member.get('/individuals')).text).not.toContain('Overdue Demo');
    const api = await test.api(MEMBER);
    const items = (await api.get(`/meetings/${meetingId}`)).body.items as { isRestricted: boolean }[];
    expect(items.filter((item) => item.isRestricted)).toHaveLength(1);
    expect((await api.get(`/individuals/${overdue.individualId}`)).status).toBe(404);
    const seen = await test.get(Reader).many(await test.actor(MEMBER), undefined, {
      name: 'conflicted-item',
      text: 'SELECT id FROM meeting_items WHERE individual_id = $1 UNION ALL SELECT id FROM plans WHERE individual_id = $1',
      values: [overdue.individualId],
    });
    expect(seen).toEqual([]);
    const chair = await test.browse(CHAIR);
    const copies = load((await chair.get(`/meetings/${meetingId}/pack`)).text)('[data-qa=copies]').text();
    expect(copies).toContain('1 case, 1 lost since to a conflict of interest');
    expect((await chair.get(room())).text).toContain('An uncle');
    expect((await chair.get(path)).status).toBe(200);
    expect((await chair.submit(`${path}/decision`, { ...filled }, path)).status).toBe(303);
  });

  it('ends a conflict by another chair alone, and gives the case back', async () => {
    const at = await addressOf('Overdue');
    const own = { ...at, userId: test.userId(MEMBER), reason: 'A neighbour' };
    await test.get(Conflicts).declare(await test.actor(MEMBER), own);
    const [conflict] = await test.sql<{ id: string }>('SELECT id FROM panel_conflicts WHERE ended_at IS NULL');
    const ending = { meetingId, conflictId: conflict?.id ?? '', version: 1 };
    await expect(test.get(Conflicts).end(await test.actor(MEMBER), ending)).rejects.toMatchObject({ status: 404 });
    await test.get(Conflicts).end(await test.actor(CHAIR), ending);
    expect((await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).status).toBe(200);
    const member = await test.actor(MEMBER);
    const forChair = { ...at, userId: test.userId(CHAIR), reason: 'x' };
    await expect(test.get(Conflicts).declare(member, forChair)).rejects.toMatchObject({ status: 403 });
  });

  it('keeps every word of two who minute at once, and the notes under each head with the decision', async () => {
    const path = await itemPath('Overdue');
    const clients = await Promise.all([test.browse(CHAIR), test.browse(MEMBER)]);
    const written = await Promise.all(
      clients.map((client, at) =>
        client.submit(`${path}/entries`, { kind: 'discussion', text: `Said by number ${at}` }, path),
      ),
    );
    expect(written.map((answer) => answer.status)).toEqual([303, 303]);
    const seenBefore = await clients[0].hiddenFields(path, `${path}/decision`);
    const notes = { 'entry-locations': 'The car park', tellsPerson: 'Lena Marsh' };
    expect((await clients[1].submit(`${path}/decision`, { ...filled, ...notes }, path)).status).toBe(303);
    const mine = { ...seenBefore, ...filled, rationale: 'Mine', 'entry-themes': 'Debt' };
    const late = await clients[0].post(`${path}/decision`, mine);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Debt');
    const minutes = (await clients[0].get(`/meetings/${meetingId}/minutes`)).text;
    for (const words of ['Said by number 0', 'Said by number 1', 'The car park', 'Lena Marsh tells the person']) {
      expect(minutes).toContain(words);
    }
  });

  it('puts a case off with a reason and moves one, by the coordinator alone; the order stays when it is built again', async () => {
    const [chair, member] = [await test.actor(CHAIR), await test.actor(MEMBER)];
    const first = { ...(await addressOf('Overdue')), version: 1 };
    const last = { ...(await addressOf('Planless')), version: 1 };
    await expect(test.get(MoveItem).run(member, { ...last, to: 'earlier' })).rejects.toMatchObject({ status: 403 });
    await test.get(MoveItem).run(chair, { ...last, to: 'earlier' });
    await (await test.api(CHAIR)).post(`/meetings/${meetingId}/agenda`);
    const order = await test.sql<{ name: string }>(
      'SELECT i.given_name AS name FROM meeting_items t JOIN individuals i ON i.id = t.individual_id ORDER BY t.position',
    );
    expect(order.map(({ name }) => name)).toEqual(['Planless', 'Secret', 'Overdue']);
    await expect(test.get(DeferItem).run(chair, { ...first, reason: ' ' })).rejects.toMatchObject({ status: 409 });
    await expect(test.get(DeferItem).run(chair, { ...first, version: 2, reason: ' ' })).rejects.toMatchObject({
      status: 422,
    });
    await test.get(DeferItem).run(chair, { ...first, version: 2, reason: 'No police report yet' });
    const off = await test.browse(MEMBER);
    expect((await off.get(await itemPath('Overdue'))).text).toContain('No police report yet');
    for (const page of ['', '/minutes']) {
      const { text } = await off.get(`/meetings/${meetingId}${page}`);
      expect(text).toContain('Put off to the next meeting: No police report yet');
    }
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(chair, { meetingId, version: meeting?.version ?? 0 });
    const next = await test.get(PlanMeeting).run(chair, { heldOn: '2026-12-10', startsAt: '10:00', place: 'Room 1' });
    const agenda = load((await off.get(`/meetings/${next.id}`)).text)('#agenda').text();
    expect(agenda).toContain('Put off on 21 November 2026: No police report yet');
  });
});

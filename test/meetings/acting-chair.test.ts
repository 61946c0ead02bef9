import { load } from 'cheerio';
import { Conflicts, PlanMeeting, Topics } from '../../src/meetings';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

/** Sits on the panel as well, and is named for nothing. */
const OTHER = 'officer@tvp.example';
const DAYS = { before: '2026-11-14', today: '2026-11-21', next: '2026-12-05' };

describe('whoever is named to chair a meeting while the panel’s chair is away', () => {
  let test: TestApp;
  const meetings: Record<string, string> = {};
  const items: Record<string, string> = {};
  const people: Record<string, string> = {};
  let topicId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1`);
    await test.sql(`UPDATE users SET roles = '{panel_member}', version = version + 1 WHERE email = $1`, [OTHER]);
    await test.sql(
      'INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, $3)',
      [test.partnership.panelId, test.userId(OTHER), test.clock.now()],
    );
    const plan = async (heldOn: string) =>
      (await test.get(PlanMeeting).run(await test.actor(CHAIR), { heldOn, startsAt: '10:00', place: 'Room 1', onRestDay: true })).id; // prettier-ignore
    test.clock.set(new Date(`${DAYS.before}T09:00:00Z`));
    meetings.before = await plan(DAYS.before);
    await openTheRoom(test, meetings.before);
    await somebodyIsThere(test, MEMBER);
    const chair = await test.api(CHAIR);
    for (const path of ['closure', 'minutes/issue'])
      expect((await chair.post(`/meetings/${meetings.before}/${path}`).set('If-Match', await version('before'))).status).toBe(201); // prettier-ignore
    test.clock.set(new Date(`${DAYS.today}T09:00:00Z`));
    for (const givenName of ['Ann', 'Ben', 'Cas'])
      people[givenName] = (
        await makeCase(test, { givenName, tier: 'high', plan: 'live', reviewDueOn: '2026-11-10' })
      ).individualId;
    meetings.today = await plan(DAYS.today);
    const rows = await test.sql<{ id: string; name: string }>(
      'SELECT t.id, i.given_name AS name FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE t.meeting_id = $1',
      [meetings.today],
    );
    for (const { id, name } of rows) items[name] = id;
    meetings.next = await plan(DAYS.next);
    const lost = { meetingId: meetings.today, itemId: items.Cas ?? '', userId: test.userId(MEMBER), reason: 'An aunt' };
    await test.get(Conflicts).declare(await test.actor(MEMBER), lost);
    const topic = { meetingId: meetings.today, kind: 'theme' as const, title: 'Knives on the bus' };
    topicId = (await test.get(Topics).add(await test.actor(OTHER), topic)).id;
  });
  afterAll(() => test.stop());

  const version = async (name: string, table = 'meetings', id = meetings[name]) =>
    `"${(await test.sql<{ version: number }>(`SELECT version FROM ${table} WHERE id = $1`, [id]))[0]?.version}"`;
  const chairOnly = async (email: string, path: string, { body = {}, match = '"1"' } = {}) =>
    (await (await test.api(email)).post(path, body).set('If-Match', match)).status;
  const naming = (email: string) => ({ chairId: test.userId(email), minuteTakerId: test.userId(OTHER) });
  const actInRoom = async (email: string, path: string, body: Record<string, string> = {}, page = 'room') =>
    (await test.browse(email)).submit(
      `/meetings/${meetings.today}/${path}`,
      body,
      `/meetings/${meetings.today}/${page}`,
    );
  const entries = async () =>
    (await test.sql<{ text: string }>(`SELECT text FROM meeting_entries WHERE meeting_id = $1 AND item_id IS NULL ORDER BY recorded_at, id`, [meetings.today])).map(({ text }) => text); // prettier-ignore

  const listedNext = async () =>
    (await test.sql<{ name: string }>('SELECT i.given_name AS name FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE t.meeting_id = $1', [meetings.next])).map(({ name }) => name); // prettier-ignore

  /** Everything that only a chair does to one meeting, by the API; each is asked with the version that stands. */
  const everyVerb = async (email: string, of = 'today'): Promise<Record<string, number>> => {
    const at = `/meetings/${meetings[of]}`;
    const match = await version(of);
    const item = { match: await version('', 'meeting_items', items.Ben) };
    return {
      chair: await chairOnly(email, `${at}/chair`, { match, body: { chairId: test.userId(OTHER) } }),
      opening: await chairOnly(email, `${at}/opening`, { match, body: naming(OTHER) }),
      agenda: await chairOnly(email, `${at}/agenda`),
      place: await chairOnly(email, `${at}/items/${items.Ben}/place`, { ...item, body: { to: 'later' } }),
      deferral: await chairOnly(email, `${at}/items/${items.Ben}/deferral`, { ...item, body: { reason: 'Away' } }),
      putBack: await chairOnly(email, `${at}/items/${items.Ben}/return-to-agenda`, item),
      topic: await chairOnly(email, `${at}/topics/${topicId}/deferral`, { body: { reason: 'Not now' } }),
      conflict: await chairOnly(email, `${at}/items/${items.Ben}/conflict`, { body: { userId: test.userId(CHAIR), reason: 'X' } }), // prettier-ignore
      approval: await chairOnly(email, `/meetings/${meetings.before}/minutes/approval`, { match: await version('before') }), // prettier-ignore
      closure: await chairOnly(email, `${at}/closure`, { match }),
    };
  };
  const refused = { chair: 403, opening: 403, agenda: 403, place: 403, deferral: 403, putBack: 403, topic: 403, conflict: 403, approval: 403, closure: 403 }; // prettier-ignore

  it('was no more than any member before, at every verb and door', async () => {
    for (const email of [MEMBER, OTHER]) {
      expect(await everyVerb(email)).toEqual(refused);
      const page = await (await test.browse(email)).get(`/meetings/${meetings.today}/closing`);
      expect(page.status).toBe(403);
    }
  });

  it('is named by the chair, in the minutes and the audit, from among those who sit there', async () => {
    const stranger = { chairId: test.userId('lead@scf.example') };
    const match = await version('today');
    expect(await chairOnly(CHAIR, `/meetings/${meetings.today}/chair`, { match, body: stranger })).toBe(422);
    const chair = await test.browse(CHAIR);
    const room = `/meetings/${meetings.today}/room`;
    const form = load((await chair.get(room)).text)('button[formaction]').attr('formaction') ?? '';
    expect(form).toBe(`/meetings/${meetings.today}/chair`);
    const hidden = await chair.hiddenFields(room, `/meetings/${meetings.today}/opening`);
    expect((await chair.post(form, { ...hidden, chairId: test.userId(MEMBER) })).status).toBe(303);
    expect(await entries()).toEqual([
      'Mo Lindqvist chairs this meeting in the place of the panel’s chair: named by Chika Adair at 9am on 21 November 2026.',
    ]);
    const [named] = await test.sql(
      `SELECT subject_id FROM audit_events WHERE act = 'meeting.chair_named' ORDER BY at DESC LIMIT 1`,
    );
    expect(named).toEqual({ subject_id: test.userId(MEMBER) });
    const home = load((await (await test.browse(MEMBER)).get('/meetings')).text)('main').text();
    expect(home).toContain('You chair Multi-Agency Child Exploitation panel on 21 November 2026');
    // They make its agenda, and move it not: what they may not do is not offered.
    const page = (await (await test.browse(MEMBER)).get(`/meetings/${meetings.today}`)).text;
    expect([page.includes('Bring the agenda up to date'), page.includes('Move or cancel')]).toEqual([true, false]);
    expect((await chair.get(`/meetings/${meetings.today}`)).text).toContain('Move or cancel');
  });

  it('opens it on its day, and puts in order what they may see', async () => {
    expect((await actInRoom(MEMBER, 'opening', naming(MEMBER))).status).toBe(303);
    const present = { [`status-${test.userId(MEMBER)}`]: 'present', [`status-${test.userId(CHAIR)}`]: 'apologies' };
    expect((await actInRoom(MEMBER, 'attendance', present)).status).toBe(303);
    const at = `/meetings/${meetings.today}/items/${items.Ben}`;
    const match = () => version('', 'meeting_items', items.Ben);
    expect(await chairOnly(MEMBER, `${at}/place`, { match: await match(), body: { to: 'earlier' } })).toBe(201);
    const body = { reason: 'The school is away' };
    expect((await actInRoom(MEMBER, `items/${items.Ben}/deferral`, body, `items/${items.Ben}`)).status).toBe(303);
    const page = `items/${items.Ben}`;
    expect((await actInRoom(MEMBER, `items/${items.Ben}/return-to-agenda`, {}, page)).status).toBe(303);
    expect((await actInRoom(MEMBER, `topics/${topicId}/deferral`, body, 'topics')).status).toBe(303);
    expect(await everyVerb(OTHER)).toEqual(refused);
  });

  it('has lost what they have a conflict of interest in, as anybody has, and ends those of others alone', async () => {
    const at = `/meetings/${meetings.today}`;
    const asked = {
      deferral: { reason: 'X' },
      place: { to: 'later' },
      conflict: { userId: test.userId(OTHER), reason: 'X' },
    };
    for (const [path, body] of Object.entries(asked))
      expect(await chairOnly(MEMBER, `${at}/items/${items.Cas}/${path}`, { body })).toBe(404);
    const declared = { userId: test.userId(OTHER), reason: 'A neighbour' };
    const form = `items/${items.Ben}/conflict`;
    expect((await actInRoom(MEMBER, form, declared, form)).status).toBe(303);
    const conflictOf = async (email: string) =>
      (await test.sql<{ id: string }>('SELECT id FROM panel_conflicts WHERE user_id = $1', [test.userId(email)]))[0]
        ?.id;
    const member = await test.browse(MEMBER);
    const hidden = await member.hiddenFields(`${at}/room`, `${at}/opening`);
    const ending = async (email: string) =>
      (await member.post(`${at}/conflicts/${await conflictOf(email)}/ending`, { ...hidden, version: '1' })).status;
    expect(await ending(MEMBER)).toBe(404);
    expect(await ending(OTHER)).toBe(303);
  });

  it('is told no more of who answered and who keeps what to whom: that is the chair’s sight of a person', async () => {
    const page = load((await (await test.browse(MEMBER)).get(`/meetings/${meetings.today}/items/${items.Ann}`)).text);
    expect(page('main').text()).toContain('0 to read');
    expect(page('main').text()).not.toContain('missing');
  });

  it('has neither the diary nor the papers nor the panel’s rules', async () => {
    const at = `/meetings/${meetings.today}`;
    const match = await version('today');
    for (const path of ['cancellation', 'move'])
      expect(await chairOnly(MEMBER, `${at}/${path}`, { match, body: { reason: 'X' } })).toBe(403);
    const before = { match: await version('before') };
    expect(await chairOnly(MEMBER, `/meetings/${meetings.before}/action-list/issue`, before)).toBe(403);
    const next = { match: await version('next') };
    for (const path of ['agenda', 'closure']) expect(await chairOnly(MEMBER, `/meetings/${meetings.next}/${path}`, next)).toBe(403); // prettier-ignore
  });

  it('is let by the database itself to run this meeting, and nobody else is', async () => {
    const write = async (email: string, to: string, of = 'today') =>
      test.get(Transactions).act(await test.actor(email), async (tx) => {
        const [, written] = (await tx.query(
          `UPDATE meetings SET ${to}, version = version + 1 WHERE id = $1 RETURNING id`,
          [meetings[of]],
        )) as unknown as [unknown, number];
        return written;
      });
    expect(await write(OTHER, `place = 'Elsewhere'`)).toBe(0);
    expect(await write(MEMBER, `place = 'Elsewhere'`, 'next')).toBe(0);
    expect(await write(MEMBER, `place = 'Elsewhere'`)).toBe(1);
    await expect(write(MEMBER, `status = 'cancelled'`)).rejects.toThrow('row-level security');
    await expect(write(MEMBER, `place = 'Elsewhere'`, 'before')).rejects.toThrow('row-level security');
  });

  it('approves the minutes of before at it, decides and closes; the next agenda keeps what they may not see', async () => {
    expect(await listedNext()).toEqual([]);
    const minutes = `/meetings/${meetings.before}/minutes`;
    const member = await test.browse(MEMBER);
    expect(load((await member.get(minutes)).text)(`form[action="${minutes}/issue"]`)).toHaveLength(0);
    expect((await member.submit(`${minutes}/approval`, {}, minutes)).status).toBe(303);
    const decision = `items/${items.Ann}/decision`;
    expect((await actInRoom(MEMBER, decision, filled, `items/${items.Ann}`)).status).toBe(303);
    expect((await actInRoom(MEMBER, 'closure', {}, 'closing')).status).toBe(303);
    expect(await listedNext()).toEqual(expect.arrayContaining(['Ben', 'Cas']));
    const said = load((await member.get(`/meetings/${meetings.today}/minutes`)).text)('main').text();
    expect(said).toContain('Chair: Mo Lindqvist');
    expect(said).toContain('chairs this meeting in the place of the panel’s chair');
  });

  it('has no such right a day later', async () => {
    test.clock.set(new Date('2026-11-22T09:00:00Z'));
    expect(await everyVerb(MEMBER)).toEqual({ ...refused });
    expect(await everyVerb(MEMBER, 'next')).toEqual({ ...refused, place: 404, deferral: 404, putBack: 404, topic: 403, conflict: 404 }); // prettier-ignore
  });

  it('gives the chair back to the panel’s chair in mid-meeting, with the time', async () => {
    test.clock.set(new Date(`${DAYS.next}T10:00:00Z`));
    const at = `/meetings/${meetings.next}`;
    const open = async (by: string, who: string) =>
      chairOnly(by, `${at}/opening`, { match: await version('next'), body: naming(who) });
    expect(await open(CHAIR, MEMBER)).toBe(201);
    expect(await open(MEMBER, MEMBER)).toBe(201);
    test.clock.set(new Date(`${DAYS.next}T10:30:00Z`));
    expect(await open(CHAIR, CHAIR)).toBe(201);
    expect(await open(MEMBER, MEMBER)).toBe(403);
    const [last] = await test.sql(`SELECT text FROM meeting_entries WHERE meeting_id = $1 AND item_id IS NULL ORDER BY recorded_at DESC LIMIT 1`, [meetings.next]); // prettier-ignore
    expect(last).toEqual({ text: 'Chika Adair chairs from 10:30am. Until then Mo Lindqvist did.' });
  });
});

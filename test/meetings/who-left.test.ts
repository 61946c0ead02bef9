import { load } from 'cheerio';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { ANALYST, CONFLICTED, ELSEWHERE, SomebodyWhoLeft } from './somebody-who-left';

describe('what a panel decided about somebody who has left the cohort by it', () => {
  let test: TestApp;
  let left: SomebodyWhoLeft;

  beforeAll(async () => {
    left = await SomebodyWhoLeft.start();
    test = left.test;
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  it('is open to the panel as its own item, and the record is not', async () => {
    for (const email of [CHAIR, MEMBER]) {
      const page = await left.pageFor(email);
      const words = page('main').text();
      expect(page('[data-qa=has-left]').text()).toContain('Left the cohort by this decision. The record is no longer open to the panel.'); // prettier-ignore
      for (const said of ['Leaver Demo', 'Health would have kept him on', 'Health: too early', 'The plan is working', 'Agrees with the plan: Wants football back', 'Why they leave the cohort: stepped down to other support', 'Tell the surgery', 'Tell the school']) expect(words).toContain(said); // prettier-ignore
      // The earlier meeting's action is the record's, and so are plan and dates.
      expect(words).not.toMatch(/Find a safe club|Date of birth/);
      const links = page('main a').toArray().map((one) => page(one).attr('href') ?? ''); // prettier-ignore
      expect(links.filter((href) => /individuals|actions\//.test(href))).toEqual([]);
      expect(await left.statusFor(email, `/individuals/${left.made.individualId}`)).toBe(404);
    }
    expect((await left.pageFor(MEMBER, `/meetings/${left.meeting}`))('main a[href$="' + left.path + '"]')).toHaveLength(
      1,
    );
    const [read] = await test.sql(
      `SELECT count(*)::int AS n FROM audit_events WHERE act = 'meeting_item.read' AND individual_id = $1 AND actor_id = $2 AND subject_id = $3`,
      [left.made.individualId, test.userId(MEMBER), left.path.split('/').at(-1)],
    );
    expect(read).not.toEqual({ n: 0 });
  });

  it('keeps in the minutes of the item who came for it, on page, paper and API, for whoever has no conflict there', async () => {
    const came = 'Joined for this item: Ines Guest, interpreter, Language Line.';
    for (const email of [CHAIR, MEMBER]) {
      const minutes = await left.minutesFor(email);
      expect(minutes).toContain(came);
      expect(minutes).toContain('Ines Guest, interpreter, Language Line (for item 1 only)');
    }
    const { body } = await (await test.api(MEMBER)).get(`/meetings/${left.meeting}/minutes`);
    expect(body.guests).toMatchObject([{ name: 'Ines Guest' }]);
    expect(await left.minutesFor(CONFLICTED)).not.toContain('Ines');
  });

  it('is closed to who has a conflict of interest, another panel, an analyst, and a member whose seat ended', async () => {
    expect(await left.statusFor(CONFLICTED)).toBe(404);
    expect(await left.statusFor(ELSEWHERE)).toBe(404);
    expect(await left.statusFor(ANALYST)).toBe(403);
    await left.withoutSeat(MEMBER, async () => expect(await left.statusFor(MEMBER)).toBe(404));
    expect(await left.statusFor(MEMBER)).toBe(200);
    const theirs = (await left.pageFor(CONFLICTED, `/meetings/${left.meeting}/decisions`))('main').text();
    expect(theirs).not.toMatch(/Tell the|Leaver|The plan is working/);
    expect(await left.minutesFor(CONFLICTED)).not.toMatch(/Tell the|Leaver|Found a boxing club|Coached him/);
    // Guards put aside, the database holds it: neither read nor written.
    for (const email of [CONFLICTED, ELSEWHERE, ANALYST]) {
      const actor = await test.actor(email);
      const seen = await test.get(Transactions).act(
        actor,
        (tx) =>
        tx.query(`SELECT item_id FROM who_left($1) UNION ALL SELECT id FROM outstanding_of_who_left($2)
                   UNION ALL SELECT (content->>'id')::uuid FROM minutes_of_who_left($3)`, [[left.meeting, left.before], left.next, left.meeting]), // prettier-ignore
      );
      expect(seen).toEqual([]);
      const written = `INSERT INTO meeting_entries (id, meeting_id, panel_id, item_id, individual_id, kind, text, author_id, agency_id, recorded_at)
        VALUES ($1, $2, $3, $4, $5, 'discussion', 'x', $6, $7, now())`;
      const values = [newId(), left.meeting, test.partnership.panelId, left.path.split('/').at(-1), left.made.individualId, actor.userId, actor.agencyId]; // prettier-ignore
      await expect(test.get(Transactions).act(actor, (tx) => tx.query(written, values))).rejects.toMatchObject({ code: '42501' }); // prettier-ignore
    }
  });

  it('is written on while the meeting is open, and decided again only once the person is back', async () => {
    const member = await test.browse(MEMBER);
    const empty = await member.submit(`${left.path}/entries`, { kind: 'view', text: ' ' }, left.path);
    expect([empty.status, load(empty.text)('[data-qa=has-left]').length]).toEqual([422, 1]);
    const entry = { kind: 'discussion', text: 'The mother agreed on the telephone' };
    expect((await member.submit(`${left.path}/entries`, entry, left.path)).status).toBe(303);
    const [wrong] = await test.sql<{ id: string }>('SELECT id FROM meeting_entries WHERE text = $1', [entry.text]);
    const right = { kind: 'correction', text: 'It was the father', correctsId: wrong?.id };
    expect((await (await test.api(CHAIR)).post(`${left.path}/entries`, right)).status).toBe(201);
    expect((await left.pageFor(CHAIR))('[data-qa=entries]').text()).toMatch(
      /on the telephone[^]*It was the father[^]*Corrects/,
    );
    expect((await (await test.api(CONFLICTED)).post(`${left.path}/entries`, entry)).status).toBe(404);
    const again = { decision: 'continue', rationale: 'x', changeReason: 'y' };
    expect((await (await test.api(CHAIR)).post(`${left.path}/decision`, again).set('If-Match', '"2"')).status).toBe(
      404,
    );
    expect((await left.pageFor(CHAIR))('[data-qa=mend-closed] a').attr('href')).toBe('/referrals/new');
  });

  it('keeps its actions, conflicts and answers in the list of decisions and in the minutes', async () => {
    const list = await left.pageFor(MEMBER, `/meetings/${left.meeting}/decisions`);
    expect(list('table').text()).toMatch(/Tell the surgery[^]*Tell the school|Tell the school[^]*Tell the surgery/);
    expect(list('table a')).toHaveLength(0);
    const minutes = await left.minutesFor(MEMBER);
    expect(minutes).toMatch(
      /Coached him.*Find a safe club\. Could not be done: circumstances changed\. Found a boxing club/,
    );
    expect(minutes).toMatch(/Leaver Demo.*It was the father.*Tell the school/);
  });
});

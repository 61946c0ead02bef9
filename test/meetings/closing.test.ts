import { load } from 'cheerio';
import { AddItem, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const NEXT = '2026-12-10';

describe('the closing of a meeting, and what the next one begins with', () => {
  let test: TestApp;
  let meetingId: string;
  let nextId: string;
  let names: string[];

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1`);
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21', onRestDay: true })).id;
    names = ['Ann', 'Ben', 'Cas'];
    for (const givenName of names) {
      const made = await makeCase(test, { givenName, tier: 'high', plan: 'live', reviewDueOn: '2026-12-30' });
      await test.get(AddItem).run(chair, { meetingId, individualId: made.individualId });
    }
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const pathOf = async (givenName: string, id = meetingId): Promise<string> => {
    const [item] = await test.sql<{ id: string }>(
      'SELECT t.id FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE i.given_name = $1 AND t.meeting_id = $2',
      [givenName, id],
    );
    return `/meetings/${id}/items/${item?.id ?? ''}`;
  };
  const unanswered = async (): Promise<[string, string | undefined][]> => {
    const $ = load((await (await test.browse(CHAIR)).get(`/meetings/${meetingId}/closing`)).text);
    return $('[data-qa=unanswered] a')
      .toArray()
      .map((one) => [$(one).text(), $(one).attr('href')]);
  };

  it('asks first: everything unanswered, each with where it is answered', async () => {
    const room = `/meetings/${meetingId}/room`;
    const chair = await test.browse(CHAIR);
    const topics = `/meetings/${meetingId}/topics`;
    await chair.submit(topics, { kind: 'location', title: 'The underpass' }, topics);
    expect(await unanswered()).toEqual([
      ['The meeting was never opened: the confidentiality statement is not recorded as read', room],
      ['Nobody is recorded as present', `${room}#attendance-heading`],
      ['3 cases are not reached, from item 1 on: they come back at the next meeting', await pathOf('Ann')],
      ['1 location, theme or other item has nothing written down: it comes back at the next meeting', topics],
    ]);
    expect(load((await chair.get(`/meetings/${meetingId}`)).text)('a[href$="/closing"]')).toHaveLength(1);
    expect((await (await test.browse(MEMBER)).get(`/meetings/${meetingId}/closing`)).status).toBe(403);
  });

  it('reads the statement above the boxes, and presets whoever chairs as present: a deputy too', async () => {
    const chair = await test.browse(CHAIR);
    const room = `/meetings/${meetingId}/room`;
    await chair.submit(
      `/meetings/${meetingId}/opening`,
      { chairId: test.userId(MEMBER), minuteTakerId: test.userId(CHAIR) },
      room,
    );
    const { text } = await chair.get(room);
    expect(text.indexOf('data-qa="statement"')).toBeLessThan(text.indexOf('id="attendance-heading"'));
    const $ = load(text);
    expect($(`input[name="status-${test.userId(MEMBER)}"][value=present]`).attr('checked')).toBeDefined();
    expect($(`input[name="status-${test.userId(CHAIR)}"]:checked`)).toHaveLength(0);
    expect($('[data-qa=attender]').text()).toMatch(/Mo Lindqvist, [^(]*\([^)]*chairs this meeting/);
    await chair.submit(`/meetings/${meetingId}/attendance`, { [`status-${test.userId(MEMBER)}`]: 'present' }, room);
    expect(await test.sql('SELECT status FROM meeting_attendances')).toEqual([{ status: 'present' }]);
    expect((await chair.get(`/meetings/${meetingId}`)).text).not.toContain('Move or cancel');
    expect((await chair.get(`/meetings/${meetingId}/change`)).text).toContain('has been opened');
  });

  it('says in its answer when a chosen day for the next review is no working day', async () => {
    const member = await test.browse(MEMBER);
    const path = await pathOf('Ann');
    const saturday = { 'nextDueOn-day': '5', 'nextDueOn-month': '12', 'nextDueOn-year': '2026' };
    const owner = { 'actions-1-ownerId': test.userId('officer@tvp.example') };
    const second = Object.fromEntries(
      Object.entries({ ...actionFields, ...owner }).map(([name, value]) => [name.replace('-1-', '-2-'), value]),
    );
    const fields = { ...filled, ...saturday, ...actionFields, ...owner, ...second };
    const saved = await member.submit(`${path}/decision`, fields, path);
    expect(saved.status).toBe(303);
    expect((await member.get(String(saved.headers['location']))).text).toContain(
      'Saturday 5 December 2026 is not a working day, so it is due on the working day before, Friday 4 December 2026. Next review due 4 December 2026.',
    );
  });

  it('is closed all the same, and the next agenda says what was not reached', async () => {
    expect(await unanswered()).toEqual([
      [
        '1 person who is present has not accepted the confidentiality statement: the minutes name them',
        `/meetings/${meetingId}/room#attendance-heading`,
      ],
      ['2 cases are not reached, from item 2 on: they come back at the next meeting', await pathOf('Ben')],
      [
        '1 location, theme or other item has nothing written down: it comes back at the next meeting',
        `/meetings/${meetingId}/topics`,
      ],
    ]);
    const planned = { startsAt: '10:00', place: 'Room 1', heldOn: NEXT };
    nextId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), planned)).id;
    const chair = await test.browse(CHAIR);
    const closed = await chair.submit(`/meetings/${meetingId}/closure`, {}, `/meetings/${meetingId}/closing`);
    expect([closed.status, closed.headers['location']]).toEqual([303, `/meetings/${meetingId}/decisions`]);
    const $ = load((await chair.get(`/meetings/${nextId}`)).text);
    const ben = $('#agenda tbody tr')
      .toArray()
      .map((row) => $(row).text())
      .find((row) => row.includes('Ben'));
    expect(ben).toContain('Not reached on 21 November 2026');
    expect((await chair.get(await pathOf('Ben', nextId))).text).toContain('Not reached on 21 November 2026');
  });

  it('takes all outstanding actions in one form: a wrong row is said, nothing is half saved, nothing typed is lost', async () => {
    test.clock.set(new Date(`${NEXT}T10:00:00Z`));
    const chair = await test.browse(CHAIR);
    const page = `/meetings/${nextId}/outstanding-actions`;
    const seen = await chair.hiddenFields(page, page);
    const ids = Object.keys(seen)
      .filter((name) => name.startsWith('version-'))
      .map((name) => name.slice('version-'.length));
    expect(ids).toHaveLength(2);
    const [one = '', other = ''] = ids;
    const half = { [`answer-${one}`]: 'done', [`words-${one}`]: 'He goes weekly', [`answer-${other}`]: 'not_done' };
    const wrong = await chair.post(page, { ...seen, ...half });
    expect(wrong.status).toBe(422);
    const $ = load(wrong.text);
    expect(
      $('.govuk-error-summary__list a')
        .toArray()
        .map((link) => [$(link).attr('href'), $(link).text()]),
    ).toEqual([[`#words-${other}`, 'Action 2: enter what happened']]);
    expect($(`#words-${one}`).val()).toBe('He goes weekly');
    expect($(`input[name="answer-${one}"]:checked`).val()).toBe('done');
    const open = () => test.sql(`SELECT count(*)::int AS n FROM actions WHERE status = 'open'`);
    expect(await open()).toEqual([{ n: 2 }]);
    const draft = async () => load((await chair.get(page)).text)('[data-qa=draft]');
    const typed = { ...seen, [`words-${other}`]: 'Typed at home' };
    expect((await chair.post('/drafts', typed)).status).toBe(201);
    expect(await draft()).toHaveLength(1);
    // Somebody else answers the second one first.
    const api = (await test.api(CHAIR)).post(`${page}/${other}/answer`, { answer: 'done', words: 'By phone' });
    expect((await api.set('If-Match', '"1"')).status).toBe(201);
    // What was typed of an action that is answered is not offered, though it is still said below the form.
    expect(await draft()).toHaveLength(0);
    const fresh = { ...(await chair.hiddenFields(page, page)), [`version-${other}`]: '1' };
    const both = { ...fresh, ...half, [`words-${other}`]: 'Nobody rang' };
    const late = await chair.post(page, both);
    expect(late.status).toBe(422);
    expect(late.text).toContain('Action 2: somebody changed this action meanwhile. Look at it again');
    expect(load(late.text)('[data-qa=not-saved]').text()).toContain('Nobody rang');
    expect(await open()).toEqual([{ n: 1 }]);
    const rest = { [`answer-${one}`]: 'done', [`words-${one}`]: 'He goes weekly' };
    expect((await chair.submit(page, rest, page)).status).toBe(303);
    expect((await chair.get(page)).text).toContain('1 answer saved');
    expect(await test.sql('SELECT outcome FROM actions ORDER BY outcome')).toEqual([
      { outcome: 'By phone' },
      { outcome: 'He goes weekly' },
    ]);
  });

  it('gives welcome, outstanding actions and other business their minutes, and each the times of what they see', async () => {
    await test.sql(
      `UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE given_name = $1`,
      ['Ben', [test.userId(CHAIR)]],
    );
    const times = async (email: string): Promise<string[]> => {
      const $ = load((await (await test.browse(email)).get(`/meetings/${nextId}`)).text);
      const starts = $('#agenda [data-label=Item] .govuk-body-s').toArray();
      return [$('[data-qa=time-budget]').text(), ...starts.map((one) => $(one).text())].filter(
        (words) => !words.startsWith('Further'),
      );
    };
    const seen = await times(CHAIR);
    expect(seen[0]).toMatch(
      /welcome and statement 5, outstanding actions 10, cases 1\d, locations, themes and other business 10/,
    );
    expect(seen[1]).toBe('10:15');
    // Whoever is restricted comes last, and takes no time of those who are not named.
    const others = await times(MEMBER);
    expect([others.length, others.slice(1)]).toEqual([seen.length - 1, seen.slice(1, -1)]);
    expect(others[0]).not.toBe(seen[0]);
    // Nor in another tier.
    await test.sql(
      `UPDATE cohort_memberships SET tier = 'critical', version = version + 1 WHERE individual_id = (SELECT id FROM individuals WHERE given_name = 'Ben')`,
    );
    expect(await times(MEMBER)).toEqual(others);
  });
});

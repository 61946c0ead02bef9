import { load } from 'cheerio';
import { AddRelationship, type NewRelationship } from '../../src/individuals';
import { BuildAgenda, HoldMeeting, PlanMeeting, PutOffTopic, Topics } from '../../src/meetings';
import { Conflicts } from '../../src/meetings/room/conflicts';
import { OpenMeeting } from '../../src/meetings/room/open-meeting';
import { Transactions } from '../../src/platform/database';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { type PageClient, TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const LEAD = 'lead@scf.example';
const [FIRST, SECOND, THIRD] = ['2026-11-21', '2026-12-03', '2026-12-17'] as const;

/** A topic of an agenda as its page says it: what it is, and why it is there. */
type Said = [title: string, why: string];

describe('locations and themes that come to an agenda by themselves', () => {
  let test: TestApp;
  let chair: PageClient;
  const cases: MadeCase[] = [];
  let [restricted, conflicted]: MadeCase[] = [];
  const ids = { first: '', second: '', third: '' };

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    for (const givenName of ['Ada', 'Bo', 'Cy']) cases.push(await makeCase(test, { givenName }));
    [restricted, conflicted] = [await makeCase(test, { givenName: 'Hidden' }), await makeCase(test)];
    ids.first = await plan(FIRST);
    chair = await test.browse(CHAIR);
  });
  afterAll(() => test.stop());

  const plan = async (heldOn: string): Promise<string> => {
    const meeting = { heldOn, startsAt: '10:00', place: 'Room 1', onRestDay: true };
    return (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
  };
  const build = async (meetingId: string) => test.get(BuildAgenda).run(await test.actor(CHAIR), { meetingId });
  /** Another day is another session. */
  const later = async (at: string): Promise<void> => {
    test.clock.set(new Date(at));
    chair = await test.browse(CHAIR);
  };
  const linkTo = async (to: MadeCase[], name: string, how: Partial<NewRelationship> = {}): Promise<void> => {
    const actor = await test.actor(LEAD);
    for (const { individualId } of to) {
      const said = {
        kind: 'place_of_concern',
        name,
        source: 'School',
        basis: 'fact',
        reliability: 'reliable',
      } as const;
      await test.get(AddRelationship).run(actor, { individualId, ...said, ...how });
    }
  };
  const topicsOn = async (meetingId: string): Promise<Said[]> => {
    const $ = load((await chair.get(`/meetings/${meetingId}/topics`)).text);
    return $('[data-qa=topic]')
      .toArray()
      .map((one): Said => [$(one).find('h2').text(), $(one).find('[data-qa=why]').text()]);
  };
  const topicNamed = async (meetingId: string, title: string) => {
    const [row] = await test.sql<{ id: string; version: number }>(
      'SELECT id, version FROM meeting_topics WHERE meeting_id = $1 AND title = $2 ORDER BY added_at DESC LIMIT 1',
      [meetingId, title],
    );
    return { meetingId, topicId: row?.id ?? '', version: row?.version ?? 0 };
  };
  const hold = async (meetingId: string): Promise<void> => {
    const [row] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: row?.version ?? 0 });
  };

  it('lists a place of concern or a group that three cases are linked to, with how many and since when', async () => {
    await linkTo(cases, 'Chalvey  rec');
    await linkTo(cases, 'The crew', { kind: 'peer_group' });
    await linkTo(cases.slice(0, 2), 'The underpass');
    await linkTo(cases, 'The youth club', { kind: 'safe_place' });
    await build(ids.first);
    const why = 'Came by itself: linked to 3 cases of this panel, 3 of them new since 24 October 2026';
    const listed: Said[] = [
      ['Chalvey  rec', why],
      ['The crew', why],
    ];
    expect(await topicsOn(ids.first)).toEqual(listed);
    await build(ids.first);
    expect(await topicsOn(ids.first)).toEqual(listed);
    const agenda = load((await (await test.browse(MEMBER)).get(`/meetings/${ids.first}`)).text);
    expect(agenda('[data-qa=topics] [data-qa=why]').first().text()).toBe(why);
    const api = await (await test.api(MEMBER)).get(`/meetings/${ids.first}/topics`);
    expect(api.body).toMatchObject({
      items: [{ origin: 'linked', why: [why], linkedCases: 3, newLinks: 3, newSince: '2026-10-24' }, {}],
    });
  });

  it('counts nobody and nothing that somebody seated may not see: restricted, conflicted, kept to some, intelligence', async () => {
    const listing = async () => {
      await build(ids.first);
      const actor = await test.actor(CHAIR);
      const places = await test
        .get(Transactions)
        .act(actor, (tx) => tx.query(`SELECT * FROM linked_places($1, '2026-10-01')`, [test.partnership.panelId]));
      const pages = await Promise.all(['', '/topics'].map((page) => chair.get(`/meetings/${ids.first}${page}`)));
      return [
        places,
        await topicsOn(ids.first),
        pages.map(({ text }) => load(text)('[data-qa=topics], [data-qa=time-budget]').text()),
      ];
    };
    const item = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE individual_id = $1', [
      conflicted?.individualId,
    ]);
    const declared = {
      meetingId: ids.first,
      itemId: item[0]?.id ?? '',
      userId: test.userId(MEMBER),
      reason: 'An uncle',
    };
    await test.get(Conflicts).declare(await test.actor(CHAIR), declared);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [restricted?.individualId, [LEAD, CHAIR].map((email) => test.userId(email))],
    );
    const before = await listing();
    const unseen = [restricted, conflicted].filter((one) => one !== undefined);
    for (const name of ['Chalvey rec', 'The underpass']) await linkTo(unseen, name);
    await linkTo(cases.slice(2), 'The underpass', { basis: 'intelligence' });
    const officer = await test.sql(
      `INSERT INTO individual_relationships (id, individual_id, kind, name, source, basis, reliability, visibility, recorded_by, recorded_at)
       SELECT gen_random_uuid(), $1, 'place_of_concern', 'The underpass', 'Police', 'fact', 'reliable', 'police_only', id, now()
         FROM users WHERE email = 'officer@tvp.example' RETURNING id`,
      [cases[2]?.individualId],
    );
    expect(officer).toHaveLength(1);
    expect(await listing()).toEqual(before);
    await linkTo(cases.slice(2), 'The underpass');
    expect(await listing()).not.toEqual(before);
  });

  it('is taken off by the chair with a reason, which the minutes say, and comes again only with something new', async () => {
    const crew = await topicNamed(ids.first, 'The crew');
    const action = `/meetings/${ids.first}/topics/${crew.topicId}/deferral`;
    const page = `/meetings/${ids.first}/topics`;
    const blank = await chair.submit(action, { reason: ' ' }, page);
    expect([blank.status, load(blank.text)('.govuk-error-message').text().trim()]).toEqual([
      422,
      'Error: Enter why it is taken off the agenda',
    ]);
    expect((await (await test.browse(MEMBER)).submit(action, { reason: 'No' }, page)).status).toBe(403);
    expect((await chair.submit(action, { reason: 'Spoken of at the local group' }, page)).status).toBe(303);
    await build(ids.first);
    expect((await topicsOn(ids.first)).filter(([title]) => title === 'The crew')).toHaveLength(1);
    const minutes = load((await chair.get(`/meetings/${ids.first}/minutes`)).text)('[data-qa=topic]').text();
    expect(minutes).toContain('Taken off the agenda: Spoken of at the local group');
    await later('2026-11-21T10:20:00Z');
    await linkTo([await makeCase(test, { givenName: 'Di' })], 'the crew', {
      kind: 'street_gang',
      reviewOn: '2027-01-10',
    });
    await build(ids.first);
    expect((await topicsOn(ids.first)).filter(([title]) => title === 'The crew').map(([, why]) => why)).toEqual([
      'Came by itself: linked to 4 cases of this panel, 1 of them new since 21 November 2026',
      expect.stringContaining('3 of them new'),
    ]);
  });

  it('brings back what the panel wants back and what nobody minuted, once, with its readers; not what was done or taken off', async () => {
    await openTheRoom(test, ids.first);
    const [asker, member] = [await test.actor(CHAIR), await test.actor(MEMBER)];
    const add = (title: string) => test.get(Topics).add(member, { meetingId: ids.first, kind: 'other', title });
    for (const title of ['Not reached', 'Done', 'Taken off']) await add(title);
    const kept = `INSERT INTO meeting_topics (id, meeting_id, panel_id, kind, title, visibility, added_by, added_at)
      SELECT gen_random_uuid(), m.id, m.panel_id, 'location', 'The safe house', 'police_only', m.created_by, now() FROM meetings m WHERE m.id = $1`;
    await test.sql(kept, [ids.first]);
    const rec = await topicNamed(ids.first, 'Chalvey  rec');
    const outcome = `/meetings/${ids.first}/topics/${rec.topicId}/outcome`;
    const said = { outcome: 'Lights by Friday.', comesBack: 'yes' };
    expect((await chair.submit(outcome, said, `/meetings/${ids.first}/topics`)).status).toBe(303);
    const minuted = { outcome: 'Agreed' };
    await test.get(Topics).note(member, { ...(await topicNamed(ids.first, 'Done')), ...minuted });
    await test.get(Topics).note(member, { ...(await topicNamed(ids.first, 'The crew')), ...minuted });
    const underpass = await topicNamed(ids.first, 'The underpass');
    await test.get(Topics).note(member, { ...underpass, ...minuted });
    await test.get(PutOffTopic).run(asker, { ...(await topicNamed(ids.first, 'Taken off')), reason: 'No' });
    const minutes = async () =>
      load((await chair.get(`/meetings/${ids.first}/minutes`)).text)('[data-qa=topic]').text();
    expect(await minutes()).toContain('Lights by Friday. It comes back to the next meeting.');
    await hold(ids.first);
    await later('2026-11-22T10:00:00Z');
    ids.second = await plan(SECOND);
    await build(ids.second);
    const brought: Said[] = [
      ['Chalvey  rec', 'Came by itself: the panel asked for it back on 21 November 2026Said then: Lights by Friday.'],
      ['Not reached', 'Came by itself: not reached on 21 November 2026'],
    ];
    expect(await topicsOn(ids.second)).toEqual(brought);
    const kepts = await test.sql('SELECT visibility, origin FROM meeting_topics WHERE meeting_id = $1 AND title = $2', [
      ids.second,
      'The safe house',
    ]);
    expect(kepts).toEqual([{ visibility: 'police_only', origin: 'carried_on' }]);
  });

  it('follows what is minuted after the closing: what was said after all goes, what shall come back comes', async () => {
    const member = await test.actor(MEMBER);
    const note = async (title: string, comesBack: boolean) => {
      const seen = await topicNamed(ids.first, title);
      await test.get(Topics).note(member, { ...seen, outcome: 'Said after all', comesBack });
    };
    await note('Not reached', false);
    await note('Done', true);
    expect((await topicsOn(ids.second)).map(([title]) => title)).toEqual(['Chalvey  rec', 'Done']);
  });

  it('brings what was linked since the agenda was made when the meeting is opened, and never twice', async () => {
    await linkTo(cases, 'The arches');
    await later(`${SECOND}T10:00:00Z`);
    const [row] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [ids.second]);
    const people = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(CHAIR) };
    const opening = { meetingId: ids.second, version: row?.version ?? 0, ...people };
    await test.get(OpenMeeting).run(await test.actor(CHAIR), opening);
    const titles = async (meetingId: string) => (await topicsOn(meetingId)).map(([title]) => title);
    expect(await titles(ids.second)).toEqual(['Chalvey  rec', 'Done', 'The arches']);
    const putOff = test.get(PutOffTopic);
    await putOff.run(await test.actor(CHAIR), { ...(await topicNamed(ids.second, 'The arches')), reason: 'Later' });
    await test
      .get(Topics)
      .note(await test.actor(MEMBER), { ...(await topicNamed(ids.second, 'Chalvey  rec')), outcome: 'Lit' });
    await test.sql(`UPDATE meetings SET started_at = $2, version = version + 1 WHERE id = $1`, [
      ids.second,
      test.clock.now(),
    ]);
    await hold(ids.second);
    ids.third = await plan(THIRD);
    expect(await titles(ids.third)).toEqual(['Done']);
  });

  it('moves what waits on a cancelled meeting, but not what was taken off it or stands on the next one', async () => {
    const member = await test.actor(MEMBER);
    const add = (meetingId: string, title: string) => test.get(Topics).add(member, { meetingId, kind: 'other', title });
    const fourth = await plan('2026-12-24');
    for (const title of ['Off', 'Both']) await add(ids.third, title);
    await add(fourth, 'Both');
    await test.get(PutOffTopic).run(await test.actor(CHAIR), { ...(await topicNamed(ids.third, 'Off')), reason: 'No' });
    await test.sql(`UPDATE meetings SET status = 'cancelled', version = version + 1 WHERE id = $1`, [ids.third]);
    expect((await topicsOn(fourth)).map(([title]) => title).sort()).toEqual(['Both', 'Done']);
  });
});

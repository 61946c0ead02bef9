import { load } from 'cheerio';
import { Conflicts } from '../../src/meetings/room/conflicts';
import { Transactions } from '../../src/platform/database';
import { makeCase, type MadeCase } from '../factories';
import type { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { PanelWithTopics, type Said } from './panel-with-topics';

const LEAD = 'lead@scf.example';

describe('places and groups that come to an agenda by themselves', () => {
  let test: TestApp;
  let panel: PanelWithTopics;
  let [restricted, conflicted]: MadeCase[] = [];
  let meetingId: string;

  beforeAll(async () => {
    panel = await PanelWithTopics.start();
    test = panel.test;
    [restricted, conflicted] = [await makeCase(test, { givenName: 'Hidden' }), await makeCase(test)];
    meetingId = await panel.plan('2026-11-21');
  });
  afterAll(() => test.stop());

  it('lists a place of concern or a group that three cases are linked to, with how many and since when', async () => {
    await panel.linkTo(panel.cases, 'Chalvey  rec');
    await panel.linkTo(panel.cases, 'The crew', { kind: 'peer_group' });
    await panel.linkTo(panel.cases.slice(0, 2), 'The underpass');
    await panel.linkTo(panel.cases, 'The youth club', { kind: 'safe_place' });
    await panel.build(meetingId);
    const why = 'Came by itself: linked to 3 cases of this panel, 3 of them new since 24 October 2026';
    const listed: Said[] = [
      ['Chalvey  rec', why],
      ['The crew', why],
    ];
    expect(await panel.topicsOn(meetingId)).toEqual(listed);
    await panel.build(meetingId);
    expect(await panel.topicsOn(meetingId)).toEqual(listed);
    const agenda = load((await (await test.browse(MEMBER)).get(`/meetings/${meetingId}`)).text);
    expect(agenda('[data-qa=topics] [data-qa=why]').first().text()).toBe(why);
    const api = await (await test.api(MEMBER)).get(`/meetings/${meetingId}/topics`);
    expect(api.body).toMatchObject({
      items: [{ origin: 'linked', why: [why], linkedCases: 3, newLinks: 3, newSince: '2026-10-24' }, {}],
    });
  });

  it('counts nobody and nothing that somebody seated may not see: restricted, conflicted, kept to some, intelligence', async () => {
    const listing = async () => {
      await panel.build(meetingId);
      const actor = await test.actor(CHAIR);
      const places = await test
        .get(Transactions)
        .act(actor, (tx) => tx.query(`SELECT * FROM linked_places($1, '2026-10-01')`, [test.partnership.panelId]));
      const pages = await Promise.all(['', '/topics'].map((page) => panel.chair.get(`/meetings/${meetingId}${page}`)));
      return [
        places,
        await panel.topicsOn(meetingId),
        pages.map(({ text }) => load(text)('[data-qa=topics], [data-qa=time-budget]').text()),
      ];
    };
    const item = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE individual_id = $1', [
      conflicted?.individualId,
    ]);
    const declared = {
      meetingId,
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
    for (const name of ['Chalvey rec', 'The underpass']) await panel.linkTo(unseen, name);
    await panel.linkTo(panel.cases.slice(2), 'The underpass', { basis: 'intelligence' });
    const officer = await test.sql(
      `INSERT INTO individual_relationships (id, individual_id, kind, name, source, basis, reliability, visibility, recorded_by, recorded_at)
       SELECT gen_random_uuid(), $1, 'place_of_concern', 'The underpass', 'Police', 'fact', 'reliable', 'police_only', id, now()
         FROM users WHERE email = 'officer@tvp.example' RETURNING id`,
      [panel.cases[2]?.individualId],
    );
    expect(officer).toHaveLength(1);
    expect(await listing()).toEqual(before);
    await panel.linkTo(panel.cases.slice(2), 'The underpass');
    expect(await listing()).not.toEqual(before);
  });

  it('is taken off by the chair with a reason, which the minutes say, and comes again only with something new', async () => {
    const crew = await panel.topicNamed(meetingId, 'The crew');
    const action = `/meetings/${meetingId}/topics/${crew.topicId}/deferral`;
    const page = `/meetings/${meetingId}/topics`;
    const blank = await panel.chair.submit(action, { reason: ' ' }, page);
    expect([blank.status, load(blank.text)('.govuk-error-message').text().trim()]).toEqual([
      422,
      'Error: Enter why it is taken off the agenda',
    ]);
    expect((await (await test.browse(MEMBER)).submit(action, { reason: 'No' }, page)).status).toBe(403);
    expect((await panel.chair.submit(action, { reason: 'Spoken of at the local group' }, page)).status).toBe(303);
    await panel.build(meetingId);
    expect((await panel.topicsOn(meetingId)).filter(([title]) => title === 'The crew')).toHaveLength(1);
    const minutes = load((await panel.chair.get(`/meetings/${meetingId}/minutes`)).text)('[data-qa=topic]').text();
    expect(minutes).toContain('Taken off the agenda: Spoken of at the local group');
    await panel.later('2026-11-21T10:20:00Z');
    await panel.linkTo([await makeCase(test, { givenName: 'Di' })], 'the crew', {
      kind: 'street_gang',
      reviewOn: '2027-01-10',
    });
    await panel.build(meetingId);
    expect((await panel.topicsOn(meetingId)).filter(([title]) => title === 'The crew').map(([, why]) => why)).toEqual([
      'Came by itself: linked to 4 cases of this panel, 1 of them new since 21 November 2026',
      expect.stringContaining('3 of them new'),
    ]);
  });

  it('does not come where the rules of the panel do not let it', async () => {
    const letsIt = (change: string) =>
      test.sql(`UPDATE panels SET agenda_reasons = ${change}, version = version + 1 WHERE id = $1`, [
        test.partnership.panelId,
      ]);
    await panel.linkTo(panel.cases, 'The arches');
    await letsIt(`array_remove(agenda_reasons, 'linked_place')`);
    await panel.build(meetingId);
    expect(await panel.titlesOn(meetingId)).not.toContain('The arches');
    await letsIt(`array_append(agenda_reasons, 'linked_place')`);
    await panel.build(meetingId);
    expect(await panel.titlesOn(meetingId)).toContain('The arches');
  });
});

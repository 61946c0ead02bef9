import { PutOffTopic, Topics } from '../../src/meetings';
import { OpenMeeting } from '../../src/meetings/room/open-meeting';
import { openTheRoom } from '../support/open-the-room';
import type { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { PanelWithTopics, type Said } from './panel-with-topics';

const [FIRST, SECOND, THIRD] = ['2026-11-21', '2026-12-03', '2026-12-17'] as const;

describe('locations and themes that come back to the next agenda', () => {
  let test: TestApp;
  let panel: PanelWithTopics;
  const ids = { first: '', second: '', third: '' };

  beforeAll(async () => {
    panel = await PanelWithTopics.start();
    test = panel.test;
    await panel.linkTo(panel.cases, 'Chalvey  rec');
    ids.first = await panel.plan(FIRST);
  });
  afterAll(() => test.stop());

  it('brings back what the panel wants back and what nobody minuted, once, with its readers; not what was done or taken off', async () => {
    await openTheRoom(test, ids.first);
    const [asker, member] = [await test.actor(CHAIR), await test.actor(MEMBER)];
    const add = (title: string) => test.get(Topics).add(member, { meetingId: ids.first, kind: 'other', title });
    for (const title of ['Not reached', 'Done', 'Taken off']) await add(title);
    const kept = `INSERT INTO meeting_topics (id, meeting_id, panel_id, kind, title, visibility, added_by, added_at)
      SELECT gen_random_uuid(), m.id, m.panel_id, 'location', 'The safe house', 'police_only', m.created_by, now() FROM meetings m WHERE m.id = $1`;
    await test.sql(kept, [ids.first]);
    const rec = await panel.topicNamed(ids.first, 'Chalvey  rec');
    const outcome = `/meetings/${ids.first}/topics/${rec.topicId}/outcome`;
    const said = { outcome: 'Lights by Friday.', comesBack: 'yes' };
    expect((await panel.chair.submit(outcome, said, `/meetings/${ids.first}/topics`)).status).toBe(303);
    await test.get(Topics).note(member, { ...(await panel.topicNamed(ids.first, 'Done')), outcome: 'Agreed' });
    await test.get(PutOffTopic).run(asker, { ...(await panel.topicNamed(ids.first, 'Taken off')), reason: 'No' });
    const minutes = await panel.textOf(`/meetings/${ids.first}/minutes`, '[data-qa=topic]');
    expect(minutes).toContain('Lights by Friday. It comes back to the next meeting.');
    await panel.hold(ids.first);
    await panel.later('2026-11-22T10:00:00Z');
    ids.second = await panel.plan(SECOND);
    await panel.build(ids.second);
    const brought: Said[] = [
      ['Chalvey  rec', 'Came by itself: the panel asked for it back on 21 November 2026Said then: Lights by Friday.'],
      ['Not reached', 'Came by itself: not reached on 21 November 2026'],
    ];
    expect(await panel.topicsOn(ids.second)).toEqual(brought);
    const kepts = await test.sql('SELECT visibility, origin FROM meeting_topics WHERE meeting_id = $1 AND title = $2', [
      ids.second,
      'The safe house',
    ]);
    expect(kepts).toEqual([{ visibility: 'police_only', origin: 'carried_on' }]);
  });

  it('follows what is minuted after the closing: what was said after all goes, what shall come back comes', async () => {
    const member = await test.actor(MEMBER);
    const note = async (title: string, comesBack: boolean) => {
      const seen = await panel.topicNamed(ids.first, title);
      await test.get(Topics).note(member, { ...seen, outcome: 'Said after all', comesBack });
    };
    await note('Not reached', false);
    await note('Done', true);
    expect(await panel.titlesOn(ids.second)).toEqual(['Chalvey  rec', 'Done']);
  });

  it('brings what was linked since the agenda was made when the meeting is opened, and never twice', async () => {
    await panel.linkTo(panel.cases, 'The arches');
    await panel.later(`${SECOND}T10:00:00Z`);
    const [row] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [ids.second]);
    const people = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(CHAIR) };
    const opening = { meetingId: ids.second, version: row?.version ?? 0, ...people };
    await test.get(OpenMeeting).run(await test.actor(CHAIR), opening);
    expect(await panel.titlesOn(ids.second)).toEqual(['Chalvey  rec', 'Done', 'The arches']);
    const putOff = test.get(PutOffTopic);
    await putOff.run(await test.actor(CHAIR), {
      ...(await panel.topicNamed(ids.second, 'The arches')),
      reason: 'Later',
    });
    await test
      .get(Topics)
      .note(await test.actor(MEMBER), { ...(await panel.topicNamed(ids.second, 'Chalvey  rec')), outcome: 'Lit' });
    await test.sql(`UPDATE meetings SET started_at = $2, version = version + 1 WHERE id = $1`, [
      ids.second,
      test.clock.now(),
    ]);
    await panel.hold(ids.second);
    ids.third = await panel.plan(THIRD);
    expect(await panel.titlesOn(ids.third)).toEqual(['Done']);
  });

  it('moves what waits on a cancelled meeting, but not what was taken off it or stands on the next one', async () => {
    const member = await test.actor(MEMBER);
    const add = (meetingId: string, title: string) => test.get(Topics).add(member, { meetingId, kind: 'other', title });
    const fourth = await panel.plan('2026-12-24');
    for (const title of ['Off', 'Both']) await add(ids.third, title);
    await add(fourth, 'Both');
    await test
      .get(PutOffTopic)
      .run(await test.actor(CHAIR), { ...(await panel.topicNamed(ids.third, 'Off')), reason: 'No' });
    await test.sql(`UPDATE meetings SET status = 'cancelled', version = version + 1 WHERE id = $1`, [ids.third]);
    expect((await panel.titlesOn(fourth)).sort()).toEqual(['Both', 'Done']);
  });
});

import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

describe('the quorum when a seat ends during the meeting', () => {
  let test: TestApp;
  let meetingId: string;
  let itemPath: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await test.sql(`UPDATE panels SET quorum_kinds = '{childrens_services,health}', version = version + 1`);
    await test.sql(`UPDATE panel_members SET started_at = '2026-01-01'`);
    await makeCase(test, { givenName: 'Ann', tier: 'high', plan: 'live', reviewDueOn: '2026-11-10' });
    const where = { startsAt: '10:00', place: 'Room 1', heldOn: '2026-11-21', onRestDay: true };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), where)).id;
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [meetingId]);
    itemPath = `/meetings/${meetingId}/items/${item?.id ?? ''}`;
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    const chair = await test.browse(CHAIR);
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(CHAIR) };
    await chair.submit(`/meetings/${meetingId}/opening`, opening, room());
    const present = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: 'present' };
    await chair.submit(`/meetings/${meetingId}/attendance`, present, room());
  });
  afterAll(() => test.stop());

  const room = () => `/meetings/${meetingId}/room`;
  const textOf = async (path: string) =>
    load((await (await test.browse(CHAIR)).get(path)).text)('main')
      .text()
      .replace(/\s+/g, ' ');

  it('no longer counts them from then on, in the room, at a case and in the minutes', async () => {
    expect(await textOf(room())).toContain('Quorate 2 present');
    test.clock.set(new Date('2026-11-21T10:30:00Z'));
    const [seat] = await test.sql<{ id: string }>(
      'SELECT id FROM panel_members WHERE panel_id = $1 AND user_id = $2 AND ended_at IS NULL',
      [test.partnership.panelId, test.userId(MEMBER)],
    );
    const panel = `/panels/${test.partnership.panelId}`;
    const ended = await (await test.browse(CHAIR)).submit(`${panel}/seats/${seat?.id ?? ''}/ending`, {}, panel);
    expect(ended.status).toBe(303);
    expect(await textOf(room())).toMatch(/Not quorate 1 present\. Not quorate: nobody from Health.*\(seat ended\)/);
    expect(await textOf(itemPath)).toContain('Not quorate: nobody from Health');
    const unasked = await (await test.browse(CHAIR)).submit(`${itemPath}/decision`, filled, itemPath);
    expect([unasked.status, unasked.text]).toEqual([422, expect.stringContaining('nobody from Health')]);
    const minutes = await textOf(`/meetings/${meetingId}/minutes`);
    expect(minutes).toContain('Quorate from 10am to 10:30am. Not quorate since 10:30am: nobody from Health');
    const read = (await (await test.api(CHAIR)).get(`/meetings/${meetingId}/minutes`)).body as object;
    expect(read).toMatchObject({ isQuorate: false, missingKinds: ['health'] });
  });

  it('counts them again when they are given a seat again', async () => {
    test.clock.set(new Date('2026-11-21T10:40:00Z'));
    const panel = `/panels/${test.partnership.panelId}`;
    const given = await (await test.browse(CHAIR)).submit(`${panel}/seats`, { userId: test.userId(MEMBER) }, panel);
    expect(given.status).toBe(303);
    expect(await textOf(`/meetings/${meetingId}/minutes`)).toContain('Quorate since 10:40am');
    expect((await (await test.browse(CHAIR)).submit(`${itemPath}/decision`, filled, itemPath)).status).toBe(303);
  });
});

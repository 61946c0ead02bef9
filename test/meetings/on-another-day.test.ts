import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { readPdf } from '../support/read-pdf';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

describe('a meeting that is opened on a later day than it was planned for', () => {
  let test: TestApp;
  let meetingId: string;
  let made: MadeCase;
  let itemPath: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await test.sql(`UPDATE panels SET quorum_kinds = '{}', version = version + 1`);
    made = await makeCase(test, { givenName: 'Ann', tier: 'high', plan: 'live', reviewDueOn: '2026-11-10' });
    const where = { startsAt: '10:00', place: 'Room 1', heldOn: '2026-11-21', onRestDay: true };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), where)).id;
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [meetingId]);
    itemPath = `/meetings/${meetingId}/items/${item?.id ?? ''}`;
    // Late in the evening of London's day is another day already by the clock of the world.
    test.clock.set(new Date('2026-11-23T23:30:00Z'));
    await open(CHAIR);
  });
  afterAll(() => test.stop());

  const room = () => `/meetings/${meetingId}/room`;
  const open = async (chairs: string) => {
    const opening = { chairId: test.userId(chairs), minuteTakerId: test.userId(CHAIR) };
    expect((await (await test.browse(CHAIR)).submit(`/meetings/${meetingId}/opening`, opening, room())).status).toBe(
      303,
    );
  };
  const minutes = async () => load((await (await test.browse(CHAIR)).get(`/meetings/${meetingId}/minutes`)).text);
  const reviews = () =>
    test.sql(
      'SELECT r.held_on::text, s.counted_from::text FROM reviews r JOIN review_schedules s USING (individual_id) WHERE r.individual_id = $1 AND s.status = $2',
      [made.individualId, 'active'],
    );

  it('dates its decisions to the day on which they are made, also when one is taken again on the next', async () => {
    const chair = await test.browse(CHAIR);
    expect((await chair.submit(`${itemPath}/decision`, filled, itemPath)).status).toBe(303);
    expect(await reviews()).toEqual([{ held_on: '2026-11-23', counted_from: '2026-11-23' }]);
    test.clock.set(new Date('2026-11-24T09:00:00Z'));
    const again = { ...filled, rationale: 'Said more clearly', changeReason: 'It was unclear' };
    const href = load((await (await test.browse(CHAIR)).get(itemPath)).text)('a:contains("Change this decision")').attr(
      'href',
    );
    const changed = await (await test.browse(CHAIR)).submit(`${itemPath}/decision`, again, href ?? itemPath);
    expect(changed.status).toBe(303);
    expect(await reviews()).toEqual([{ held_on: '2026-11-23', counted_from: '2026-11-23' }]);
  });

  it('says both days in the minutes, on the page and as a paper', async () => {
    const words = 'Planned for 21 November 2026 and opened on 23 November 2026.';
    expect((await minutes())('[data-qa=opened]').text()).toContain(words);
    const paper = await (await test.browse(CHAIR)).get(`/meetings/${meetingId}/minutes/paper`);
    expect(
      readPdf(paper.body as Buffer)
        .pages.join(' ')
        .replace(/\s+/g, ' '),
    ).toContain(words);
  });

  it('says in the minutes who took the chair, and from when', async () => {
    test.clock.set(new Date('2026-11-24T09:30:00Z'));
    await open(MEMBER);
    await open(MEMBER);
    const said = (await minutes())('main')
      .text()
      .match(/Mo Lindqvist chairs from 9:30am\. Until then Chika Adair did\./g);
    expect(said).toHaveLength(1);
  });

  it('is not opened before its day, on the page or over the API, and says when', async () => {
    const where = { startsAt: '10:00', place: 'Room 1', heldOn: '2026-12-15' };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(CHAIR) };
    const api = await test.api(CHAIR);
    const early = await api.post(`/meetings/${id}/opening`, opening).set('If-Match', '"1"');
    expect([early.status, JSON.stringify(early.body)]).toEqual([
      409,
      expect.stringContaining('This meeting is on 15 December 2026. Open it on that day or later.'),
    ]);
    const chair = await test.browse(CHAIR);
    const hidden = await chair.hiddenFields(`/meetings/${id}/room`, `/meetings/${id}/chair`);
    expect((await chair.post(`/meetings/${id}/opening`, { ...hidden, ...opening })).status).toBe(409);
    const [meeting] = await test.sql('SELECT started_at FROM meetings WHERE id = $1', [id]);
    expect(meeting).toEqual({ started_at: null });
  });
});

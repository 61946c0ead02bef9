import { load } from 'cheerio';
import { Conflicts, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const WITHOUT = { ...filled, withoutQuorumReason: 'Nobody else of health can come this week' };

describe('the quorum of a case in which somebody has a conflict of interest', () => {
  let test: TestApp;
  let meetingId: string;
  let itemPath: Record<string, string>;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await test.sql(`UPDATE panels SET quorum_kinds = '{childrens_services,health}', version = version + 1`);
    for (const givenName of ['Ann', 'Ben', 'Cas'])
      await makeCase(test, { givenName, tier: 'high', plan: 'live', reviewDueOn: '2026-11-10' });
    const where = { startsAt: '10:00', place: 'Room 1', heldOn: '2026-11-21', onRestDay: true };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), where)).id;
    const items = await test.sql<{ id: string; name: string }>(
      'SELECT t.id, i.given_name AS name FROM meeting_items t JOIN individuals i ON i.id = t.individual_id',
    );
    itemPath = Object.fromEntries(items.map(({ id, name }) => [name, `/meetings/${meetingId}/items/${id}`]));
    const chair = await test.browse(CHAIR);
    const room = `/meetings/${meetingId}/room`;
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(CHAIR) };
    await chair.submit(`/meetings/${meetingId}/opening`, opening, room);
    const present = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: 'present' };
    await chair.submit(`/meetings/${meetingId}/attendance`, present, room);
    await declare('Ann');
    await declare('Ben');
    await test.sql(
      `UPDATE panel_conflicts c SET ended_at = now(), ended_by = $1, version = c.version + 1
         FROM individuals i WHERE i.id = c.individual_id AND i.given_name = 'Ben'`,
      [test.userId(CHAIR)],
    );
  });
  afterAll(() => test.stop());

  const declare = async (name: string) =>
    test.get(Conflicts).declare(await test.actor(MEMBER), {
      meetingId,
      itemId: itemPath[name]?.split('/').at(-1) ?? '',
      userId: test.userId(MEMBER),
      reason: 'An uncle',
    });
  const decide = async (name: string, decision: Record<string, string>) =>
    (await test.browse(CHAIR)).submit(`${itemPath[name]}/decision`, decision, itemPath[name]);
  const minutesFor = async (email: string) =>
    load((await (await test.browse(email)).get(`/meetings/${meetingId}/minutes`)).text)('main')
      .text()
      .replace(/\s+/g, ' ');

  it('does not count them there: the panel says why it decides all the same', async () => {
    const form = load((await (await test.browse(CHAIR)).get(itemPath['Ann'] ?? '')).text);
    expect(form('[data-qa=without-quorum]').text()).toContain(
      'Not quorate: nobody from Health without a conflict of interest in this case',
    );
    const unasked = await decide('Ann', filled);
    expect(unasked.status).toBe(422);
    expect(unasked.text).toContain('The meeting is not quorate for this case: nobody from Health');
    expect((await decide('Ann', WITHOUT)).status).toBe(303);
    expect(await minutesFor(CHAIR)).toMatch(
      /Quorate since .*Decided without a quorum \(nobody from Health\): Nobody else of health can come this week/,
    );
  });

  it('counts them in every other case, and when the conflict has ended', async () => {
    for (const name of ['Ben', 'Cas']) {
      expect((await (await test.browse(CHAIR)).get(itemPath[name] ?? '')).text).not.toContain('without-quorum');
      expect((await decide(name, filled)).status).toBe(303);
    }
  });

  it('tells whoever lost the case nothing of it', async () => {
    expect(await minutesFor(MEMBER)).not.toMatch(/without a quorum|Nobody else of health/);
    expect(await minutesFor(MEMBER)).toContain('Quorate since');
  });
});

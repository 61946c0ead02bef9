import { AddItem, BuildAgenda, Conflicts, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

/** The chair lost one case to a conflict of interest; of another one nobody on the panel is named. */
describe('a case that whoever makes the agenda may not see', () => {
  let test: TestApp;
  let firstId: string;
  let nextId: string;
  let ids: Record<string, string>;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:00', place: 'Room 1', onRestDay: true };
    ids = {};
    for (const [givenName, tier] of [
      ['Ann', 'monitoring'],
      ['Lost', 'critical'],
      ['Secret', 'critical'],
    ] as const)
      ids[givenName] = (
        await makeCase(test, { givenName, tier, plan: 'live', reviewDueOn: '2026-11-10' })
      ).individualId;
    firstId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21' })).id;
    nextId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-12-10' })).id;
    await openTheRoom(test, firstId);
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE individual_id = $1', [
      ids['Lost'],
    ]);
    const own = { meetingId: firstId, itemId: item?.id ?? '', userId: test.userId(CHAIR), reason: 'A nephew' };
    await test.get(Conflicts).declare(chair, own);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [ids['Secret'], [test.userId('lead@scf.example')]],
    );
  });
  afterAll(() => test.stop());

  const names = async (meetingId: string) =>
    (
      await test.sql<{ name: string }>(
        `SELECT i.given_name AS name FROM meeting_items t JOIN individuals i ON i.id = t.individual_id
          WHERE t.meeting_id = $1 ORDER BY t.position`,
        [meetingId],
      )
    ).map(({ name }) => name);
  const shownTo = async (email: string) =>
    ((await (await test.api(email)).get(`/meetings/${nextId}`)).body as { items: Record<string, unknown>[] }).items;
  const asked = async (email: string, sql: string, values: unknown[]) =>
    test.get(Transactions).act(await test.actor(email), (tx) => tx.query<Record<string, unknown>>(sql, values));

  it('stands on the next agenda all the same, behind the others, as nothing but a number; of a restricted one not even that', async () => {
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId: firstId, version: 2 });
    expect((await names(nextId)).slice(0, 1)).toEqual(['Ann']);
    expect((await names(nextId)).sort()).toEqual(['Ann', 'Lost', 'Secret']);
    expect((await shownTo(CHAIR)).slice(1)).toEqual([{ position: 2, isRestricted: true }]);
    const ofMember = await shownTo(MEMBER);
    expect(ofMember.filter(({ isRestricted }) => isRestricted)).toHaveLength(0);
    expect(ofMember.map(({ name }) => name)).toContain('Lost Demo');
  });

  it('is listed once, counts in no answer, and keeps its number when others are put in order', async () => {
    const chair = await test.actor(CHAIR);
    const before = (await names(nextId)).slice(1);
    expect(await test.get(BuildAgenda).run(chair, { meetingId: nextId })).toEqual({ added: 0 });
    const { individualId } = await makeCase(test, {
      givenName: 'High',
      tier: 'high',
      plan: 'live',
      reviewDueOn: '2026-11-10',
    });
    await test.get(AddItem).run(chair, { meetingId: nextId, individualId });
    expect(await names(nextId)).toEqual(['High', ...before, 'Ann']);
  });

  it('is found for the chair of that panel alone, and listed by nobody else', async () => {
    const candidates = 'SELECT individual_id, is_in_sight FROM agenda_candidates($1, $2)';
    const found = async (email: string) =>
      (await asked(email, candidates, [nextId, '2026-11-21'])).map((one) => one['individual_id']).sort();
    expect((await found(CHAIR)).length).toBe(4);
    expect(await found(MEMBER)).not.toContain(ids['Secret']);
    expect(await found('lead@scf.example')).toEqual([]);
    const listing = 'SELECT list_out_of_sight($1, $2, $3, now())';
    const secret = [nextId, [ids['Secret']], ['review_overdue']];
    await expect(asked(MEMBER, listing, secret)).rejects.toThrow('only a chair makes an agenda');
    await test.sql('DELETE FROM meeting_items WHERE meeting_id = $1 AND individual_id = ANY ($2)', [
      nextId,
      [ids['Secret'], ids['Ann']],
    ]);
    // What the chair sees is listed in its order, and a meeting that is closed lists nobody.
    await asked(CHAIR, listing, [nextId, [ids['Ann']], ['review_overdue']]);
    await asked(CHAIR, listing, [firstId, [ids['Secret']], ['review_overdue']]);
    expect(await names(nextId)).toHaveLength(2);
    await asked(CHAIR, listing, secret);
    expect((await names(nextId)).at(-1)).toBe('Secret');
  });
});

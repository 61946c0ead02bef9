import { load } from 'cheerio';
import { AddItem, BuildAgenda, DecideItem, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { withoutCases } from './without-cases';

const CHAIR = 'chair@mace.example';
const MEMBER = 'member@mace.example';

describe('the agenda of a meeting', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    await withoutCases(test);
  });

  const plan = async (heldOn: string): Promise<string> =>
    (
      await test
        .get(PlanMeeting)
        .run(await test.actor(CHAIR), { heldOn, onRestDay: true, startsAt: '10:00', place: 'Room 1' })
    ).id;
  const build = async (meetingId: string) => test.get(BuildAgenda).run(await test.actor(CHAIR), { meetingId });
  const agenda = (meetingId: string) =>
    test.sql<{ position: number; name: string; reason: string; status: string }>(
      `SELECT t.position, i.given_name AS name, t.reason, t.status FROM meeting_items t JOIN individuals i ON i.id = t.individual_id
        WHERE t.meeting_id = $1 ORDER BY t.position`,
      [meetingId],
    );

  it('lists the cases the panel must see, the highest tier and the longest wait first', async () => {
    await makeCase(test, { givenName: 'Planless', tier: 'medium' });
    await makeCase(test, { givenName: 'Due', plan: 'live', reviewDueOn: '2026-12-20' });
    await makeCase(test, { givenName: 'Later', dateOfBirth: '2010-09-01', plan: 'live', reviewDueOn: '2027-01-20' });
    await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    await makeCase(test, { givenName: 'Urgent', tier: 'critical', plan: 'draft' });
    const entrant = await makeCase(test, {
      givenName: 'Entrant',
      tier: 'medium',
      plan: 'live',
      reviewDueOn: '2027-02-01',
    });
    await test.sql(
      `UPDATE cohort_memberships SET started_on = '2026-11-18', version = version + 1 WHERE individual_id = $1`,
      [entrant.individualId],
    );
    await makeCase(test, { givenName: 'Outside', tier: null });
    await makeCase(test, { givenName: 'Secret', tier: 'critical', restrictedTo: ['lead@scf.example'] });
    const id = await plan('2026-11-26');
    expect(await agenda(id)).toEqual([
      { position: 1, name: 'Urgent', reason: 'no_plan', status: 'listed' },
      { position: 2, name: 'Overdue', reason: 'review_overdue', status: 'listed' },
      { position: 3, name: 'Due', reason: 'review_due', status: 'listed' },
      { position: 4, name: 'Planless', reason: 'no_plan', status: 'listed' },
      { position: 5, name: 'Entrant', reason: 'new', status: 'listed' },
      // Whom nobody on the panel may see has a place of which it is told nothing, behind the others whatever the tier.
      { position: 6, name: 'Secret', reason: 'no_plan', status: 'listed' },
    ]);
  });

  it('lists nobody twice when it is built again, and keeps order until the first decision', async () => {
    await makeCase(test, { givenName: 'One', plan: 'live', reviewDueOn: '2026-11-10' });
    const id = await plan('2026-11-21');
    await makeCase(test, { givenName: 'Two', tier: 'critical' });
    expect(await build(id)).toEqual({ added: 1 });
    expect(await build(id)).toEqual({ added: 0 });
    expect((await agenda(id)).map((item) => item.name)).toEqual(['Two', 'One']);
    const [first] = await test.sql<{ id: string; version: number }>(
      `SELECT t.id, t.version FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE i.given_name = 'Two'`,
    );
    await openTheRoom(test, id);
    const decision = { meetingId: id, itemId: first?.id ?? '', version: first?.version ?? 0 };
    await test
      .get(DecideItem)
      .run(await test.actor(MEMBER), { ...decision, decision: 'continue', rationale: 'A plan is being written' });
    await makeCase(test, { givenName: 'Three', tier: 'critical' });
    await build(id);
    expect((await agenda(id)).map(({ name, status }) => [name, status])).toEqual([
      ['Two', 'decided'],
      ['One', 'listed'],
      ['Three', 'listed'],
    ]);
  });

  it('leaves a case that waits for an earlier meeting to that one, and brings back what was not reached', async () => {
    await makeCase(test, { givenName: 'Waiting', dateOfBirth: '2010-09-01', plan: 'live', reviewDueOn: '2027-06-01' });
    await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    const entered = { cohortSince: '2026-11-10', dateOfBirth: '2010-09-01', reviewDueOn: '2027-06-01' };
    await makeCase(test, { givenName: 'Entrant', tier: 'medium', plan: 'live', ...entered });
    const chair = await test.actor(CHAIR);
    const first = await plan('2026-11-21');
    const [waiting] = await test.sql<{ id: string }>(`SELECT id FROM individuals WHERE given_name = 'Waiting'`);
    await test.get(AddItem).run(chair, { meetingId: first, individualId: waiting?.id ?? '' });
    const second = await plan('2026-12-10');
    expect(await agenda(second)).toEqual([]);
    await test.get(HoldMeeting).run(chair, { meetingId: first, version: 1 });
    // Closing makes the next agenda: nobody has to think of it.
    expect((await agenda(second)).map(({ name, reason }) => [name, reason])).toEqual([
      ['Overdue', 'review_overdue'],
      ['Waiting', 'added'],
      // The meeting has been since, and the panel has not heard of them.
      ['Entrant', 'new'],
    ]);
  });

  it('puts a case that was added by hand where its risk belongs, and moves one to any number', async () => {
    for (const [givenName, tier] of [
      ['First', 'critical'],
      ['Second', 'high'],
      ['Third', 'medium'],
      ['Fourth', 'monitoring'],
    ] as const) {
      await makeCase(test, { givenName, tier, plan: 'live', reviewDueOn: '2026-11-10' });
    }
    const settled = { givenName: 'Settled', tier: 'critical', plan: 'live', reviewDueOn: '2027-06-01' } as const;
    const { individualId } = await makeCase(test, { ...settled, dateOfBirth: '2010-09-01' });
    const id = await plan('2026-11-26');
    const chair = await test.actor(CHAIR);
    await test.get(AddItem).run(chair, { meetingId: id, individualId });
    const names = async () => (await agenda(id)).map(({ name }) => name);
    expect(await names()).toEqual(['First', 'Settled', 'Second', 'Third', 'Fourth']);
    const page = await test.browse(CHAIR);
    const move = async (givenName: string, fields: Record<string, string>) => {
      const [item] = await test.sql<{ id: string; version: number }>(
        `SELECT t.id, t.version FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE i.given_name = $1`,
        [givenName],
      );
      const typed = { version: String(item?.version), ...fields };
      return page.submit(`/meetings/${id}/items/${item?.id ?? ''}/place`, typed, `/meetings/${id}`);
    };
    expect((await move('Fourth', { place: '1' })).status).toBe(303);
    expect(await names()).toEqual(['Fourth', 'First', 'Settled', 'Second', 'Third']);
    expect((await move('Fourth', { place: '4' })).status).toBe(303);
    expect(await names()).toEqual(['First', 'Settled', 'Second', 'Fourth', 'Third']);
    expect((await move('Fourth', { place: '9', to: 'earlier' })).status).toBe(303);
    expect(await names()).toEqual(['First', 'Settled', 'Fourth', 'Second', 'Third']);
    const refused = await move('Fourth', { place: '9' });
    expect(refused.status).toBe(422);
    expect(load(refused.text)('#place').val()).toBe('9');
    expect(refused.text).toContain('Enter a number up to 5');
    expect((await move('Fourth', {})).status).toBe(422);
    expect(await names()).toEqual(['First', 'Settled', 'Fourth', 'Second', 'Third']);
  });

  it('plans one meeting a day, by the chair of that panel alone', async () => {
    await plan('2026-11-26');
    await expect(plan('2026-11-26')).rejects.toMatchObject({ status: 409 });
    await expect(plan('2026-11-20')).rejects.toMatchObject({ status: 422 });
    const meeting = { heldOn: '2026-11-27', startsAt: '10:00', place: 'Room 1' };
    await expect(test.get(PlanMeeting).run(await test.actor(MEMBER), meeting)).rejects.toMatchObject({ status: 403 });
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [test.userId(CHAIR)]);
    await expect(plan('2026-11-28')).rejects.toMatchObject({ status: 403 });
  });

  it('lets two chairs plan the same day only once', async () => {
    const both = await Promise.allSettled([plan('2026-11-26'), plan('2026-11-26')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is shown by the database to the panel alone, whatever a query forgets', async () => {
    const made = await makeCase(test, { givenName: 'Listed', plan: 'live', reviewDueOn: '2026-11-10' });
    const id = await plan('2026-11-26');
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.userId(CHAIR)]],
    );
    const asMember = await (await test.api(MEMBER)).get(`/meetings/${id}`);
    expect(asMember.body.items).toEqual([]);
    const asChair = await (await test.api(CHAIR)).get(`/meetings/${id}`);
    expect(asChair.body.items).toEqual([expect.objectContaining({ isRestricted: false, name: 'Listed Demo' })]);
    expect((await (await test.api('lead@scf.example')).get(`/meetings/${id}`)).status).toBe(403);
  });
});

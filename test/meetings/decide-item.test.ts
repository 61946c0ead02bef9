import { AddItem, DecideItem, type PanelDecision, PlanMeeting } from '../../src/meetings';
import { DomainEvents } from '../../src/platform/database';
import { ReviewRecorded } from '../../src/reviews';
import { makeCase, type MadeCase } from '../factories';
import { addAction } from '../plans/arrange';
import { openTheRoom } from '../support/open-the-room';
import { TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';
const MEMBER = 'member@mace.example';

describe('deciding a case at a meeting', () => {
  let test: TestApp;
  let meetingId: string;
  let lastStepFails = false;

  beforeAll(async () => {
    test = await TestApp.start();
    test.get(DomainEvents).on(ReviewRecorded, async () => {
      if (lastStepFails) throw new Error('The last step failed');
    });
    const chair = await test.actor(CHAIR);
    const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(chair, meeting)).id;
    await openTheRoom(test, meetingId);
  });
  afterAll(() => test.stop());

  const listed = async (options: Parameters<typeof makeCase>[1]): Promise<MadeCase & { itemId: string }> => {
    const made = await makeCase(test, options);
    const { individualId } = made;
    const item = await test.get(AddItem).run(await test.actor(CHAIR), { meetingId, individualId });
    return { ...made, itemId: item.id };
  };
  const decide = async (email: string, itemId: string, changes: Partial<PanelDecision> = {}) =>
    test.get(DecideItem).run(await test.actor(email), {
      meetingId,
      itemId,
      version: 1,
      decision: 'continue',
      rationale: 'Fewer missing episodes, plan is working',
      personViewAnswer: 'partly',
      personView: 'Wants to go back to football',
      ...changes,
    });
  const action = (email: string, changes: object = {}) => ({
    description: 'Find a safe club',
    kind: 'support' as const,
    ownerId: test.userId(email),
    dueOn: '2026-12-01',
    ...changes,
  });
  const whatWasWritten = async (individualId: string) => {
    const [counts] = await test.sql<{ reviews: number; actions: number; periods: number; audit: number }>(
      `SELECT (SELECT count(*)::int FROM reviews WHERE individual_id = $1) AS reviews,
              (SELECT count(*)::int FROM actions WHERE individual_id = $1) AS actions,
              (SELECT count(*)::int FROM cohort_memberships WHERE individual_id = $1) AS periods,
              (SELECT count(*)::int FROM audit_events WHERE individual_id = $1 AND act = 'meeting_item.decided') AS audit`,
      [individualId],
    );
    return counts;
  };

  it('is the review that was due, with the next one by rule and the actions on their owners’ lists', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-10' });
    const result = await decide(MEMBER, made.itemId, {
      dissent: 'The school would step up',
      scheduleId: made.scheduleId,
      actions: [action('dsl@school.example'), action('officer@tvp.example', { kind: 'disrupt' })],
    });
    expect(result.nextDueOn).toBe('2026-12-31');
    const [review] = await test.sql(
      `SELECT held_on::text, deadline_on::text, decision, person_view, meeting_item_id FROM reviews WHERE id = $1`,
      [result.reviewId],
    );
    expect(review).toEqual({
      held_on: '2026-11-21',
      deadline_on: '2026-11-10',
      decision: 'continue',
      person_view: 'Wants to go back to football',
      meeting_item_id: made.itemId,
    });
    const schedules = await test.sql(
      `SELECT status, due_on::text FROM review_schedules WHERE individual_id = $1 ORDER BY due_on`,
      [made.individualId],
    );
    expect(schedules).toEqual([
      { status: 'completed', due_on: '2026-11-10' },
      { status: 'active', due_on: result.nextDueOn },
    ]);
    const dsl = await test.browse('dsl@school.example');
    const mine = await dsl.get('/actions');
    expect(mine.text).toContain('Find a safe club');
    expect(await whatWasWritten(made.individualId)).toEqual({ reviews: 1, actions: 2, periods: 1, audit: 1 });
  });

  it('writes nothing at all when the last step fails', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-10' });
    lastStepFails = true;
    const deciding = decide(MEMBER, made.itemId, { actions: [action('dsl@school.example')] });
    await expect(deciding).rejects.toThrow('The last step failed');
    lastStepFails = false;
    expect(await whatWasWritten(made.individualId)).toEqual({ reviews: 0, actions: 0, periods: 1, audit: 0 });
    expect(await test.sql('SELECT status, version FROM meeting_items WHERE id = $1', [made.itemId])).toEqual([
      { status: 'listed', version: 1 },
    ]);
  });

  it('says of which action a refusal is, and keeps the case undecided', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-10' });
    const wrong = [action('dsl@school.example'), action('analyst@sbc.example')];
    await expect(decide(MEMBER, made.itemId, { actions: wrong })).rejects.toMatchObject({
      problems: [{ field: 'actions.1.ownerId' }],
    });
    expect(await whatWasWritten(made.individualId)).toEqual({ reviews: 0, actions: 0, periods: 1, audit: 0 });
  });

  it('asks for the voice of the person when a review is due, and the reason when nobody could ask', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-30' });
    await expect(decide(MEMBER, made.itemId, { personViewAnswer: null, personView: ' ' })).rejects.toMatchObject({
      problems: [{ field: 'personViewAnswer' }, { field: 'personView' }],
    });
    await expect(
      decide(MEMBER, made.itemId, { personViewAnswer: 'could_not_ask', personView: '' }),
    ).rejects.toMatchObject({ problems: [{ field: 'personView', message: 'Enter why we could not ask' }] });
  });

  it('changes the tier of a case that has no plan', async () => {
    const made = await listed({ tier: 'medium' });
    const result = await decide(CHAIR, made.itemId, { decision: 'step_up', newTier: 'critical' });
    expect(result).toEqual({ id: made.itemId, reviewId: null, nextDueOn: null });
    const periods = await test.sql(
      `SELECT tier, exit_reason FROM cohort_memberships WHERE individual_id = $1 ORDER BY ended_on NULLS LAST`,
      [made.individualId],
    );
    expect(periods).toEqual([
      { tier: 'medium', exit_reason: 'superseded' },
      { tier: 'critical', exit_reason: null },
    ]);
  });

  it.each([MEMBER, CHAIR])('closes a case for %s: the plan ends, and the person leaves the cohort', async (email) => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-10' });
    await expect(decide(email, made.itemId, { decision: 'close' })).rejects.toMatchObject({
      problems: [{ field: 'exitReason' }],
    });
    await decide(email, made.itemId, { decision: 'close', exitReason: 'stepped_down' });
    const [after] = await test.sql(
      `SELECT p.status, m.exit_reason, (SELECT count(*)::int FROM review_schedules s WHERE s.plan_id = p.id AND s.status = 'active') AS due
         FROM plans p JOIN cohort_memberships m ON m.individual_id = p.individual_id WHERE p.id = $1`,
      [made.planId],
    );
    expect(after).toEqual({ status: 'closed', exit_reason: 'stepped_down', due: 0 });
  });

  it.each([
    ['a review that is due', { plan: 'live', reviewDueOn: '2026-11-10' }, 'The plan was closed on 21 November 2026'],
    ['a plan', { plan: 'live' }, 'The plan was closed on 21 November 2026'],
    ['no plan', {}, 'The case was closed on 21 November 2026'],
  ] as const)('closing a case with %s ends its open actions, not those it makes', async (_what, options, outcome) => {
    const made = await listed(options);
    await addAction(test, made);
    await addAction(test, made, { owner: 'officer@tvp.example', visibility: 'police_only', description: 'Police' });
    const close = { decision: 'close', exitReason: 'stepped_down' } as const;
    const wrong = [action('analyst@sbc.example')];
    await expect(decide(MEMBER, made.itemId, { ...close, actions: wrong })).rejects.toMatchObject({ status: 422 });
    const actions = `SELECT description, status, outcome FROM actions WHERE individual_id = $1 ORDER BY description`;
    expect(await test.sql(actions, [made.individualId])).toMatchObject([{ status: 'open' }, { status: 'open' }]);
    await decide(MEMBER, made.itemId, { ...close, actions: [action('dsl@school.example')] });
    expect(await test.sql(actions, [made.individualId])).toEqual([
      { description: 'Arrange a mentor', status: 'no_longer_needed', outcome },
      { description: 'Find a safe club', status: 'open', outcome: null },
      { description: 'Police', status: 'open', outcome: null },
    ]);
  });

  it('never leaves a live plan without a next review', async () => {
    const made = await listed({ plan: 'live' });
    const { nextDueOn, reviewId } = await decide(MEMBER, made.itemId);
    expect(reviewId).toBeNull();
    expect(nextDueOn).not.toBeNull();
  });

  it('does not count as a second review on a day a review was held already', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2027-01-05' });
    await test.sql(
      `INSERT INTO review_schedules (id, plan_id, individual_id, rule, explanation, window_from, due_on, status, made_by, made_at)
       VALUES (gen_random_uuid(), $1, $2, 'r', 'e', '2026-11-21', '2026-11-21', 'completed', $3, now())`,
      [made.planId, made.individualId, test.userId(CHAIR)],
    );
    await test.sql(
      `INSERT INTO reviews (id, schedule_id, plan_id, individual_id, held_on, deadline_on, person_view_answer, person_view,
         summary, decision, rationale, held_by, recorded_by, recorded_at)
       SELECT gen_random_uuid(), s.id, s.plan_id, s.individual_id, '2026-11-21', s.due_on, 'agrees', 'v', 's', 'continue', 'r', $2, $2, now()
         FROM review_schedules s WHERE s.plan_id = $1 AND s.status = 'completed'`,
      [made.planId, test.userId(CHAIR)],
    );
    await expect(decide(MEMBER, made.itemId, { scheduleId: test.userId(CHAIR) })).rejects.toMatchObject({
      code: 'stale',
    });
    expect(await decide(MEMBER, made.itemId)).toEqual({ id: made.itemId, reviewId: null, nextDueOn: null });
  });

  it('is refused to people outside the panel, and to a member who left it', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-10' });
    await expect(decide('lead@scf.example', made.itemId)).rejects.toMatchObject({ status: 404 });
    await expect(decide('manager@scf.example', made.itemId)).rejects.toMatchObject({ status: 404 });
    await test.sql(`UPDATE panel_members SET ended_at = now() WHERE user_id = $1`, [test.userId(MEMBER)]);
    await expect(decide(MEMBER, made.itemId)).rejects.toMatchObject({ status: 404 });
    await test.sql(`UPDATE panel_members SET ended_at = NULL WHERE user_id = $1`, [test.userId(MEMBER)]);
  });

  it('is for those named on a restricted person alone', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10', restrictedTo: [MEMBER] });
    const { individualId } = made;
    await expect(test.get(AddItem).run(await test.actor(CHAIR), { meetingId, individualId })).rejects.toMatchObject({
      status: 422,
    });
    const { id } = await test.get(AddItem).run(await test.actor(MEMBER), { meetingId, individualId });
    await expect(decide(CHAIR, id)).rejects.toMatchObject({ status: 404 });
    const decided = await decide(MEMBER, id, { decision: 'step_up', newTier: 'critical', actions: [action(MEMBER)] });
    expect(decided.reviewId).not.toBeNull();
  });

  it('lets one of two members who decide at once win', async () => {
    const made = await listed({ plan: 'live', reviewDueOn: '2026-11-10' });
    const both = await Promise.allSettled([decide(MEMBER, made.itemId), decide(CHAIR, made.itemId)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    expect(await whatWasWritten(made.individualId)).toEqual({ reviews: 1, actions: 0, periods: 1, audit: 1 });
  });
});

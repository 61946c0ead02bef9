import { ApprovePlan, PlanApproved, PlanContents, ReturnPlan, SubmitPlan } from '../../src/plans';
import { DomainEvents } from '../../src/platform/database';
import { TestApp } from '../support/test-app';
import { acts, addAction, announced, planRow, readyPlan, submittedPlan } from './arrange';

describe('approving and returning a plan', () => {
  let test: TestApp;
  const heard: object[] = [];
  let failNext = false;

  beforeAll(async () => {
    test = await TestApp.start();
    test.get(DomainEvents).on(PlanApproved, async (_, event) => {
      heard.push(event);
      if (failNext) throw new Error('The last step failed');
    });
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    heard.length = 0;
    failNext = false;
  });

  it('makes the plan live as edition 1 and publishes it in the same transaction', async () => {
    const { planId, individualId } = await submittedPlan(test);
    const manager = await test.actor('manager@scf.example');
    expect(await test.get(ApprovePlan).run(manager, { planId, version: 2 })).toEqual({ version: 3, edition: 1 });
    expect(await planRow(test, planId)).toMatchObject({ status: 'live', current_edition: 1 });
    expect(heard).toEqual([new PlanApproved(planId, individualId)]);
    const [edition] = await test.sql<{ content: { goals: unknown[]; submittedBy: string } }>(
      'SELECT content FROM plan_editions WHERE plan_id = $1',
      [planId],
    );
    expect(edition?.content.goals).toHaveLength(1);
    expect(edition?.content.submittedBy).toBe('Lena Marsh');
    expect(await acts(test, planId)).toEqual(['plan.submitted', 'plan.approved']);
  });

  it('saves nothing at all when the last step fails', async () => {
    const { planId } = await submittedPlan(test);
    failNext = true;
    const manager = await test.actor('manager@scf.example');
    await expect(test.get(ApprovePlan).run(manager, { planId, version: 2 })).rejects.toThrow('The last step failed');
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_approval', version: 2 });
    expect(await test.sql('SELECT 1 FROM plan_editions WHERE plan_id = $1', [planId])).toEqual([]);
    expect(await acts(test, planId)).toEqual(['plan.submitted']);
    expect(await announced(test, planId)).toEqual(['plan.submitted']);
  });

  it('lets one of two managers win', async () => {
    const { planId } = await submittedPlan(test, { planOwner: 'manager@tvp.example' });
    const approve = async (email: string) => test.get(ApprovePlan).run(await test.actor(email), { planId, version: 2 });
    const answers = await Promise.allSettled([approve('manager@scf.example'), approve('manager@tvp.example')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    expect(await test.sql('SELECT 1 FROM plan_editions WHERE plan_id = $1', [planId])).toHaveLength(1);
  });

  it('never lets the submitter approve, not even past the rules', async () => {
    const made = await readyPlan(test);
    const manager = await test.actor('manager@scf.example');
    await test.get(SubmitPlan).run(manager, { planId: made.planId, version: 1 });
    await expect(test.get(ApprovePlan).run(manager, { planId: made.planId, version: 2 })).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      test.sql(
        `UPDATE plans SET status = 'live', current_edition = 1, approved_by = submitted_by, version = 3 WHERE id = $1`,
        [made.planId],
      ),
    ).rejects.toThrow('plans_nobody_approves_their_own');
  });

  it.each([
    ['the lead professional', 'lead@scf.example', 403],
    ['a manager of an agency that is not involved', 'manager@tvp.example', 404],
    ['a practitioner of another agency', 'officer@tvp.example', 404],
    ['a panel member', 'member@mace.example', 403],
    ['an administrator', 'administrator@sbc.example', 404],
  ])('is not approved or returned by %s', async (_, email, status) => {
    const { planId } = await submittedPlan(test);
    const actor = await test.actor(email);
    await expect(test.get(ApprovePlan).run(actor, { planId, version: 2 })).rejects.toMatchObject({ status });
    await expect(test.get(ReturnPlan).run(actor, { planId, version: 2, comment: 'No' })).rejects.toMatchObject({
      status,
    });
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_approval', version: 2 });
  });

  it('keeps the plan of a restricted person to the named people, and a named manager may approve it', async () => {
    const made = await submittedPlan(test);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.userId('lead@scf.example'), test.userId('manager@tvp.example')]],
    );
    const approve = test.get(ApprovePlan);
    const seen = { planId: made.planId, version: 2 };
    await expect(approve.run(await test.actor('manager@scf.example'), seen)).rejects.toMatchObject({ status: 404 });
    expect(await test.get(PlanContents).load(await test.actor('member@mace.example'), made.individualId)).toBeNull();
    await approve.run(await test.actor('manager@tvp.example'), seen);
  });

  it('returns a new plan to draft with the comment', async () => {
    const { planId } = await submittedPlan(test);
    const manager = await test.actor('manager@scf.example');
    await test.get(ReturnPlan).run(manager, { planId, version: 2, comment: 'Say who moves the family' });
    expect(await planRow(test, planId)).toMatchObject({
      status: 'draft',
      submitted_by: null,
      return_comment: 'Say who moves the family',
    });
    expect(await announced(test, planId)).toEqual(['plan.submitted', 'plan.returned']);
  });

  it('keeps the approved edition standing while a changed plan waits and when it is returned', async () => {
    const made = await submittedPlan(test);
    const { planId } = made;
    const manager = await test.actor('manager@scf.example');
    const lead = await test.actor('lead@scf.example');
    await test.get(ApprovePlan).run(manager, { planId, version: 2 });
    await expect(test.get(SubmitPlan).run(lead, { planId, version: 3 })).rejects.toMatchObject({
      status: 409,
      message: /Nothing has changed/,
    });
    await addAction(test, made, { description: 'Move the family' });
    // The manager who approved edition 1 sends edition 2, so another manager is needed.
    await test.get(SubmitPlan).run(manager, { planId, version: 3 });
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_approval', current_edition: 1 });
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT gen_random_uuid(), $1, 'practitioner', u.id, u.agency_id, '2026-06-01', u.id FROM users u WHERE u.email = 'officer@tvp.example'`,
      [made.individualId],
    );
    const other = await test.actor('manager@tvp.example');
    await test.get(ReturnPlan).run(other, { planId, version: 4, comment: 'Not yet' });
    expect(await planRow(test, planId)).toMatchObject({
      status: 'live',
      current_edition: 1,
      approved_by: manager.userId,
      return_comment: 'Not yet',
    });
    await test.get(SubmitPlan).run(lead, { planId, version: 5 });
    expect(await test.get(ApprovePlan).run(manager, { planId, version: 6 })).toEqual({ version: 7, edition: 2 });
    expect((await planRow(test, planId))?.return_comment).toBeNull();
  });
});

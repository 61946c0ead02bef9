import {
  ApprovePlan,
  ClosePlan,
  PlanApproved,
  PlanClosed,
  PlanContents,
  RecordExistingPlan,
  ReturnPlan,
  StartPlan,
  SubmitPlan,
} from '../../src/plans';
import { DomainEvents, Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { acts, addAction, announced, fillPlan, planRow, versionOf } from './arrange';

describe('sending, approving and returning a plan', () => {
  let test: TestApp;
  const heard: object[] = [];
  let failNext = false;

  beforeAll(async () => {
    test = await TestApp.start();
    for (const kind of [PlanApproved, PlanClosed]) {
      test.get(DomainEvents).on(kind, async (_, event) => {
        heard.push(event);
        if (failNext) throw new Error('The last step failed');
      });
    }
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    heard.length = 0;
    failNext = false;
  });

  const readyPlan = async (options: Parameters<typeof makeCase>[1] = {}) => {
    const made = await makeCase(test, { plan: 'draft', ...options });
    await fillPlan(test, made);
    return made;
  };
  const submitted = async (options: Parameters<typeof makeCase>[1] = {}) => {
    const made = await readyPlan(options);
    await test.get(SubmitPlan).run(await test.actor('lead@scf.example'), { planId: made.planId, version: 1 });
    return made;
  };

  it('starts one open plan a person, also when two people start at once', async () => {
    const made = await makeCase(test);
    const start = async (email: string) =>
      test.get(StartPlan).run(await test.actor(email), { individualId: made.individualId });
    const answers = await Promise.allSettled([start('lead@scf.example'), start('manager@scf.example')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(start('lead@scf.example')).rejects.toMatchObject({ status: 409, message: /already has an open plan/ });
  });

  it('sends a ready plan, writes the audit row and tells the outbox', async () => {
    const { planId } = await submitted();
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_approval', version: 2 });
    expect(await acts(test, planId)).toEqual(['plan.submitted']);
    expect(await announced(test, planId)).toEqual(['plan.submitted']);
  });

  it('names everything that is missing, and saves nothing', async () => {
    const made = await makeCase(test, { plan: 'draft', planOwner: null });
    const lead = await test.actor('lead@scf.example');
    await expect(test.get(SubmitPlan).run(lead, { planId: made.planId, version: 1 })).rejects.toMatchObject({
      status: 422,
      problems: [
        { field: 'people', message: 'Name a plan owner' },
        { field: 'needs', message: 'Record the mental health need' },
        { field: 'needs', message: 'Record the speech, language and communication need' },
        { field: 'needs', message: 'Record the learning disability need' },
        { field: 'needs', message: 'Record what is known of adverse childhood experiences' },
        { field: 'goals', message: 'Add a goal in the person’s own words' },
        { field: 'actions', message: 'Add an action with an owner and a date' },
        { field: 'voice', message: 'Record what the person says about the plan, or why you could not ask' },
      ],
    });
    expect(await planRow(test, made.planId)).toMatchObject({ status: 'draft', version: 1 });
  });

  it('makes the plan live as edition 1 and publishes it in the same transaction', async () => {
    const { planId, individualId } = await submitted();
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
    const { planId } = await submitted();
    failNext = true;
    const manager = await test.actor('manager@scf.example');
    await expect(test.get(ApprovePlan).run(manager, { planId, version: 2 })).rejects.toThrow('The last step failed');
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_approval', version: 2 });
    expect(await test.sql('SELECT 1 FROM plan_editions WHERE plan_id = $1', [planId])).toEqual([]);
    expect(await acts(test, planId)).toEqual(['plan.submitted']);
    expect(await announced(test, planId)).toEqual(['plan.submitted']);
  });

  it('lets one of two managers win', async () => {
    const { planId } = await submitted({ planOwner: 'manager@tvp.example' });
    const approve = async (email: string) => test.get(ApprovePlan).run(await test.actor(email), { planId, version: 2 });
    const answers = await Promise.allSettled([approve('manager@scf.example'), approve('manager@tvp.example')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
    expect(await test.sql('SELECT 1 FROM plan_editions WHERE plan_id = $1', [planId])).toHaveLength(1);
  });

  it('never lets the submitter approve, not even past the rules', async () => {
    const made = await readyPlan();
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
    const { planId } = await submitted();
    const actor = await test.actor(email);
    await expect(test.get(ApprovePlan).run(actor, { planId, version: 2 })).rejects.toMatchObject({ status });
    await expect(test.get(ReturnPlan).run(actor, { planId, version: 2, comment: 'No' })).rejects.toMatchObject({
      status,
    });
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_approval', version: 2 });
  });

  it('is not sent by a manager who oversees but does not work the case, nor by anyone whose assignment ended', async () => {
    const overseen = await readyPlan({ planOwner: 'lead@scf.example' });
    const manager = await test.actor('manager@scf.example');
    const submit = test.get(SubmitPlan);
    await expect(submit.run(manager, { planId: overseen.planId, version: 1 })).rejects.toMatchObject({ status: 403 });
    await test.sql(
      `UPDATE assignments SET ended_at = $2, version = version + 1 WHERE individual_id = $1 AND ended_at IS NULL`,
      [overseen.individualId, test.clock.now()],
    );
    const lead = await test.actor('lead@scf.example');
    await expect(submit.run(lead, { planId: overseen.planId, version: 1 })).rejects.toMatchObject({ status: 404 });
  });

  it('keeps the plan of a restricted person to the named people, and a named manager may approve it', async () => {
    const made = await submitted();
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
    const { planId } = await submitted();
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
    const made = await submitted();
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

  it('sends once when the form is sent twice, and refuses a stale version', async () => {
    const { planId } = await readyPlan();
    const lead = await test.actor('lead@scf.example');
    const submission = { key: 'a-form-sent-twice', requestHash: Buffer.from('same') };
    const send = () => test.get(SubmitPlan).run(lead, { planId, version: 1 }, submission);
    expect(await Promise.all([send(), send()])).toEqual([{ version: 2 }, { version: 2 }]);
    const manager = await test.actor('manager@scf.example');
    await expect(test.get(ApprovePlan).run(manager, { planId, version: 1 })).rejects.toMatchObject({ code: 'stale' });
    expect(await versionOf(test, planId)).toBe(2);
  });

  it('closes a plan, says so to those who listen, and opens the way for a new one', async () => {
    const { planId, individualId } = await makeCase(test, { plan: 'live' });
    const chair = await test.actor('chair@mace.example');
    const close = () =>
      test.get(Transactions).act(chair, (tx) => test.get(ClosePlan).within(tx, { planId, individualId }));
    await close();
    expect(heard).toEqual([new PlanClosed(planId, individualId)]);
    expect(await planRow(test, planId)).toMatchObject({ status: 'closed' });
    await expect(close()).rejects.toMatchObject({ status: 409 });
    await test.get(StartPlan).run(await test.actor('lead@scf.example'), { individualId });
  });

  it('records a plan that lives outside as edition 1', async () => {
    const { individualId } = await makeCase(test);
    const chair = await test.actor('chair@mace.example');
    const record = (email: string) =>
      test.actor(email).then((actor) =>
        test.get(Transactions).act(actor, (tx) =>
          test.get(RecordExistingPlan).within(tx, {
            individualId,
            plannedOn: '2026-05-12',
            needs: [{ domain: 'mental_health', status: 'unmet', detail: 'Waiting for an appointment' }],
            note: 'From the working copy, row 7',
          }),
        ),
      );
    await expect(record('lead@scf.example')).rejects.toMatchObject({ status: 403 });
    const { planId } = await record('chair@mace.example');
    const plan = await test.get(PlanContents).load(chair, individualId);
    expect(plan).toMatchObject({
      id: planId,
      status: 'live',
      currentEdition: 1,
      writtenOutsideOn: '2026-05-12',
      submittedById: null,
    });
    expect((await test.get(PlanContents).edition(chair, planId, 1))?.content).toMatchObject({
      needs: [{ domain: 'mental_health' }],
      outsideNote: 'From the working copy, row 7',
    });
    await expect(record('chair@mace.example')).rejects.toMatchObject({ status: 409 });
  });
});

import { ApprovePlan, PlanContents, planPaths, RecordExistingPlan, StartPlan, SubmitPlan } from '../../src/plans';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { acts, announced, planRow, readyPlan, submittedPlan, textOf, versionOf } from './arrange';

describe('starting a plan, or recording one that stands, and sending it', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('starts one open plan a person, also when two people start at once', async () => {
    const made = await makeCase(test);
    const start = async (email: string) =>
      test.get(StartPlan).run(await test.actor(email), { individualId: made.individualId });
    const answers = await Promise.allSettled([start('lead@scf.example'), start('manager@scf.example')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(start('lead@scf.example')).rejects.toMatchObject({ status: 409, message: /already has an open plan/ });
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
    // Live as it is: what is missing is asked for before the next change, and nothing says that this one was never approved.
    const page = (await (await test.browse('lead@scf.example')).get(planPaths.plan(individualId))).text;
    const missing = textOf(page, '[data-qa=missing]');
    expect(missing).toContain('The plan is live as it was written outside this service');
    expect(missing).not.toContain('Before this plan can be sent for approval');
  });

  it('sends a ready plan, writes the audit row and tells the outbox', async () => {
    const { planId } = await submittedPlan(test);
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

  it('is not sent by a manager who oversees but does not work the case, nor by anyone whose assignment ended', async () => {
    const overseen = await readyPlan(test, { planOwner: 'lead@scf.example' });
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

  it('sends once when the form is sent twice, and refuses a stale version', async () => {
    const { planId } = await readyPlan(test);
    const lead = await test.actor('lead@scf.example');
    const submission = { key: 'a-form-sent-twice', requestHash: Buffer.from('same') };
    const send = () => test.get(SubmitPlan).run(lead, { planId, version: 1 }, submission);
    expect(await Promise.all([send(), send()])).toEqual([{ version: 2 }, { version: 2 }]);
    const manager = await test.actor('manager@scf.example');
    await expect(test.get(ApprovePlan).run(manager, { planId, version: 1 })).rejects.toMatchObject({ code: 'stale' });
    expect(await versionOf(test, planId)).toBe(2);
  });
});

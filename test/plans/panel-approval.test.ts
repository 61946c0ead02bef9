import { ApprovePlan, planPaths, ReturnPlan, SubmitPlan } from '../../src/plans';
import { TestApp } from '../support/test-app';
import { acts, announced, planRow, submittedPlan, textOf, versionOf } from './arrange';

describe('a plan of a tier that needs the panel', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const critical = () => submittedPlan(test, { tier: 'critical', cohortSince: '2026-11-02' });
  const approve = async (email: string, planId: string) =>
    test.get(ApprovePlan).run(await test.actor(email), { planId, version: await versionOf(test, planId) });

  it('waits for the panel after a manager, and goes live when somebody on the panel approves it', async () => {
    const { planId, individualId } = await critical();
    const manager = await test.browse('manager@scf.example');
    const page = planPaths.approval(individualId);
    expect((await manager.get(page)).text).toContain('In this tier the panel approves it after you');
    await manager.submit(page, {}, page);
    expect((await manager.get(planPaths.plan(individualId))).text).toContain('Plan passed on to the panel');
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_panel', current_edition: null });
    expect((await manager.get(planPaths.toApprove)).text).not.toContain(page);
    await expect(approve('manager@scf.example', planId)).rejects.toMatchObject({ status: 403 });
    const chair = await test.browse('chair@mace.example');
    expect(textOf((await chair.get(planPaths.toApprove)).text, 'tbody')).toContain('The panel');
    expect((await chair.get(page)).text).toContain('Martin Oyelaran passed it on to the panel');
    expect((await chair.submit(page, {}, page)).status).toBe(303);
    expect(await planRow(test, planId)).toMatchObject({ status: 'live', current_edition: 1 });
    expect(await acts(test, planId)).toEqual(expect.arrayContaining(['plan.passed_to_panel', 'plan.approved']));
    expect(await announced(test, planId)).toEqual(['plan.submitted', 'plan.passed_to_panel', 'plan.approved']);
    const [edition] = await test.sql<{ by: string }>(
      `SELECT content ->> 'managerApprovedBy' AS by FROM plan_editions WHERE plan_id = $1`,
      [planId],
    );
    expect(edition?.by).toBe('Martin Oyelaran');
  });

  it('is the next step of whoever may take it, and of nobody else', async () => {
    const { planId, individualId } = await critical();
    await test.sql(
      `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
       SELECT gen_random_uuid(), $1, '2026-11-01', 'emerging', 'medium', 'imported', u.id, u.agency_id, '2026-11-01' FROM users u WHERE u.id = $2`,
      [individualId, test.userId('lead@scf.example')],
    );
    const nextOf = async (email: string) =>
      textOf((await (await test.browse(email)).get(`/individuals/${individualId}`)).text, '[data-qa=next-step]');
    expect(await nextOf('manager@scf.example')).toContain('Approve the plan or return it');
    expect(await nextOf('lead@scf.example')).toContain('It waits for this: a manager approves the plan or returns it');
    await approve('manager@scf.example', planId);
    expect(await nextOf('chair@mace.example')).toContain('Approve the plan for the panel, or return it');
    expect(await nextOf('manager@scf.example')).toContain('It waits for this: the panel approves the plan');
  });

  it('is returned by the panel with a comment, and starts with a manager again', async () => {
    const { planId } = await critical();
    await approve('manager@scf.example', planId);
    const member = await test.actor('member@mace.example');
    const comment = 'Say who drives';
    await test.get(ReturnPlan).run(member, { planId, version: await versionOf(test, planId), comment });
    expect(await planRow(test, planId)).toMatchObject({ status: 'draft', return_comment: comment, submitted_by: null });
    const lead = await test.actor('lead@scf.example');
    await test.get(SubmitPlan).run(lead, { planId, version: await versionOf(test, planId) });
    await expect(approve('member@mace.example', planId)).rejects.toMatchObject({ status: 403 });
    expect(await approve('manager@scf.example', planId)).toMatchObject({ edition: null });
    expect(await approve('member@mace.example', planId)).toMatchObject({ edition: 1 });
  });

  it('is approved by nobody who sent it or passed it on, and by no panel it does not belong to', async () => {
    const { planId } = await critical();
    await approve('manager@scf.example', planId);
    const manager = test.userId('manager@scf.example');
    await test.sql(`UPDATE users SET roles = '{manager,panel_member}', version = version + 1 WHERE id = $1`, [manager]);
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, '2026-01-01')`,
      [test.partnership.panelId, manager],
    );
    await expect(approve('manager@scf.example', planId)).rejects.toMatchObject({ message: /You passed this plan on/ });
    await test.sql(`UPDATE users SET roles = '{manager}', version = version + 1 WHERE id = $1`, [manager]);
    await test.sql(`UPDATE panel_members SET ended_at = now() WHERE user_id = $1`, [manager]);
    await test.sql(`UPDATE plans SET submitted_by = $2, version = version + 1 WHERE id = $1`, [
      planId,
      test.userId('member@mace.example'),
    ]);
    await expect(approve('member@mace.example', planId)).rejects.toMatchObject({ status: 403 });
    await expect(approve('officer@tvp.example', planId)).rejects.toMatchObject({ status: 404 });
    await expect(
      test.sql(
        `UPDATE plans SET status = 'live', current_edition = 1, approved_by = $2, version = version + 1 WHERE id = $1`,
        [planId, manager],
      ),
    ).rejects.toThrow('plans_panel_is_somebody_else');
  });

  it('needs no panel where nobody of it may see the plan, and none in the other tiers', async () => {
    const restricted = await submittedPlan(test, {
      tier: 'critical',
      restrictedTo: ['lead@scf.example', 'manager@scf.example'],
    });
    expect(await approve('manager@scf.example', restricted.planId)).toMatchObject({ edition: 1 });
    const high = await submittedPlan(test, { tier: 'high' });
    expect(await approve('manager@scf.example', high.planId)).toMatchObject({ edition: 1 });
  });
});

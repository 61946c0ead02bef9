import {
  AddGoal,
  AddPlanAction,
  AddPlanEntry,
  AddRisk,
  EndRisk,
  type NeedAnswer,
  PlanContents,
  planPaths,
  SetGoalStatus,
  SetNeeds,
} from '../../src/plans';
import { type CaseOptions, makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { acts, fillPlan, planRow, versionOf } from './arrange';

const RISK = {
  factor: 'Threats about a debt',
  direction: 'from_others',
  level: 'high',
  protectiveFactors: '',
} as const;
const GOAL = { wordsOfThePerson: 'My CSCS card', practitionerWording: 'Course started', measure: '', targetOn: null };
const UNMET: NeedAnswer = { domain: 'speech_language_communication', status: 'unmet', detail: 'Referred on 5 March' };

describe('writing a plan', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const draft = (options: CaseOptions = {}) => makeCase(test, { plan: 'draft', ...options });
  const action = (owner: string, more: object = {}) => ({
    description: 'Disrupt those who exploit',
    kind: 'disrupt' as const,
    ownerId: test.userId(owner),
    dueOn: '2026-12-01',
    ...more,
  });

  it('bumps the version by one with every change and audits the names of the fields, never their contents', async () => {
    const { planId } = await draft();
    const lead = await test.actor('lead@scf.example');
    const seen = (version: number) => ({ planId, version });
    await test.get(SetNeeds).run(lead, { ...seen(1), needs: [UNMET] });
    const { id: riskId } = await test.get(AddRisk).run(lead, seen(2), RISK);
    await test.get(EndRisk).run(lead, { ...seen(3), riskId });
    const { id: goalId } = await test.get(AddGoal).run(lead, seen(4), GOAL);
    await test.get(SetGoalStatus).run(lead, { ...seen(5), goalId, status: 'achieved' });
    await test.get(AddPlanEntry).run(lead, seen(6), { section: 'worries', text: 'He was seen running' });
    await test.get(AddPlanAction).run(lead, seen(7), action('officer@tvp.example', { goalId }));
    expect(await versionOf(test, planId)).toBe(8);
    expect(await acts(test, planId)).toEqual([
      'plan.needs_recorded',
      'plan.risk_added',
      'plan.risk_ended',
      'plan.goal_added',
      'plan.goal_changed',
      'plan.entry_added',
      'plan.action_added',
    ]);
    const audit = JSON.stringify(await test.sql('SELECT * FROM audit_events WHERE subject_id = $1', [planId]));
    for (const words of ['debt', 'CSCS', 'running', 'Referred']) expect(audit).not.toContain(words);
    expect(await test.get(PlanContents).load(lead, planId)).toMatchObject({
      needs: [{ domain: 'speech_language_communication', status: 'unmet', recordedBy: 'Lena Marsh' }],
      risks: [{ endedOn: '2026-11-21' }],
      goals: [{ position: 1, status: 'achieved', wordsOfThePerson: 'My CSCS card' }],
      entries: [{ section: 'worries', author: 'Lena Marsh' }],
      actions: [{ ownerName: 'Owen Tarrant', ownerAgencyName: 'Demonstration Police', goalId }],
    });
  });

  it('writes only the needs that were answered anew', async () => {
    const { planId } = await draft();
    const lead = await test.actor('lead@scf.example');
    await test.get(SetNeeds).run(lead, { planId, version: 1, needs: [UNMET] });
    expect(await test.get(SetNeeds).run(lead, { planId, version: 2, needs: [UNMET] })).toEqual({ version: 2 });
    await test.get(SetNeeds).run(lead, { planId, version: 2, needs: [{ ...UNMET, status: 'met' }] });
    expect(await test.sql('SELECT status FROM plan_needs WHERE plan_id = $1', [planId])).toEqual([{ status: 'met' }]);
  });

  it('refuses a version that is not the newest, and of two at once lets one through', async () => {
    const { planId } = await draft();
    const lead = await test.actor('lead@scf.example');
    const add = () => test.get(AddRisk).run(lead, { planId, version: 1 }, RISK);
    const answers = await Promise.allSettled([add(), add()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { code: 'stale' } });
    expect(await test.sql('SELECT 1 FROM plan_risks WHERE plan_id = $1', [planId])).toHaveLength(1);
  });

  it('saves neither action nor version when the owner cannot own it', async () => {
    const { planId, individualId } = await draft();
    const lead = await test.actor('lead@scf.example');
    await expect(
      test.get(AddPlanAction).run(lead, { planId, version: 1 }, action('analyst@sbc.example')),
    ).rejects.toMatchObject({ status: 422, problems: [{ field: 'ownerId' }] });
    expect(await versionOf(test, planId)).toBe(1);
    expect(await test.sql('SELECT 1 FROM actions WHERE individual_id = $1', [individualId])).toEqual([]);
  });

  it('asks for an answer with what the person says, and for no other section', async () => {
    const { planId } = await draft();
    const lead = await test.actor('lead@scf.example');
    const add = test.get(AddPlanEntry);
    const field = { status: 422, problems: [{ field: 'voiceAnswer' }] };
    await expect(add.run(lead, { planId, version: 1 }, { section: 'voice', text: 'Yes' })).rejects.toMatchObject(field);
    await expect(
      add.run(lead, { planId, version: 1 }, { section: 'worries', text: 'x', voiceAnswer: 'agrees' }),
    ).rejects.toMatchObject(field);
  });

  it('cannot be changed while it waits for approval or after it is closed', async () => {
    const { planId } = await makeCase(test, { plan: 'awaiting_approval' });
    const lead = await test.actor('lead@scf.example');
    const add = () => test.get(AddRisk).run(lead, { planId, version: 1 }, RISK);
    await expect(add()).rejects.toMatchObject({ status: 409, message: /waiting for approval/ });
    await test.sql(`UPDATE plans SET status = 'closed' , version = 2 WHERE id = $1`, [planId]);
    await expect(test.get(AddRisk).run(lead, { planId, version: 2 }, RISK)).rejects.toMatchObject({
      message: /closed/,
    });
  });

  it('keeps a live plan live while it is changed', async () => {
    const { planId } = await makeCase(test, { plan: 'live' });
    await test.get(AddRisk).run(await test.actor('lead@scf.example'), { planId, version: 1 }, RISK);
    expect(await planRow(test, planId)).toMatchObject({ status: 'live', current_edition: 1, version: 2 });
  });

  it.each([
    ['a manager who oversees but does not work the case', 'manager@scf.example', 403],
    ['a panel member', 'member@mace.example', 403],
    ['the panel’s chair', 'chair@mace.example', 403],
    ['a practitioner of another agency', 'officer@tvp.example', 404],
    ['a manager of another agency', 'manager@tvp.example', 404],
    ['an analyst', 'analyst@sbc.example', 404],
    ['governance', 'governance@sbc.example', 404],
    ['an administrator', 'administrator@sbc.example', 404],
  ])('is not for %s', async (_, email, status) => {
    const { planId } = await draft({ planOwner: 'lead@scf.example' });
    const actor = await test.actor(email);
    const seen = { planId, version: 1 };
    const tries = [
      () => test.get(SetNeeds).run(actor, { ...seen, needs: [UNMET] }),
      () => test.get(AddRisk).run(actor, seen, RISK),
      () => test.get(AddGoal).run(actor, seen, GOAL),
      () => test.get(AddPlanAction).run(actor, seen, action('lead@scf.example')),
      () => test.get(AddPlanEntry).run(actor, seen, { section: 'worries', text: 'x' }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ status });
    expect(await versionOf(test, planId)).toBe(1);
  });

  it('is not for somebody whose assignment ended, nor for anyone not named on a restricted record', async () => {
    const ended = await draft({ planOwner: 'manager@tvp.example' });
    await test.sql(
      `UPDATE assignments SET ended_at = $2, version = version + 1 WHERE individual_id = $1 AND kind = 'lead_professional'`,
      [ended.individualId, test.clock.now()],
    );
    const restricted = await draft({ restrictedTo: ['officer@tvp.example'] });
    const lead = await test.actor('lead@scf.example');
    for (const { planId, individualId } of [ended, restricted]) {
      await expect(test.get(AddRisk).run(lead, { planId, version: 1 }, RISK)).rejects.toMatchObject({ status: 404 });
      expect(await test.get(PlanContents).load(lead, planId)).toBeNull();
      expect((await (await test.browse('lead@scf.example')).get(planPaths.plan(individualId))).status).toBe(404);
    }
    const officer = await test.actor('officer@tvp.example');
    await test.get(AddRisk).run(officer, { planId: restricted.planId, version: 1 }, RISK);
  });

  it('keeps an action for the police from the school, which reads a plan that is whole without it', async () => {
    const made = await draft({ leadProfessional: 'dsl@school.example', planOwner: 'officer@tvp.example' });
    await fillPlan(test, made);
    const [officer, dsl] = [await test.actor('officer@tvp.example'), await test.actor('dsl@school.example')];
    const secret = action('officer@tvp.example', { description: 'Covert watch', visibility: 'police_only' as const });
    await test.get(AddPlanAction).run(officer, { planId: made.planId, version: 1 }, secret);
    expect(await versionOf(test, made.planId)).toBe(1);
    expect((await test.get(PlanContents).load(officer, made.planId))?.actions).toHaveLength(2);
    expect((await test.get(PlanContents).load(dsl, made.planId))?.actions).toHaveLength(1);
    const page = await (await test.browse('dsl@school.example')).get(planPaths.plan(made.individualId));
    expect(page.text).not.toContain('Covert watch');
    expect(page.text).not.toContain('Police only');
    expect(page.text).toContain('Arrange a mentor');
    expect(page.text).toContain('Send for approval');
    const own = await (await test.browse('officer@tvp.example')).get(planPaths.plan(made.individualId));
    expect(own.text).toContain('Covert watch');
  });

  it('refuses an action that is kept to an agency the actor is not in', async () => {
    const { planId } = await draft();
    const lead = await test.actor('lead@scf.example');
    await expect(
      test
        .get(AddPlanAction)
        .run(lead, { planId, version: 1 }, action('officer@tvp.example', { visibility: 'police_only' })),
    ).rejects.toMatchObject({ status: 422, problems: [{ field: 'visibility' }] });
  });
});

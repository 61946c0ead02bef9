import { load } from 'cheerio';
import { planPaths } from '../../src/plans';
import { makeCase, type MadeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';
import { acts, addAction, fillPlan, textOf, versionOf } from './arrange';

describe('what answers each risk and need of a plan', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** A draft with four unmet needs, one goal and one action that answers nothing yet, and one risk. */
  const arranged = async (options = {}): Promise<MadeCase & { riskId: string; actionId: string }> => {
    const made = await makeCase(test, { plan: 'draft', ...options });
    const { actionId } = await fillPlan(test, made);
    const lead = await test.api('lead@scf.example');
    const risk = { factor: 'Threats about a debt', direction: 'from_others', level: 'very_high' };
    const added = await lead
      .post(`/plans/${made.planId}/risks`, risk)
      .set('If-Match', `"${await versionOf(test, made.planId)}"`);
    return { ...made, riskId: String(added.body.id), actionId };
  };
  const cover = async (client: ApiClient, made: MadeCase, factorId: string, body: object) =>
    client
      .send('put', `/plans/${made.planId}/factors/${factorId}`)
      .set('If-Match', `"${await versionOf(test, made.planId)}"`)
      .send(body);
  const stateOf = async (client: ApiClient, made: MadeCase, factorId: string) => {
    const factors: { id: string; state: string }[] = (await client.get(`/plans/${made.planId}`)).body.factors;
    return factors.find(({ id }) => id === factorId)?.state;
  };

  it('shows every gap on the plan and on the approval page, until it is closed or explained', async () => {
    const made = await arranged();
    const lead = await test.browse('lead@scf.example');
    const before = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(before.text, '[data-qa=gaps]')).toContain('5 risks and needs have no open action');
    expect(load(before.text)('[data-qa=factor]')).toHaveLength(5);
    const path = planPaths.factor(made.individualId, made.riskId);
    const nothing = await lead.submit(path, {});
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('Select an action that answers it, or say why none does');
    expect((await lead.submit(path, { actionIds: made.actionId })).status).toBe(303);
    const needs = await test.sql<{ id: string }>('SELECT id FROM plan_needs WHERE plan_id = $1', [made.planId]);
    const [first] = needs;
    const explained = { explanation: 'Nobody offers this before March' };
    await lead.submit(planPaths.factor(made.individualId, first?.id ?? ''), explained);
    const after = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(after.text, '[data-qa=gaps]')).toContain('3 risks and needs');
    expect(textOf(after.text, '#factors')).toContain('Nobody offers this before March Lena Marsh, 21 November 2026');
    expect(textOf(after.text, '[data-qa=actions-support]')).toContain('Answers: Threats about a debt');
    await lead.submit(planPaths.submission(made.individualId), {}, planPaths.plan(made.individualId));
    const approval = await (await test.browse('manager@scf.example')).get(planPaths.approval(made.individualId));
    expect(textOf(approval.text, '[data-qa=gaps]')).toContain('3 risks and needs have no open action');
    expect(load(approval.text)('[data-qa=open-gaps] li')).toHaveLength(3);
    expect(textOf(approval.text, '[data-qa=explained-gaps]')).toMatch(
      /^Need: .+\. Nobody offers this before March Lena Marsh, 21 November 2026/,
    );
    expect(await acts(test, made.planId)).toContain('plan.factor_answered');
  });

  it('opens the gap again when the action was not done, is unlinked, or the need is recorded anew', async () => {
    const made = await arranged();
    const lead = await test.api('lead@scf.example');
    expect((await cover(lead, made, made.riskId, { actionIds: [made.actionId] })).status).toBe(200);
    expect(await stateOf(lead, made, made.riskId)).toBe('covered');
    expect((await cover(lead, made, made.riskId, { explanation: 'The mentor left' })).status).toBe(200);
    expect(await stateOf(lead, made, made.riskId)).toBe('explained');
    expect(
      await test.sql('SELECT unlinked_by IS NOT NULL AS unlinked FROM plan_factor_actions WHERE plan_id = $1', [
        made.planId,
      ]),
    ).toEqual([{ unlinked: true }]);
    const [need] = await test.sql<{ id: string }>(
      `SELECT id FROM plan_needs WHERE plan_id = $1 AND domain = 'mental_health'`,
      [made.planId],
    );
    const needId = need?.id ?? '';
    await cover(lead, made, needId, { explanation: 'Waiting for the clinic' });
    expect(await stateOf(lead, made, needId)).toBe('explained');
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    await lead
      .post(`/plans/${made.planId}/needs`, { domain: 'mental_health', status: 'unmet', detail: 'Worse since' })
      .set('If-Match', `"${await versionOf(test, made.planId)}"`);
    expect(await stateOf(lead, made, needId)).toBe('gap');
  });

  it('opens the gap when all its actions are done, says what is next, and closes it when somebody says why', async () => {
    const made = await arranged();
    const [lead, browser] = [await test.api('lead@scf.example'), await test.browse('lead@scf.example')];
    await cover(lead, made, made.riskId, { actionIds: [made.actionId], explanation: '' });
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    await lead
      .post(`/actions/${made.actionId}/closure`, { status: 'done', outcome: 'A mentor was found' })
      .set('If-Match', '"1"');
    expect(await stateOf(lead, made, made.riskId)).toBe('done');
    const page = await browser.get(planPaths.plan(made.individualId));
    expect(textOf(page.text, '[data-qa=gaps]')).toContain('5 risks and needs have no open action');
    expect(textOf(page.text, '[data-qa=next]')).toContain('If the risk is gone, end it.');
    const why = { actionIds: [made.actionId], explanation: 'Nothing more is on offer' };
    expect((await cover(lead, made, made.riskId, why)).status).toBe(200);
    expect(await stateOf(lead, made, made.riskId)).toBe('explained');
  });

  it('says nothing to others of an action that one agency keeps to itself', async () => {
    const made = await arranged({ planOwner: 'officer@tvp.example' });
    await addAction(test, made, {
      description: 'Covert watch',
      owner: 'officer@tvp.example',
      visibility: 'police_only',
    });
    const [kept] = await test.sql<{ id: string }>(
      `SELECT id FROM actions WHERE individual_id = $1 AND visibility = 'police_only'`,
      [made.individualId],
    );
    const [officer, lead] = [await test.api('officer@tvp.example'), await test.api('lead@scf.example')];
    const version = await versionOf(test, made.planId);
    expect((await cover(officer, made, made.riskId, { actionIds: [kept?.id] })).status).toBe(200);
    expect(await versionOf(test, made.planId)).toBe(version);
    expect(await stateOf(officer, made, made.riskId)).toBe('covered');
    expect(await stateOf(lead, made, made.riskId)).toBe('gap');
    expect((await lead.get(`/plans/${made.planId}`)).text).not.toContain(kept?.id ?? 'no id');
    expect((await cover(lead, made, made.riskId, { actionIds: [kept?.id] })).status).toBe(404);
  });

  it('is not for the panel, another agency or a factor of another plan', async () => {
    const made = await arranged();
    const other = await arranged();
    const body = { explanation: 'Because' };
    expect((await cover(await test.api('member@mace.example'), made, made.riskId, body)).status).toBe(403);
    expect((await cover(await test.api('nurse@health.example'), made, made.riskId, body)).status).toBe(404);
    const lead = await test.api('lead@scf.example');
    expect((await cover(lead, made, other.riskId, body)).status).toBe(404);
    expect((await cover(lead, made, made.riskId, { actionIds: [other.actionId] })).status).toBe(404);
    expect((await cover(lead, made, made.riskId, { explanation: 'x', factorId: made.riskId })).status).toBe(422);
    expect(await test.sql('SELECT 1 FROM plan_gap_explanations WHERE plan_id = $1', [made.planId])).toEqual([]);
  });

  it('lets a new action name what it answers', async () => {
    const made = await arranged();
    const lead = await test.browse('lead@scf.example');
    const form = await lead.get(planPaths.newAction(made.individualId));
    expect(textOf(form.text, 'form')).toContain('Risk: Threats about a debt');
    const action = {
      description: 'Settle the debt safely',
      kind: 'disrupt',
      ownerId: test.userId('officer@tvp.example'),
      'dueOn-day': '1',
      'dueOn-month': '12',
      'dueOn-year': '2026',
      answers: made.riskId,
    };
    expect((await lead.submit(planPaths.newAction(made.individualId), action)).status).toBe(303);
    const page = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(page.text, '[data-qa=actions-challenge]')).toContain(
      'Settle the debt safely Owen Tarrant, Demonstration Police',
    );
    expect(await stateOf(await test.api('lead@scf.example'), made, made.riskId)).toBe('covered');
  });
});

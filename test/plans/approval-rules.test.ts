import { planPaths } from '../../src/plans';
import { type ApiClient, TestApp } from '../support/test-app';
import { planRow, submittedPlan, textOf } from './arrange';

const PAGE = planPaths.approvalRules;
const decided = { 'decidedOn-day': '20', 'decidedOn-month': '11', 'decidedOn-year': '2026' };
const reason = 'The board of 20 November: high needs the panel too';

describe('the tiers whose plans the panel approves', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('are decided by the chair alone, with a day and a reason, and hold from then on', async () => {
    const manager = await test.browse('manager@scf.example');
    expect((await manager.get(planPaths.toApprove)).text).toContain(`href="${PAGE}"`);
    const shown = await manager.get(PAGE);
    expect(textOf(shown.text, '[data-qa=rules]')).toMatch(/Critical\s*A manager, then the panel\s*High\s*A manager\s/);
    expect(shown.text).not.toContain('Record the decision');
    expect((await manager.submit(PAGE, { seenNumber: '0', tiers: [], reason, ...decided })).status).toBe(403);
    expect((await (await test.browse('lead@scf.example')).get(PAGE)).status).toBe(403);

    const chair = await test.browse('chair@mace.example');
    const form = { seenNumber: '0', tiers: ['critical', 'high'], reason, ...decided };
    const unreasoned = await chair.submit(PAGE, { ...form, reason: ' ' }, PAGE);
    expect(unreasoned.status).toBe(422);
    expect(textOf(unreasoned.text, '.govuk-error-summary')).toContain('Enter who agreed, and why');
    expect(unreasoned.text).toMatch(/value="high" checked/);
    const unchanged = await chair.submit(PAGE, { ...form, tiers: 'critical' }, PAGE);
    expect(textOf(unchanged.text, '.govuk-error-summary')).toContain('Change at least one tier');
    const tomorrow = await chair.submit(PAGE, { ...form, 'decidedOn-day': '22' }, PAGE);
    expect(textOf(tomorrow.text, '.govuk-error-summary')).toContain('must be today or in the past');
    expect((await chair.submit(PAGE, form, PAGE)).status).toBe(303);
    expect((await chair.submit(PAGE, { ...form, tiers: [] }, PAGE)).status).toBe(409);

    const after = (await manager.get(PAGE)).text;
    expect(textOf(after, '[data-qa=rules]')).toMatch(/High\s*A manager, then the panel/);
    expect(textOf(after, '[data-qa=history]')).toContain(reason);
    const audited = await test.sql(`SELECT 1 FROM audit_events WHERE act = 'plan_approval_rules.decided'`);
    expect(audited).toHaveLength(1);

    const { planId, individualId } = await submittedPlan(test, { tier: 'high' });
    await manager.submit(planPaths.approval(individualId), {}, planPaths.approval(individualId));
    expect(await planRow(test, planId)).toMatchObject({ status: 'awaiting_panel' });
  });

  it('are read and decided over the API by the same people, from the version that was read', async () => {
    const [chair, manager] = [await test.api('chair@mace.example'), await test.api('manager@scf.example')];
    const read = await manager.get('/plan-approval-rules');
    const { version, decisions } = read.body;
    expect([read.status, read.headers['etag'], decisions.length]).toEqual([200, `"${version}"`, version]);
    const decision = { tiers: ['medium'], decidedOn: '2026-11-20', reason };
    const send = (api: ApiClient, body: object, seen: number) =>
      api.post('/plan-approval-rules', body).set('If-Match', `"${seen}"`);
    expect((await send(manager, decision, version)).status).toBe(403);
    expect((await (await test.api('lead@scf.example')).get('/plan-approval-rules')).status).toBe(403);
    expect((await chair.post('/plan-approval-rules', decision)).status).toBe(428);
    expect((await send(chair, { ...decision, tiers: 'medium' }, version)).status).toBe(422);
    expect((await send(chair, decision, version)).status).toBe(201);
    expect((await send(chair, { ...decision, tiers: [] }, version)).status).toBe(409);
    const after = (await manager.get('/plan-approval-rules')).body;
    expect(after.version).toBe(version + 1);
    expect(after.rules).toContainEqual({ tier: 'medium', needsPanel: true });
    expect(after.decisions[0]).toMatchObject({ ...decision, number: version + 1, recordedBy: 'Chika Adair' });
  });
});

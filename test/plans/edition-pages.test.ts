import { ApprovePlan } from '../../src/plans';
import { planPaths } from '../../src/plans/paths';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { submittedPlan, textOf } from './arrange';

describe('the page of an edition', () => {
  let test: TestApp;
  let made: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    made = await submittedPlan(test);
    await test.sql(`UPDATE plan_goals SET target_on = '2026-12-01' WHERE plan_id = $1`, [made.planId]);
    await test.get(ApprovePlan).run(await test.actor('manager@scf.example'), { planId: made.planId, version: 2 });
    // Well after both days, with the goal and the action still open.
    test.clock.set('2027-01-15T10:00:00Z');
    await test.sql('UPDATE plans SET current_edition = 2, version = version + 1 WHERE id = $1', [made.planId]);
  });
  afterAll(() => test.stop());

  it('shows the days as they were approved, without a tag that runs', async () => {
    const lead = await test.browse('lead@scf.example');
    const edition = await lead.get(planPaths.edition(made.individualId, 1));
    expect(edition.status).toBe(200);
    expect(edition.text).toContain('It shows the plan as it was approved then.');
    expect(textOf(edition.text, '#goals')).toContain('By: 1 December 2026');
    expect(textOf(edition.text, '#actions')).toContain('10 December 2026');
    expect(textOf(edition.text, '#goals, #actions')).not.toMatch(/Overdue|Due (in|today|tomorrow)/);
  });

  it('has nothing to press, while the plan itself says what is overdue', async () => {
    const lead = await test.browse('lead@scf.example');
    const edition = await lead.get(planPaths.edition(made.individualId, 1));
    expect(edition.text).not.toMatch(/Mark as achieved|End this risk/);
    const plan = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(plan.text, '#goals')).toContain('target date passed');
    expect(textOf(plan.text, '#actions')).toContain('Overdue by 36 days');
    expect(plan.text).toContain('Mark as achieved');
  });
});

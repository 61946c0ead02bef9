import { planPaths } from '../../src/plans';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { fillPlan, planRow, textOf } from './arrange';

describe('the pages on which a plan is approved or returned', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('shows a manager who was second the plan as it is, with the comment that was not sent', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval', planOwner: 'officer@tvp.example' });
    const id = made.individualId;
    await fillPlan(test, made);
    const [first, second] = [await test.browse('manager@scf.example'), await test.browse('manager@tvp.example')];
    const fields = {
      ...(await second.hiddenFields(planPaths.approval(id), planPaths.return(id))),
      comment: 'Say who drives',
    };
    await first.submit(planPaths.approval(id), {}, planPaths.approval(id));
    const late = await second.post(planPaths.return(id), fields);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Say who drives');
    expect(textOf(late.text, '.govuk-error-summary')).toContain('not waiting for approval');
    expect(await planRow(test, made.planId)).toMatchObject({ status: 'live', return_comment: null });
  });

  it('returns a plan with a comment that the lead professional reads', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval', screenedOn: '2026-11-01' });
    const id = made.individualId;
    await fillPlan(test, made);
    const manager = await test.browse('manager@scf.example');
    const screened = textOf((await manager.get(planPaths.approval(id))).text, '[data-qa=screening]');
    expect(screened).toBe('Last screening Screened on 1 November 2026 Exploitation Emerging Violence Medium');
    const blank = await manager.submit(planPaths.return(id), { comment: ' ' }, planPaths.approval(id));
    expect(blank.status).toBe(422);
    expect(blank.text).toContain('Enter what must change');
    await manager.submit(planPaths.return(id), { comment: 'Say who drives' }, planPaths.approval(id));
    const page = await (await test.browse('lead@scf.example')).get(planPaths.plan(id));
    expect(textOf(page.text, '[data-qa=return-comment]')).toBe('Martin Oyelaran returned this plan Say who drives');
  });

  it('does not let the manager who sent a plan approve it', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    await fillPlan(test, made);
    const manager = await test.browse('manager@scf.example');
    const path = planPaths.approval(made.individualId);
    await manager.submit(planPaths.submission(made.individualId), {}, planPaths.plan(made.individualId));
    expect((await manager.get(path)).text).toContain('another manager must approve it');
    const fields = await manager.hiddenFields(path, planPaths.return(made.individualId));
    expect((await manager.post(path, fields)).status).toBe(403);
  });

  it('lists plans to approve of the manager’s agency alone, oldest first, by page', async () => {
    const made = [];
    for (const day of ['05', '03', '04']) {
      const one = await makeCase(test, {
        givenName: `Waiting${day}`,
        plan: 'awaiting_approval',
        leadProfessional: 'officer@tvp.example',
        planOwner: 'officer@tvp.example',
      });
      await test.sql('UPDATE plans SET submitted_at = $2, version = version + 1 WHERE id = $1', [
        one.planId,
        `2026-11-${day}`,
      ]);
      made.push(one);
    }
    await makeCase(test, {
      givenName: 'Hidden',
      plan: 'awaiting_approval',
      planOwner: 'officer@tvp.example',
      restrictedTo: ['officer@tvp.example'],
    });
    const page = await (await test.browse('manager@tvp.example')).get(planPaths.toApprove);
    const order = ['03', '04', '05'].map((day) => page.text.indexOf(`Waiting${day}`));
    expect(order.every((at) => at > 0)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(page.text).not.toContain('Hidden');
    expect((await (await test.browse('manager@scf.example')).get(planPaths.toApprove)).text).not.toContain('Waiting03');
    expect((await (await test.browse('lead@scf.example')).get(planPaths.toApprove)).status).toBe(403);
  });
});

import { ApprovePlan, ClosePlan, SubmitPlan } from '../../src/plans';
import { Transactions } from '../../src/platform/database';
import { RecordReview } from '../../src/reviews';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { addAction, fillPlan, versionOf } from '../plans/arrange';

describe('the schedule follows its plan', () => {
  let test: TestApp;
  const approve = async ({ planId }: MadeCase, email = 'manager@scf.example') => {
    const actor = await test.actor(email);
    await test.get(ApprovePlan).run(actor, { planId, version: await versionOf(test, planId) });
  };
  const submit = async ({ planId }: MadeCase) => {
    const actor = await test.actor('lead@scf.example');
    await test.get(SubmitPlan).run(actor, { planId, version: await versionOf(test, planId) });
  };
  const schedulesOf = ({ planId }: MadeCase) =>
    test.sql(
      `SELECT status, status_reason AS reason, rule, explanation, window_from AS "windowFrom", due_on AS "dueOn", made_by AS "madeBy"
         FROM review_schedules WHERE plan_id = $1 ORDER BY made_at`,
      [planId],
    );

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(() => test.clock.set('2026-11-21T10:00:00Z'));
  afterAll(() => test.stop());

  it('starts when the plan goes live, by the rule of the tier: not while it waits for the panel', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval', tier: 'critical' });
    await fillPlan(test, made);
    await approve(made);
    expect(await schedulesOf(made)).toEqual([]);
    await approve(made, 'chair@mace.example');
    expect(await schedulesOf(made)).toEqual([
      {
        status: 'active',
        reason: null,
        rule: 'Critical tier: every 4 weeks',
        explanation:
          'Plans of people in the critical tier are reviewed within 4 weeks. Counted from 21 November 2026. ' +
          'Saturday 19 December 2026 is not a working day, so it is due on the working day before, Friday 18 December 2026.',
        windowFrom: '2026-12-05',
        dueOn: '2026-12-18',
        madeBy: test.userId('chair@mace.example'),
      },
    ]);
  });

  it('counts from the day in London: half past eleven at night UTC in summer is the next day', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval', tier: 'medium' });
    await fillPlan(test, made);
    test.clock.set('2026-07-14T23:30:00Z');
    await approve(made);
    expect((await schedulesOf(made))[0]?.['explanation']).toContain('Counted from 15 July 2026.');
  });

  it('keeps its date when a later edition is approved', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval' });
    await fillPlan(test, made);
    await approve(made);
    const before = await schedulesOf(made);
    test.clock.set('2026-12-09T10:00:00Z');
    await addAction(test, made, { description: 'Something new' });
    await submit(made);
    await approve(made);
    expect(await schedulesOf(made)).toEqual(before);
  });

  it('counts a later edition from the last review, where the plan was left without a schedule', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval' });
    await fillPlan(test, made);
    await approve(made);
    await test.get(RecordReview).run(await test.actor('lead@scf.example'), {
      ...{ individualId: made.individualId, heldOn: '2026-11-20', personViewAnswer: 'agrees', personView: 'Fine' },
      ...{ attendees: [], summary: 'Well', decision: 'continue', rationale: 'It works', earlyReason: 'They asked' },
    });
    await test.sql(
      `UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE plan_id = $1 AND status = 'active'`,
      [made.planId],
    );
    test.clock.set('2026-12-09T10:00:00Z');
    await addAction(test, made, { description: 'Something new' });
    await submit(made);
    await approve(made);
    expect((await schedulesOf(made)).at(-1)).toMatchObject({
      ...{ status: 'active', dueOn: '2026-12-31' },
      explanation: expect.stringContaining('Counted from 20 November 2026.'),
    });
  });

  it('ends, with the reason, when the plan is closed', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
    const chair = await test.actor('chair@mace.example');
    await test.get(Transactions).act(chair, (tx) => test.get(ClosePlan).within(tx, made));
    expect(await schedulesOf(made)).toMatchObject([{ status: 'cancelled', reason: 'The plan was closed' }]);
    const audit = await test.sql(`SELECT act FROM audit_events WHERE subject_id = $1`, [made.scheduleId]);
    expect(audit).toEqual([{ act: 'review_schedule.cancelled' }]);
  });

  it('has at most one running schedule, which the database holds', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-10' });
    await expect(
      test.sql(
        `INSERT INTO review_schedules SELECT gen_random_uuid(), plan_id, individual_id, rule, explanation, window_from, due_on,
           'active', NULL, made_by, made_at, access_keys, 1 FROM review_schedules WHERE id = $1`,
        [made.scheduleId],
      ),
    ).rejects.toThrow('review_schedules_one_active');
  });
});

import { ClearExemption, ExemptReview, KeepDays, ScheduleReview } from '../../src/reviews';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('what a new day brings to schedules', () => {
  let test: TestApp;
  let days: KeepDays;
  const schedule = async (id: string) =>
    (
      await test.sql<{ status: string; dueOn: string; rule: string; explanation: string }>(
        'SELECT status, due_on AS "dueOn", rule, explanation FROM review_schedules WHERE id = $1',
        [id],
      )
    )[0];

  beforeAll(async () => {
    test = await TestApp.start();
    days = new KeepDays(test.get(Transactions));
  });
  afterEach(() => test.clock.set(new Date('2026-11-21T10:00:00Z')));
  afterAll(() => test.stop());

  it('brings a review forward to the eighteenth birthday, once, with audit and history', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31', dateOfBirth: '2008-12-12' });
    const other = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31', dateOfBirth: '2009-12-12' });
    await test.sql(`UPDATE review_schedules SET counted_from = '2026-11-01', version = version + 1`);
    expect(await days.run()).toEqual({ broughtForward: 1, exemptionsEnded: 0 });
    expect(await days.run()).toEqual({ broughtForward: 0, exemptionsEnded: 0 });
    expect(await schedule(made.scheduleId)).toMatchObject({
      dueOn: '2026-12-11',
      rule: 'Turning 18: by the day itself',
    });
    expect((await schedule(other.scheduleId))?.dueOn).toBe('2026-12-31');
    const acts = await test.sql('SELECT act FROM audit_events WHERE individual_id = $1', [made.individualId]);
    expect(acts).toEqual([{ act: 'review_schedule.brought_forward' }]);
    const history = await test.sql(
      'SELECT act, reason FROM review_schedule_changes WHERE schedule_id = $1 AND version = 3',
      [made.scheduleId],
    );
    expect(history).toEqual([{ act: 'brought_forward', reason: 'Turning 18: by the day itself' }]);
  });

  it('ends an exemption after its last day, by the rule, as of that day and not of when the worker came back', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-25' });
    const manager = await test.actor('manager@scf.example');
    const exemption = { kind: 'hospital' as const, words: 'On the ward.', until: '2026-12-13' };
    await test.get(ExemptReview).run(manager, { scheduleId: made.scheduleId, version: 1, ...exemption });
    test.clock.set(new Date('2026-12-13T10:00:00Z'));
    expect((await days.run()).exemptionsEnded).toBe(0);
    test.clock.set(new Date('2026-12-20T10:00:00Z'));
    expect((await days.run()).exemptionsEnded).toBe(1);
    expect(await schedule(made.scheduleId)).toMatchObject({
      ...{ status: 'active', dueOn: '2026-12-30' },
      explanation: expect.stringMatching(
        /reviewed within 6 weeks\.\nThe exemption is over, so there are 10 working days/,
      ),
    });
  });

  it('gives no days to who clears an exemption by hand after its last day, before the worker has come back', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-25' });
    const manager = await test.actor('manager@scf.example');
    const { scheduleId } = made;
    const exemption = { kind: 'hospital' as const, words: 'On the ward.', until: '2026-12-13' };
    await test.get(ExemptReview).run(manager, { scheduleId, version: 1, ...exemption });
    test.clock.set(new Date('2027-02-20T10:00:00Z'));
    const later = await test.actor('manager@scf.example');
    const { dueOn } = await test.get(ClearExemption).run(later, { scheduleId, version: 2, reason: 'Home since long.' });
    expect(dueOn).toBe('2026-12-30');
  });

  it('needs no new day for a birthday inside a schedule that is made', async () => {
    const made = await makeCase(test, { plan: 'live', dateOfBirth: '2008-12-12' });
    const lead = await test.actor('lead@scf.example');
    const asked = { planId: made.planId, individualId: made.individualId, from: '2026-11-21' };
    expect((await test.get(ScheduleReview).run(lead, asked)).dueOn).toBe('2026-12-11');
    const triggers = await test.sql(
      'SELECT kind, brought_forward AS "broughtForward" FROM review_triggers WHERE individual_id = $1',
      [made.individualId],
    );
    expect(triggers).toEqual([{ kind: 'turning_18', broughtForward: true }]);
  });

  it('counts a plan without a schedule, an owner or a lead as work that is owed', async () => {
    const made = await makeCase(test, { plan: 'live', planOwner: null, leadProfessional: null });
    const owed = await test.sql<{ kind: string }>(
      `SELECT kind FROM case_obligations('2026-11-21') WHERE individual_id = $1 ORDER BY kind`,
      [made.individualId],
    );
    expect(owed.map(({ kind }) => kind)).toEqual(['no_lead_professional', 'no_plan_owner', 'no_schedule']);
  });

  it('is for the service alone', async () => {
    const lead = await test.actor('lead@scf.example');
    const asLead = test.get(Transactions).act(lead, (tx) => tx.query('SELECT * FROM births_that_matter()'));
    await expect(asLead).rejects.toThrow('only the service itself does this');
  });
});

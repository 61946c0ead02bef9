import { load } from 'cheerio';
import type { Merge } from '../../src/individuals/duplicates/merge-records';
import { RecordTrigger } from '../../src/reviews';
import { ChangeReviewDate } from '../../src/reviews/change-review-date';
import type { CaseOptions, MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import * as merging from './support/merging';

const { MANAGER } = merging;

describe('a merge of two people of whom one or both have a running review', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const two = (one: CaseOptions, other: CaseOptions) => merging.two(test, one, other);
  const scan = () => merging.scan(test);
  const merge = (both: [MadeCase, MadeCase], stands?: Partial<Merge['stands']>) => merging.merge(test, both, stands);
  const undo = (mergeId: string) => merging.undo(test, mergeId);
  const schedules = (made: MadeCase[]) => merging.schedules(test, made);
  const running = async ({ individualId }: MadeCase) =>
    (
      await test.sql<{ id: string }>(
        `SELECT id FROM review_schedules WHERE individual_id = $1 AND status IN ('active','exempt')`,
        [individualId],
      )
    ).map(({ id }) => id);
  /** Who is owed a reminder of this review: the rungs, person by person. */
  const owed = async ({ scheduleId }: MadeCase) =>
    (
      await test.sql<{ line: string }>(
        `SELECT u.email || ' ' || m.rung AS line FROM reminders m JOIN users u ON u.id = m.recipient_id
          WHERE m.subject_id = $1 AND m.status = 'owed' ORDER BY 1`,
        [scheduleId],
      )
    ).map(({ line }) => line);

  /** A running review by the rule of a medium tier, and a critical record without a plan. */
  const calmAndUrgent = async (): Promise<[MadeCase, MadeCase]> => {
    const both = await two(
      { plan: 'live', tier: 'medium', reviewDueOn: '2027-02-08' },
      { plan: 'none', tier: 'critical', familyName: 'Demmo' },
    );
    await test.sql(
      `UPDATE review_schedules SET counted_from = '2026-11-16', tier = 'medium', rule = 'Medium tier: every 12 weeks', version = version + 1
        WHERE id = $1`,
      [both[0].scheduleId],
    );
    return both;
  };

  it.each([
    ['survivor', 0],
    ['merged', 1],
  ] as const)('one runs, that of the plan of the %s; the other is cancelled with its reason', async (plan, stays) => {
    // The one that stays is due sooner, so that its date is what it was.
    const [first, second] = stays === 0 ? ['2026-11-19', '2026-11-20'] : ['2026-11-20', '2026-11-19'];
    const both = await two(
      { plan: 'live', reviewDueOn: first },
      { plan: 'live', reviewDueOn: second, familyName: 'Demmo' },
    );
    const [kept, gone] = stays === 0 ? both : [both[1], both[0]];
    await scan();
    const [keptBefore, goneBefore] = [await owed(kept), await owed(gone)];
    expect([keptBefore.length > 0, goneBefore.length > 0]).toEqual([true, true]);
    const before = await schedules(both);

    const { id } = await merge(both, { plan });
    expect(await running(both[0])).toEqual([kept.scheduleId]);
    expect(await running(both[1])).toEqual([]);
    expect(await owed(gone)).toEqual([]);
    await scan();
    expect([await owed(kept), await owed(gone)]).toEqual([keptBefore, []]);
    // Nothing is lost: the history of both stands with the one person, and the page of each says why.
    const manager = await test.browse(MANAGER);
    for (const { scheduleId } of both) {
      const history = await test.sql(
        'SELECT DISTINCT individual_id FROM review_schedule_changes WHERE schedule_id = $1',
        [scheduleId],
      );
      expect(history).toEqual([{ individual_id: both[0].individualId }]);
    }
    const past = await manager.get(`/individuals/${both[0].individualId}/review-schedules/${gone.scheduleId}`);
    expect(load(past.text)('main').text()).toContain(
      'Two records of one person were merged, and the other plan stands',
    );

    await undo(id);
    expect(await schedules(both)).toEqual(before);
    await scan();
    expect([await owed(kept), await owed(gone)]).toEqual([keptBefore, goneBefore]);
  });

  const dateOf = async ({ scheduleId }: MadeCase) =>
    (
      await test.sql<{ due_on: string; window_from: string; rule: string }>(
        'SELECT due_on, window_from, rule FROM review_schedules WHERE id = $1',
        [scheduleId],
      )
    )[0];

  it.each(['survivor', 'merged'] as const)(
    'the sooner date holds on the plan that stays, that of the %s, and an overdue review stays overdue',
    async (plan) => {
      const [calm, late] = await two(
        { plan: 'live', reviewDueOn: '2026-12-17' },
        { plan: 'live', reviewDueOn: '2026-11-04', familyName: 'Demmo' },
      );
      await test.sql(
        `UPDATE review_schedules SET counted_from = '2026-11-16', version = version + 1 WHERE id = ANY ($1)`,
        [[calm.scheduleId, late.scheduleId]],
      );
      const both: [MadeCase, MadeCase] = plan === 'survivor' ? [calm, late] : [late, calm];
      const before = await schedules(both);
      const manager = await test.browse(MANAGER);
      const form = load((await manager.get(`/duplicates/${calm.individualId}/${late.individualId}/merge`)).text);
      const asked = form('main').text().replace(/\s+/g, ' ');
      expect(asked).toContain(`${calm.reference}. Review due by 17 December 2026, due in 26 days`);
      expect(asked).toContain(`${late.reference}. Review due by 4 November 2026, overdue by 17 days`);
      expect(asked).toContain(
        'Whichever plan stands, its next review is due by the sooner date: 4 November 2026, overdue by 17 days.',
      );

      // The plan of the calm one stands, on whichever record.
      const { id } = await merge(both, { plan });
      expect(await running(both[0])).toEqual([calm.scheduleId]);
      expect(await dateOf(calm)).toMatchObject({ due_on: '2026-11-04', window_from: '2026-10-21' });
      const why = await manager.get(`/individuals/${both[0].individualId}/review-date`);
      const words = load(why.text)('main').text().replace(/\s+/g, ' ');
      expect(words).toContain('Overdue by 17 days');
      expect(words).toContain(
        'Brought forward from 17 December 2026: two records of one person were joined, and the review of the other was due sooner, by 4 November 2026',
      );
      expect(words).toContain('Counted from The other of two records that were joined: its review was due then');
      const [{ overdue } = { overdue: 0 }] = await test.sql<{ overdue: number }>(
        `SELECT count(*)::int AS overdue FROM review_schedules WHERE individual_id = $1 AND status = 'active' AND due_on < '2026-11-21'`,
        [both[0].individualId],
      );
      expect(overdue).toBe(1);

      await undo(id);
      expect([await dateOf(calm), await dateOf(late)]).toMatchObject([
        { due_on: '2026-12-17' },
        { due_on: '2026-11-04' },
      ]);
      const stands = (rows: Record<string, unknown>[]) =>
        rows.map(({ schedule }) => ({ ...(schedule as object), change_reason: null, changed_at: null }));
      expect(stands(await schedules(both))).toEqual(stands(before));
      for (const { individualId } of both) {
        const page = load((await manager.get(`/individuals/${individualId}/review-date`)).text);
        expect(page('main').text()).not.toContain('No reason kept, ');
      }
    },
  );

  it('what happened while they were one counts when the date goes back', async () => {
    const both = await two(
      { plan: 'live', reviewDueOn: '2026-12-17' },
      { plan: 'live', reviewDueOn: '2026-11-25', familyName: 'Demmo' },
    );
    await test.sql(
      `UPDATE review_schedules SET counted_from = '2026-11-16', version = version + 1 WHERE id = ANY ($1)`,
      [both.map(({ scheduleId }) => scheduleId)],
    );
    const { id } = await merge(both);
    const { dueOn } = await test.get(RecordTrigger).run(await test.actor(MANAGER), {
      ...{ individualId: both[0].individualId, kind: 'arrest', happenedOn: '2026-11-20' },
      ...{ source: 'Police custody', description: '' },
    });
    expect(dueOn).toBe('2026-11-25');
    await undo(id);
    expect(await dateOf(both[0])).toMatchObject({ due_on: '2026-11-27', window_from: '2026-11-20' });
    expect(await dateOf(both[1])).toMatchObject({ due_on: '2026-11-25' });
  });

  it('that of the record that goes runs on at the one that stays', async () => {
    const both = await two({ plan: 'none' }, { plan: 'live', reviewDueOn: '2026-11-20', familyName: 'Demmo' });
    const [one, other] = both;
    await scan();
    const told = await owed(other);
    const before = await schedules([other]);
    const { id } = await merge(both);
    expect([await running(one), await running(other)]).toEqual([[other.scheduleId], []]);
    await scan();
    expect(await owed(other)).toEqual(told);
    await undo(id);
    expect([await running(one), await running(other)]).toEqual([[], [other.scheduleId]]);
    expect(await schedules([other])).toEqual(before);
    await scan();
    expect(await owed(other)).toEqual(told);
  });

  it('the tier that stands brings the review forward, and undoing gives the date back', async () => {
    const both = await calmAndUrgent();
    const before = await schedules([both[0]]);
    const { id } = await merge(both, { cohort: 'merged' });
    const dueOn = async () =>
      (await test.sql('SELECT due_on FROM review_schedules WHERE id = $1', [both[0].scheduleId]))[0];
    expect(await dueOn()).toEqual({ due_on: '2026-12-14' });
    await undo(id);
    const [was, is] = [before[0]?.['schedule'], (await schedules([both[0]]))[0]?.['schedule']];
    expect(is).toEqual({
      ...(was as object),
      change_reason: 'The two records were taken apart: the date from before holds again',
      changed_at: expect.any(String),
    });
    const [last] = await test.sql(
      'SELECT act, from_due_on, to_due_on, reason FROM review_schedule_changes WHERE schedule_id = $1 ORDER BY version DESC LIMIT 1',
      [both[0].scheduleId],
    );
    expect(last).toEqual({
      ...{ act: 'moved', from_due_on: '2026-12-14', to_due_on: '2027-02-08' },
      reason: 'The two records were taken apart: the date from before holds again',
    });
  });

  it('a date that somebody set while they were one stays', async () => {
    const both = await calmAndUrgent();
    const { id } = await merge(both, { cohort: 'merged' });
    const manager = await test.actor(MANAGER);
    const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
      'SELECT version FROM review_schedules WHERE id = $1',
      [both[0].scheduleId],
    );
    await test
      .get(ChangeReviewDate)
      .run(manager, { scheduleId: both[0].scheduleId, version, dueOn: '2026-12-01', reason: 'School asked for it' });
    await undo(id);
    expect(await test.sql('SELECT due_on FROM review_schedules WHERE id = $1', [both[0].scheduleId])).toEqual([
      { due_on: '2026-12-01' },
    ]);
    const page = load((await (await test.browse(MANAGER)).get(`/merges/${id}`)).text);
    expect(page('main').text()).toContain('Check the plan, the date of the review');
  });
});

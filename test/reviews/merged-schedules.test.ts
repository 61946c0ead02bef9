import { load } from 'cheerio';
import { type Merge, MergeRecords } from '../../src/individuals/duplicates/merge-records';
import { UndoMerge } from '../../src/individuals/duplicates/undo-merge';
import { Transactions } from '../../src/platform/database';
import { ChangeReviewDate } from '../../src/reviews/change-review-date';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { type CaseOptions, makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';

describe('a merge of two people of whom one or both have a running review', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** Neither owes anything but its review, when it has one. */
  const two = async (one: CaseOptions, other: CaseOptions): Promise<[MadeCase, MadeCase]> => {
    const quiet = { screenedOn: '2026-11-01', cohortSince: '2026-11-02' };
    return [await makeCase(test, { ...quiet, ...one }), await makeCase(test, { ...quiet, ...other })];
  };
  const scan = () => new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
  const merge = async ([survivor, merged]: [MadeCase, MadeCase], stands: Partial<Merge['stands']> = {}) => {
    const versionOf = async ({ individualId }: MadeCase) =>
      (await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [individualId]))[0]
        ?.version ?? 0;
    return test.get(MergeRecords).run(await test.actor(MANAGER), {
      ...{ survivorId: survivor.individualId, mergedId: merged.individualId, reason: 'One person, two spellings' },
      ...{ survivorVersion: await versionOf(survivor), mergedVersion: await versionOf(merged) },
      stands: { plan: 'survivor', cohort: 'survivor', name: 'survivor', date_of_birth: 'survivor', ...stands },
    });
  };
  const undo = async (mergeId: string) =>
    test.get(UndoMerge).run(await test.actor(MANAGER), { mergeId, version: 1, because: 'They are cousins' });

  /** All there is to know of these schedules but how often they changed. */
  const schedules = (made: MadeCase[]) =>
    test.sql(
      `SELECT to_jsonb(s) - '{version,access_keys}'::text[] AS schedule FROM review_schedules s WHERE s.id = ANY ($1) ORDER BY s.id`,
      [made.map(({ scheduleId }) => scheduleId)],
    );
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
    const both = await two(
      { plan: 'live', reviewDueOn: '2026-11-19' },
      { plan: 'live', reviewDueOn: '2026-11-20', familyName: 'Demmo' },
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

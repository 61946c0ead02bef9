import { type Merge, MergeRecords } from '../../../src/individuals/duplicates/merge-records';
import { UndoMerge } from '../../../src/individuals/duplicates/undo-merge';
import { Transactions } from '../../../src/platform/database';
import { OweReminders } from '../../../src/reminders/owe-reminders';
import { type CaseOptions, makeCase, type MadeCase } from '../../factories';
import type { TestApp } from '../../support/test-app';

export const MANAGER = 'manager@scf.example';

/** Two records that owe nothing but their review, when they have one; the first is the one that stays. */
export async function two(test: TestApp, one: CaseOptions, other: CaseOptions): Promise<[MadeCase, MadeCase]> {
  const quiet = { screenedOn: '2026-11-01', cohortSince: '2026-11-02' };
  return [await makeCase(test, { ...quiet, ...one }), await makeCase(test, { ...quiet, ...other })];
}

export async function merge(
  test: TestApp,
  [survivor, merged]: [MadeCase, MadeCase],
  stands: Partial<Merge['stands']> = {},
): Promise<{ id: string }> {
  const versionOf = async ({ individualId }: MadeCase) =>
    (await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [individualId]))[0]
      ?.version ?? 0;
  return test.get(MergeRecords).run(await test.actor(MANAGER), {
    ...{ survivorId: survivor.individualId, mergedId: merged.individualId, reason: 'One person, two spellings' },
    ...{ survivorVersion: await versionOf(survivor), mergedVersion: await versionOf(merged) },
    stands: { plan: 'survivor', cohort: 'survivor', name: 'survivor', date_of_birth: 'survivor', ...stands },
  });
}

export const undo = async (test: TestApp, mergeId: string): Promise<{ id: string }> =>
  test.get(UndoMerge).run(await test.actor(MANAGER), { mergeId, version: 1, because: 'They are cousins' });

export const scan = (test: TestApp) => new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();

/** All there is to know of these schedules but how often they changed. */
export const schedules = (test: TestApp, made: MadeCase[]) =>
  test.sql(
    `SELECT to_jsonb(s) - '{version,access_keys}'::text[] AS schedule FROM review_schedules s WHERE s.id = ANY ($1) ORDER BY s.id`,
    [made.map(({ scheduleId }) => scheduleId)],
  );

import { ChangeReviewDate } from '../../../src/reviews';
import { addDays } from '../../../src/shared/day';
import { Stale } from '../../../src/shared/errors';
import { makeCase } from '../../factories';
import type { TestApp } from '../../support/test-app';

export const EDITORS = 200;

/** What became of two hundred who change one schedule at once, and of ten who read the new version and try again. */
export interface ManyEdited {
  won: number[];
  toldStale: number;
  otherErrors: unknown[];
  /** Of the schedule, in order: version and reason. */
  history: { version: number; reason: string }[];
}

export async function manyEditors(test: TestApp): Promise<ManyEdited> {
  const made = await makeCase(test, { plan: 'live', reviewDueOn: '2027-12-31' });
  const actor = await test.actor('manager@scf.example');
  const change = test.get(ChangeReviewDate);
  const edit = (editor: number, version: number, dueOn = addDays('2026-12-01', editor)) =>
    change.run(actor, { scheduleId: made.scheduleId, version, dueOn, reason: `Editor ${editor}` });
  const first = await Promise.allSettled(
    Array.from({ length: EDITORS }, (_, editor) => connected(() => edit(editor, 1))),
  );
  const lost = first.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  // Tuesdays, that two of them are not moved onto one working day.
  for (let at = 0; at < 10; at += 1) {
    const [now] = await test.sql<{ version: number }>('SELECT version FROM review_schedules WHERE id = $1', [
      made.scheduleId,
    ]);
    await edit(100 + at, now?.version ?? 0, addDays('2027-07-06', 7 * at));
  }
  return {
    won: first.flatMap((result, editor) => (result.status === 'fulfilled' ? [editor] : [])),
    toldStale: lost.filter((error) => error instanceof Stale).length,
    otherErrors: lost.filter((error) => !(error instanceof Stale)),
    history: await test.sql<{ version: number; reason: string }>(
      'SELECT version, reason FROM review_schedule_changes WHERE schedule_id = $1 ORDER BY version',
      [made.scheduleId],
    ),
  };
}

/** On a busy machine a connection may not come free in time. Nothing was asked then, so it is asked again. */
async function connected<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('timeout exceeded when trying to connect'))) throw error;
    }
  }
}

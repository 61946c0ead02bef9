import type { Statement } from '../platform/database';
import { addDays, type Day } from '../shared/day';

/** One rung of the ladder of reminders. */
export interface RungRow {
  days_after_due: number;
  audience: string;
  is_immediate: boolean;
}

export const rungs = (): Statement => ({
  name: 'rungs-of-ladder',
  text: `SELECT days_after_due, audience, is_immediate FROM reminder_rungs WHERE removed_at IS NULL
          ORDER BY days_after_due, array_position(ARRAY['responsible','agency_managers','panel_chairs','partnership_leads'], audience), rung`,
});

/** Those whose day has not come. PostgreSQL asks the same of a rung: reminders_reached(). */
export const rungsToCome = <Rung extends RungRow>(
  ladder: readonly Rung[],
  dueOn: Day,
  today: Day,
): (Rung & { on: Day })[] =>
  ladder.map((rung) => ({ ...rung, on: addDays(dueOn, rung.days_after_due) })).filter(({ on }) => on > today);

/** What becomes of a reminder that was said while nothing was done. */
export const againWords = (remindAgainDays: number): string =>
  `What stays overdue is said again every ${remindAgainDays} days, in one e-mail a day at most.`;

export const howWords = (isImmediate: boolean): string => (isImmediate ? 'At once' : 'In the e-mail of the day');

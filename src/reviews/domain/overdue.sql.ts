/**
 * `overdue.ts` said to PostgreSQL, for queries. A property test against PostgreSQL compares both answers for every
 * status and day; change the two together.
 *
 * The row needs `due_on date` and `status`. There is no ELSE: a row without a due day answers NULL, so a missing
 * obligation cannot pass for one that is merely later.
 */
import { DUE_SOON_DAYS } from './overdue';

/** A text expression giving the due state, e.g. `dueStateSql('schedule', '$2')`; the parameter is a day. */
export function dueStateSql(alias: string, todayParameter: string): string {
  const { dueOn, status, today } = columns(alias, todayParameter);
  return (
    `case when ${status} is distinct from 'active' then 'not_running' ` +
    `when ${dueOn} < ${today} then 'overdue' ` +
    `when ${dueOn} = ${today} then 'due_today' ` +
    `when ${dueOn} <= ${today} + ${DUE_SOON_DAYS} then 'due_soon' ` +
    `when ${dueOn} > ${today} + ${DUE_SOON_DAYS} then 'later' end`
  );
}

/** A condition true exactly where the due state is `overdue`, in the form an index on the due day can serve. */
export function isOverdueSql(alias: string, todayParameter: string): string {
  const { dueOn, status, today } = columns(alias, todayParameter);
  return `(${status} = 'active' and ${dueOn} < ${today})`;
}

/** An integer expression: calendar days overdue, 0 unless overdue. */
export function daysOverdueSql(alias: string, todayParameter: string): string {
  const { dueOn, today } = columns(alias, todayParameter);
  return `case when ${isOverdueSql(alias, todayParameter)} then ${today} - ${dueOn} else 0 end`;
}

function columns(alias: string, todayParameter: string): { dueOn: string; status: string; today: string } {
  // Both become part of the statement's text, so only a plain name and a numbered parameter are let through.
  if (!/^[a-z][a-z0-9_]*$/.test(alias)) throw new RangeError('The alias must be a plain lower-case name.');
  if (!/^\$[1-9]\d*$/.test(todayParameter)) throw new RangeError('Today must be a numbered parameter such as $1.');
  return { dueOn: `${alias}.due_on`, status: `${alias}.status`, today: `${todayParameter}::date` };
}

import fc from 'fast-check';
import { daysOverdue, daysOverdueSql, dueState, type DueState, dueStateSql, isOverdueSql } from '../../../src/reviews';
import { scheduleStatuses } from '../../../src/reviews/domain/overdue';
import { addDays } from '../../../src/shared/day';
import type { TestApp } from '../../support/test-app';

interface Answer {
  state: DueState;
  days: number;
  overdue: boolean;
}

/** What PostgreSQL says of generated schedules, and what the pure function says of the same, in the same order. */
export async function compareOverdue(test: TestApp, cases: number): Promise<{ sql: Answer[]; pure: Answer[] }> {
  const schedule = fc.record({
    offset: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -4000, max: 4000 })),
    status: fc.constantFrom(...scheduleStatuses),
    today: fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2024-02-20', days)),
  });
  const sample = fc.sample(schedule, { numRuns: cases, seed: 20261121 });
  const sql = await test.sql<Answer>(
    `SELECT ${dueStateSql('s', '$4').replaceAll('$4::date', 's.today')} AS state,
            ${daysOverdueSql('s', '$4').replaceAll('$4::date', 's.today')} AS days,
            ${isOverdueSql('s', '$4').replaceAll('$4::date', 's.today')} AS overdue
       FROM unnest($1::date[], $2::text[], $3::date[]) WITH ORDINALITY AS s (due_on, status, today, at) ORDER BY s.at`,
    [
      sample.map(({ today, offset }) => addDays(today, offset)),
      sample.map(({ status }) => status),
      sample.map(({ today }) => today),
    ],
  );
  const pure = sample.map(({ today, offset, status }) => {
    const question = { dueOn: addDays(today, offset), today, status };
    return { state: dueState(question), days: daysOverdue(question), overdue: dueState(question) === 'overdue' };
  });
  return { sql, pure };
}

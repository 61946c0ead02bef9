import { dayInLondon, dayInWords } from '../../shared/day';
import type { AfterRow } from './after.queries';
import { lateWords, papersDue } from './papers-due';

/** How far the papers are, each with its clock: out in time, out late, due, or overdue. */
interface PaperClock {
  term: string;
  words: string;
  isLate: boolean;
  whyHref?: string;
}

export function presentClocks(after: AfterRow, now: Date, minutesHref: string): PaperClock[] {
  if (after.closed_at === null) return [];
  const due = papersDue({ ...after, closed_at: after.closed_at }, now);
  const { minutesBy, isListLate, areMinutesLate } = due;
  const late = lateWords(after, due);
  const within = (hours: number): string => `within ${hours} hours`;
  return [
    {
      term: 'Action list',
      words: outWords(
        after.actions_issued_at,
        { isLate: isListLate, late: late.list },
        within(after.actions_within_hours),
      ),
      isLate: isListLate,
    },
    {
      term: 'Minutes',
      whyHref: minutesHref,
      words: outWords(
        after.minutes_issued_at,
        { isLate: areMinutesLate, late: late.minutes },
        `by ${dayInWords(minutesBy)}`,
      ),
      isLate: areMinutesLate,
    },
    { term: 'Approval', words: approvalWords(after), isLate: false },
  ];
}

function outWords(issuedAt: Date | null, { isLate, late }: { isLate: boolean; late: string }, by: string): string {
  if (issuedAt === null) return isLate ? `Overdue: due ${by}` : `Due ${by}`;
  return `Went round on ${dayInWords(dayInLondon(issuedAt))}, ${isLate ? `${late}: due ${by}` : 'in time'}`;
}

function approvalWords(after: AfterRow): string {
  if (after.minutes_approved_at === null) return 'Not approved yet';
  const where = after.approved_in_on === null ? '' : ` at the meeting of ${dayInWords(after.approved_in_on)}`;
  return `Approved${where} by ${after.approved_by ?? ''} and sealed`;
}

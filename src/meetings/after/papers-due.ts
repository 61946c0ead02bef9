import { type Day, dayInLondon, dayInWords, daysBetween } from '../../shared/day';
import { WorkingDaysAsKnown } from '../../shared/working-days';
import { govDateTime } from '../../web/format-date';
import { dueAfterMeeting } from '../domain/panel-rules';

/** How far the papers of a closed meeting are, with the clocks of its panel. */
export interface PaperClocks {
  held_on: Day;
  closed_at: Date;
  actions_issued_at: Date | null;
  minutes_issued_at: Date | null;
  actions_within_hours: number;
  minutes_within_working_days: number;
}

/** Until when both papers are in time, and whether they are, or went round, too late. */
export function papersDue(row: PaperClocks, now: Date) {
  const { actionsBy, minutesBy } = dueAfterMeeting(
    { heldOn: row.held_on, closedAt: row.closed_at },
    { actionsWithinHours: row.actions_within_hours, minutesWithinWorkingDays: row.minutes_within_working_days },
    new WorkingDaysAsKnown().isWorkingDay,
  );
  return {
    actionsBy,
    minutesBy,
    isListLate: (row.actions_issued_at ?? now) > actionsBy,
    areMinutesLate: dayInLondon(row.minutes_issued_at ?? now) > minutesBy,
  };
}

/** How late each paper went round; nothing of one that is not out, or was out in time. */
export function lateWords(
  row: Pick<PaperClocks, 'actions_issued_at' | 'minutes_issued_at'>,
  due: Pick<ReturnType<typeof papersDue>, 'actionsBy' | 'minutesBy'>,
): { list: string; minutes: string } {
  const { actions_issued_at: listAt, minutes_issued_at: minutesAt } = row;
  return {
    list: listAt === null || listAt <= due.actionsBy ? '' : hoursLate(listAt.getTime() - due.actionsBy.getTime()),
    minutes: minutesAt === null ? '' : daysLate(daysBetween(due.minutesBy, dayInLondon(minutesAt))),
  };
}

const HOUR = 3_600_000;

function hoursLate(late: number): string {
  const hours = Math.floor(late / HOUR);
  if (hours >= 48) return daysLate(Math.floor(hours / 24));
  if (hours === 0) return 'less than an hour late';
  return hours === 1 ? '1 hour late' : `${hours} hours late`;
}

const daysLate = (days: number): string => (days < 1 ? '' : days === 1 ? '1 day late' : `${days} days late`);

/** Of a closed meeting: which of its papers went round late, and how late. */
export function papersLate(row: PaperClocks, now: Date): string[] {
  const { list, minutes } = lateWords(row, papersDue(row, now));
  return [
    ...(list === '' ? [] : [`The action list went round ${list}`]),
    ...(minutes === '' ? [] : [`The minutes went round ${minutes}`]),
  ];
}

/** The papers that have not gone round, each with its day; `of`: which meeting's, where the page does not say it. */
export function papersNotRound(row: PaperClocks, now: Date, of = ''): { words: string; isLate: boolean }[] {
  const { actionsBy, minutesBy, isListLate, areMinutesLate } = papersDue(row, now);
  return [
    ...(row.actions_issued_at === null ? [{ words: listNotRound(actionsBy, of), isLate: isListLate }] : []),
    ...(row.minutes_issued_at === null ? [{ words: minutesNotRound(minutesBy, of), isLate: areMinutesLate }] : []),
  ];
}

export const listNotRound = (actionsBy: Date, of: string): string =>
  `The action list${of} has not gone round, due by ${govDateTime(actionsBy)}`;

export const minutesNotRound = (minutesBy: Day, of: string): string =>
  `The minutes${of} have not gone round, due by ${dayInWords(minutesBy)}`;

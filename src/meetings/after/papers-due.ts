import { type Day, dayInLondon, dayInWords } from '../../shared/day';
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

import { addDays, type Day } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay, WorkingDaysAsKnown } from '../../shared/working-days';

/** Bronze works cases, silver steers, gold decides what silver cannot. */
export const PANEL_LEVELS = ['bronze', 'silver', 'gold'] as const;
export type PanelLevel = (typeof PANEL_LEVELS)[number];

/** A panel passes a case on to one above it, never to one beside or below: otherwise two could pass it on for ever. */
export const mayEscalateTo = (from: PanelLevel, to: PanelLevel): boolean =>
  PANEL_LEVELS.indexOf(to) > PANEL_LEVELS.indexOf(from);

export interface MinutesClock {
  actionsWithinHours: number;
  minutesWithinWorkingDays: number;
}

const HOUR = 3_600_000;

/**
 * When the action list and the minutes of a meeting must be out (2-practice 2.2: 24 hours, 10 working days by default).
 * The hours run from the instant at which the chair closed it, the working days from the day it was held: as the reminder counts.
 */
export function dueAfterMeeting(
  { heldOn, closedAt }: { heldOn: Day; closedAt: Date },
  clock: MinutesClock,
  isWorking: IsWorkingDay,
): { actionsBy: Date; minutesBy: Day } {
  return {
    actionsBy: new Date(closedAt.getTime() + clock.actionsWithinHours * HOUR),
    minutesBy: addWorkingDays(heldOn, clock.minutesWithinWorkingDays, isWorking),
  };
}

/** The last day on which an agency's return on a case is in time: the panel's days before the meeting are working days. */
export const returnsDueOn = (heldOn: Day, daysBefore: number): Day =>
  addWorkingDays(heldOn, -daysBefore, new WorkingDaysAsKnown().isWorkingDay);

export const returnsDueWhen = (daysBefore: number): string =>
  daysBefore === 0
    ? 'the day of the meeting'
    : `${daysBefore} working ${daysBefore === 1 ? 'day' : 'days'} before the meeting`;

/** Why then, in words that end a sentence. */
export const returnsDueWhy = (daysBefore: number): string => `${returnsDueWhen(daysBefore)}, by the rules of the panel`;

/** The day the panel meets again by its rhythm. */
export const nextMeetingOn = (heldOn: Day, meetsEveryDays: number): Day => addDays(heldOn, meetsEveryDays);

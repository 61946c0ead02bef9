import { DateTime } from 'luxon';
import { dayInLondon, dayInWords, daysBetween, isDay } from '../shared/day';

const zone = 'Europe/London';

/** The abbreviations of the GOV.UK style guide, which differ from those of `Intl`. */
const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** A day as `YYYY-MM-DD`, or an instant as a Date or an ISO string with its offset. Nothing gives an empty text. */
export type Moment = string | Date | null | undefined;

export type DueState = 'overdue' | 'today' | 'soon' | 'later';

/** "21 November 2026". A day is that day everywhere; an instant is the day it falls on in London. */
export function govDate(moment: Moment): string {
  if (isDay(moment)) return dayInWords(moment);
  return formatted(moment, (when) => when.toFormat('d MMMM yyyy'));
}

/** "21 Nov 2026", for tight tables. */
export function govShortDate(moment: Moment): string {
  return formatted(moment, (when) => `${when.day} ${shortMonths[when.month - 1]} ${when.year}`);
}

/** "Thursday 14 January 2027", for deadlines. */
export function govWeekday(moment: Moment): string {
  return formatted(moment, (when) => when.toFormat('cccc d MMMM yyyy'));
}

/** "9:32am", "11am", "midday" or "midnight" in London. */
export function govTime(moment: Moment): string {
  return formatted(moment, timeOfDay);
}

/** "21 November 2026 at 9:32am" in London. A day without a time stays a day: there is no midnight to invent. */
export function govDateTime(moment: Moment): string {
  return withTime(moment, govDate(moment));
}

/** The filter that mojTimeline calls, with the five types its documentation names. */
export function mojDate(moment: Moment, type?: string): string {
  switch (type) {
    case 'datetime':
      return govDateTime(moment);
    case 'shortdatetime':
      return withTime(moment, govShortDate(moment));
    case 'date':
      return govDate(moment);
    case 'shortdate':
      return govShortDate(moment);
    case 'time':
      return govTime(moment);
    default:
      throw new RangeError(`mojDate does not know the type "${type ?? ''}"`);
  }
}

/** "Overdue by 12 days", "Due today", "Due tomorrow" or "Due in 6 days". Both days are `YYYY-MM-DD`. */
export function contextualDue(dueOn: Moment, today: Moment): string {
  if (!dueOn) return '';
  const days = daysUntil(dueOn, today);
  if (days < 0) return `Overdue by ${days === -1 ? '1 day' : `${-days} days`}`;
  if (days === 0) return 'Due today';
  return days === 1 ? 'Due tomorrow' : `Due in ${days} days`;
}

/** How a due day is coloured. Due today is not overdue; soon is within a week. */
export function dueState(dueOn: Moment, today: Moment): DueState {
  const days = daysUntil(dueOn, today);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days <= 7 ? 'soon' : 'later';
}

function daysUntil(dueOn: Moment, today: Moment): number {
  if (!dueOn || !today) throw new RangeError('A due day is told from today: give both');
  return daysBetween(dayOf(today), dayOf(dueOn));
}

function dayOf(moment: string | Date): string {
  return isDay(moment) ? moment : dayInLondon(read(moment).toJSDate());
}

function withTime(moment: Moment, day: string): string {
  if (!moment || isDay(moment)) return day;
  return `${day} at ${govTime(moment)}`;
}

function timeOfDay(when: DateTime): string {
  if (when.minute === 0 && when.hour === 0) return 'midnight';
  if (when.minute === 0 && when.hour === 12) return 'midday';
  return when.toFormat(when.minute === 0 ? 'ha' : 'h:mma').toLowerCase();
}

function formatted(moment: Moment, format: (when: DateTime) => string): string {
  return moment ? format(read(moment)) : '';
}

/** Throws RangeError for text that is no date: a page must not show a wrong day. */
function read(moment: string | Date): DateTime {
  const when = moment instanceof Date ? DateTime.fromJSDate(moment, { zone }) : DateTime.fromISO(moment, { zone });
  if (!when.isValid) throw new RangeError('A date for a page must be a Date, a YYYY-MM-DD day or an ISO instant');
  return when.setLocale('en-GB');
}

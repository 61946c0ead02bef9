import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { actionPaths } from '../actions';
import { addDays, type Day } from '../shared/day';
import type { CalendarKind } from './calendar.queries';
import { reviewPaths } from './paths';

export interface CalendarEvent {
  uid: string;
  kind: CalendarKind;
  dueOn: Day;
  version: number;
  linkId: string;
}

/** An hour in the diary, of a slice above: its title says as little, and its link opens as little. */
export interface CalendarAppointment {
  uid: string;
  version: number;
  title: string;
  path: string;
  startsAt: Date;
  endsAt: Date;
  isCancelled: boolean;
}

const TITLES: Record<CalendarKind, string> = { review: 'Review due', action: 'Action due' };
const LINKS: Record<CalendarKind, (id: string) => string> = { review: reviewPaths.date, action: actionPaths.one };
const HOURS_BETWEEN_READINGS = 6;

/**
 * The iCalendar file (RFC 5545). A calendar is copied to telephones and shared with colleagues, so a title says nothing but
 * what is to be done, and the link opens only to who signs in and may see. What is due is all-day, on the day in London.
 */
export function calendarFile(
  events: CalendarEvent[],
  appointments: CalendarAppointment[],
  { baseUrl, now }: { baseUrl: string; now: Date },
): string {
  const { host } = new URL(baseUrl);
  const calendar = ical({
    name: 'What I have to do',
    prodId: { company: host, product: 'reviews', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOURS_BETWEEN_READINGS * 3_600,
  });
  for (const event of events) {
    calendar.createEvent({
      id: `${event.uid}@${host}`,
      sequence: event.version,
      stamp: now,
      start: midnight(event.dueOn),
      end: midnight(addDays(event.dueOn, 1)),
      allDay: true,
      summary: TITLES[event.kind],
      url: `${baseUrl}${LINKS[event.kind](event.linkId)}`,
      class: ICalEventClass.PRIVATE,
      // Nobody is busy all day because something is due.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  for (const one of appointments) {
    calendar.createEvent({
      id: `${one.uid}@${host}`,
      sequence: one.version,
      stamp: now,
      // In UTC, which is the same instant whatever the zone of the calendar.
      start: one.startsAt,
      end: one.endsAt,
      summary: one.title,
      url: `${baseUrl}${one.path}`,
      class: ICalEventClass.PRIVATE,
      status: one.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: one.isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  // RFC 5545, 3.1: every line is ended so, and the library leaves out the last.
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** The library writes the day of this instant in UTC and no time: the day itself, whatever the zone of the machine. */
const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

import ical, { ICalCalendarMethod, ICalEventClass, ICalEventTransparency } from 'ical-generator';
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

const TITLES: Record<CalendarKind, string> = { review: 'Review due', action: 'Action due' };
const LINKS: Record<CalendarKind, (id: string) => string> = { review: reviewPaths.date, action: actionPaths.one };
const HOURS_BETWEEN_READINGS = 6;

/**
 * The iCalendar file (RFC 5545). A calendar is copied to telephones and shared with colleagues, so a title says nothing but
 * what is to be done, and the link opens only to who signs in and may see. All-day, on the day in London it is due.
 */
export function calendarFile(events: CalendarEvent[], { baseUrl, now }: { baseUrl: string; now: Date }): string {
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
  return calendar.toString();
}

/** The library writes the day of this instant in UTC and no time: the day itself, whatever the zone of the machine. */
const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

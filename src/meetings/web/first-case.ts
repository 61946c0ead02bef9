import { type Day, dayInWords } from '../../shared/day';
import type { AgendaRow } from '../agenda.queries';
import { isToDecide } from '../is-to-decide';
import type { MeetingRow } from '../meetings.queries';
import { meetingPaths } from '../paths';

type StateOfMeeting = Pick<MeetingRow, 'id' | 'status' | 'started_at' | 'held_on'>;

/** The door to the first case that waits: to decide it in an open meeting, to read it before. None where nothing is decided any more. */
export function firstCase(meeting: StateOfMeeting, agenda: AgendaRow[]): { text: string; href: string } | undefined {
  const first = meeting.status === 'planned' ? agenda.find(isToDecide) : undefined;
  if (first === undefined) return undefined;
  const text = meeting.started_at === null ? 'Read the first case' : 'Open the first case to decide';
  return { text, href: meetingPaths.item(meeting.id, first.id) };
}

/** What must be known about deciding while the meeting is not open, or is open before its day; else nothing. */
export function decidingWords(meeting: StateOfMeeting, today: Day): string {
  const { status, started_at, held_on } = meeting;
  if (status !== 'planned') return '';
  if (started_at === null) {
    return held_on > today
      ? `Cases can be read now. They are decided once the chair has opened the meeting, on ${dayInWords(held_on)}.`
      : 'Cases are decided once the chair has opened the meeting in the room.';
  }
  return held_on > today ? 'The meeting was opened before its day. A decision counts from the day it is saved.' : '';
}

import { dayInLondon, dayInWords } from '../../shared/day';
import { minutesNotRound, papersDue, papersNotRound } from '../after/papers-due';
import type { AgendaRow } from '../agenda.queries';
import { nextStep, type NextStep } from '../domain/next-step';
import { meetingPaths } from '../paths';
import type { MeetingRow } from '../meetings.queries';
import { isToDecide } from '../is-to-decide';
import type { BusinessRow } from './room.queries';

export interface NextStepModel {
  step: NextStep;
  /** The main button of the page; empty where the panel can only wait for its chair. */
  text: string;
  href: string;
  /** How many outstanding actions of earlier meetings are unanswered. */
  unansweredWords: string;
  outstandingHref: string;
  /** Minutes of before that have not gone round or wait for approval, for whoever is in the room. */
  lastMinutes?: { words: string; href: string };
}

/** The next step of a meeting in its day, or undefined when it is over or still to come. */
export function presentNextStep(
  { meeting, agenda, business }: { meeting: MeetingRow; agenda: AgendaRow[]; business: BusinessRow },
  { now, mayHold }: { now: Date; mayHold: boolean },
): NextStepModel | undefined {
  const today = dayInLondon(now);
  if (meeting.status !== 'planned' || meeting.held_on > today) return undefined;
  const [first] = agenda.filter(isToDecide);
  const { unanswered } = business;
  const step = nextStep({
    isOpened: meeting.started_at !== null,
    isAttendanceRecorded: business.attendances > 0,
    hasMinutesToApprove: mayHold && business.minutes_waiting_id !== null,
    unanswered,
    hasDecided: agenda.some((row) => row.individual_id !== null && row.status === 'decided'),
    hasCaseWaiting: first !== undefined,
  });
  const { id } = meeting;
  const lastMinutes = minutesWaiting(business, now);
  const room = meetingPaths.room(id);
  const steps: Record<NextStep, [string, string]> = {
    open: mayHold ? ['Open the meeting in the room', room] : ['', ''],
    attendance: ['Record who is there', `${room}#attendance-heading`],
    minutes: [lastMinutes?.doWords ?? '', lastMinutes?.href ?? ''],
    outstanding: ['Go through the outstanding actions', meetingPaths.outstanding(id)],
    case: ['Open the first case to decide', first === undefined ? '' : meetingPaths.item(id, first.id)],
    close: mayHold ? ['Go to the closing', meetingPaths.closing(id)] : ['', ''],
  };
  const [text, href] = steps[step];
  return {
    step,
    text,
    href,
    unansweredWords: unansweredWords(unanswered),
    outstandingHref: meetingPaths.outstanding(id),
    lastMinutes,
  };
}

/** Minutes of before that have not gone round or wait for approval, with where that is mended; nobody approves what nobody was sent. */
export function minutesWaiting(business: BusinessRow, now: Date) {
  const { minutes_waiting_id: id, minutes_waiting_on: on, minutes_waiting_closed_at: closedAt } = business;
  if (id === null || on === null || closedAt === null) return undefined;
  const day = dayInWords(on);
  const href = meetingPaths.minutes(id);
  if (business.minutes_waiting_issued_at !== null) {
    return { words: `The minutes of ${day} wait for approval`, doWords: `Approve the minutes of ${day}`, href };
  }
  const { minutesBy } = papersDue({ ...business, held_on: on, closed_at: closedAt }, now);
  return { words: minutesNotRound(minutesBy, ` of ${day}`), doWords: `Send the minutes of ${day} round`, href };
}

/** What a closed meeting still owes its panel, and for its chair where it is sent round. */
export function presentPapersOwed(
  { meeting, business }: { meeting: MeetingRow; business: BusinessRow },
  { now, mayHold }: { now: Date; mayHold: boolean },
) {
  const { closed_at } = business;
  const owed = meeting.status === 'held' && closed_at !== null ? papersNotRound({ ...business, closed_at }, now) : [];
  return { owed, sendHref: mayHold && owed.length > 0 ? meetingPaths.minutes(meeting.id) : undefined };
}

export const unansweredWords = (unanswered: number): string => {
  if (unanswered === 0) return 'No outstanding action is unanswered';
  return unanswered === 1 ? '1 outstanding action is unanswered' : `${unanswered} outstanding actions are unanswered`;
};

import { dayInWords } from '../../shared/day';
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
  /** Minutes of before that wait for approval, for whoever is in the room. */
  lastMinutes?: { words: string; href: string };
}

/** The next step of a meeting in its day, or undefined when it is over or still to come. */
export function presentNextStep(
  { meeting, agenda, business }: { meeting: MeetingRow; agenda: AgendaRow[]; business: BusinessRow },
  { today, mayHold }: { today: string; mayHold: boolean },
): NextStepModel | undefined {
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
  const lastMinutes = minutesWaiting(business);
  const room = meetingPaths.room(id);
  const steps: Record<NextStep, [string, string]> = {
    open: mayHold ? ['Open the meeting in the room', room] : ['', ''],
    attendance: ['Record who is there', `${room}#attendance-heading`],
    minutes: [`Approve the minutes of ${dayInWords(business.minutes_waiting_on ?? today)}`, lastMinutes?.href ?? ''],
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

/** Minutes of before that wait for approval, with where they are approved. */
export const minutesWaiting = ({
  minutes_waiting_id: id,
  minutes_waiting_on: on,
}: Pick<BusinessRow, 'minutes_waiting_id' | 'minutes_waiting_on'>) =>
  id === null || on === null
    ? undefined
    : { words: `The minutes of ${dayInWords(on)} wait for approval`, href: meetingPaths.minutes(id) };

export const unansweredWords = (unanswered: number): string => {
  if (unanswered === 0) return 'No outstanding action is unanswered';
  return unanswered === 1 ? '1 outstanding action is unanswered' : `${unanswered} outstanding actions are unanswered`;
};

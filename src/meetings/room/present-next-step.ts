import { dayInLondon, dayInWords } from '../../shared/day';
import { listNotRound, minutesNotRound, papersDue, papersLate, papersNotRound } from '../after/papers-due';
import type { AgendaRow } from '../agenda.queries';
import { nextStep, type NextStep } from '../domain/next-step';
import { meetingPaths } from '../paths';
import type { MeetingRow } from '../meetings.queries';
import { isToDecide } from '../is-to-decide';
import type { BusinessRow } from './room.queries';

/** A paper of a meeting of before, with where it is sent round or approved. */
export interface WaitingPaper {
  words: string;
  doWords: string;
  href: string;
  /** Approved by whoever chairs the meeting; what is sent round is sent by the panel's chair. */
  isForApproval: boolean;
}

export interface NextStepModel {
  step: NextStep;
  /** The main button of the page; empty where the panel can only wait for its chair. */
  text: string;
  href: string;
  /** How many outstanding actions of earlier meetings are unanswered. */
  unansweredWords: string;
  outstandingHref: string;
  /** Papers of before that have not gone round, and minutes that wait for approval, for whoever is in the room. */
  lastPapers: WaitingPaper[];
}

/** The next step of a meeting in its day, or undefined when it is over or still to come. */
export function presentNextStep(
  { meeting, agenda, business }: { meeting: MeetingRow; agenda: AgendaRow[]; business: BusinessRow },
  { now, mayHold, maySend }: { now: Date; mayHold: boolean; maySend: boolean },
): NextStepModel | undefined {
  const today = dayInLondon(now);
  if (meeting.status !== 'planned' || meeting.held_on > today) return undefined;
  const [first] = agenda.filter(isToDecide);
  const { unanswered } = business;
  const lastPapers = papersWaiting(business, now);
  const [paper] = lastPapers.filter((one) => maySend || one.isForApproval);
  const step = nextStep({
    isOpened: meeting.started_at !== null,
    isAttendanceRecorded: business.attendances > 0,
    hasPapersToSee: mayHold && paper !== undefined,
    unanswered,
    hasDecided: agenda.some((row) => row.individual_id !== null && row.status === 'decided'),
    hasCaseWaiting: first !== undefined,
  });
  const { id } = meeting;
  const room = meetingPaths.room(id);
  const steps: Record<NextStep, [string, string]> = {
    open: mayHold ? ['Open the meeting in the room', room] : ['', ''],
    attendance: ['Record who is there', `${room}#attendance-heading`],
    papers: [paper?.doWords ?? '', paper?.href ?? ''],
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
    lastPapers,
  };
}

/** The action list first: people wait for what they were asked to do. */
export const papersWaiting = (business: BusinessRow, now: Date): WaitingPaper[] =>
  [listWaiting(business, now), minutesWaiting(business, now)].filter((one) => one !== undefined);

function listWaiting(business: BusinessRow, now: Date): WaitingPaper | undefined {
  const { list_waiting_id: id, list_waiting_on: on, list_waiting_closed_at: closedAt } = business;
  if (id === null || on === null || closedAt === null) return undefined;
  const { actionsBy } = papersDue({ ...business, held_on: on, closed_at: closedAt }, now);
  const of = ` of ${dayInWords(on)}`;
  return {
    words: listNotRound(actionsBy, of),
    doWords: `Send the action list${of} round`,
    href: meetingPaths.minutes(id),
    isForApproval: false,
  };
}

/** Minutes of before that have not gone round or wait for approval; nobody approves what nobody was sent. */
function minutesWaiting(business: BusinessRow, now: Date): WaitingPaper | undefined {
  const { minutes_waiting_id: id, minutes_waiting_on: on, minutes_waiting_closed_at: closedAt } = business;
  if (id === null || on === null || closedAt === null) return undefined;
  const day = dayInWords(on);
  const href = meetingPaths.minutes(id);
  if (business.minutes_waiting_issued_at !== null) {
    const words = `The minutes of ${day} wait for approval`;
    return { words, doWords: `Approve the minutes of ${day}`, href, isForApproval: true };
  }
  const { minutesBy } = papersDue({ ...business, held_on: on, closed_at: closedAt }, now);
  return {
    words: minutesNotRound(minutesBy, ` of ${day}`),
    doWords: `Send the minutes of ${day} round`,
    href,
    isForApproval: false,
  };
}

/** What a closed meeting still owes its panel, and for its chair where it is sent round. */
export function presentPapersOwed(
  { meeting, business }: { meeting: MeetingRow; business: BusinessRow },
  { now, maySend }: { now: Date; maySend: boolean },
) {
  const { closed_at } = business;
  const closed = meeting.status === 'held' && closed_at !== null ? { ...business, closed_at } : undefined;
  const owed = closed ? papersNotRound(closed, now) : [];
  const isListOwed = business.actions_issued_at === null;
  const what = !isListOwed ? 'the minutes' : business.minutes_issued_at === null ? 'the papers' : 'the action list';
  const send =
    maySend && owed.length > 0 ? { text: `Send ${what} round`, href: meetingPaths.minutes(meeting.id) } : undefined;
  return { owed, late: closed ? papersLate(closed, now) : [], send };
}

export const unansweredWords = (unanswered: number): string => {
  if (unanswered === 0) return 'No outstanding action is unanswered';
  return unanswered === 1 ? '1 outstanding action is unanswered' : `${unanswered} outstanding actions are unanswered`;
};

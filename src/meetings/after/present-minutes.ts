import { ACTION_KIND_WORDS, ACTION_STATUS_WORDS } from '../../actions';
import { dayInLondon, dayInWords } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import type { MeetingActionRow } from '../agenda.queries';
import { presentTopic } from '../business/present-topics';
import { ATTENDANCE_STATUSES } from '../domain/quorum';
import { meetingPaths } from '../paths';
import { presentSaid } from '../room/present-entries';
import { guestHeardWords, guestTimeWords, guestWords } from '../room/guests.queries';
import { ATTENDANCE_WORDS } from '../room/present-room';
import type { AttenderRow, OwnConflictRow } from '../room/room.queries';
import { canBeOpened, nextReviewOf, presentItem, whyReviewHref } from '../web/present-agenda';
import { presentMeeting } from '../web/present-meetings';
import type { AfterRow, OutstandingRow } from './after.queries';
import type { MinutesPage } from './minutes-page';
import { openedWords } from './opened-words';
import { presentClocks } from './paper-clocks';
import { quorumWords } from './quorum-words';

/** The minutes: who was there, what was decided about whom and why, who does what, and how far the papers are. */
export function presentMinutes(
  page: MinutesPage,
  now: Date,
  typed: TypedFields<'text' | 'itemId' | 'correctsId' | 'userId' | 'status' | 'reason'> = {},
) {
  const { meeting, after, agenda, entries, actions } = page;
  const today = dayInLondon(now);
  const isSealed = after.minutes_approved_at !== null;
  return {
    meeting: presentMeeting(meeting),
    version: meeting.version,
    paperHref: meetingPaths.minutesPaper(meeting.id),
    isHeld: meeting.status === 'held',
    isSealed,
    chair: after.chair ?? '',
    minuteTaker: after.minute_taker ?? '',
    openedWords: openedWords(after),
    statementReadAt: page.room.statement_read_at,
    clocks: presentClocks(after, now, meetingPaths.minutesDueDate(meeting.id)),
    quorumWords: quorumWords(page),
    attendance: presentAttendance(page),
    guests: page.guests.map((one) => `${guestWords(one)} (${guestTimeWords(one)}): ${guestHeardWords(one)}`),
    conflicts: page.conflicts.map((one) => ({
      number: one.position,
      user: one.user,
      reason: one.reason,
      endedWords: endedWords(one.ended_at),
    })),
    ownConflicts: page.ownConflicts.map(ownConflictWords),
    since: isSealed ? sinceSealed(page) : [],
    approvedHere: after.approved_here.map((day) => `The minutes of ${dayInWords(day)} were approved at this meeting.`),
    lastWords: lastMinutesWords(after),
    lastHref:
      after.last_id !== null && after.last_approved_at === null ? meetingPaths.minutes(after.last_id) : undefined,
    answers: page.outstanding.filter((row) => row.answer !== null).map(presentAnswer),
    items: agenda.map((row) => ({
      ...presentItem(meeting, row, today),
      rationale: row.rationale ?? '',
      dissent: row.dissent ?? '',
      tellsPerson: row.tells_person ?? '',
      tellsReferrer: row.tells_referrer ?? '',
      nextDueOn: nextReviewOf(row),
      whyNextHref: whyReviewHref(row),
      joined: page.guests.filter((one) => one.items.some(({ itemId }) => itemId === row.id)).map(guestWords),
      ...presentSaid(entries, row.id),
      // Nothing was decided or said: one line is all there is of it.
      isShort: row.decision === null && row.reason !== null && !entries.some((entry) => entry.item_id === row.id),
      actions: actions.filter((action) => action.item_id === row.id).map(presentAction),
    })),
    topics: page.topics.map(presentTopic),
    general: presentSaid(entries, null),
    correction:
      meeting.status === 'held' && !isSealed
        ? {
            action: meetingPaths.corrections(meeting.id),
            items: [
              { value: '', text: 'The meeting as a whole', selected: !typed.itemId },
              ...agenda
                .filter((row) => canBeOpened(row, isSealed))
                .map((row) => ({
                  value: row.id,
                  text: `Item ${row.position} (${row.reference ?? ''})`,
                  selected: row.id === typed.itemId,
                })),
            ],
          }
        : undefined,
    attendanceCorrection:
      meeting.status === 'held' && !isSealed
        ? {
            action: meetingPaths.attendanceCorrections(meeting.id),
            people: [
              { value: '', text: 'Select a person', selected: !typed.userId },
              ...page.attenders.map(({ user_id, name, agency, status, corrected_to }) => {
                const stands = corrected_to ?? status;
                const words = stands === null ? 'not recorded' : ATTENDANCE_WORDS[stands].toLowerCase();
                return { value: user_id, text: `${name}, ${agency}: ${words}`, selected: user_id === typed.userId };
              }),
            ],
            statuses: ATTENDANCE_STATUSES.map((value) => ({ value, text: ATTENDANCE_WORDS[value] })),
          }
        : undefined,
    issueActions: page.mayIssue ? step(page, after.actions_issued_at, meetingPaths.actionListIssue) : undefined,
    issueMinutes: page.mayIssue ? step(page, after.minutes_issued_at, meetingPaths.minutesIssue) : undefined,
    approve:
      page.mayApprove && after.minutes_issued_at !== null && after.next_id !== null
        ? step(page, after.minutes_approved_at, meetingPaths.approval)
        : undefined,
    typed,
    backHref: meetingPaths.meeting(meeting.id),
  };
}

/** Quorum for the time it held; of a meeting of before that was written down, as it stood at its end. */
const endedWords = (endedAt: Date | null): string =>
  endedAt === null ? '' : `Ended on ${dayInWords(dayInLondon(endedAt))}.`;

const ownConflictWords = ({ declared_at }: OwnConflictRow): string =>
  `You have had a conflict of interest in a case since ${dayInWords(dayInLondon(declared_at))}. What concerns that case is left out of your copy.`;

/** What became of it after the sealing: said beside the minutes, never in them. */
const sinceSealed = ({ actions, endedSince }: MinutesPage): string[] => [
  ...actions
    .filter((action) => action.status !== 'open' && action.ended_as === null)
    .map((one) => `${one.owner_agency} (${one.owner}): ${one.description}. ${ACTION_STATUS_WORDS[one.status]}.`),
  ...endedSince.map((one) => `Item ${one.position}: the conflict of interest of ${one.user} has ended.`),
];

export type MinutesModel = ReturnType<typeof presentMinutes>;

/** The button for a step that is still to be taken. */
const step = ({ meeting }: MinutesPage, doneAt: Date | null, path: (id: string) => string) =>
  meeting.status === 'held' && doneAt === null ? { action: path(meeting.id) } : undefined;

/** Of the meeting before; nothing where its minutes are among those this meeting approved. */
function lastMinutesWords(after: AfterRow): string {
  if (after.last_held_on === null) return 'This is the first meeting recorded here.';
  if (after.approved_here.includes(after.last_held_on)) return '';
  const of = `The minutes of ${dayInWords(after.last_held_on)}`;
  if (after.last_approved_at !== null) return `${of} are approved.`;
  return after.last_issued_at === null ? `${of} have not gone round.` : `${of} wait for approval.`;
}

/** By status, then agency: present, apologies, absent, and agencies that were expected and had nobody there. */
function presentAttendance({ attenders, expected }: MinutesPage) {
  const of = (status: 'present' | 'apologies' | 'absent') => ({
    words: ATTENDANCE_WORDS[status],
    people: attenders
      .filter((one) => one.status === status || (one.status === null && one.corrected_to === status))
      .map((one) => `${one.name}, ${one.agency}${one.is_deputy ? ' (deputy)' : ''}${correctedWords(one)}`),
  });
  const missing = expected
    .filter(
      (one) =>
        !attenders.some(
          (there) => there.agency_id === one.agency_id && (there.corrected_to ?? there.status) === 'present',
        ),
    )
    .map((one) => one.agency);
  const unaccepted = attenders.filter((one) => one.status === 'present' && one.accepted_at === null);
  return {
    groups: [of('present'), of('apologies'), of('absent')].filter((group) => group.people.length > 0),
    missing,
    unacceptedWords:
      unaccepted.length === 0
        ? ''
        : `Present without accepting the confidentiality statement: ${unaccepted.map((one) => `${one.name}, ${one.agency}`).join('; ')}.`,
  };
}

/** What was recorded stands, and what is right beside it; why is in the correction itself. */
const correctedWords = ({ status, corrected_to }: AttenderRow): string => {
  if (corrected_to === null) return '';
  const was = status === null ? ' (not recorded at the meeting)' : '';
  return `${was}. Corrected: ${ATTENDANCE_WORDS[corrected_to].toLowerCase()}`;
};

const presentAction = (action: MeetingActionRow) => ({
  description: action.description,
  kindWords: ACTION_KIND_WORDS[action.kind],
  owner: action.owner,
  agency: action.owner_agency,
  dueOn: action.due_on,
  // No order any more: what became of it at the meeting.
  endedWords:
    action.ended_as === null
      ? ''
      : `${ACTION_STATUS_WORDS[action.ended_as]}${action.ended_words ? `: ${action.ended_words}` : ''}`,
});

export const ANSWER_WORDS = {
  done: 'Done',
  not_done: 'Not done by the agency',
  could_not_be_done: 'Could not be done: circumstances changed',
} as const;

const presentAnswer = (row: OutstandingRow) => ({
  reference: row.reference,
  description: row.description,
  owner: row.owner,
  agency: row.owner_agency,
  answerWords: row.answer === null ? '' : ANSWER_WORDS[row.answer],
  words: row.words ?? '',
});

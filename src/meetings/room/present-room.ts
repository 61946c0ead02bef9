import { AGENCY_KIND_WORDS } from '../../agencies';
import { dayInLondon } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { TypedFields } from '../../web/page-model';
import { MODEL_CONFIDENTIALITY_STATEMENT } from '../domain/confidentiality-statement';
import { ATTENDANCE_STATUSES, type AttendanceStatus, quorumOf } from '../domain/quorum';
import { meetingPaths } from '../paths';
import { firstCase } from '../web/first-case';
import { presentMeeting } from '../web/present-meetings';
import { presentTimer } from '../web/present-timer';
import { namedWords } from './named-words';
import { presentNextStep } from './present-next-step';
import { presentGuests } from './present-guests';
import type { NamingForm, OpeningForm } from './room.forms';
import type { RoomPage } from './room-pages';
import type { AttenderRow, RoomRow } from './room.queries';

export const ATTENDANCE_WORDS: Record<AttendanceStatus, string> = {
  present: 'Present',
  apologies: 'Apologies',
  absent: 'Absent',
};

/** The room: statement, who is there, quorum, who may not hear which case, and the way to the first case. */
export function presentRoom(page: RoomPage, now: Date, typed: Record<string, unknown> = {}) {
  const { meeting, room, agenda } = page;
  const isOpen = meeting.status === 'planned';
  return {
    meeting: presentMeeting(meeting),
    version: meeting.version,
    isOpen,
    timers: isOpen && room.started_at ? [presentTimer('The meeting', room.started_at, now, room.meeting_minutes)] : [],
    canTick: isOpen,
    isSealed: room.minutes_approved_at !== null,
    canOpen: page.mayOpen && isOpen && meeting.held_on <= dayInLondon(now),
    canName: page.mayNameChair && isOpen && (room.started_at === null || !page.mayOpen),
    asksWhy: page.mayNameChair && !page.mayOpen && isOpen,
    namedWords: namedWords(page.chairing),
    chairNamed: room.started_at === null && isOpen ? (room.chair ?? '') : '',
    startedAt: room.started_at,
    chair: room.chair ?? '',
    minuteTaker: room.minute_taker ?? '',
    statement: room.statement ?? MODEL_CONFIDENTIALITY_STATEMENT,
    quorum: presentQuorum(page),
    people: page.attenders.map((one) => presentAttender(one, { typed, chairId: isOpen ? room.chair_id : null })),
    isAttendanceRecorded: page.business.attendances > 0,
    // Before it is opened nobody is in the room yet.
    agenciesMissing: room.started_at === null ? [] : missingAgencies(page),
    apologies: page.attenders.filter((one) => one.status === 'apologies').map((one) => `${one.name}, ${one.agency}`),
    conflicts: page.conflicts.map((conflict) => ({
      number: conflict.position,
      reference: conflict.reference,
      user: conflict.user,
      reason: conflict.reason,
      version: conflict.version,
      endedAt: conflict.ended_at,
      endHref:
        page.mayOpen && conflict.ended_at === null ? meetingPaths.conflictEnding(meeting.id, conflict.id) : undefined,
    })),
    ...presentGuests(page, typed),
    opening: presentOpening(page, typed),
    next: presentNextStep(page, { now, mayHold: page.mayOpen, maySend: page.mayIssue }),
    first: firstCase(meeting, agenda),
    topicsHref: meetingPaths.topics(meeting.id),
    outstandingHref: meetingPaths.outstanding(meeting.id),
    closingHref: page.mayOpen && isOpen && room.started_at !== null ? meetingPaths.closing(meeting.id) : undefined,
    minutesHref: meetingPaths.minutes(meeting.id),
    attendanceHref: meetingPaths.attendance(meeting.id),
    backHref: meetingPaths.meeting(meeting.id),
  };
}

export type RoomModel = ReturnType<typeof presentRoom>;

/** Everybody who speaks for their agency while they are here. */
export const attendersForQuorum = (attenders: AttenderRow[]) =>
  attenders.filter((one) => !one.has_lost_seat).map((one) => ({ agencyKind: one.agency_kind, status: one.status }));

/** Said in words: what is missing, and whether it can still come. */
export function presentQuorum({ room, attenders }: { room: Pick<RoomRow, 'quorum_kinds'>; attenders: AttenderRow[] }) {
  const counting = attendersForQuorum(attenders);
  const quorum = quorumOf(room.quorum_kinds, counting);
  const words = (kinds: typeof quorum.missing): string => kinds.map((kind) => AGENCY_KIND_WORDS[kind]).join(', ');
  return {
    isMet: quorum.isMet,
    presentCount: counting.filter((one) => one.status === 'present').length,
    words: quorum.isMet ? 'Quorate' : `Not quorate: nobody from ${words(quorum.missing)}`,
    cannotWords: quorum.cannotBeMet.length === 0 ? '' : `Nobody is expected from ${words(quorum.cannotBeMet)}`,
  };
}

/** Whoever chairs the meeting, deputy or not, is in the room: preset, and written down with the others. */
function presentAttender(
  one: AttenderRow,
  { typed, chairId }: { typed: Record<string, unknown>; chairId: string | null },
) {
  const typedStatus = typed[`status-${one.user_id}`];
  const chairs = one.user_id === chairId;
  const status = typeof typedStatus === 'string' ? typedStatus : (one.status ?? (chairs ? 'present' : ''));
  const hasAccepted = typedStatus === undefined ? one.accepted_at !== null : typed[`accepted-${one.user_id}`] === 'yes';
  return {
    id: one.user_id,
    name: one.name,
    agency: one.agency,
    words: [
      chairs ? 'chairs this meeting' : one.is_chair ? 'chair' : '',
      one.is_deputy ? 'deputy' : '',
      one.has_lost_seat ? 'seat ended' : '',
    ]
      .filter((word) => word !== '')
      .join(', '),
    statusWords: one.status === null ? 'Not recorded' : ATTENDANCE_WORDS[one.status],
    hasAccepted,
    isUnaccepted: one.status === 'present' && one.accepted_at === null,
    seenStatus: one.status ?? '',
    seenAccepted: one.accepted_at === null ? '' : 'yes',
    statuses: ATTENDANCE_STATUSES.map((value) => ({ value, text: ATTENDANCE_WORDS[value], checked: value === status })),
  };
}

/** Expected agencies of which nobody is in the room. */
const missingAgencies = ({ expected, attenders }: RoomPage): string[] =>
  expected
    .filter((one) => !attenders.some((there) => there.agency_id === one.agency_id && there.status === 'present'))
    .map((one) => one.agency);

function presentOpening({ meeting, room, attenders, mayOpen, actor }: RoomPage, body: Record<string, unknown>) {
  const typed: TypedFields<keyof OpeningForm | keyof NamingForm> = body;
  const people = (chosen: unknown) => [
    { value: '', text: 'Select a person', selected: !chosen },
    ...attenders.map(({ user_id, name, agency }) => ({
      value: user_id,
      text: `${name}, ${agency}`,
      selected: user_id === chosen,
    })),
  ];
  return {
    action: meetingPaths.opening(meeting.id),
    namingAction: meetingPaths.chair(meeting.id),
    reason: typedText(typed.reason),
    // Whoever is named is away where somebody without the chair's rights is asked.
    chairs: people(typed.chairId ?? (mayOpen ? room.chair_id : null) ?? actor.userId),
    minuteTakers: people(typed.minuteTakerId ?? room.minute_taker_id),
  };
}

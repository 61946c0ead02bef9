import { fullName, TIER_WORDS } from '../../individuals';
import type { Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import type { AgendaRow } from '../agenda.queries';
import type { AgendaRights } from '../meeting-pages';
import { ITEM_STATUS_WORDS, PANEL_DECISION_WORDS, whyHere } from '../meeting-words';
import type { MeetingRow } from '../meetings.queries';
import { meetingPaths } from '../paths';
import type { AddItemForm } from './add-item.form';
import { presentMeeting } from './present-meetings';

/** One meeting with its agenda. */
export function presentAgenda(
  meeting: MeetingRow,
  agenda: AgendaRow[],
  today: Day,
  rights: AgendaRights,
  typed: TypedFields<keyof AddItemForm> = {},
) {
  const isOpen = meeting.status === 'planned';
  return {
    meeting: presentMeeting(meeting),
    version: meeting.version,
    isEarly: isOpen && meeting.held_on > today,
    items: agenda.map((row) => presentItem(meeting.id, row, today)),
    firstHref: agenda.filter(isToDecide).map((row) => meetingPaths.item(meeting.id, row.id))[0],
    canAdd: isOpen,
    canBuild: isOpen && rights.canBuild,
    canClose: isOpen && rights.canClose && meeting.held_on <= today,
    undecided: agenda.filter((row) => row.status === 'listed').length,
    roomHref: meetingPaths.room(meeting.id),
    minutesHref: meetingPaths.minutes(meeting.id),
    agendaHref: meetingPaths.agenda(meeting.id),
    itemsHref: meetingPaths.items(meeting.id),
    closureHref: meetingPaths.closure(meeting.id),
    backHref: meetingPaths.list,
    typed,
  };
}

/** Still open and within the actor's sight. */
export const isToDecide = (row: AgendaRow): boolean => row.status === 'listed' && row.individual_id !== null;

/** A case in one line; nothing but its number where the actor may not see whose it is. */
export function presentItem(meetingId: string, row: AgendaRow, today: Day) {
  const common = {
    number: row.position,
    statusWords: ITEM_STATUS_WORDS[row.status],
    statusClasses: row.status === 'decided' ? 'govuk-tag--green' : 'govuk-tag--grey',
    decisionWords: row.decision === null ? '' : PANEL_DECISION_WORDS[row.decision],
  };
  if (row.individual_id === null) {
    const name = row.reference === null ? 'Restricted item' : 'No longer in this cohort';
    return { ...common, name, reference: row.reference ?? '', tierWords: '', why: [], href: undefined };
  }
  return {
    ...common,
    name: nameOf(row),
    reference: row.reference ?? '',
    tierWords: row.tier === null ? 'Not in the cohort' : TIER_WORDS[row.tier],
    why: whyHere(row, today),
    href: meetingPaths.item(meetingId, row.id),
  };
}

export const nameOf = (row: AgendaRow): string =>
  fullName({
    given_name: row.given_name ?? '',
    family_name: row.family_name ?? '',
    preferred_name: row.preferred_name,
  });

export type AgendaModel = ReturnType<typeof presentAgenda>;

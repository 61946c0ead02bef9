import type { CaseSheet } from '../case-sheets';
import { isToldOfReturns, keptReturnWords } from '../pack/kept-words';
import { questionOf } from '../meeting-words';
import { meetingPaths } from '../paths';
import { ENTRY_WORDS, ROOM_KINDS } from '../room/entry-words';
import { presentEntry, presentRoomEntries } from '../room/present-entries';
import { saidBefore } from './present-agenda';

/** What the panel says of a case: each agency's return, what was written down in the room, and where to write more. */
export function presentItemRoom(sheet: CaseSheet) {
  const { item, entries, attenders, agenda } = sheet;
  const returns = entries.filter((entry) => entry.kind === 'return');
  const isPlanned = item.meeting_status === 'planned';
  return {
    individualId: item.individual_id,
    question: questionOf(item),
    saidBefore: saidBefore(agenda.find((row) => row.id === item.id)),
    returns: returns.map((entry) => presentEntry(entry, entries)),
    ...presentReturned(sheet, returns),
    entries: presentRoomEntries(entries),
    kinds: ROOM_KINDS.map((value) => ({ value, text: ENTRY_WORDS[value] })),
    canWrite: isPlanned,
    entriesHref: meetingPaths.entries(item.meeting_id, item.id),
    conflictHref: isPlanned ? meetingPaths.conflict(item.meeting_id, item.id) : undefined,
    roomHref: item.meeting_status === 'cancelled' ? undefined : meetingPaths.room(item.meeting_id),
    guests: item.guests.map(({ name, role, organisation, heard }) => ({
      words: `${name}, ${role}, ${organisation}`,
      isUnheard: !heard,
    })),
    presentCount: attenders.filter((one) => one.status === 'present').length,
    deferral:
      isPlanned && item.status === 'listed' && item.is_run_by_me
        ? { action: meetingPaths.deferral(item.meeting_id, item.id), version: item.version }
        : undefined,
    putBack:
      isPlanned && item.status === 'deferred' && item.is_run_by_me
        ? { action: meetingPaths.returnToAgenda(item.meeting_id, item.id), version: item.version }
        : undefined,
    deferredReason: item.deferred_reason ?? '',
  };
}

/** What came of the agencies: to the chair who has answered and who has not, to everybody else what is theirs to read. */
function presentReturned({ item, expected, kept, actor }: CaseSheet, returns: CaseSheet['entries']) {
  if (!isToldOfReturns(actor)) {
    return {
      missingReturns: [],
      keptReturns: [],
      returnsWords: `${returns.length} to read`,
      noneWords: 'No return to read.',
    };
  }
  const keptReturns = kept.filter((one) => one.item_id === item.id);
  const answered = [...returns, ...keptReturns].map(({ agency }) => agency);
  const missingReturns = expected.map(({ agency }) => agency).filter((agency) => !answered.includes(agency));
  const keptCount = keptReturns.length === 0 ? '' : `${keptReturns.length} not for you to read, `;
  return {
    missingReturns,
    keptReturns: keptReturns.map(keptReturnWords),
    returnsWords: `${returns.length} in, ${keptCount}${missingReturns.length} missing`,
    noneWords: 'No agency has returned anything.',
  };
}

export type ItemRoomModel = ReturnType<typeof presentItemRoom>;

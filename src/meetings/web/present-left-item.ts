import { ACTION_KIND_WORDS, ACTION_STATUS_WORDS } from '../../actions';
import type { Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import type { LeftItem } from '../left-item';
import { meetingPaths } from '../paths';
import { ENTRY_WORDS, ROOM_KINDS } from '../room/entry-words';
import { presentEntry } from '../room/present-entries';
import { presentItem } from './present-agenda';
import { lastNumber, neighbours } from './present-case-sheet';
import { NEW_REFERRAL } from './present-decisions';

/** The panel's own item of somebody who has left: what was said and decided there, and no word or link of the record. */
export function presentLeftItem(
  { meeting, agenda, item, entries, actions }: LeftItem,
  today: Day,
  typed: TypedFields<'kind' | 'text'> = {},
) {
  const isOpen = meeting.status === 'planned';
  return {
    ...presentItem(meeting, item, today),
    ...neighbours({ meetingId: meeting.id, itemId: item.id, isSealed: meeting.is_sealed }, agenda),
    total: lastNumber(agenda),
    typed,
    goneWords:
      item.reason === 'cohort_decision' && item.decision === 'close'
        ? 'Did not enter the cohort. The record is no longer open to the panel.'
        : item.decision === 'close'
          ? 'Left the cohort by this decision. The record is no longer open to the panel.'
          : 'Has left the cohort since this decision. The record is no longer open to the panel.',
    rationale: item.rationale ?? '',
    dissent: item.dissent ?? '',
    decidedBy: item.decided_by ?? '',
    decidedAt: item.decided_at,
    tellsPerson: item.tells_person ?? '',
    tellsReferrer: item.tells_referrer ?? '',
    entries: entries.map((entry) => presentEntry(entry, entries)),
    actions: actions.map((action) => ({
      description: action.description,
      kindWords: ACTION_KIND_WORDS[action.kind],
      owner: action.owner,
      agency: action.owner_agency,
      dueOn: action.due_on,
      statusWords: ACTION_STATUS_WORDS[action.status],
    })),
    write: isOpen
      ? {
          action: meetingPaths.entries(meeting.id, item.id),
          kinds: ROOM_KINDS.map((value) => ({ value, text: ENTRY_WORDS[value] })),
        }
      : undefined,
    correctionHref: isOpen ? undefined : `${meetingPaths.minutes(meeting.id)}#correction-heading`,
    mendHref: isOpen ? NEW_REFERRAL : undefined,
    backHref: meetingPaths.meeting(meeting.id),
  };
}

export type LeftItemModel = ReturnType<typeof presentLeftItem>;

import { colleagueChoices } from '../../users';
import type { TypedFields } from '../../web/page-model';
import { meetingPaths } from '../paths';
import { nameOf } from '../web/present-agenda';
import { guestHeardWords, guestTimeWords, guestWords } from './guests.queries';
import type { GuestForm } from './guests.forms';
import type { RoomPage } from './room-pages';

/** Who else is in the room, and while the meeting is not closed the form to write somebody down. */
export function presentGuests({ meeting, guests, agenda, colleagues }: RoomPage, body: TypedFields<keyof GuestForm>) {
  const isOpen = meeting.status === 'planned';
  const ticked = [body.itemIds].flat();
  const isTyped = body.role !== undefined;
  const unheard = guests.filter((one) => isOpen && one.heard_statement_at === null);
  return {
    unheardWords:
      unheard.length === 0
        ? ''
        : `${unheard.map(({ name }) => name).join(', ')} ${unheard.length === 1 ? 'has' : 'have'} not heard the confidentiality statement.`,
    guests: guests.map((one) => ({
      words: guestWords(one),
      timeWords: guestTimeWords(one),
      heardWords: guestHeardWords(one),
      isUnheard: isOpen && one.heard_statement_at === null,
      version: one.version,
      removeHref: isOpen ? meetingPaths.guestRemoval(meeting.id, one.id) : undefined,
      hearHref: isOpen && one.heard_statement_at === null ? meetingPaths.guestStatement(meeting.id, one.id) : undefined,
    })),
    guestForm: isOpen
      ? {
          action: meetingPaths.guests(meeting.id),
          isTyped,
          typed: body,
          colleagues: colleagueChoices(colleagues, body.guestUserId),
          items: agenda
            .filter((row) => row.individual_id !== null)
            .map((row) => ({
              value: row.id,
              text: `${row.position}. ${nameOf(row)} (${row.reference ?? ''})`,
              checked: ticked.includes(row.id),
            })),
          hasHeard: body.hasHeard === 'yes',
        }
      : undefined,
  };
}

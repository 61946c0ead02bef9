import { VISIBILITY_WORDS } from '../../notes';
import type { EntryRow } from './entries.queries';
import { ENTRY_WORDS } from './entry-words';

/** One entry for display; a correction says what it corrects. */
export const presentEntry = (entry: EntryRow, all: EntryRow[]) => {
  const corrected = all.find((other) => other.id === entry.corrects_id);
  return {
    id: entry.id,
    kindWords: ENTRY_WORDS[entry.kind],
    text: entry.text,
    author: entry.author,
    agency: entry.agency,
    at: entry.recorded_at,
    isLate: entry.is_late,
    keptTo: entry.visibility === 'all_agencies' ? '' : VISIBILITY_WORDS[entry.visibility],
    corrects: corrected === undefined ? '' : `${ENTRY_WORDS[corrected.kind]}: ${shortened(corrected.text)}`,
  };
};

/** What was said in the room; what agencies returned before stands by itself. */
export const presentRoomEntries = (entries: EntryRow[]) =>
  entries.filter((entry) => entry.kind !== 'return').map((entry) => presentEntry(entry, entries));

export type EntryModel = ReturnType<typeof presentEntry>;

const MOST = 80;

const shortened = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST - 1).trimEnd()}…`);

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

/** What was said of one item, or of the meeting as a whole: each entry, and gathered by who wrote it down when. */
export function presentSaid(all: EntryRow[], itemId: string | null) {
  const entries = all.filter((entry) => entry.item_id === itemId).map((entry) => presentEntry(entry, all));
  return { entries, said: sayingsOf(entries) };
}

interface Saying extends Pick<EntryModel, 'author' | 'agency' | 'at'> {
  entries: EntryModel[];
}

/** Entries one after the other that one person wrote down at one moment, so that who and when is said once. */
function sayingsOf(entries: EntryModel[]): Saying[] {
  const groups: Saying[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const { author, agency, at } = entry;
    if (last?.author === author && last.agency === agency && last.at.getTime() === at.getTime())
      last.entries.push(entry);
    else groups.push({ entries: [entry], author, agency, at });
  }
  return groups;
}

const MOST = 80;

const shortened = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST - 1).trimEnd()}…`);

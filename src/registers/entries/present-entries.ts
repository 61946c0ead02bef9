import { ENTRY_KIND_WORDS } from '../register-words';
import type { EntryRow } from './entries.queries';

/** Dated progress and evidence in words, newest first. */
export const presentEntries = (entries: EntryRow[]) =>
  entries.map((row) => ({
    kindWords: ENTRY_KIND_WORDS[row.kind],
    isEvidence: row.kind === 'evidence',
    happenedOn: row.happened_on,
    text: row.text,
    keptAt: row.kept_at,
    author: row.author,
  }));

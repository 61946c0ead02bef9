import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { Actor } from '../../platform/access';
import type { CursorPage } from '../../platform/http';
import { NOTE_BASES } from '../note.entity';
import { NOTE_BASIS_HINTS, NOTE_BASIS_WORDS } from '../note-words';
import type { NoteRow } from '../notes.queries';
import { notePaths } from '../paths';
import { visibilitiesFor, VISIBILITY_WORDS } from '../visibility';

/** The choices of the note form; who may read is asked only where there is something to choose. */
export const noteChoices = (actor: Actor) => ({
  bases: NOTE_BASES.map((value) => ({ value, text: NOTE_BASIS_WORDS[value], hint: { text: NOTE_BASIS_HINTS[value] } })),
  visibilities: visibilitiesFor(actor.agencyKind).map((value) => ({ value, text: VISIBILITY_WORDS[value] })),
});

export const presentNote = (individualId: string, row: NoteRow) => ({
  id: row.id,
  text: row.text,
  basisWords: NOTE_BASIS_WORDS[row.basis],
  happenedOn: row.happened_on,
  recordedAt: row.recorded_at,
  author: row.author,
  agency: row.agency,
  visibilityWords: VISIBILITY_WORDS[row.visibility],
  isKeptToOneAgency: row.visibility !== 'all_agencies',
  correctsId: row.corrects_id,
  correctsHappenedOn: row.corrects_happened_on,
  correctedById: row.corrected_by_id,
  correctionHref: notePaths.correction(individualId, row.id),
});

export const presentNotes = (header: CaseHeader, actor: Actor, page: CursorPage<NoteRow>, isFirst: boolean) => ({
  ...caseLayoutModel(header, 'notes'),
  ...noteChoices(actor),
  notes: page.items.map((row) => presentNote(header.id, row)),
  addHref: notePaths.list(header.id),
  nextHref:
    page.nextCursor === null
      ? undefined
      : `${notePaths.list(header.id)}?${new URLSearchParams({ cursor: page.nextCursor }).toString()}`,
  firstHref: isFirst ? undefined : notePaths.list(header.id),
  typed: {},
});

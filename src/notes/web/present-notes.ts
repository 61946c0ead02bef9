import { type CaseAgency, type CaseHeader, caseLayoutModel, keptToWords, visibilityChoices } from '../../individuals';
import { type Actor, hasRole } from '../../platform/access';
import type { CursorPage } from '../../platform/http';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { NOTE_BASES } from '../note.entity';
import { NOTE_BASIS_HINTS, NOTE_BASIS_WORDS } from '../note-words';
import type { NoteRow } from '../notes.queries';
import { notePaths } from '../paths';
import type { NoteForm } from './note.form';

/** The choices of the note form; who may read is asked only where there is something to choose. */
export const noteChoices = (actor: Actor, agencies: CaseAgency[], typed: TypedNote) => ({
  bases: NOTE_BASES.map((value) => ({ value, text: NOTE_BASIS_WORDS[value], hint: { text: NOTE_BASIS_HINTS[value] } })),
  who: visibilityChoices(actor, agencies, typed, 'no'),
});

export const presentNote = (individualId: string, row: NoteRow) => ({
  id: row.id,
  text: row.text,
  basisWords: NOTE_BASIS_WORDS[row.basis],
  happenedOn: row.happened_on,
  recordedAt: row.recorded_at,
  author: row.author,
  agency: row.agency,
  visibilityWords: keptToWords(row.visibility, row.kept_to),
  correctsId: row.corrects_id,
  correctsHappenedOn: row.corrects_happened_on,
  correctedById: row.corrected_by_id,
  correctionHref: notePaths.correction(individualId, row.id),
});

type TypedNote = TypedFields<keyof NoteForm | DayBoxes<'happenedOn'>>;

interface NotesPage {
  page: CursorPage<NoteRow>;
  isFirst: boolean;
  typed: TypedNote;
  agencies: CaseAgency[];
}

export const presentNotes = (header: CaseHeader, actor: Actor, { page, isFirst, typed, agencies }: NotesPage) => ({
  ...caseLayoutModel(header, 'notes'),
  ...noteChoices(actor, agencies, typed),
  notes: page.items.map((row) => presentNote(header.id, row)),
  addHref: notePaths.list(header.id),
  passingOnHref: hasRole(actor, 'manager') ? notePaths.passingOn(header.id) : undefined,
  nextHref:
    page.nextCursor === null
      ? undefined
      : `${notePaths.list(header.id)}?${new URLSearchParams({ cursor: page.nextCursor }).toString()}`,
  firstHref: isFirst ? undefined : notePaths.list(header.id),
  typed,
});

/** The note that was wrong, and the form of the one that says so; until something was typed, with what it said. */
export function presentCorrection(
  header: CaseHeader,
  actor: Actor,
  row: NoteRow,
  { typed, agencies }: { typed: TypedNote | undefined; agencies: CaseAgency[] },
) {
  const [year, month, day] = row.happened_on.split('-').map(Number);
  const wrong: TypedNote = {
    text: row.text,
    basis: row.basis,
    visibility: row.visibility,
    visibleTo: row.visible_to,
    mayBePassedOn: row.may_be_passed_on ? 'yes' : 'no',
    'happenedOn-day': day,
    'happenedOn-month': month,
    'happenedOn-year': year,
  };
  return {
    ...caseLayoutModel(header, 'notes'),
    ...noteChoices(actor, agencies, typed ?? wrong),
    note: presentNote(header.id, row),
    backHref: notePaths.list(header.id),
    typed: typed ?? wrong,
  };
}

export type NotesModel = ReturnType<typeof presentNotes>;

export type CorrectionModel = ReturnType<typeof presentCorrection>;

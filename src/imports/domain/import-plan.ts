import type { MatchField } from './compare-people';
import type { ImportRow } from './import-row';
import type { SamePeopleAnswer } from './choices';
import type { ProposedPerson } from './proposed-person';
import type { ImportField } from './recognise-columns';

/** What is known outside the file, as far as the coordinator may see it. */
export interface ImportFacts {
  today: string;
  /** Why the panel whose cohort it goes into takes nobody who was born then, and what to do instead. */
  ageProblemOf: (dateOfBirth: string | null) => Pick<HeldBack, 'message' | 'mend'> | null;
  /** Fingerprints of rows imported before; the person only where the coordinator may see them. */
  importedBefore: Map<string, string | null>;
  people: RecordedPerson[];
  /** E-mail address in lower case → account. */
  accounts: Map<string, Account>;
}

export interface RecordedPerson {
  id: string;
  reference: string;
  givenName: string;
  familyName: string;
  aliases: string[];
  dateOfBirth: string | null;
  nhsNumbers: string[];
  pncIds: string[];
  localReferences: string[];
  /** The cells of the rows this person was imported from. */
  importedCells: Partial<Record<ImportField, string>>[];
}

export interface Account {
  id: string;
  name: string;
}

export type HeldBackWhy =
  | 'unreadable_row'
  | 'no_name'
  | 'too_long'
  | 'date_of_birth'
  | 'outside_ages'
  | 'same_people'
  | 'unsettled'
  | 'already_recorded';

export interface HeldBack {
  rows: ImportRow[];
  why: HeldBackWhy;
  message: string;
  mend: string;
}

export interface SamePeopleQuestion {
  key: string;
  rows: ImportRow[];
  agrees: MatchField[];
  differs: MatchField[];
  /** Null while unanswered: its rows are held back. */
  answer: SamePeopleAnswer | null;
  /** False when the rows fit several people, so that "one person" would not say which. */
  mayBeOne: boolean;
}

export interface RecordedQuestion {
  key: string;
  rows: ImportRow[];
  candidates: { person: RecordedPerson; agrees: MatchField[]; differs: MatchField[] }[];
  /** Cells that differ from the last import of the same reference; empty where it was not imported. */
  changes: CellChange[];
  isChangedRow: boolean;
  /** An individual's id, `NEW_PERSON`, or null while unanswered. */
  answer: string | null;
}

export interface CellChange {
  field: ImportField;
  before: string;
  now: string;
}

export interface OwnerQuestion {
  key: string;
  words: string;
  rowNumbers: number[];
  /** Undefined while unanswered, null for "nobody yet". */
  answer: string | null | undefined;
}

/** What confirming would do, row by row. Every row that is not blank is in exactly one of made, added, heldBack, importedBefore, changed, copies. */
export interface ImportPlan {
  made: ProposedPerson[];
  /** Rows the coordinator says are somebody already recorded: their cells are added to that record as a note. */
  added: { rows: ImportRow[]; individualId: string }[];
  heldBack: HeldBack[];
  importedBefore: { row: ImportRow; individualId: string | null }[];
  /** The same reference was imported with other cells: shown, not made again. */
  changed: ImportRow[];
  /** Every cell equals an earlier row of the same file. */
  copies: { row: ImportRow; copyOf: number }[];
  samePeople: SamePeopleQuestion[];
  alreadyRecorded: RecordedQuestion[];
  ownersWithoutAccount: OwnerQuestion[];
  /** Made, or makeable with a tick: rows whose date of birth cannot be read. */
  withoutDateOfBirth: { row: ImportRow; isTicked: boolean }[];
  blankRows: number;
  planOwnerOf: (person: ProposedPerson) => string | null;
  leadProfessionalOf: (person: ProposedPerson) => string | null;
}

import type { ImportField } from './recognise-columns';
import type { BandReading, RoleReading } from './read-role-and-band';
import type { EducationReading, AddressReading } from './read-place';
import type { EthnicityReading } from './read-ethnicity';
import type { NeedReading } from './read-need';
import type { OwnerReading } from './read-owner';
import type { PersonName } from './read-name';

/** What happened in one cell (or the whole row, field `row`) and how to mend it, in the user's words. */
export interface Finding {
  field: ImportField | 'row';
  /** An error means that the cell has no value we can keep; a warning asks for a look. */
  kind: 'error' | 'warning';
  message: string;
  mend: string;
}

/** What a careful reader makes of the cells. Days are `YYYY-MM-DD`; null is "not known", never "no". */
export interface RowValues {
  reference: string | null;
  name: PersonName | null;
  dateOfBirth: string | null;
  sex: 'male' | 'female' | null;
  ethnicity: EthnicityReading;
  nhsNumber: string | null;
  pncId: string | null;
  address: AddressReading | null;
  education: EducationReading | null;
  role: RoleReading;
  band: BandReading | null;
  screenedOn: string | null;
  planOn: string | null;
  planOwner: OwnerReading | null;
  leadProfessional: OwnerReading | null;
  nextReviewOn: string | null;
  needs: {
    mentalHealth: NeedReading;
    speechLanguageCommunication: NeedReading;
    learningDisability: NeedReading;
    adverseChildhoodExperiences: NeedReading;
  };
  /** Inert text: a formula stays the characters that were typed. */
  notes: string | null;
}

export interface ImportRow {
  /** As the spreadsheet shows it: the first record is 1, a note with line breaks is still one row. */
  rowNumber: number;
  /** The line of the file on which the row starts, from 1. */
  line: number;
  isBlank: boolean;
  /** The recognised cells as typed, without characters that cannot be kept. Absent when the cell is empty. */
  raw: Partial<Record<ImportField, string>>;
  values: RowValues;
  /** The next review is strictly before today. */
  isOverdue: boolean;
  /** No readable plan date. */
  hasNoPlan: boolean;
  /** There is a plan and nobody is named as its owner. */
  hasNoOwner: boolean;
  findings: Finding[];
}

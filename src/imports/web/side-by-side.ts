import { dayInWords } from '../../shared/day';
import { nameSpellings, nameWords } from '../domain/compare-name-and-day';
import type { RecordedPerson, RecordedQuestion, SamePeopleQuestion } from '../domain/import-plan';
import type { ImportRow } from '../domain/import-row';
import { FIELD_WORDS, IMPORT_FIELDS } from '../domain/left-over';
import type { ImportField } from '../domain/recognise-columns';

/** A table whose columns are rows of the sheet and people recorded, so that the eye can compare. */
export interface SideBySide {
  caption: string;
  headings: string[];
  lines: { label: string; cells: string[]; isDifferent: boolean }[];
  /** Rows that did not fit beside the others. */
  more: number;
}

const MOST_COLUMNS = 6;

export function rowsSideBySide({ rows }: SamePeopleQuestion): SideBySide {
  const shown = rows.slice(0, MOST_COLUMNS);
  const lines = IMPORT_FIELDS.map((field) =>
    line(
      FIELD_WORDS[field],
      shown.map((row) => row.raw[field] ?? ''),
      shown.map((row) => meaningOf(row, field)),
    ),
  );
  return {
    caption: `Rows ${rowList(rows)}`,
    headings: shown.map((row) => `Row ${row.rowNumber}`),
    lines: lines.filter(({ cells }) => cells.some((cell) => cell !== '')),
    more: rows.length - shown.length,
  };
}

export function rowAndRecorded({ rows, candidates }: RecordedQuestion): SideBySide {
  const shown = rows.slice(0, 3);
  const people = candidates.slice(0, 3).map(({ person }) => person);
  const cells = (field: ImportField, ofPerson: (person: RecordedPerson) => string, shownAs = (cell: string) => cell) =>
    line(
      FIELD_WORDS[field],
      [...shown.map((row) => row.raw[field] ?? ''), ...people.map((person) => shownAs(ofPerson(person)))],
      [...shown.map((row) => meaningOf(row, field)), ...people.map(ofPerson)],
    );
  const name = line(
    'Name',
    [
      ...shown.map((row) => row.raw.name ?? `${row.raw.given_name ?? ''} ${row.raw.family_name ?? ''}`.trim()),
      ...people.map((person) => [`${person.givenName} ${person.familyName}`, ...person.aliases].join('; ')),
    ],
    [
      ...shown.map((row) => meaningOf(row, 'name')),
      ...people.map((person) => nameSpellings(nameWords(person)).sort()[0] ?? ''),
    ],
  );
  return {
    caption: `Row ${rowList(rows)} and who is recorded`,
    headings: [
      ...shown.map((row) => `Row ${row.rowNumber}`),
      ...people.map((person) => `Recorded: ${person.reference}`),
    ],
    lines: [
      name,
      cells(
        'date_of_birth',
        (person) => person.dateOfBirth ?? '',
        (day) => (day === '' ? '' : dayInWords(day)),
      ),
      cells('nhs_number', (person) => person.nhsNumbers.join('; ')),
      cells('pnc_id', (person) => person.pncIds.join('; ')),
      cells('reference', (person) => person.localReferences.join('; ')),
    ],
    more: rows.length - shown.length + candidates.length - people.length,
  };
}

export function rowList(rows: ImportRow[]): string {
  const numbers = rows.slice(0, 10).map((row) => row.rowNumber);
  const more = rows.length - numbers.length;
  return more > 0 ? `${numbers.join(', ')} and ${more} more` : numbers.join(', ');
}

/** Two ways of writing one day, number or name are no difference. */
function meaningOf({ raw, values }: ImportRow, field: ImportField): string {
  const read: Partial<Record<ImportField, string | null | undefined>> = {
    name: values.name && nameSpellings(nameWords(values.name)).sort()[0],
    date_of_birth: values.dateOfBirth,
    sex: values.sex,
    role: values.role.isKnown ? JSON.stringify(values.role) : null,
    nhs_number: values.nhsNumber,
    pnc_id: values.pncId,
    screened_on: values.screenedOn,
    plan_date: values.planOn,
    next_review: values.nextReviewOn,
  };
  return read[field] ?? raw[field] ?? '';
}

function line(label: string, cells: string[], meanings = cells): SideBySide['lines'][number] {
  const distinct = new Set(meanings.filter((cell) => cell !== '').map((cell) => cell.trim().toLowerCase()));
  return { label, cells, isDifferent: distinct.size > 1 };
}

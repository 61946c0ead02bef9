import { fingerprint } from './fingerprint';
import type { HeldBack, ImportFacts, ImportPlan } from './import-plan';
import type { ImportRow } from './import-row';
import { FIELD_WORDS, IMPORT_FIELDS } from './left-over';

export interface SortedRows extends Pick<ImportPlan, 'importedBefore' | 'copies' | 'heldBack' | 'blankRows'> {
  /** What is left to be made into people. */
  open: ImportRow[];
}

const LONGEST_NAME = 100;
const LONGEST_REFERENCE = 100;
const LONGEST_CELL = 10_000;

/** Puts aside the rows that no answer can bring in: blank, imported before, copies of another row, or not to be trusted. */
export function sortRows(rows: ImportRow[], facts: ImportFacts): SortedRows {
  const sorted: SortedRows = { open: [], importedBefore: [], copies: [], heldBack: [], blankRows: 0 };
  const seen = new Map<string, number>();
  for (const row of rows) {
    if (row.isBlank) {
      sorted.blankRows += 1;
      continue;
    }
    const print = fingerprint(row);
    const copyOf = seen.get(print);
    if (copyOf === undefined) seen.set(print, row.rowNumber);
    const heldBack = reasonToHold(row);
    if (facts.importedBefore.has(print)) {
      sorted.importedBefore.push({ row, individualId: facts.importedBefore.get(print) ?? null });
    } else if (heldBack) sorted.heldBack.push(heldBack);
    else if (copyOf !== undefined) sorted.copies.push({ row, copyOf });
    else sorted.open.push(row);
  }
  return sorted;
}

/**
 * A row that may have slipped sideways, that names nobody, or that has swallowed its neighbours is not made at all. A single
 * cell that cannot be read never loses the person: see the README of this slice.
 */
function reasonToHold(row: ImportRow): HeldBack | null {
  const rows = [row];
  const slipped = row.findings.find(({ field, kind }) => field === 'row' && kind === 'error');
  if (slipped) return { rows, why: 'unreadable_row', message: slipped.message, mend: slipped.mend };
  if (!row.values.name) {
    const finding = row.findings.find(({ field }) => field === 'name');
    return {
      rows,
      why: 'no_name',
      message: finding?.message ?? 'The row has no name.',
      mend: finding?.mend ?? 'Add the name, or delete the row if it is not a person.',
    };
  }
  const { givenName, familyName } = row.values.name;
  const long = IMPORT_FIELDS.find((field) => (row.raw[field]?.length ?? 0) > LONGEST_CELL);
  const isLongName = Math.max(givenName.length, familyName.length) > LONGEST_NAME;
  const isLongReference = (row.values.reference?.length ?? 0) > LONGEST_REFERENCE;
  if (!long && !isLongName && !isLongReference) return null;
  const what = long ? FIELD_WORDS[long] : isLongName ? 'Name' : 'Reference';
  return {
    rows,
    why: 'too_long',
    message: `The cell under ${what} is too long to be right.`,
    mend: 'Check that no double quote is left open there and that the text belongs in this cell. Shorten it.',
  };
}

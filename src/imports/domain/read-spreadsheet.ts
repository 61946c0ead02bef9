import { cleanText } from './clean-text';
import { decodeCell, decodeFile, type FileEncoding } from './decode-file';
import { findDuplicateReferences } from './find-duplicate-references';
import { findHeader } from './find-header';
import type { Finding, ImportRow } from './import-row';
import { readRow, type RowCells } from './read-row';
import type { Columns, ImportField } from './recognise-columns';
import { splitRecords, type CsvRecord } from './split-records';

export type Spreadsheet =
  | { status: 'read'; fileEncoding: FileEncoding; headerRow: number; columns: Columns; rows: ImportRow[] }
  | { status: 'refused'; reason: string };

/**
 * Reads a cohort spreadsheet saved as CSV. Refuses only what cannot be read as a table of people; whatever is wrong with one
 * row is a finding on that row.
 * @param options.today the day to judge ages and overdue reviews by, `YYYY-MM-DD`
 */
export function readSpreadsheet(bytes: Buffer, options: { today: string }): Spreadsheet {
  const file = decodeFile(bytes);
  if (file.status === 'refused') return file;
  const header = findHeader(file.text);
  if (header.status === 'refused') return header;
  const split = splitRecords(file.text, header.delimiter);
  if (split.status === 'refused') return split;
  const seen = new Set<string>();
  const decodedRecords = file.isUnicode ? split.records : split.records.map((record) => decodeRecord(record, seen));
  const body = trimTail(decodedRecords.slice(header.headerRow));
  if (body.length === 0)
    return {
      status: 'refused',
      reason: `There are no rows under the headings in row ${header.headerRow}. Check that you saved the right sheet.`,
    };
  const columns = file.isUnicode ? header.columns : decodeHeadings(header.columns);
  const rows = body.map((record) => readRow(cellsOf(record, columns), options.today));
  const fileEncoding = file.isUnicode ? file.fileEncoding : seen.has('utf-8') ? 'mixed' : 'windows-1252';
  return {
    status: 'read',
    fileEncoding,
    headerRow: header.headerRow,
    columns,
    rows: findDuplicateReferences(rows),
  };
}

function decodeRecord(record: CsvRecord, seen: Set<string>): CsvRecord {
  const cells = record.cells.map((cell) => {
    const { text, encoding } = decodeCell(cell);
    seen.add(encoding);
    return text;
  });
  return { ...record, cells };
}

function decodeHeadings(columns: Columns): Columns {
  const unrecognised = columns.unrecognised.map(({ at, heading }) => ({ at, heading: decodeCell(heading).text }));
  return { ...columns, unrecognised };
}

/** Spreadsheets pad the end with empty rows; blank rows in between keep their number. */
function trimTail(records: CsvRecord[]): CsvRecord[] {
  const last = records.findLastIndex((record) => record.cells.some((cell) => cell.trim() !== ''));
  return records.slice(0, last + 1);
}

function cellsOf(record: CsvRecord, columns: Columns): RowCells {
  const raw: Partial<Record<ImportField, string>> = {};
  const findings: Finding[] = [];
  for (const { at, field } of columns.recognised) {
    const { text, removed } = cleanText(record.cells[at] ?? '');
    if (text !== '') raw[field] = text;
    if (removed > 0) findings.push(hiddenCharacters(field, removed));
  }
  const known = new Set([...columns.recognised, ...columns.unrecognised].map((column) => column.at));
  const isFilled = (cell: string): boolean => cleanText(cell).text !== '';
  if (record.cells.some((cell, at) => !known.has(at) && isFilled(cell))) findings.push(cellsWithoutHeading());
  if (record.cells.some(isFilled) && record.cells.length < lastColumn(columns))
    findings.push(shortRow(record.cells.length));
  const hasOtherContent = record.cells.some(
    (cell, at) => !columns.recognised.some((column) => column.at === at) && isFilled(cell),
  );
  return { rowNumber: record.rowNumber, line: record.line, raw, findings, hasOtherContent };
}

function lastColumn(columns: Columns): number {
  return Math.max(...columns.recognised.map((column) => column.at)) + 1;
}

function hiddenCharacters(field: ImportField, removed: number): Finding {
  const message = `${removed === 1 ? 'A character' : `${removed} characters`} in this cell could not be read and ${removed === 1 ? 'was' : 'were'} taken out.`;
  return {
    field,
    kind: 'warning',
    message,
    mend: 'Check the cell, and type the missing letters again if there are any.',
  };
}

function cellsWithoutHeading(): Finding {
  const message =
    'The row has more cells than there are headings. A comma inside a cell may have pushed the rest along.';
  return {
    field: 'row',
    kind: 'error',
    message,
    mend: 'Check each cell of the row against its heading, and save as CSV from the spreadsheet.',
  };
}

function shortRow(cells: number): Finding {
  const message = `The row stops after ${cells} ${cells === 1 ? 'cell' : 'cells'}. The rest is read as empty.`;
  return { field: 'row', kind: 'warning', message, mend: 'Check that nothing is missing from the end of the row.' };
}

import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRecord {
  rowNumber: number;
  line: number;
  cells: string[];
}

export type SplitFile = { status: 'split'; records: CsvRecord[] } | { status: 'refused'; reason: string };

/** Cuts the text into records; empty lines are records too, because the spreadsheet shows them as rows. */
export function splitRecords(text: string, delimiter: string, limit?: number): SplitFile {
  try {
    const parsed: unknown = parse(text, {
      delimiter,
      to: limit,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    return { status: 'split', records: numberRecords(parsed) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { status: 'refused', reason: reasonOf(error) };
  }
}

function numberRecords(parsed: unknown): CsvRecord[] {
  if (!Array.isArray(parsed)) return [];
  let line = 1;
  return parsed.filter(isParsedRecord).map(({ record: cells }, at) => {
    const startLine = line;
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return { rowNumber: at + 1, line: startLine, cells };
  });
}

function isParsedRecord(entry: unknown): entry is { record: string[] } {
  return typeof entry === 'object' && entry !== null && 'record' in entry && Array.isArray(entry.record);
}

function reasonOf(error: CsvError): string {
  const line: unknown = error['lines'];
  const place = typeof line === 'number' ? ` around line ${line}` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'A cell starts with a double quote (") that is never closed, so the rows after it run together. Find the cell, close or remove the quote, save as CSV and upload again.';
  }
  return `The file could not be read as CSV${place}. Open it in the spreadsheet, check the quotes (") there, save as CSV again and upload it.`;
}

import type { Finding, ImportRow } from './domain/import-row';

export interface RowFinding extends Finding {
  row: number;
}

/** Every finding of these rows with the row it is about, for the page and the API. */
export const findingsOf = (rows: ImportRow[]): RowFinding[] =>
  rows.flatMap(({ rowNumber, findings }) => findings.map((finding) => ({ row: rowNumber, ...finding })));

import { describeClash, headerScore, recogniseColumns, type Columns } from './recognise-columns';
import { splitRecords } from './split-records';

export type FoundHeader =
  { status: 'found'; delimiter: string; headerRow: number; columns: Columns } | { status: 'refused'; reason: string };

const delimiters = [',', '\t', ';', '|'];
const recordsSearched = 40;

/** Finds the header row and the separator together: the pair under which a record names the most fields. */
export function findHeader(text: string): FoundHeader {
  let best: { score: number; delimiter: string; headerRow: number; columns: Columns } | null = null;
  let firstRefusal: string | null = null;
  for (const delimiter of delimiters) {
    const split = splitRecords(text, delimiter, recordsSearched);
    if (split.status === 'refused') {
      firstRefusal ??= split.reason;
      continue;
    }
    for (const record of split.records) {
      const columns = recogniseColumns(record.cells);
      const score = headerScore(columns);
      if (score > (best?.score ?? 0)) best = { score, delimiter, headerRow: record.rowNumber, columns };
    }
  }
  if (!best) return { status: 'refused', reason: firstRefusal ?? noHeader };
  const clash = describeClash(best.columns);
  if (clash) return { status: 'refused', reason: clash };
  return { status: 'found', delimiter: best.delimiter, headerRow: best.headerRow, columns: best.columns };
}

const noHeader =
  'We could not find the row of headings. Give the columns headings such as Ref, Name, Date of birth and Next review in the first rows of the sheet, save as CSV and upload again.';

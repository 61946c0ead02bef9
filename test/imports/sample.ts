import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExpectedRow {
  row: number;
  person: string | null;
  same_as: string | null;
  blank: boolean;
  invalid: string[];
  dob: string | null;
  next_review: string | null;
  overdue: boolean;
  no_owner: boolean;
  no_plan: boolean;
}

const fixtures = join(__dirname, 'fixtures');

/** The working copy the partnership keeps, and what a careful reader makes of it. */
export const sample = {
  content: readFileSync(join(fixtures, 'cohort-working-copy.csv')),
  rows: readExpected(),
};

function readExpected(): ExpectedRow[] {
  const { rows }: { rows: ExpectedRow[] } = JSON.parse(
    readFileSync(join(fixtures, 'cohort-working-copy.expected.json'), 'utf8'),
  );
  return rows;
}

/** A sheet with the usual headings; each row names only the cells that matter. */
export function sheetOf(...rows: Record<string, string>[]): Buffer {
  const headings = [...new Set(['Ref', 'Name', 'DOB', 'Next review', ...rows.flatMap((row) => Object.keys(row))])];
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
  return Buffer.from(lines.map((cells) => cells.map(quoted).join(',')).join('\r\n'));
}

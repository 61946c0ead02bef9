import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { addDays, dayInLondon, dayInWords } from '../shared/day';
import { EXPORT_COLUMNS } from './columns';
import { DETAIL_WORDS } from './domain/extract-detail';
import { DAYS_TO_KEEP } from './domain/export-rules';
import type { TakenExport } from './take-export';

/**
 * The file as it is read: marking, purpose and the day it must be gone stand above the table. No cell can start a formula
 * in a spreadsheet (SECURITY, V1.2.10).
 */
export function csvOfExport({ asked, pages }: TakenExport, takenBy: string, now: Date): NodeJS.ReadableStream {
  const today = dayInLondon(now);
  const above = [
    ['OFFICIAL-SENSITIVE. Internal: not for publication'],
    ['Purpose', asked.purpose],
    ['Taken by', `${takenBy} on ${dayInWords(today)}`],
    ['Use it for this purpose only. Delete it when that is done, and at the latest on', addDays(today, DAYS_TO_KEEP)],
    ...groupsOf(asked),
    [''],
  ];
  const names = EXPORT_COLUMNS[asked.kind].map(({ name }) => name);
  return Readable.from(linesOf([...above, names], names, pages)).pipe(stringify({ escape_formulas: true, bom: true }));
}

const groupsOf = ({ detail, leastGroup }: TakenExport['asked']): string[][] =>
  detail === null
    ? []
    : [
        [
          'Groups',
          `Age, sex, ethnicity, area and times together stand for ${leastGroup} people or more, or are withheld. Times and area: ${DETAIL_WORDS[detail] ?? ''}`,
        ],
      ];

async function* linesOf(
  above: string[][],
  names: string[],
  pages: TakenExport['pages'],
): AsyncIterable<(string | null)[]> {
  yield* above;
  for await (const rows of pages) {
    for (const row of rows) yield names.map((name) => cellOf(row[name]));
  }
}

const cellOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** What each column means, as a file of its own. */
export const dictionaryCsv = (kind: TakenExport['asked']['kind']): NodeJS.ReadableStream =>
  Readable.from([['column', 'meaning'], ...EXPORT_COLUMNS[kind].map(({ name, meaning }) => [name, meaning])]).pipe(
    stringify({ escape_formulas: true, bom: true }),
  );

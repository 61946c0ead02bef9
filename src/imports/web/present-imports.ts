import { casePaths, fullName } from '../../individuals';
import { dayInWords } from '../../shared/day';
import type { CursorPage } from '../../platform/http';
import type { ImportProgress } from '../import-runs';
import type { ImportedPersonRow, ImportListRow, ImportRecordRow } from '../imports.queries';
import { importPaths } from '../paths';
import { pageOfList, type PagePlace } from './page-of-list';

const STATUS_WORDS = {
  previewed: { text: 'Waiting for you', classes: 'govuk-tag--yellow' },
  confirmed: { text: 'Imported', classes: 'govuk-tag--green' },
  abandoned: { text: 'Abandoned', classes: 'govuk-tag--grey' },
} as const;

const PEOPLE_A_PAGE = 50;

export function presentList(page: CursorPage<ImportListRow>) {
  return {
    uploadHref: importPaths.list,
    imports: page.items.map((row) => ({
      href: importPaths.preview(row.id),
      fileName: row.file_name,
      status: STATUS_WORDS[row.status],
      uploadedAt: row.uploaded_at,
      rows: row.summary.rows ?? 0,
      made: row.summary.made ?? null,
    })),
    nextHref: page.nextCursor ? `${importPaths.list}?cursor=${encodeURIComponent(page.nextCursor)}` : null,
  };
}

/** A large import while it is being made. */
export const presentProgress = (record: ImportRecordRow, { made, total }: ImportProgress) => ({
  backHref: importPaths.list,
  fileName: record.file_name,
  made,
  total,
  checkHref: importPaths.preview(record.id),
});

/** What became of an import that is over. Only people the coordinator may still see are named. */
export function presentResult(record: ImportRecordRow, people: ImportedPersonRow[], place: PagePlace) {
  const rowsOf = new Map<string, ImportedPersonRow[]>();
  for (const row of people) rowsOf.set(row.individual_id, [...(rowsOf.get(row.individual_id) ?? []), row]);
  const { summary } = record;
  return {
    backHref: importPaths.list,
    fileName: record.file_name,
    isConfirmed: record.status === 'confirmed',
    status: STATUS_WORDS[record.status],
    confirmedAt: record.confirmed_at,
    bandWords: bandWords(summary),
    summary: {
      made: summary.made ?? 0,
      added: summary.added ?? 0,
      importedBefore: summary.importedBefore ?? 0,
      changed: summary.changed ?? 0,
      heldBackRows: summary.heldBackRows ?? [],
    },
    people: pageOfList(
      [...rowsOf.values()],
      (rows) => ({
        rows: rows.map((row) => row.row_number).join(', '),
        name: rows[0] ? fullName(rows[0]) : '',
        reference: rows[0]?.reference ?? '',
        href: casePaths.overview(rows[0]?.individual_id ?? ''),
      }),
      { id: 'people', size: PEOPLE_A_PAGE, href: importPaths.preview(record.id), place },
    ),
  };
}

/** Said of every import: the sheet has no dated evidence, and nobody is in on a score alone. */
const bandWords = ({ made = 0, checkBy }: ImportRecordRow['summary']): string | null =>
  made === 0 || checkBy === undefined
    ? null
    : `${made === 1 ? 'The person made rests' : `The ${made} people made rest`} on the sheet’s band alone, without dated evidence. ` +
      `The panel checks each of them by ${dayInWords(checkBy)}, and is reminded until then.`;

export type ImportListModel = ReturnType<typeof presentList>;

import { bandWords, caseLayoutModel, type CaseHeader, casePaths } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import { screeningPaths } from '../paths';
import type { ScreeningSummaryRow } from '../screenings.queries';

interface Seen {
  /** May this person record, and is there a tool to record with? */
  mayRecord: boolean;
  hasTool: boolean;
  cursor: string;
}

/** The screenings of one individual in words, newest first. */
export function presentScreenings(header: CaseHeader, page: CursorPage<ScreeningSummaryRow>, seen: Seen) {
  const list = screeningPaths.list(header.id);
  return {
    ...caseLayoutModel(header, 'screenings'),
    backHref: casePaths.overview(header.id),
    mayRecord: seen.mayRecord,
    hasTool: seen.hasTool,
    addHref: screeningPaths.add(header.id),
    measuresHref: screeningPaths.measures(header.id),
    screenings: page.items.map((row) => ({
      href: screeningPaths.one(header.id, row.id),
      screenedOn: row.screened_on,
      exploitation: bandWords(row.judged_exploitation_band ?? row.exploitation_band),
      violence: bandWords(row.judged_violence_band ?? row.violence_band),
      notes: notesOn(row),
      who: `${row.screened_by_name}, ${row.agency_name}`,
      isImported: row.source === 'imported',
    })),
    nextHref: page.nextCursor === null ? undefined : `${list}?cursor=${encodeURIComponent(page.nextCursor)}`,
    firstHref: seen.cursor === '' ? undefined : list,
  };
}

function notesOn(row: ScreeningSummaryRow): string[] {
  return [
    ...(row.source === 'imported' ? ['Imported, with no answers behind it'] : []),
    ...(row.is_judged ? ['Professional judgement'] : []),
    ...(row.has_standing ? ['Too little was known to lower a band: the last known one stands'] : []),
    ...(row.judgement_decision === 'agreed' ? ['A second person agreed to the lower band'] : []),
    ...(row.judgement_decision === 'not_agreed' ? ['A second person did not agree to the lower band'] : []),
    ...(row.awaits_second_person ? ['A lower band needs a second person’s agreement'] : []),
  ];
}

export type ScreeningsModel = ReturnType<typeof presentScreenings>;

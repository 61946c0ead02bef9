import type { ImportRow } from './import-row';
import type { NeedReading } from './read-need';
import type { NeedDomain, ProposedNeed } from './proposed-person';

const domains: [NeedDomain, keyof ImportRow['values']['needs']][] = [
  ['mental_health', 'mentalHealth'],
  ['speech_language_communication', 'speechLanguageCommunication'],
  ['learning_disability', 'learningDisability'],
  ['adverse_childhood_experiences', 'adverseChildhoodExperiences'],
];

/**
 * The four compulsory needs of a plan as the sheet has them. A known need counts as unmet: nothing in a sheet says that it is
 * met. An empty cell, a question mark or an odd word is "not yet known", never "no". Words are kept as written.
 */
export function needsOf(rows: ImportRow[]): ProposedNeed[] {
  return domains.map(([domain, field]) => {
    const readings = rows.map((row) => ({ rowNumber: row.rowNumber, need: row.values.needs[field] }));
    const detail = readings
      .filter(({ need }) => need.raw !== null)
      .map(({ rowNumber, need }) => `Row ${rowNumber} of the imported spreadsheet says: ${need.raw ?? ''}`)
      .join('\n');
    return { domain, status: statusOf(readings.map(({ need }) => need)), detail };
  });
}

function statusOf(needs: NeedReading[]): ProposedNeed['status'] {
  if (needs.some(({ status }) => status === 'known-need')) return 'unmet';
  // One row's "N" does not answer another row's "?".
  const answered = needs.filter(({ raw }) => raw !== null);
  const isNo = answered.length > 0 && answered.every(({ status }) => status === 'no-need-recorded');
  return isNo ? 'not_applicable' : 'not_yet_known';
}

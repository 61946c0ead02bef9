import { lookupKey } from './clean-text';
import type { ImportRow } from './import-row';

/** Adds a finding to each row whose reference another row of the file also bears. */
export function findDuplicateReferences(rows: ImportRow[]): ImportRow[] {
  const bearers = new Map<string, number[]>();
  for (const row of rows) {
    if (!row.values.reference) continue;
    const key = lookupKey(row.values.reference);
    bearers.set(key, [...(bearers.get(key) ?? []), row.rowNumber].slice(0, shownRows + 1));
  }
  return rows.map((row) => {
    const others = (bearers.get(lookupKey(row.values.reference ?? '')) ?? []).filter(
      (other) => other !== row.rowNumber,
    );
    if (!row.values.reference || others.length === 0) return row;
    const message = `The reference ${row.values.reference} is also on row ${others.slice(0, shownRows).join(', ')}.`;
    const mend = 'Give each row its own reference, or delete the row that is a copy.';
    return { ...row, findings: [...row.findings, { field: 'reference', kind: 'error', message, mend }] };
  });
}

const shownRows = 5;

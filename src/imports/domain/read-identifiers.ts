import { readNhsNumber } from '../../shared/nhs-number';
import { readPncId } from '../../shared/pnc-id';
import type { Finding } from './import-row';

export interface IdentifierReading {
  value: string | null;
  findings: Finding[];
}

const nothingKnown = /^(\?+|-|n\/?a|n\/?k|none|not known|unknown|tbc|not yet known)$/i;

/** Reads an NHS number cell into the stored ten digits. */
export function readNhsCell(cell: string): IdentifierReading {
  if (cell.trim() === '' || nothingKnown.test(cell.trim())) return { value: null, findings: [] };
  const reading = readNhsNumber(cell);
  if (reading.status === 'valid') return { value: reading.nhsNumber, findings: [] };
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(cell.trim())) {
    return refused(
      'nhs_number',
      `The spreadsheet has shortened the NHS number to "${cell}", so its last digits are lost.`,
      'Format the column as text, type the number again and save as CSV.',
    );
  }
  const why =
    reading.reason === 'not-ten-digits'
      ? 'does not have 10 digits'
      : 'is not a number the NHS would issue (its last digit does not fit)';
  return refused(
    'nhs_number',
    `The NHS number "${cell}" ${why}.`,
    'Check it against the health record, or leave it empty.',
  );
}

/** Reads a PNC number cell into `YYYY/NNNNNNNL`. */
export function readPncCell(cell: string, today: string): IdentifierReading {
  if (cell.trim() === '' || nothingKnown.test(cell.trim())) return { value: null, findings: [] };
  const reading = readPncId(cell, today);
  if (reading.status === 'valid') return { value: reading.pncId, findings: [] };
  const why = {
    'not-a-pnc-number': 'is not written like one (2020/0454711E or 20/454711E)',
    'check-letter': 'has a last letter that does not fit its digits',
    'year-in-future': 'starts with a year that has not come',
  }[reading.reason];
  return refused('pnc_id', `The PNC number "${cell}" ${why}.`, 'Check it with the police, or leave it empty.');
}

function refused(field: 'nhs_number' | 'pnc_id', message: string, mend: string): IdentifierReading {
  return { value: null, findings: [{ field, kind: 'error', message, mend }] };
}

import { plainly, STROKE, withoutMarks } from './typed-number';

export type PncIdReading =
  | { status: 'valid'; pncId: string }
  | { status: 'invalid'; reason: 'not-a-pnc-number' | 'year-in-future' }
  | { status: 'invalid'; reason: 'check-letter'; pncId: string };

const checkLetters = 'ZABCDEFGHJKLMNPQRTUVWXY';
const shape = /^(\d{4}|\d{2})\/?(\d{1,7})([A-Z])$/;
/** People part the year by a space, a dot or a hyphen as well. */
const yearApart = new RegExp(`^(\\d{4}|\\d{2})${STROKE}(?=\\d)`, 'u');

/**
 * Reads a Police National Computer number, long (`2020/0454711E`) or short (`20/454711E`), in any usual layout, into the stored form
 * `YYYY/NNNNNNNL`. The letter is the two-digit year followed by the serial padded to seven, modulo 23, in a table without
 * I, O and S. A short year up to this year's is 20YY, otherwise 19YY.
 * @param today the day to judge short years by, `YYYY-MM-DD`
 */
export function readPncId(text: string, today: string): PncIdReading {
  const plain = plainly(text);
  const tidied = withoutMarks(plain.includes('/') ? plain : plain.replace(yearApart, '$1/'));
  const [, writtenYear, serial, letter] = shape.exec(tidied) ?? [];
  // Without the slash only the full form is unambiguous: four digits of year, seven of serial.
  const isAmbiguous = !tidied.includes('/') && tidied.length !== 12;
  if (!writtenYear || !serial || !letter || isAmbiguous) return { status: 'invalid', reason: 'not-a-pnc-number' };
  const year = writtenYear.length === 4 ? writtenYear : fullYear(writtenYear, today);
  if (Number(year) > Number(today.slice(0, 4))) return { status: 'invalid', reason: 'year-in-future' };
  const padded = serial.padStart(7, '0');
  const expected = checkLetters[Number(year.slice(2) + padded) % checkLetters.length];
  if (letter !== expected) return { status: 'invalid', reason: 'check-letter', pncId: `${year}/${padded}${letter}` };
  return { status: 'valid', pncId: `${year}/${padded}${letter}` };
}

/**
 * The stored form as people write it: `2020/0454711E` is shown as `20/454711E`. A year of the century before stands in full:
 * `23` for 1923 reads back as 2023, and which years that is true of grows by one with every year.
 */
export function displayPncId(pncId: string): string {
  const year = pncId.slice(0, 4);
  return `${year.startsWith('20') ? year.slice(2) : year}/${pncId.slice(5, -1).replace(/^0+(?=\d)/, '')}${pncId.slice(-1)}`;
}

function fullYear(twoDigits: string, today: string): string {
  return Number(twoDigits) <= Number(today.slice(2, 4)) ? `20${twoDigits}` : `19${twoDigits}`;
}

import { plainly, STROKE, withoutMarks } from '../../shared/typed-number';

export type CroReading =
  | { status: 'valid'; cro: string }
  | { status: 'invalid'; reason: 'not-a-cro-number' }
  | { status: 'invalid'; reason: 'check-letter'; cro: string };

const LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';
const STANDARD = /^(\d{1,6})\/(\d{2})([A-HJ-NP-RT-Z])$/;
const SPECIAL = /^SF(\d{2})\/(\d{1,6})([A-HJ-NP-RT-Z])$/;

/** Where the stroke belongs, when something else is written there or, in full length, nothing. */
const SPECIAL_APART = new RegExp(`^(SF(?:${STROKE})?\\d{2})(?:${STROKE})?(?=\\d)`, 'u');
const STANDARD_APART = new RegExp(`(?:(?<=^\\d{6})|${STROKE})(?=\\d{2}(?:${STROKE})?[A-Z]$)`, 'u');

const withStroke = (plain: string): string =>
  plain.startsWith('SF') ? plain.replace(SPECIAL_APART, '$1/') : plain.replace(STANDARD_APART, '/');

/**
 * Reads a Criminal Records Office number. Standard `NNNNNN/YYL`, the serial padded to six; special file `SFYY/NNNNL`, the
 * serial as it is; in any usual layout. The letter is the year followed by the serial, modulo 23, in the table of PNC numbers.
 */
export function readCroNumber(text: string): CroReading {
  const plain = plainly(text);
  const tidied = withoutMarks(plain.includes('/') ? plain : withStroke(plain));
  const standard = STANDARD.exec(tidied);
  if (standard) {
    const [, serial = '', year = '', letter = ''] = standard;
    return judged(`${serial.padStart(6, '0')}/${year}${letter}`, year + serial.padStart(6, '0'), letter);
  }
  const special = SPECIAL.exec(tidied);
  if (!special) return { status: 'invalid', reason: 'not-a-cro-number' };
  const [, year = '', serial = '', letter = ''] = special;
  return judged(`SF${year}/${serial}${letter}`, year + serial, letter);
}

function judged(cro: string, number: string, letter: string): CroReading {
  return LETTERS[Number(number) % LETTERS.length] === letter
    ? { status: 'valid', cro }
    : { status: 'invalid', reason: 'check-letter', cro };
}

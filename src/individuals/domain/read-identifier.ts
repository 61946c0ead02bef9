import type { Day } from '../../shared/day';
import { displayNhsNumber, readNhsNumber } from '../../shared/nhs-number';
import { displayPncId, readPncId } from '../../shared/pnc-id';
import { readCroNumber } from './cro-number';
import { readCustodyReference } from './custody-reference';
import { readUln } from './uln';
import { readUpn } from './upn';

export const IDENTIFIER_KINDS = ['nhs', 'upn', 'uln', 'pnc', 'cro', 'custody_reference', 'local_reference'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/**
 * What became of an identifier as somebody typed it: good; of the right shape but its own check says that it is wrong, so
 * that it may be kept on purpose; or not one at all.
 */
export type IdentifierReading =
  | { status: 'valid'; value: string }
  | { status: 'check-failed'; value: string; message: string }
  | { status: 'refused'; message: string };

/** @param today short years of PNC numbers are judged by it */
export function readIdentifier(kind: IdentifierKind, text: string, today: Day): IdentifierReading {
  return READERS[kind](text, today);
}

type Reader = (text: string, today: Day) => IdentifierReading;

const valid = (value: string): IdentifierReading => ({ status: 'valid', value });
const refused = (message: string): IdentifierReading => ({ status: 'refused', message });
const checkFailed = (value: string, message: string): IdentifierReading => ({ status: 'check-failed', value, message });

const LONGEST_REFERENCE = 100;

const READERS: Record<IdentifierKind, Reader> = {
  nhs: (text) => {
    const reading = readNhsNumber(text);
    if (reading.status === 'valid') return valid(reading.nhsNumber);
    if (reading.reason === 'check-digit') {
      return checkFailed(
        reading.nhsNumber,
        'The last digit does not fit the others, so at least one digit of this NHS number is wrong',
      );
    }
    return reading.reason === 'same-digit-repeated'
      ? refused('This is not a real NHS number: the NHS issues none of one repeated digit')
      : refused('An NHS number has 10 digits, for example 943 476 5870');
  },
  upn: (text) => {
    const reading = readUpn(text);
    if (reading.status === 'valid') return valid(reading.upn);
    return reading.reason === 'check-letter'
      ? checkFailed(reading.upn, 'The first letter does not fit the rest, so a character of this pupil number is wrong')
      : refused('A unique pupil number has a letter and 12 digits, for example B801200005001');
  },
  uln: (text) => {
    const reading = readUln(text);
    if (reading.status === 'valid') return valid(reading.uln);
    return reading.reason === 'check-digit'
      ? checkFailed(reading.uln, 'The last digit does not fit the others, so a digit of this learner number is wrong')
      : refused('A unique learner number has 10 digits and does not start with 0');
  },
  pnc: (text, today) => {
    const reading = readPncId(text, today);
    if (reading.status === 'valid') return valid(reading.pncId);
    if (reading.reason === 'check-letter') {
      return checkFailed(
        reading.pncId,
        'The letter at the end does not fit the rest, so a character of this PNC number is wrong',
      );
    }
    return reading.reason === 'year-in-future'
      ? refused('The year of this PNC number has not come yet')
      : refused('Enter a PNC number like 2020/0454711E');
  },
  cro: (text) => {
    const reading = readCroNumber(text);
    if (reading.status === 'valid') return valid(reading.cro);
    return reading.reason === 'check-letter'
      ? checkFailed(
          reading.cro,
          'The letter at the end does not fit the rest, so a character of this CRO number is wrong',
        )
      : refused('Enter a CRO number like 065656/91H, or SF05/482703J for a special file');
  },
  custody_reference: (text) => {
    const reading = readCustodyReference(text);
    if (reading.status === 'valid') return valid(reading.reference);
    return reading.reason === 'not-a-prison-number'
      ? checkFailed(reading.reference, 'A prison number is a letter, four digits and two letters, for example A1234BC')
      : refused(
          'Enter a prison number like A1234BC, or a custody record of 3 to 20 letters, digits, spaces, strokes or hyphens with at least one digit',
        );
  },
  local_reference: (text) => {
    const reference = text.normalize('NFKC').trim();
    return reference !== '' && reference.length <= LONGEST_REFERENCE
      ? valid(reference)
      : refused('Enter a reference of 1 to 100 characters');
  },
};

/** A stored identifier as people write it. One that was kept unverified is shown as it was kept. */
export function displayIdentifier(kind: IdentifierKind, value: string): string {
  if (kind === 'nhs' && value.length === 10) return displayNhsNumber(value);
  if (kind === 'pnc' && /^\d{4}\/\d{7}[A-Z]$/.test(value)) return displayPncId(value);
  return value;
}

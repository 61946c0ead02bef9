import { withoutMarks } from './typed-number';

export type NhsNumberReading =
  | { status: 'valid'; nhsNumber: string }
  | { status: 'invalid'; reason: 'not-ten-digits' | 'same-digit-repeated' }
  | { status: 'invalid'; reason: 'check-digit'; nhsNumber: string };

/**
 * Reads an NHS number as people write it (spaces, dots, hyphens, full-width digits) into the ten digits that are stored.
 * Rule: weights 10 to 2 over the first nine digits; 11 minus the remainder by 11 is the tenth (11 counts as 0, 10 never
 * occurs). Numbers of one repeated digit pass that sum but are never issued.
 */
export function readNhsNumber(text: string): NhsNumberReading {
  const digits = withoutMarks(text);
  if (!/^[0-9]{10}$/.test(digits)) return { status: 'invalid', reason: 'not-ten-digits' };
  if (/^(\d)\1{9}$/.test(digits)) return { status: 'invalid', reason: 'same-digit-repeated' };
  if (checkDigitOf(digits) !== Number(digits[9]))
    return { status: 'invalid', reason: 'check-digit', nhsNumber: digits };
  return { status: 'valid', nhsNumber: digits };
}

/** The stored ten digits as they are shown: `943 476 5870`. */
export function displayNhsNumber(nhsNumber: string): string {
  return `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`;
}

/** 0 to 10, where 10 means that no valid number starts with these nine digits. */
function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(digits[place]) * (10 - place);
  return (11 - (sum % 11)) % 11;
}

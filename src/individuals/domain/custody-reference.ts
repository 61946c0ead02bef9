import { plainly } from '../../shared/typed-number';

export type CustodyReading =
  | { status: 'valid'; reference: string }
  | { status: 'invalid'; reason: 'not-a-reference' }
  | { status: 'invalid'; reason: 'not-a-prison-number'; reference: string };

const PRISON_NUMBER = /^[A-Z]\d{4}[A-Z]{2}$/;
/** Begins and ends as a prison number does, and is none: a character is missing, too many or wrong. */
const NEARLY_PRISON_NUMBER = /^[A-Z]{1,2}\d{3,5}[A-Z]{1,3}$/;
const CUSTODY_RECORD = /^[A-Z0-9][A-Z0-9 /-]{2,19}$/;

/**
 * Reads what somebody in custody is known by. A prison number is a letter, four digits and two letters (`A1234BC`), stored without
 * spaces. A custody record of the police is written as each force writes it, so only what no force writes is refused; stored in
 * capitals, single spaces.
 */
export function readCustodyReference(text: string): CustodyReading {
  const plain = plainly(text).replace(/\s+/gu, ' ');
  const together = plain.replace(/[ .-]/gu, '');
  if (PRISON_NUMBER.test(together)) return { status: 'valid', reference: together };
  if (NEARLY_PRISON_NUMBER.test(together)) {
    return { status: 'invalid', reason: 'not-a-prison-number', reference: together };
  }
  return CUSTODY_RECORD.test(plain) && /\d/.test(plain)
    ? { status: 'valid', reference: plain }
    : { status: 'invalid', reason: 'not-a-reference' };
}

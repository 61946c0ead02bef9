import { withoutMarks } from '../../shared/typed-number';

export type UlnReading =
  { status: 'valid'; uln: string } | { status: 'invalid'; reason: 'not-ten-digits' | 'check-digit'; uln: string };

/**
 * Reads a unique learner number: ten digits, the first not 0. Rule (Learning Records Service): weights 10 to 1 over all ten;
 * the sum modulo 11 is 10.
 */
export function readUln(text: string): UlnReading {
  const uln = withoutMarks(text);
  if (!/^[1-9][0-9]{9}$/.test(uln)) return { status: 'invalid', reason: 'not-ten-digits', uln };
  const sum = [...uln].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  return sum % 11 === 10 ? { status: 'valid', uln } : { status: 'invalid', reason: 'check-digit', uln };
}

import { withoutMarks } from '../../shared/typed-number';

const OUTWARD_AND_INWARD = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})$/;

/**
 * A United Kingdom postcode in its one stored form (`SL1 1AA`), or undefined for what is none. Any spaces and case are read.
 * Rule (Royal Mail): outward A9, A99, A9A, AA9, AA99 or AA9A; inward a digit and two letters, never C I K M O V.
 */
export function readPostcode(text: string): string | undefined {
  const tidied = withoutMarks(text);
  if (tidied === 'GIR0AA') return 'GIR 0AA';
  const [, outward, inward] = OUTWARD_AND_INWARD.exec(tidied) ?? [];
  return outward === undefined || inward === undefined ? undefined : `${outward} ${inward}`;
}

/** A unique property reference number: 1 to 12 digits without a check digit; stored without leading noughts. */
export function readUprn(text: string): string | undefined {
  const digits = withoutMarks(text);
  const stored = digits.replace(/^0+/, '');
  return /^\d{1,12}$/.test(digits) && stored !== '' ? stored : undefined;
}

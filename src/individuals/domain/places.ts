const OUTWARD_AND_INWARD = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})$/;

/**
 * A United Kingdom postcode in its one stored form (`SL1 1AA`), or undefined for what is none. Any spaces and case are read.
 * Rule (Royal Mail): outward A9, A99, A9A, AA9, AA99 or AA9A; inward a digit and two letters, never C I K M O V.
 */
export function readPostcode(text: string): string | undefined {
  const tidied = text.replace(/[\s\u00a0.\u2010-\u2013-]/gu, '').toUpperCase();
  if (tidied === 'GIR0AA') return 'GIR 0AA';
  const [, outward, inward] = OUTWARD_AND_INWARD.exec(tidied) ?? [];
  return outward === undefined || inward === undefined ? undefined : `${outward} ${inward}`;
}

/** A unique property reference number: 1 to 12 digits without a check digit; stored without leading noughts. */
export function readUprn(text: string): string | undefined {
  const digits = text.replace(/[\s\u00a0]/gu, '');
  const stored = digits.replace(/^0+/, '');
  return /^\d{1,12}$/.test(digits) && stored !== '' ? stored : undefined;
}

/** A custody record number: each force writes its own, so only what no force writes is refused. Stored in capitals, single spaces. */
export function readCustodyReference(text: string): string | undefined {
  const tidied = text.trim().replace(/\s+/gu, ' ').toUpperCase();
  return /^[A-Z0-9][A-Z0-9 /-]{2,19}$/.test(tidied) && /\d/.test(tidied) ? tidied : undefined;
}

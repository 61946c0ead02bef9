import { randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;
/** No i, l, o, u: they are taken for others, or make words. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
/** 28 letters of 5 bits: 140 bits, so that a plain keyed hash is enough (ASVS 5.0 V6.5.2, V11.5.1). */
const LENGTH = 28;

/** In groups of four: `k7f2-9xqm-…`. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte & 31]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed, as it is hashed; undefined when it cannot be one. Capitals, blanks, hyphens and look-alikes forgiven. */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter)) ? letters : undefined;
}

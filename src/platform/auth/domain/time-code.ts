import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const STEPS_EITHER_WAY = 1;
/** 160 bits, as RFC 4226 recommends. */
const SEED_BYTES = 20;

const codesOf = (seed: Buffer, label?: { issuer: string; account: string }): TOTP =>
  new TOTP({
    // A copy: what otpauth is given must be the whole of a buffer, and small buffers of Node share one.
    secret: new Secret({ buffer: new Uint8Array(seed).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    issuer: label?.issuer ?? '',
    label: label?.account ?? '',
  });

export const newSeed = (): Buffer => Buffer.from(new Secret({ size: SEED_BYTES }).buffer);

/** RFC 6238: six digits, 30 seconds, SHA-1, which is what every authenticator app understands. */
export const keyAddress = (seed: Buffer, label: { issuer: string; account: string }): string =>
  codesOf(seed, label).toString();

/** The key for typing it in, in groups of four. */
export const keyText = (seed: Buffer): string =>
  new Secret({ buffer: new Uint8Array(seed).buffer }).base32.replace(/(.{4})(?=.)/g, '$1 ');

/** The 30-second step a code is of, if it is of this one or its neighbour either way (ASVS 5.0 V6.5.5); else undefined. */
export function stepOfCode(seed: Buffer, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = codesOf(seed).validate({ token, timestamp: now.getTime(), window: STEPS_EITHER_WAY });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

/** The code of an instant, as the app shows it. */
export const codeAt = (seed: Buffer, now: Date): string => codesOf(seed).generate({ timestamp: now.getTime() });

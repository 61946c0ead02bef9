import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How much of a digest is kept: of ten thousand, one in thirty thousand million others is taken for one of them. */
const DIGITS = 12;

let list: string | undefined;

/**
 * Whether a password was found in published breaches, offline: the long ones of the million most frequent
 * (`scripts/breached-passwords.mjs`), as digests. Read when somebody first chooses a password.
 * @param plain in small letters, in the form NFKC
 */
export function isBreached(plain: string): boolean {
  list ??= readFileSync(join(__dirname, 'breached-passwords.txt'), 'utf8');
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, DIGITS);
  return list.includes(`\n${digest}\n`);
}

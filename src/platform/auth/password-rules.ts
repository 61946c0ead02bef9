import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { isBreached } from './breached-passwords';
import { isCommonPassword } from './domain/common-password';

/** NIST SP 800-63B-4 and ASVS 5.0 V6.2: length, no composition rules, nothing that guessing starts with. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;
const PRODUCT = ['tertiary', 'cohort'];
/** What is left beside somebody's own names must be long enough to be a choice. */
const LEAST_BESIDE_NAMES = 10;

/** What a new password must be. Used wherever somebody chooses one. */
@Injectable()
export class PasswordRules {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Why this password cannot be chosen, in the user's words, or undefined. Reads nothing outside the building. */
  refusal(password: string, person: { email: string; name: string }): string | undefined {
    // Before anything walks along it. No code point is longer than two units.
    if (password.length > LONGEST_PASSWORD * 2) return TOO_LONG;
    const length = [...password].length;
    if (length < SHORTEST_PASSWORD) return `Enter a password of at least ${SHORTEST_PASSWORD} characters`;
    if (length > LONGEST_PASSWORD) return TOO_LONG;
    if (isBreached(password.normalize('NFKC').toLowerCase()) || isCommonPassword(password)) return COMMON;
    if (this.leansOnNames(password, person)) {
      return 'Choose a password without your name, your email address or the name of this service';
    }
    return undefined;
  }

  private leansOnNames(password: string, { email, name }: { email: string; name: string }): boolean {
    const names = [name, email, this.settings.partnershipName, ...PRODUCT]
      .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
      .filter((part) => part.length >= 3)
      .sort((one, other) => other.length - one.length);
    const plain = password.normalize('NFKC').toLowerCase();
    const beside = names.reduce((left, part) => left.replaceAll(part, ''), plain);
    return beside !== plain && beside.replace(/[^\p{L}\p{N}]/gu, '').length < LEAST_BESIDE_NAMES;
  }
}

const TOO_LONG = `Enter a password of ${LONGEST_PASSWORD} characters or fewer`;
const COMMON =
  'Choose a password that is harder to guess: this one is made of words, patterns or phrases that many people use, or was found in a breach';

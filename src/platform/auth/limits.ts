import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock';
import { Refusal } from '../../shared/errors';
import { Reader } from '../database';
import { networkOf } from './domain/network';
import { FactorKeys } from './second-factor-keys';
import { ONE_MORE_SQL, PURGE_SQL, REMEMBER_SQL, SETTLE_SQL } from './limits.queries';

const MINUTE = 60;
const FAMILIAR_SECONDS = 60 * 24 * 60 * MINUTE;

/**
 * How many wrong tries are checked (ASVS 5.0 V6.3.1, V6.6.3). Nobody can lock a named person out from elsewhere: wrong
 * tries from all the world close an account only to places it has not signed in from before, and to those not wholly.
 */
export const LIMITS = {
  /** Wrong passwords. Whoever tries an account from one place: ten; one place at all accounts, an office perhaps: a hundred. */
  password: { pair: [10, 15], account: [30, 60], address: [100, 15], strangers: 2 },
  /** Wrong codes. Who gets here knows the password, so strangers get nothing once twenty were wrong. */
  code: { pair: [10, 15], account: [20, 60], address: [100, 15], strangers: 0 },
  /** Answers of passkeys. Nobody guesses a signature: apart from codes, so that wrong ones close no passkey, and no account ever. */
  passkey: { pair: [10, 15], account: [Number.POSITIVE_INFINITY, 60], address: [100, 15], strangers: 0 },
  /** Answers of a provider of single sign-on that were refused: apart, so that wrong passwords do not close this second way in. */
  signOn: { pair: [10, 15], account: [Number.POSITIVE_INFINITY, 60], address: [100, 15], strangers: 0 },
  /** Links for a new password, whether there is an account or not. Nobody uses them up for the owner of the account. */
  link: { pair: [5, 60], account: [Number.POSITIVE_INFINITY, 60], address: [30, 60], strangers: 0 },
} as const;

export type Guess = keyof typeof LIMITS;

/** The account as it was typed, or its id, and the address it is tried from. */
export interface Try {
  account: string;
  address: string;
  /** A browser that this account is known to sign in with: counted by it, and by nothing that others can use up. */
  device?: string;
}

/** The same words for an account that is there and one that is not. */
export class TooManyTries extends Refusal {
  readonly status = 429;
  readonly code = 'too-many-tries';

  constructor(
    override readonly retryAfterSeconds: number,
    tries = 'wrong tries',
  ) {
    super(`There were too many ${tries}. Wait ${minutes(retryAfterSeconds)} and try again.`);
  }
}

interface CountRow {
  key: Buffer;
  points: number;
  expires_at: Date;
}

/**
 * Counts a try before it is checked and gives it back when it was right, so that a hundred at once check no more than
 * ten after each other. The counts are rows that every process shares, changed by one atomic statement.
 */
@Injectable()
export class Limits {
  constructor(
    private readonly reader: Reader,
    private readonly keys: FactorKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Before a guess is checked.
   * @returns true when this is the last one that will be checked for a while
   * @throws TooManyTries when it must not be checked
   */
  take(guess: Guess, attempt: Try): Promise<boolean> {
    return attempt.device === undefined ? this.takeAtPlace(guess, attempt) : this.takeAtDevice(guess, attempt);
  }

  /** It was right: this pair, or this device, starts afresh; the others get the one try back. */
  wasRight(guess: Guess, attempt: Try): Promise<void> {
    const { own, shared } = this.keysOf(guess, attempt);
    return this.settle(shared, [own]);
  }

  /** It was not checked after all. */
  wasNotChecked(guess: Guess, attempt: Try): Promise<void> {
    const { own, shared } = this.keysOf(guess, attempt);
    return this.settle([own, ...shared], []);
  }

  /** The account has wholly signed in from here: tries of strangers elsewhere do not concern this place for a while. */
  async nowFamiliar(attempt: Try): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + FAMILIAR_SECONDS * 1000);
    await this.reader.lookUp({
      name: 'familiar-place',
      text: REMEMBER_SQL,
      values: [this.familiarKey(attempt), until],
    });
    await this.reader.lookUp({ name: 'purge-tries', text: PURGE_SQL, values: [now] });
  }

  private async takeAtPlace(guess: Guess, attempt: Try): Promise<boolean> {
    const { pair, account, address, strangers } = LIMITS[guess];
    const { own, shared } = this.keysOf(guess, attempt);
    const now = this.clock.now();
    const rows = await this.oneMore([own, ...shared], [pair[1], account[1], address[1]], attempt, now);
    const [mine, everywhere, place] = [own, ...shared].map((key) => rows.find((row) => row.key.equals(key)));
    const isStranger = !rows.some((row) => row.key.equals(this.familiarKey(attempt)));
    const isUnderAttack = isStranger && (everywhere?.points ?? 0) > account[0];
    const most = isUnderAttack ? strangers : pair[0];
    const over = [
      ...(mine && mine.points > most ? [isUnderAttack ? (everywhere ?? mine) : mine] : []),
      ...(place && place.points > address[0] ? [place] : []),
    ];
    if (over.length > 0) await this.refuse(guess, attempt, over, now);
    return mine?.points === pair[0] || everywhere?.points === account[0];
  }

  /** By the device alone: what others try at this account or from this place does not concern it, nor it them. */
  private async takeAtDevice(guess: Guess, attempt: Try): Promise<boolean> {
    const [most, minutesLong] = LIMITS[guess].pair;
    const now = this.clock.now();
    const { own } = this.keysOf(guess, attempt);
    const rows = await this.oneMore([own], [minutesLong], attempt, now);
    const mine = rows.filter((row) => row.key.equals(own));
    const over = mine.filter(({ points }) => points > most);
    if (over.length > 0) await this.refuse(guess, attempt, over, now);
    return mine.some(({ points }) => points === most);
  }

  /** Not checked, so not counted: hammering from one place must not close the account to others. */
  private async refuse(guess: Guess, attempt: Try, over: CountRow[], now: Date): Promise<never> {
    await this.wasNotChecked(guess, attempt);
    const until = Math.max(...over.map((row) => row.expires_at.getTime()));
    const seconds = Math.max(1, Math.ceil((until - now.getTime()) / 1000));
    throw new TooManyTries(seconds, guess === 'link' ? 'requests for a link' : 'wrong tries');
  }

  private oneMore(keys: Buffer[], minutesLong: number[], attempt: Try, now: Date): Promise<CountRow[]> {
    return this.reader.lookUp<CountRow>({
      name: 'one-more-try',
      text: ONE_MORE_SQL,
      values: [keys, minutesLong.map((many) => many * MINUTE), now, this.familiarKey(attempt)],
    });
  }

  private async settle(back: Buffer[], afresh: Buffer[]): Promise<void> {
    await this.reader.lookUp({ name: 'settle-tries', text: SETTLE_SQL, values: [back, afresh] });
  }

  /** What is counted for this pair or device alone, and for the account and the place whoever it is. */
  private keysOf(guess: Guess, { account, address, device }: Try): { own: Buffer; shared: Buffer[] } {
    if (device !== undefined) return { own: this.keys.hash(guess, 'device', device), shared: [] };
    const place = networkOf(address);
    return {
      own: this.keys.hash(guess, 'pair', account, place),
      shared: [this.keys.hash(guess, 'account', account), this.keys.hash(guess, 'address', place)],
    };
  }

  private familiarKey({ account, address }: Try): Buffer {
    return this.keys.hash('familiar', account, networkOf(address));
  }
}

const minutes = (seconds: number): string =>
  seconds <= MINUTE ? 'a minute' : `${Math.ceil(seconds / MINUTE)} minutes`;

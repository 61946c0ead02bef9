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
  /** Links for a new password, whether there is an account or not. Nobody uses them up for the owner of the account. */
  link: { pair: [5, 60], account: [Number.POSITIVE_INFINITY, 60], address: [30, 60], strangers: 0 },
} as const;

export type Guess = keyof typeof LIMITS;

const WORDS: Record<Guess, string> = { password: 'wrong tries', code: 'wrong tries', link: 'requests for a link' };

/** The account as it was typed, or its id, and the address it is tried from. */
export interface Try {
  account: string;
  address: string;
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
  async take(guess: Guess, attempt: Try): Promise<boolean> {
    const { pair, account, address, strangers } = LIMITS[guess];
    const keys = this.keysOf(guess, attempt);
    const now = this.clock.now();
    const rows = await this.reader.lookUp<CountRow>({
      name: 'one-more-try',
      text: ONE_MORE_SQL,
      values: [
        [keys.pair, keys.account, keys.address],
        [pair[1] * MINUTE, account[1] * MINUTE, address[1] * MINUTE],
        now,
        this.familiarKey(attempt),
      ],
    });
    const count = (key: Buffer): CountRow | undefined => rows.find((row) => row.key.equals(key));
    const isStranger = count(this.familiarKey(attempt)) === undefined;
    const isUnderAttack = isStranger && (count(keys.account)?.points ?? 0) > account[0];
    const [mine, place] = [count(keys.pair), count(keys.address)];
    const most = isUnderAttack ? strangers : pair[0];
    const over = [
      ...(mine && mine.points > most ? [isUnderAttack ? (count(keys.account) ?? mine) : mine] : []),
      ...(place && place.points > address[0] ? [place] : []),
    ];
    if (over.length > 0) {
      // Not checked, so not counted: hammering from one place must not close the account to others.
      await this.settle([keys.pair, keys.account, keys.address], []);
      const until = Math.max(...over.map((row) => row.expires_at.getTime()));
      throw new TooManyTries(Math.max(1, Math.ceil((until - now.getTime()) / 1000)), WORDS[guess]);
    }
    return mine?.points === pair[0] || count(keys.account)?.points === account[0];
  }

  /** It was right: this pair starts afresh, the others get the one try back. */
  wasRight(guess: Guess, attempt: Try): Promise<void> {
    const keys = this.keysOf(guess, attempt);
    return this.settle([keys.account, keys.address], [keys.pair]);
  }

  /** It was not checked after all. */
  wasNotChecked(guess: Guess, attempt: Try): Promise<void> {
    const keys = this.keysOf(guess, attempt);
    return this.settle([keys.pair, keys.account, keys.address], []);
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

  private async settle(back: Buffer[], afresh: Buffer[]): Promise<void> {
    await this.reader.lookUp({ name: 'settle-tries', text: SETTLE_SQL, values: [back, afresh] });
  }

  private keysOf(guess: Guess, { account, address }: Try): Record<'pair' | 'account' | 'address', Buffer> {
    const place = networkOf(address);
    return {
      pair: this.keys.hash(guess, 'pair', account, place),
      account: this.keys.hash(guess, 'account', account),
      address: this.keys.hash(guess, 'address', place),
    };
  }

  private familiarKey({ account, address }: Try): Buffer {
    return this.keys.hash('familiar', account, networkOf(address));
  }
}

const minutes = (seconds: number): string =>
  seconds <= MINUTE ? 'a minute' : `${Math.ceil(seconds / MINUTE)} minutes`;

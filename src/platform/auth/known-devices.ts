import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock';
import { Reader, type Transaction } from '../database';
import type { Guess } from './limits';
import { FactorKeys } from './second-factor-keys';

/** As long as a place stays familiar. */
export const DEVICE_DAYS = 60;
/** Officers who share one computer; whoever has not signed in there for longest is forgotten first. */
const MOST_SECRETS = 5;

/**
 * Browsers that somebody has wholly signed in with (OWASP: device cookies). Wrong tries from such a one are counted for
 * it alone, so nobody else's shut its person out. It signs nobody in; 256 random bits that only a keyed hash is kept of.
 */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly reader: Reader,
    private readonly keys: FactorKeys,
    private readonly clock: Clock,
  ) {}

  /** Which device of this account bears one of these secrets, if one does. Whether there is such an account is not asked. */
  async find(guess: Guess, account: string, secrets: readonly string[] = []): Promise<string | undefined> {
    if (secrets.length === 0) return undefined;
    const [found] = await this.reader.lookUp<{ key: Buffer }>({
      name: 'known-device',
      text: FIND_SQL,
      values: [this.keysOf(account, secrets), this.clock.now(), guess === 'password'],
    });
    return found?.key.toString('base64');
  }

  /**
   * This browser is known to the actor from now on, by a new secret in place of the one before.
   * @param how whether the second factor was given, or a password chosen by a link and nothing more
   * @returns what its cookie holds now: of whoever else signs in there too
   */
  async remember(tx: Transaction, secrets: readonly string[], how: 'factor given' | 'by link'): Promise<string[]> {
    const { userId, email } = tx.actor;
    const keys = this.keysOf(email.toLowerCase(), secrets);
    const [replaced] = await tx.manager.query<[{ key: Buffer }[], number]>(
      'DELETE FROM known_devices WHERE user_id = $1 AND (key = ANY ($2::bytea[]) OR expires_at <= $3) RETURNING key',
      [userId, keys, tx.now],
    );
    const others = secrets.filter((_, at) => !replaced.some(({ key }) => keys[at]?.equals(key)));
    const secret = randomBytes(32).toString('base64url');
    await tx.query('INSERT INTO known_devices (key, user_id, factor_given, expires_at) VALUES ($1, $2, $3, $4)', [
      this.keysOf(email.toLowerCase(), [secret])[0],
      userId,
      how === 'factor given',
      new Date(tx.now.getTime() + DEVICE_DAYS * 24 * 3_600_000),
    ]);
    return [secret, ...others].slice(0, MOST_SECRETS);
  }

  /** All of the actor's but the one they sit at. */
  async forgetOthers(tx: Transaction, secrets: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM known_devices WHERE user_id = $1 AND NOT key = ANY ($2::bytea[])', [
      tx.actor.userId,
      this.keysOf(tx.actor.email.toLowerCase(), secrets),
    ]);
  }

  private keysOf(account: string, secrets: readonly string[]): Buffer[] {
    return secrets.map((secret) => this.keys.hash('device', account, secret));
  }
}

const FIND_SQL = `SELECT key FROM known_devices
  WHERE key = ANY ($1::bytea[]) AND expires_at > $2 AND (factor_given OR $3::boolean) ORDER BY key LIMIT 1`;

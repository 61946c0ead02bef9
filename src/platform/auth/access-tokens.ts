import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock';
import { newId } from '../../shared/ids';
import type { Actor } from '../access';
import { Reader, Transactions } from '../database';
import { Actors, type TokenHolder } from './actors';

const HOURS_VALID = 8;

/** Bearer tokens of the API: shown once, kept as a hash, ended on the server. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly actors: Actors,
    private readonly clock: Clock,
  ) {}

  /** @param factorAt when a second factor (or, in the demonstration, the password that stands for it) was given */
  issue(actor: Actor, factorAt?: Date): Promise<{ token: string; expiresAt: string }> {
    const token = randomBytes(32).toString('base64url');
    return this.transactions.act(actor, async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + HOURS_VALID * 3_600_000);
      await tx.query(
        'INSERT INTO access_tokens (id, user_id, token_hash, created_at, expires_at, factor_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [newId(), actor.userId, hashOf(token), tx.now, expiresAt, factorAt ?? null],
      );
      return { token, expiresAt: expiresAt.toISOString() };
    });
  }

  holderOf(token: string): Promise<TokenHolder | undefined> {
    return this.actors.behind(hashOf(token));
  }

  /** When a second factor was given for this token, or undefined for never and for a token that is not valid. */
  async factorTimeOf(token: string): Promise<Date | undefined> {
    const [found] = await this.reader.lookUp<{ factor_time_of_token: Date | null }>({
      name: 'factor-time-of-token',
      text: 'SELECT factor_time_of_token($1, $2)',
      values: [hashOf(token), this.clock.now()],
    });
    return found?.factor_time_of_token ?? undefined;
  }

  async end(actor: Actor, token: string): Promise<void> {
    await this.transactions.act(actor, async (tx) => {
      await tx.query('UPDATE access_tokens SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL', [
        hashOf(token),
        tx.now,
      ]);
      await tx.audit({ act: 'session.ended', subjectType: 'user', subjectId: actor.userId });
    });
  }
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

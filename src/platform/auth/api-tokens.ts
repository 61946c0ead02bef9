import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { Actor } from '../access';
import { type Submission, Transactions } from '../database';
import { hashOf } from './access-tokens';
import { SCOPES } from './token-scopes';

export const MOST_DAYS_VALID = 365;
const PREFIX_LENGTH = 8;

export interface NewApiToken {
  /** What it is for, in its owner's words. */
  name: string;
  scopes: string[];
  daysValid: number;
}

export interface ApiToken {
  id: string;
  userId: string;
  ownerName: string;
  ownerAgency: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** The form that made the token was sent again. */
class AlreadyShown extends Conflict {
  constructor() {
    super('This token was already made, and shown once. If you did not keep it, end it and make another.');
  }
}

/**
 * Tokens for programs that act for a person. Only the person themselves makes one: an administrator who made one for
 * somebody else would hold a key to cases that no administrator may read. Administrators see that they exist and end them.
 */
@Injectable()
export class ApiTokens {
  constructor(private readonly transactions: Transactions) {}

  /** The token itself is in the answer and nowhere else: 256 random bits, of which the database has the SHA-256. */
  async make(
    actor: Actor,
    { name, scopes, daysValid }: NewApiToken,
    submission?: Submission,
  ): Promise<{ id: string; token: string }> {
    if (scopes.length === 0 || scopes.some((scope) => !SCOPES.includes(scope))) {
      throw new Invalid([{ field: 'scopes', message: 'Select what the token may be used for' }]);
    }
    if (!Number.isInteger(daysValid) || daysValid < 1 || daysValid > MOST_DAYS_VALID) {
      throw new Invalid([{ field: 'daysValid', message: `Days must be a whole number from 1 to ${MOST_DAYS_VALID}` }]);
    }
    const token = randomBytes(32).toString('base64url');
    const made = { id: newId() };
    const { id } = await this.transactions.act(
      actor,
      async (tx) => {
        const expiresAt = new Date(tx.now.getTime() + daysValid * 86_400_000);
        await tx.query(
          `INSERT INTO access_tokens (id, user_id, token_hash, created_at, expires_at, kind, name, scopes, prefix)
             VALUES ($1, $2, $3, $4, $5, 'integration', $6, $7, $8)`,
          [made.id, actor.userId, hashOf(token), tx.now, expiresAt, name, scopes, token.slice(0, PREFIX_LENGTH)],
        );
        await tx.audit({
          act: 'token.made',
          subjectType: 'token',
          subjectId: made.id,
          fields: ['name', 'scopes', 'expiresAt'],
        });
        return made;
      },
      submission,
    );
    // A repetition finds what was kept of the first, and the token is not kept.
    if (id !== made.id) throw new AlreadyShown();
    return { id, token };
  }

  own(actor: Actor): Promise<ApiToken[]> {
    return this.list(actor, actor.userId);
  }

  /** Everybody's, for an administrator; row-level security gives anybody else their own. */
  all(actor: Actor): Promise<ApiToken[]> {
    return this.list(actor, null);
  }

  /** @throws NotFound when it is not the actor's, and the actor is no administrator, or it has ended */
  async end(actor: Actor, id: string): Promise<void> {
    await this.transactions.act(actor, async (tx) => {
      const [, ended] = await tx.manager.query<[unknown, number]>(
        `UPDATE access_tokens SET ended_at = $2, ended_by = $3 WHERE id = $1 AND kind = 'integration' AND ended_at IS NULL`,
        [id, tx.now, actor.userId],
      );
      if (ended !== 1) throw new NotFound();
      await tx.audit({ act: 'token.ended', subjectType: 'token', subjectId: id });
    });
  }

  private list(actor: Actor, ownerId: string | null): Promise<ApiToken[]> {
    return this.transactions.act(actor, (tx) =>
      tx.query<ApiToken>(
        `SELECT t.id, t.user_id AS "userId", u.display_name AS "ownerName", a.name AS "ownerAgency", t.name, t.prefix, t.scopes,
                t.created_at AS "createdAt", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt"
           FROM access_tokens t JOIN users u ON u.id = t.user_id JOIN agencies a ON a.id = u.agency_id
          WHERE t.kind = 'integration' AND t.ended_at IS NULL AND t.expires_at > $1 AND ($2::uuid IS NULL OR t.user_id = $2)
          ORDER BY t.created_at DESC, t.id`,
        [tx.now, ownerId],
      ),
    );
  }
}

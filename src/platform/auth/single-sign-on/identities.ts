import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../shared/errors';
import { newId } from '../../../shared/ids';
import { Clock } from '../../../shared/clock';
import type { Actor } from '../../access';
import { Reader, Transactions } from '../../database';
import { Actors } from '../actors';
import type { ProviderIdentity } from '../domain/provider-claims';

/** Which account a person of the provider is: linked by the person themselves, and found by nothing else. */
@Injectable()
export class Identities {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly actors: Actors,
    private readonly clock: Clock,
  ) {}

  /** Undefined where nobody is linked, or the account is disabled. */
  async holderOf({ issuer, subject }: ProviderIdentity): Promise<Actor | undefined> {
    const [row] = await this.reader.lookUp<{ user_id: string | null }>({
      name: 'identity-holder',
      text: 'SELECT identity_holder($1, $2, $3) AS user_id',
      values: [issuer, subject, this.clock.now()],
    });
    return row?.user_id ? this.actors.load(row.user_id) : undefined;
  }

  /** Whether the account is linked at this issuer. */
  async isLinked(actor: Actor, issuer: string): Promise<boolean> {
    const found = await this.transactions.act(actor, (tx) =>
      tx.query('SELECT 1 FROM sign_in_identities WHERE user_id = $1 AND issuer = $2 AND removed_at IS NULL', [
        actor.userId,
        issuer,
      ]),
    );
    return found.length > 0;
  }

  /** False when this person of the provider, or this account, is linked already, with whomever. */
  link(actor: Actor, { issuer, subject }: ProviderIdentity): Promise<boolean> {
    return this.transactions.act(actor, async (tx) => {
      const [linked] = await tx.query(
        `INSERT INTO sign_in_identities (id, user_id, issuer, subject, linked_at, last_used_at)
         VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT DO NOTHING RETURNING id`,
        [newId(), actor.userId, issuer, subject, tx.now],
      );
      if (!linked) return false;
      await tx.audit({ act: 'user.single_sign_on_linked', subjectType: 'user', subjectId: actor.userId });
      await tx.announce('account.single_sign_on_linked', actor.userId);
      return true;
    });
  }

  /**
   * Accepts an invitation with a person of the provider in place of a password: once, and never with one who is linked.
   * @param linkHash SHA-256 of the one-time link
   */
  async accept(linkHash: Buffer, { issuer, subject }: ProviderIdentity): Promise<Actor | undefined> {
    const [invited] = await this.reader.lookUp<{ user_id: string }>({
      name: 'account-link-of-identity',
      text: 'SELECT * FROM account_link_holder($1, $2)',
      values: [linkHash, this.clock.now()],
    });
    const actor = invited && (await this.actors.load(invited.user_id));
    if (!actor) return undefined;
    const isAccepted = await this.transactions
      .act(actor, async (tx) => {
        const [used] = await tx.query<{ used: string | null }>(
          'SELECT link_invited_identity($1, $2, $3, $4, $5) AS used',
          [linkHash, tx.now, newId(), issuer, subject],
        );
        if (!used?.used) throw new NotFound();
        await tx.audit({ act: 'user.single_sign_on_linked', subjectType: 'user', subjectId: actor.userId });
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof NotFound || isLinkedElsewhere(error)) return false;
        throw error;
      });
    return isAccepted ? actor : undefined;
  }
}

/** The database's own rule (unique_violation); only it can tell without a race. */
const isLinkedElsewhere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';

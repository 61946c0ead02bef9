import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM_ACTOR } from '../access';
import { Reader, Transactions } from '../database';
import { Actors } from './actors';
import { InTurn } from './in-turn';
import { type Guess, Limits, type Try } from './limits';
import { Passkeys } from './passkeys';
import { Passwords, TooManySignIns } from './passwords';
import { SecondFactors } from './second-factors';

interface CredentialRow {
  user_id: string;
  password_hash: string;
  status: string;
}

/** Where a try comes from. */
export interface Caller {
  address?: string;
  requestId?: string;
}

/** The password was right. `code`: a second factor must follow; `set-up`: one must be set up first. */
export interface PasswordAccepted {
  actor: Actor;
  needs: 'nothing' | 'code' | 'set-up';
}

/** What is given as the second factor: a code (of the app, or a recovery code) or what a passkey answered to a challenge. */
export type Given = { code: string } | { challenge: string; answer: string };

@Injectable()
export class SignIn {
  private readonly inTurn = new InTurn();

  constructor(
    private readonly reader: Reader,
    private readonly passwords: Passwords,
    private readonly actors: Actors,
    private readonly transactions: Transactions,
    private readonly limits: Limits,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
  ) {}

  /**
   * The first step. Undefined for an unknown account, a wrong password, a disabled account and one that signs in
   * elsewhere: they look and last the same.
   * @throws TooManyTries, TooManySignIns
   */
  async withPassword(email: string, password: string, caller: Caller): Promise<PasswordAccepted | undefined> {
    const account = email.trim().toLowerCase();
    const attempt: Try = { account, address: caller.address ?? '' };
    const actor = await this.inTurn.run(JSON.stringify(attempt), () => this.check(account, password, attempt, caller));
    if (!actor) return undefined;
    const { factors } = await this.factors.of(actor);
    if (factors.length > 0) return { actor, needs: 'code' };
    return { actor, needs: this.factors.isNeededBy(actor) ? 'set-up' : 'nothing' };
  }

  /** The second step, and every later confirmation. @throws TooManyTries */
  async withFactor(actor: Actor, given: Given, caller: Caller): Promise<boolean> {
    const attempt = placeOf(actor, caller);
    const isLast = await this.limits.take('code', attempt);
    const isRight =
      'code' in given
        ? await this.factors.spend(actor, given.code)
        : await this.passkeys.check(actor, given.challenge, given.answer);
    if (isRight) await this.limits.wasRight('code', attempt);
    else await this.refused('code', actor.userId, isLast, caller);
    return isRight;
  }

  /** The password of somebody who is signed in, asked for again before the account itself is changed. @throws TooManyTries */
  async isPasswordOf(actor: Actor, password: string, caller: Caller): Promise<boolean> {
    const attempt = placeOf(actor, caller);
    const account = attempt.account;
    const found = await this.inTurn.run(JSON.stringify(attempt), () => this.check(account, password, attempt, caller));
    return found?.userId === actor.userId;
  }

  /** Signed in wholly: audited, and this place is known for the account from now on. */
  async started(actor: Actor, caller: Caller): Promise<void> {
    await this.transactions.act({ ...actor, ...caller }, (tx) =>
      tx.audit({ act: 'session.started', subjectType: 'user', subjectId: actor.userId }),
    );
    await this.limits.nowFamiliar(placeOf(actor, caller));
  }

  /** Says in the audit that a signed-in person showed again who they are. */
  async confirmed(actor: Actor): Promise<void> {
    await this.transactions.act(actor, (tx) =>
      tx.audit({ act: 'session.confirmed', subjectType: 'user', subjectId: actor.userId }),
    );
  }

  /** Says in the audit that the person signed out; ending the session itself belongs to who holds it. */
  async ended(actor: Actor): Promise<void> {
    await this.transactions.act(actor, (tx) =>
      tx.audit({ act: 'session.ended', subjectType: 'user', subjectId: actor.userId }),
    );
  }

  private async check(account: string, password: string, attempt: Try, caller: Caller): Promise<Actor | undefined> {
    const isLast = await this.limits.take('password', attempt);
    const [found] = await this.reader.lookUp<CredentialRow>({
      name: 'sign-in-lookup',
      text: 'SELECT * FROM sign_in_lookup($1)',
      values: [account],
    });
    const isRight = await this.isRight(password, found, attempt);
    const actor = isRight && found ? await this.actors.load(found.user_id) : undefined;
    if (!actor || !found) {
      await this.refused('password', found?.user_id, isLast, caller);
      return undefined;
    }
    await this.limits.wasRight('password', attempt);
    if (this.passwords.isOutdated(found.password_hash)) await this.rehash(found, password);
    return actor;
  }

  private async isRight(password: string, found: CredentialRow | undefined, attempt: Try): Promise<boolean> {
    try {
      return await this.passwords.matches(password, found?.password_hash);
    } catch (error) {
      await this.limits.wasNotChecked('password', attempt);
      throw error;
    }
  }

  /** The same password under today's parameters. A full queue does not keep out who was right: the next sign-in does it. */
  private async rehash({ user_id, password_hash }: CredentialRow, password: string): Promise<void> {
    const hash = await this.passwords.hash(password).catch((error: unknown) => {
      if (error instanceof TooManySignIns) return undefined;
      throw error;
    });
    if (hash === undefined) return;
    await this.reader.lookUp({
      name: 'rehash-password',
      text: 'SELECT rehash_password($1, $2, $3)',
      values: [user_id, password_hash, hash],
    });
  }

  /**
   * Nobody has shown who they are, so the service itself is the actor. What was typed is in no row and no log; an account
   * that is not there leaves a row without a subject, and as much work as one that is.
   */
  private async refused(guess: Guess, userId: string | undefined, isLast: boolean, caller: Caller): Promise<void> {
    const about = { subjectType: 'user', ...(userId === undefined ? {} : { subjectId: userId }) };
    await this.transactions.act({ ...SYSTEM_ACTOR, ...caller }, async (tx) => {
      await tx.audit({ act: guess === 'code' ? 'session.code_failed' : 'session.failed', ...about });
      if (!isLast) return;
      await tx.audit({ act: 'session.locked', ...about });
      if (userId !== undefined) await tx.announce('account.locked', userId);
    });
  }
}

const placeOf = (actor: Actor, { address }: Caller): Try => ({
  account: actor.email.toLowerCase(),
  address: address ?? '',
});

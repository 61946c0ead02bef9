import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM_ACTOR } from '../access';
import { Transactions } from '../database';
import { Actors } from './actors';
import { type Credential, Credentials } from './credentials';
import { InTurn } from './in-turn';
import { KnownDevices } from './known-devices';
import { type Guess, Limits, type Try } from './limits';
import { Passkeys } from './passkeys';
import { SecondFactors } from './second-factors';

/** Where a try comes from. */
export interface Caller {
  address?: string;
  requestId?: string;
  /** What the browser shows to be known by; undefined for a program, which has no cookies. */
  devices?: readonly string[];
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
    private readonly credentials: Credentials,
    private readonly actors: Actors,
    private readonly transactions: Transactions,
    private readonly limits: Limits,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly devices: KnownDevices,
  ) {}

  /**
   * The first step. Undefined for an unknown account, a wrong password, a disabled account and one that signs in
   * elsewhere: they look and last the same.
   * @throws TooManyTries, TooManySignIns
   */
  async withPassword(email: string, password: string, caller: Caller): Promise<PasswordAccepted | undefined> {
    const account = email.trim().toLowerCase();
    const attempt = await this.attempt('password', account, caller);
    const actor = await this.inTurn.run(JSON.stringify(attempt), () => this.check(account, password, attempt, caller));
    if (!actor) return undefined;
    const { factors } = await this.factors.of(actor);
    if (factors.length > 0) return { actor, needs: 'code' };
    return { actor, needs: this.factors.isNeededBy(actor) ? 'set-up' : 'nothing' };
  }

  /** The second step, and every later confirmation. @throws TooManyTries */
  async withFactor(actor: Actor, given: Given, caller: Caller): Promise<boolean> {
    const guess = 'code' in given ? 'code' : 'passkey';
    const attempt = await this.attempt(guess, accountOf(actor), caller);
    const isLast = await this.limits.take(guess, attempt);
    const isRight =
      'code' in given
        ? await this.factors.spend(actor, given.code)
        : await this.passkeys.check(actor, given.challenge, given.answer);
    if (isRight) await this.limits.wasRight(guess, attempt);
    else await this.refused(guess, actor.userId, isLast, caller);
    return isRight;
  }

  /** The password of somebody who is signed in, asked for again before the account itself is changed. @throws TooManyTries */
  async isPasswordOf(actor: Actor, password: string, caller: Caller): Promise<boolean> {
    const account = accountOf(actor);
    const attempt = await this.attempt('password', account, caller);
    const found = await this.inTurn.run(JSON.stringify(attempt), () => this.check(account, password, attempt, caller));
    return found?.userId === actor.userId;
  }

  /**
   * Signed in wholly: audited, and this place and this browser are known for the account from now on.
   * @returns what the browser shows to be known by next time; undefined for a program
   */
  async started(actor: Actor, { devices, ...place }: Caller): Promise<string[] | undefined> {
    const secrets = await this.transactions.act({ ...actor, ...place }, async (tx) => {
      await tx.audit({ act: 'session.started', subjectType: 'user', subjectId: actor.userId });
      return devices && this.devices.remember(tx, devices, 'factor given');
    });
    await this.limits.nowFamiliar({ account: accountOf(actor), address: place.address ?? '' });
    return secrets;
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

  private async attempt(guess: Guess, account: string, { address = '', devices }: Caller): Promise<Try> {
    const device = await this.devices.find(guess, account, devices);
    return { account, address, ...(device !== undefined && { device }) };
  }

  private async check(account: string, password: string, attempt: Try, caller: Caller): Promise<Actor | undefined> {
    const isLast = await this.limits.take('password', attempt);
    const found = await this.credentials.find(account);
    const isRight = await this.isRight(password, found, attempt);
    const actor = isRight && found ? await this.actors.load(found.user_id) : undefined;
    if (!actor || !found) {
      await this.refused('password', found?.user_id, isLast, caller);
      return undefined;
    }
    await this.limits.wasRight('password', attempt);
    await this.credentials.renew(found, password);
    return actor;
  }

  private async isRight(password: string, found: Credential | undefined, attempt: Try): Promise<boolean> {
    try {
      return await this.credentials.areRight(found, password);
    } catch (error) {
      await this.limits.wasNotChecked('password', attempt);
      throw error;
    }
  }

  /**
   * Nobody has shown who they are, so the service itself is the actor. What was typed is in no row and no log; an account
   * that is not there leaves a row without a subject, and as much work as one that is.
   */
  private async refused(
    guess: Guess,
    userId: string | undefined,
    isLast: boolean,
    { address, requestId }: Caller,
  ): Promise<void> {
    const about = { subjectType: 'user', ...(userId === undefined ? {} : { subjectId: userId }) };
    await this.transactions.act({ ...SYSTEM_ACTOR, address, requestId }, async (tx) => {
      await tx.audit({ act: guess === 'password' ? 'session.failed' : 'session.code_failed', ...about });
      if (!isLast) return;
      await tx.audit({ act: 'session.locked', ...about });
      if (userId !== undefined) await tx.announce('account.locked', userId);
    });
  }
}

const accountOf = (actor: Actor): string => actor.email.toLowerCase();

import { Injectable } from '@nestjs/common';
import type { Actor } from '../access';
import { Reader, Transactions } from '../database';
import { Actors } from './actors';
import { Passwords } from './passwords';

interface CredentialRow {
  user_id: string;
  password_hash: string;
  status: string;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly reader: Reader,
    private readonly passwords: Passwords,
    private readonly actors: Actors,
    private readonly transactions: Transactions,
  ) {}

  /** The actor, or undefined: unknown account, wrong password and disabled account look and last the same. */
  async withPassword(email: string, password: string): Promise<Actor | undefined> {
    const [found] = await this.reader.lookUp<CredentialRow>({
      name: 'sign-in-lookup',
      text: 'SELECT * FROM sign_in_lookup($1)',
      values: [email.trim()],
    });
    const isRight = await this.passwords.matches(password, found?.password_hash);
    if (!isRight || !found) return undefined;
    const actor = await this.actors.load(found.user_id);
    if (!actor) return undefined;
    await this.transactions.act(actor, (tx) =>
      tx.audit({ act: 'session.started', subjectType: 'user', subjectId: actor.userId }),
    );
    return actor;
  }

  /** Says in the audit that the person signed out; ending the session itself belongs to who holds it. */
  async ended(actor: Actor): Promise<void> {
    await this.transactions.act(actor, (tx) =>
      tx.audit({ act: 'session.ended', subjectType: 'user', subjectId: actor.userId }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Reader } from '../database';
import { Passwords, TooManySignIns } from './passwords';

/** What there is to check a password against. */
export interface Credential {
  user_id: string;
  password_hash: string;
  status: string;
}

/** Passwords of accounts, read before anybody has shown who they are. */
@Injectable()
export class Credentials {
  constructor(
    private readonly reader: Reader,
    private readonly passwords: Passwords,
  ) {}

  async find(account: string): Promise<Credential | undefined> {
    const [found] = await this.reader.lookUp<Credential>({
      name: 'sign-in-lookup',
      text: 'SELECT * FROM sign_in_lookup($1)',
      values: [account],
    });
    return found;
  }

  /** Takes as long where there is nothing to check against. @throws TooManySignIns */
  areRight(found: Credential | undefined, password: string): Promise<boolean> {
    return this.passwords.matches(password, found?.password_hash);
  }

  /**
   * The same password under today's parameters, if its hash is of others. A full queue does not keep out who was right:
   * the next sign-in does it.
   */
  async renew({ user_id, password_hash }: Credential, password: string): Promise<void> {
    if (!this.passwords.isOutdated(password_hash)) return;
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
}

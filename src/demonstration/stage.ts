import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Actor } from '../platform/access';
import { Actors } from '../platform/auth';
import { type Transaction, Transactions } from '../platform/database';

/** The verbs of every slice and the people who use them, at hand for whoever tells a story. */
@Injectable()
export class Stage {
  private readonly known = new Map<string, Actor>();
  private users: Record<string, string> = {};
  /** Individuals whose last review nobody gets round to, the panel included. */
  readonly overlooked: string[] = [];

  constructor(
    private readonly modules: ModuleRef,
    private readonly actors: Actors,
    private readonly transactions: Transactions,
  ) {}

  setUsers(users: Record<string, string>): void {
    this.users = users;
  }

  verb<Verb>(kind: Type<Verb>): Verb {
    return this.modules.get(kind, { strict: false });
  }

  userId(email: string): string {
    const id = this.users[email];
    if (id === undefined) throw new RangeError(`No demonstration account ${email}`);
    return id;
  }

  async actor(email: string): Promise<Actor> {
    const found = this.known.get(email) ?? (await this.actors.load(this.userId(email)));
    if (!found) throw new RangeError(`${email} cannot sign in`);
    this.known.set(email, found);
    return found;
  }

  /** Looks these people up again: they have come to sit on a panel, and see what it sees. */
  meetAgain(...emails: string[]): void {
    for (const email of emails) this.known.delete(email);
  }

  /** Several verbs of one person at one sitting, in one transaction. */
  async sitting<Result>(email: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.transactions.act(await this.actor(email), work);
  }
}

import { Injectable } from '@nestjs/common';
import type { Transaction } from './transaction';

type Handler<Event> = (tx: Transaction, event: Event) => Promise<void>;
type EventClass<Event> = abstract new (...values: never[]) => Event;

/**
 * What a lower slice says happened, and what higher slices do about it inside the same transaction: approving a plan
 * starts its review schedule, though plans know nothing of reviews. What may wait goes through the outbox instead.
 */
@Injectable()
export class DomainEvents {
  private readonly handlers = new Map<unknown, Handler<never>[]>();

  on<Event extends object>(kind: EventClass<Event>, handler: Handler<Event>): void {
    this.handlers.set(kind, [...(this.handlers.get(kind) ?? []), handler]);
  }

  async publish(tx: Transaction, event: object): Promise<void> {
    for (const handler of this.handlers.get(event.constructor) ?? []) await handler(tx, event as never);
  }
}

import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { Day } from '../../shared/day';
import type { Actor } from '../access';
import { type AuditEntry, insertAudit } from '../audit/audit-entry';

interface EventPublisher {
  publish(tx: Transaction, event: object): Promise<void>;
}

/**
 * One transaction of one actor: what a verb works with. Reads and writes go through here and nowhere else, so that
 * row-level security, the audit row and the outbox row belong to the change itself.
 */
export class Transaction {
  constructor(
    readonly manager: EntityManager,
    readonly actor: Actor,
    readonly now: Date,
    readonly today: Day,
    private readonly events: EventPublisher,
  ) {}

  query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.manager.query<Row[]>(text, values);
  }

  async insert<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    values: QueryDeepPartialEntity<Entity> | QueryDeepPartialEntity<Entity>[],
  ): Promise<void> {
    await this.manager.createQueryBuilder().insert().into(target).values(values).updateEntity(false).execute();
  }

  /**
   * Changes one versioned row by compare-and-set: only if it still has the version the user saw.
   * @throws Stale when somebody was quicker (or the row is not visible any more).
   */
  async change<Entity extends ObjectLiteral & { id: string; version: number }>(
    target: EntityTarget<Entity>,
    seen: { id: string; version: number },
    values: QueryDeepPartialEntity<Entity>,
  ): Promise<void> {
    const result = await this.manager
      .createQueryBuilder()
      .update(target)
      .set({ ...values, version: seen.version + 1 })
      .where('id = :id AND version = :version', seen)
      .updateEntity(false)
      .execute();
    if (result.affected !== 1) throw new Stale();
  }

  /** The audit row of what was just done; without it the transaction does not end well. */
  async audit(entry: AuditEntry): Promise<void> {
    const { text, values } = insertAudit(this.actor, entry, this.now);
    await this.query(text, values);
  }

  /** Tells the slices that listen, inside this transaction. */
  publish(event: object): Promise<void> {
    return this.events.publish(this, event);
  }

  /** Says to the outbox what must follow. The worker hands it to the queue after the commit. */
  async announce(kind: string, subjectId: string): Promise<void> {
    await this.query('INSERT INTO outbox_events (id, at, kind, subject_id, actor_id) VALUES ($1, $2, $3, $4, $5)', [
      newId(),
      this.now,
      kind,
      subjectId,
      this.actor.userId,
    ]);
  }
}

import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { Day } from '../../shared/day';
import type { Actor } from '../access';
import { type AuditEntry, auditRow, INSERT_AUDIT_ROWS_SQL } from '../audit/audit-entry';
import { auditFailure } from '../audit/audit-unavailable';

interface EventPublisher {
  publish(tx: Transaction, event: object): Promise<void>;
}

/** Audit and outbox rows are written together; so many at the most wait for that. */
const MOST_KEPT_BACK = 500;

/**
 * One transaction of one actor: what a verb works with. Reads and writes go through here and nowhere else, so that
 * row-level security, the audit row and the outbox row belong to the change itself.
 */
export class Transaction {
  private readonly audited: object[] = [];
  private readonly announced: object[] = [];

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

  /** The audit row of what was just done; without it the transaction does not end well. Written together, at the end. */
  async audit(entry: AuditEntry): Promise<void> {
    this.audited.push(auditRow(this.actor, entry, this.now));
    if (this.audited.length >= MOST_KEPT_BACK) await this.writeDown();
  }

  /** Tells the slices that listen, inside this transaction. */
  publish(event: object): Promise<void> {
    return this.events.publish(this, event);
  }

  /** Says to the outbox what must follow. The worker hands it to the queue after the commit. */
  async announce(kind: string, subjectId: string): Promise<void> {
    this.announced.push({ id: newId(), at: this.now, kind, subject_id: subjectId, actor_id: this.actor.userId });
    if (this.announced.length >= MOST_KEPT_BACK) await this.writeDown();
  }

  /**
   * Writes the audit and outbox rows of everything done so far, each in one statement: an import of a hundred people
   * would otherwise go to the database thousands of times for them. Transactions calls it before every commit.
   */
  async writeDown(): Promise<void> {
    const [audited, announced] = [this.audited.splice(0), this.announced.splice(0)];
    if (audited.length > 0) await this.insertAudit(audited);
    if (announced.length > 0) await this.query(INSERT_OUTBOX_ROWS_SQL, [JSON.stringify(announced)]);
  }

  /** @throws AuditUnavailable, which ends the transaction: no audit row, no change */
  private async insertAudit(rows: object[]): Promise<void> {
    try {
      await this.query(INSERT_AUDIT_ROWS_SQL, [JSON.stringify(rows)]);
    } catch (error) {
      throw auditFailure(error);
    }
  }
}

const INSERT_OUTBOX_ROWS_SQL = `INSERT INTO outbox_events (id, at, kind, subject_id, actor_id)
  SELECT id, at, kind, subject_id, actor_id FROM json_populate_recordset(NULL::outbox_events, $1::json)`;

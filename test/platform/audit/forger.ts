import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Head } from '../../../src/platform/audit/domain/head';
import type { SealAudit } from '../../../src/platform/audit/chain/seal-audit';
import { newId } from '../../../src/shared/ids';
import type { TestApp } from '../../support/test-app';

const TABLES = ['audit_events', 'audit_seals'];

/** Somebody with the rights of the database's owner, who turns the triggers off before touching history. */
export class Forger {
  private second = 0;

  constructor(private readonly test: TestApp) {}

  async asOwner(sql: string): Promise<void> {
    await this.test.sql('BEGIN');
    for (const table of TABLES) await this.test.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await this.test.sql(sql);
    for (const table of TABLES) await this.test.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await this.test.sql('COMMIT');
  }

  startAgain(): Promise<void> {
    return this.asOwner('TRUNCATE audit_events, audit_seals');
  }

  /** One honest row, a second after the one before. */
  async write(client?: Client): Promise<string> {
    const id = newId();
    const sql = `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, reason, address)
      SELECT $1, $2, id, agency_id, roles, 'individual.read', 'individual', 'Say “why”, please', '192.0.2.7'
        FROM users ORDER BY id LIMIT 1`;
    const values = [id, new Date(Date.parse('2026-11-21T10:00:00Z') + 50 * ++this.second)];
    if (client) await client.query(sql, values);
    else await this.test.sql(sql, values);
    return id;
  }

  async head(): Promise<Head> {
    const [row] = await this.test.sql<{ number: string; hash: Buffer; total_rows: string; sealed_at: Date }>(
      'SELECT number::text AS number, hash, total_rows::text AS total_rows, sealed_at FROM audit_seals s ORDER BY s.number DESC LIMIT 1',
    );
    if (!row) throw new Error('Nothing is sealed yet.');
    return {
      number: row.number,
      hash: row.hash.toString('hex'),
      totalRows: row.total_rows,
      sealedAt: row.sealed_at.toISOString(),
    };
  }

  async writeSealsUpTo(number: number, sealer: SealAudit): Promise<void> {
    while (Number((await this.head()).number) < number) {
      await this.write();
      await this.seal(sealer, 1);
    }
  }

  /** A transaction of another database of the same server may hold the sealer up for a moment. */
  async seal(sealer: SealAudit, count: number): Promise<void> {
    for (let attempt = 0; !(await this.maySealAll()); attempt++) {
      if (attempt > 500) throw new Error('Another transaction keeps rows from being sealed.');
      await delay(20);
    }
    const sealed = await sealer.run();
    if (sealed !== count) throw new Error(`${sealed} rows were sealed, not ${count}.`);
  }

  private async maySealAll(): Promise<boolean> {
    const [row] = await this.test.sql<{ may: boolean }>(
      `SELECT coalesce(max(position), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + audit_offset() AS may
         FROM audit_events`,
    );
    return row?.may === true;
  }

  /** Whatever is left, until nothing is. */
  async sealRest(sealer: SealAudit): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      await sealer.run();
      const [left] = await this.test.sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM audit_events e
          WHERE (e.position, e.id) > (SELECT last_position, last_id FROM audit_seals s ORDER BY s.number DESC LIMIT 1)`,
      );
      if (left?.count === 0) return;
      await delay(20);
    }
    throw new Error('Rows are left that no seal answers for.');
  }

  async keepCopy(): Promise<void> {
    for (const table of TABLES) await this.test.sql(`CREATE TABLE copy_of_${table} AS SELECT * FROM ${table}`);
  }

  async restoreCopy(): Promise<void> {
    await this.startAgain();
    for (const table of TABLES) {
      await this.test.sql(`INSERT INTO ${table} SELECT * FROM copy_of_${table}`);
      await this.test.sql(`DROP TABLE copy_of_${table}`);
    }
  }
}

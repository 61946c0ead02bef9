import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../access';
import { Transactions } from '../../database';

/** What keeps the audit trustworthy, each told apart: sealing, each place a head goes to, watching access. */
export type KeepingTask = 'seal' | 'head_file' | 'head_mail' | 'head_webhook' | 'watch';

export interface KeepingRow {
  task: KeepingTask;
  last_ok_at: Date | null;
  failing_since: Date | null;
  last_error: string | null;
  head_number: string | null;
}

/** Remembers how each task went, where health and governance see it. A failure is kept until the task goes well again. */
@Injectable()
export class AuditKeeping {
  constructor(private readonly transactions: Transactions) {}

  all(): Promise<KeepingRow[]> {
    return this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<KeepingRow>(
        'SELECT task, last_ok_at, failing_since, last_error, head_number::text AS head_number FROM audit_keeping ORDER BY task',
      ),
    );
  }

  wentWell(task: KeepingTask, headNumber?: string): Promise<void> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      await tx.query(
        `INSERT INTO audit_keeping (task, last_ok_at, head_number) VALUES ($1, $2, $3)
         ON CONFLICT ON CONSTRAINT audit_keeping_pk DO UPDATE SET last_ok_at = greatest(audit_keeping.last_ok_at, EXCLUDED.last_ok_at),
           failing_since = NULL, last_error = NULL, head_number = coalesce(EXCLUDED.head_number, audit_keeping.head_number)`,
        [task, tx.now, headNumber ?? null],
      );
    });
  }

  /** The kind of the fault only: a message may repeat an address or a value. */
  failed(task: KeepingTask, error: unknown): Promise<void> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      await tx.query(
        `INSERT INTO audit_keeping (task, failing_since, last_error) VALUES ($1, $2, $3)
         ON CONFLICT ON CONSTRAINT audit_keeping_pk DO UPDATE SET
           failing_since = coalesce(audit_keeping.failing_since, EXCLUDED.failing_since), last_error = EXCLUDED.last_error`,
        [task, tx.now, kindOf(error)],
      );
    });
  }
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`.slice(0, 100);
}

import { Injectable } from '@nestjs/common';
import { NotAllowed } from '../../shared/errors';
import { type Actor, hasRole } from '../access';
import { Reader } from '../database';
import { readingOf, refuseDaysBackwards } from './audit-events';
import { type AuditEventRow, auditEvents, type AuditFilter } from './audit-events.queries';

/** Rows in memory at a time. */
const ROWS_AT_ONCE = 500;

/** The audit as rows for a file, newest first. Why somebody takes it out of the building stands in it. */
@Injectable()
export class ExportAudit {
  constructor(private readonly reader: Reader) {}

  /**
   * Resolves when the export is written down and its first rows are read; the others are read as they are taken.
   * @throws NotAllowed for anyone but governance, Invalid for days the wrong way round
   */
  async run(actor: Actor, filter: AuditFilter, purpose: string): Promise<AsyncIterable<AuditEventRow[]>> {
    if (!hasRole(actor, 'governance')) throw new NotAllowed();
    refuseDaysBackwards(filter);
    const entry = { ...readingOf(filter), act: 'audit_events.exported', reason: purpose };
    const first = await this.reader.many<AuditEventRow>(actor, entry, auditEvents(filter, undefined, ROWS_AT_ONCE));
    return this.pages(actor, filter, first);
  }

  private async *pages(actor: Actor, filter: AuditFilter, first: AuditEventRow[]): AsyncIterable<AuditEventRow[]> {
    let rows = first;
    for (;;) {
      // One row more is asked for than is given: it says whether there is a next page.
      const page = rows.slice(0, ROWS_AT_ONCE);
      yield page;
      const last = page.at(-1);
      if (rows.length <= ROWS_AT_ONCE || !last) return;
      rows = await this.reader.many<AuditEventRow>(
        actor,
        undefined,
        auditEvents(filter, [last.at_key, last.id], ROWS_AT_ONCE),
      );
    }
  }
}

import { Injectable } from '@nestjs/common';
import { NotAllowed } from '../../shared/errors';
import { type Actor, hasRole } from '../access';
import { Reader } from '../database';
import { readingOf, refuseDaysBackwards } from './audit-events';
import { type AuditEventRow, auditEvents, type AuditFilter, auditPeople, ROWS_COUNTED } from './audit-events.queries';

/** Rows in memory at a time. */
const ROWS_AT_ONCE = 500;
/** Of rows of the same instant, none is later. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The audit as rows for a file, newest first. Why somebody takes it out of the building stands in it. */
@Injectable()
export class ExportAudit {
  constructor(private readonly reader: Reader) {}

  /** @throws NotAllowed for anyone but governance, Invalid for days the wrong way round */
  async size(actor: Actor, filter: AuditFilter): Promise<{ people: number; isWhole: boolean }> {
    ensureGovernance(actor, filter);
    const [counted] = await this.reader.many<{ rows: number; people: number }>(actor, undefined, auditPeople(filter));
    const { rows, people } = counted ?? { rows: 0, people: 0 };
    return { people, isWhole: rows <= ROWS_COUNTED };
  }

  /**
   * Resolves when the export is written down and its first rows are read; the others are read as they are taken.
   * @param until nothing later: what was asked for is what is taken
   * @throws NotAllowed for anyone but governance, Invalid for days the wrong way round
   */
  async run(
    actor: Actor,
    { filter, purpose, until }: { filter: AuditFilter; purpose: string; until: Date },
  ): Promise<AsyncIterable<AuditEventRow[]>> {
    ensureGovernance(actor, filter);
    const entry = { ...readingOf(filter), act: 'audit_events.exported', reason: purpose };
    const first = await this.reader.many<AuditEventRow>(
      actor,
      entry,
      auditEvents(filter, [until.toISOString(), LAST_ID], ROWS_AT_ONCE),
    );
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

function ensureGovernance(actor: Actor, filter: AuditFilter): void {
  if (!hasRole(actor, 'governance')) throw new NotAllowed();
  refuseDaysBackwards(filter);
}

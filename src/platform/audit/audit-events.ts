import { Injectable } from '@nestjs/common';
import { Invalid, NotAllowed } from '../../shared/errors';
import { type Actor, hasRole } from '../access';
import { Reader } from '../database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../http';
import type { AuditEntry } from './audit-entry';
import {
  type AuditedUserRow,
  auditedUsers,
  type AuditEventRow,
  auditEvents,
  type AuditFilter,
} from './audit-events.queries';

/** Reading the audit is an act like any other: who asked for what stands in it too. */
@Injectable()
export class AuditEvents {
  constructor(private readonly reader: Reader) {}

  /** @throws NotAllowed for anyone but governance, Invalid for days the wrong way round */
  async list(actor: Actor, filter: AuditFilter, cursor: unknown): Promise<CursorPage<AuditEventRow>> {
    if (!hasRole(actor, 'governance')) throw new NotAllowed();
    if (filter.from && filter.to && filter.from > filter.to) {
      throw new Invalid([{ field: 'to', message: 'The last day must be the same as or after the first day' }]);
    }
    const after = decodeCursor(cursor, 2);
    const rows = await this.reader.many<AuditEventRow>(actor, readingOf(filter), auditEvents(filter, after, PAGE_SIZE));
    return pageOf(rows, (row) => [row.at_key, row.id]);
  }

  users(actor: Actor): Promise<AuditedUserRow[]> {
    return this.reader.many<AuditedUserRow>(actor, undefined, auditedUsers());
  }
}

/** Whose history was looked at, and by which filters. */
function readingOf(filter: AuditFilter): AuditEntry {
  const fields = Object.entries(filter).flatMap(([name, value]) => (value == null ? [] : [name]));
  const about = { act: 'audit_events.listed', fields };
  if (filter.individualId) return { ...about, subjectType: 'individual', subjectId: filter.individualId };
  if (filter.userId) return { ...about, subjectType: 'user', subjectId: filter.userId };
  return { ...about, subjectType: 'audit_event' };
}

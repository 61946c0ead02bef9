import { Injectable } from '@nestjs/common';
import { Invalid, NotAllowed, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { type Actor, hasRole } from '../access';
import { Reader } from '../database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../http';
import type { AuditEntry } from './audit-entry';
import {
  type AgencyChoiceRow,
  auditedAgencies,
  type AuditedUserRow,
  auditedUsers,
  auditEvent,
  type AuditEventDetail,
  type AuditEventRow,
  auditEvents,
  type AuditFilter,
} from './audit-events.queries';

export interface AuditChoices {
  users: AuditedUserRow[];
  agencies: AgencyChoiceRow[];
}

/** Reading the audit is an act like any other: who asked for what stands in it too. */
@Injectable()
export class AuditEvents {
  constructor(private readonly reader: Reader) {}

  /** @throws NotAllowed for anyone but governance, Invalid for days the wrong way round */
  async list(actor: Actor, filter: AuditFilter, cursor: unknown): Promise<CursorPage<AuditEventRow>> {
    if (!hasRole(actor, 'governance')) throw new NotAllowed();
    refuseDaysBackwards(filter);
    const after = decodeCursor(cursor, 2);
    const rows = await this.reader.many<AuditEventRow>(actor, readingOf(filter), auditEvents(filter, after, PAGE_SIZE));
    return pageOf(rows, (row) => [row.at_key, row.id]);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<AuditEventDetail> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'audit_events.read', subjectType: 'audit_event', subjectId: id };
    const row = await this.reader.one<AuditEventDetail>(actor, entry, auditEvent(id));
    if (!row) throw new NotFound();
    return row;
  }

  /** Whose acts, and the acts of which agency, can be asked for. */
  async choices(actor: Actor): Promise<AuditChoices> {
    const [users, agencies] = await this.reader.read<[AuditedUserRow, AgencyChoiceRow]>(
      actor,
      undefined,
      auditedUsers(),
      auditedAgencies(),
    );
    return { users, agencies };
  }
}

/** @throws Invalid */
export function refuseDaysBackwards({ from, to }: AuditFilter): void {
  if (from && to && from > to) {
    throw new Invalid([{ field: 'to', message: 'The last day must be the same as or after the first day' }]);
  }
}

/** Whose history was looked at, and by which filters. */
export function readingOf(filter: AuditFilter): AuditEntry {
  const fields = Object.entries(filter).flatMap(([name, value]) => (value == null || value === false ? [] : [name]));
  const about = { act: 'audit_events.listed', fields };
  if (filter.individualId) return { ...about, subjectType: 'individual', subjectId: filter.individualId };
  if (filter.userId) return { ...about, subjectType: 'user', subjectId: filter.userId };
  return { ...about, subjectType: 'audit_event' };
}

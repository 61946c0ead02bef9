import { newId } from '../../shared/ids';
import type { Actor } from '../access';

/** What was done to which record. Names of fields, never their contents: the audit is read by people who may not see a case. */
export interface AuditEntry {
  /** `individual.read`, `plan.submitted`: the glossary's noun, then what happened to it. */
  act: string;
  subjectType: string;
  subjectId?: string;
  individualId?: string;
  fields?: string[];
  reason?: string;
}

/** One audit row, by column. */
export const auditRow = (actor: Actor, entry: AuditEntry, at: Date) => ({
  id: newId(),
  at,
  actor_id: actor.userId,
  agency_id: actor.agencyId,
  roles: actor.roles,
  act: entry.act,
  subject_type: entry.subjectType,
  subject_id: entry.subjectId ?? null,
  individual_id: entry.individualId ?? null,
  fields: entry.fields ?? [],
  reason: entry.reason ?? null,
  request_id: actor.requestId ?? null,
  address: actor.address ?? null,
});

const COLUMNS =
  'id, at, actor_id, agency_id, roles, act, subject_type, subject_id, individual_id, fields, reason, request_id, address';

/** Writes any number of audit rows, given as JSON, in one statement. */
export const INSERT_AUDIT_ROWS_SQL = `INSERT INTO audit_events (${COLUMNS})
  SELECT ${COLUMNS} FROM json_populate_recordset(NULL::audit_events, $1::json)`;

/**
 * For reads: somebody who asked for a record that is not theirs to see got nothing, and the row says so (`….refused`).
 * The policy of individuals decides, so the audit cannot disagree with what was shown.
 */
const INSERT_READ_AUDIT_SQL = `INSERT INTO audit_events (${COLUMNS})
  SELECT $1::uuid, $2::timestamptz, $3::uuid, $4::uuid, $5::text[],
   $6::text || CASE WHEN $9::uuid IS NULL OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = $9::uuid) THEN '' ELSE '.refused' END,
   $7::text, $8::uuid, $9::uuid, $10::text[], $11::text, $12::text, $13::inet`;

export const insertReadAudit = (actor: Actor, entry: AuditEntry, at: Date): { text: string; values: unknown[] } => ({
  text: INSERT_READ_AUDIT_SQL,
  values: Object.values(auditRow(actor, entry, at)),
});

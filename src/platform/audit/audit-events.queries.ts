import type { Statement } from '../database';

export interface AuditEventRow {
  id: string;
  at: Date;
  /** The instant as PostgreSQL writes it: a Date would lose the microseconds a cursor needs. */
  at_key: string;
  actor_id: string;
  actor_name: string | null;
  agency_id: string;
  agency_name: string | null;
  act: string;
  subject_type: string;
  subject_id: string | null;
  individual_id: string | null;
  fields: string[];
}

export interface AuditFilter {
  userId?: string | null;
  /** A whole act (`plan.submitted`) or what it is about (`plan`). */
  act?: string | null;
  /** Days in Europe/London, both included. */
  from?: string | null;
  to?: string | null;
  individualId?: string | null;
}

/** What was done, newest first. Row-level security shows it to governance alone. */
export const auditEvents = (filter: AuditFilter, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'audit-events',
  text: `
    SELECT e.id, e.at, e.at::text AS at_key, e.actor_id, u.display_name AS actor_name, e.agency_id, a.name AS agency_name,
           e.act, e.subject_type, e.subject_id, e.individual_id, e.fields
      FROM audit_events e
      LEFT JOIN users u ON u.id = e.actor_id
      LEFT JOIN agencies a ON a.id = e.agency_id
     WHERE ($1::uuid IS NULL OR e.actor_id = $1)
       AND ($2::text IS NULL OR e.act = $2 OR starts_with(e.act, $2 || '.'))
       AND ($3::date IS NULL OR e.at >= $3::date::timestamp AT TIME ZONE 'Europe/London')
       AND ($4::date IS NULL OR e.at < ($4::date + 1)::timestamp AT TIME ZONE 'Europe/London')
       AND ($5::uuid IS NULL OR e.individual_id = $5)
       AND ($6::timestamptz IS NULL OR (e.at, e.id) < ($6, $7::uuid))
     ORDER BY e.at DESC, e.id DESC
     LIMIT $8`,
  values: [
    filter.userId ?? null,
    filter.act ?? null,
    filter.from ?? null,
    filter.to ?? null,
    filter.individualId ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit + 1,
  ],
});

export interface AuditedUserRow {
  id: string;
  display_name: string;
  agency_name: string;
}

/** Everybody whose acts can be asked for, the service itself included. */
export const auditedUsers = (): Statement => ({
  name: 'audited-users',
  text: `SELECT u.id, u.display_name, a.name AS agency_name FROM users u JOIN agencies a ON a.id = u.agency_id
          ORDER BY u.display_name, u.id`,
});

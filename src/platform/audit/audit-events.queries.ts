import type { Statement } from '../database';
import { ACT_KINDS } from './act-words';

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
  roles: string[];
  request_id: string | null;
  address: string | null;
  under_break_glass: boolean;
  /** Never a name; null when the act was about nobody. */
  reference: string | null;
}

export interface AuditFilter {
  userId?: string | null;
  agencyId?: string | null;
  /** A whole act (`plan.submitted`) or what it is about (`plan`). */
  act?: string | null;
  /** Several acts together, one of `ACT_KINDS`. */
  kind?: string | null;
  /** Days in Europe/London, both included. */
  from?: string | null;
  to?: string | null;
  individualId?: string | null;
  /** `TC-2026-0042`: governance knows people by reference and nothing else. */
  reference?: string | null;
  refusedOnly?: boolean | null;
  breakGlassOnly?: boolean | null;
}

const COLUMNS = `e.id, e.at, e.at::text AS at_key, e.actor_id, u.display_name AS actor_name, e.agency_id, a.name AS agency_name,
  e.roles, e.act, e.subject_type, e.subject_id, e.individual_id, e.fields, e.request_id, host(e.address) AS address,
  EXISTS (SELECT 1 FROM break_glass_grants g WHERE g.user_id = e.actor_id AND g.individual_id = e.individual_id
           AND e.at >= g.opened_at AND e.at <= coalesce(g.ended_at, g.expires_at)) AS under_break_glass,
  (SELECT r.reference FROM audited_references(ARRAY[e.individual_id]) r) AS reference`;

const ASKED_FOR = `WHERE ($1::uuid IS NULL OR e.actor_id = $1)
       AND ($2::text IS NULL OR e.act = $2 OR starts_with(e.act, $2 || '.'))
       AND ($3::date IS NULL OR e.at >= $3::date::timestamp AT TIME ZONE 'Europe/London')
       AND ($4::date IS NULL OR e.at < ($4::date + 1)::timestamp AT TIME ZONE 'Europe/London')
       AND ($5::uuid IS NULL OR e.individual_id = $5)
       AND ($6::timestamptz IS NULL OR (e.at, e.id) < ($6, $7::uuid))
       AND ($9::uuid IS NULL OR e.agency_id = $9)
       AND ($10::text IS NULL OR e.individual_id = (SELECT audited_individual($10)))
       AND ($13::text[] IS NULL OR e.act = ANY ($13))
       AND (NOT $11::boolean OR e.act LIKE '%.refused')
       AND (NOT $12::boolean OR EXISTS (
         SELECT 1 FROM break_glass_grants g WHERE g.user_id = e.actor_id AND g.individual_id = e.individual_id
            AND e.at >= g.opened_at AND e.at <= coalesce(g.ended_at, g.expires_at)))`;

const valuesOf = (filter: AuditFilter, after: (string | null)[] | undefined, limit: number): unknown[] => [
  filter.userId ?? null,
  filter.act ?? null,
  filter.from ?? null,
  filter.to ?? null,
  filter.individualId ?? null,
  after?.[0] ?? null,
  after?.[1] ?? null,
  limit,
  filter.agencyId ?? null,
  filter.reference ?? null,
  filter.refusedOnly ?? false,
  filter.breakGlassOnly ?? false,
  filter.kind == null ? null : (ACT_KINDS[filter.kind]?.acts ?? []),
];

/** What was done, newest first. Row-level security shows it to governance alone. */
export const auditEvents = (filter: AuditFilter, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'audit-events',
  text: `
    SELECT ${COLUMNS}
      FROM audit_events e
      LEFT JOIN users u ON u.id = e.actor_id
      LEFT JOIN agencies a ON a.id = e.agency_id
     ${ASKED_FOR}
     ORDER BY e.at DESC, e.id DESC
     LIMIT $8`,
  values: valuesOf(filter, after, limit + 1),
});

/** Rows that are looked at to count whom they are about: beyond these it is many whoever they name. */
export const ROWS_COUNTED = 10_000;

/** How many rows, and how many different people, who did it or whom it was about, are in what is asked for. */
export const auditPeople = (filter: AuditFilter): Statement => ({
  name: 'audit-people',
  text: `
    WITH asked AS (SELECT e.actor_id, e.individual_id FROM audit_events e ${ASKED_FOR} ORDER BY e.at DESC, e.id DESC LIMIT $8)
    SELECT (SELECT count(*)::integer FROM asked) AS rows,
           (SELECT count(DISTINCT p.id)::integer FROM asked, LATERAL (VALUES (asked.actor_id), (asked.individual_id)) p (id)) AS people`,
  values: valuesOf(filter, undefined, ROWS_COUNTED + 1),
});

export interface AuditEventDetail extends AuditEventRow {
  reason: string | null;
  seal_number: string | null;
}

/** One row with everything it holds, and the seal that answers for it. */
export const auditEvent = (id: string): Statement => ({
  name: 'audit-event',
  text: `
    SELECT ${COLUMNS}, e.reason,
           (SELECT s.number::text FROM audit_seals s WHERE (s.last_position, s.last_id) >= (e.position, e.id)
             ORDER BY s.number LIMIT 1) AS seal_number
      FROM audit_events e
      LEFT JOIN users u ON u.id = e.actor_id
      LEFT JOIN agencies a ON a.id = e.agency_id
     WHERE e.id = $1::uuid`,
  values: [id],
});

export interface AgencyChoiceRow {
  id: string;
  name: string;
}

export const auditedAgencies = (): Statement => ({
  name: 'audited-agencies',
  text: 'SELECT id, name FROM agencies ORDER BY name',
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

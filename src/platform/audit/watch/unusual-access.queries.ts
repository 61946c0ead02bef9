import type { Statement } from '../../database';

export type UnusualKind =
  'many_records' | 'many_refusals' | 'out_of_hours' | 'outside_agency' | 'audit_keeping' | 'too_fast';
export type UnusualState = 'new' | 'looked_at' | 'explained';

export interface UnusualRow {
  id: string;
  kind: UnusualKind;
  user_id: string | null;
  user_name: string | null;
  agency_name: string | null;
  individual_id: string | null;
  reference: string | null;
  counted: number;
  from_at: Date;
  until_at: Date;
  raised_at: Date;
  raised_key: string;
  state: UnusualState;
  explanation: string | null;
  handled_by_name: string | null;
  handled_at: Date | null;
  version: number;
}

const COLUMNS = `x.id, x.kind, x.user_id, u.display_name AS user_name, a.name AS agency_name, x.individual_id,
  (SELECT r.reference FROM audited_references(ARRAY[x.individual_id]) r) AS reference, x.counted, x.from_at, x.until_at,
  x.raised_at, x.raised_at::text AS raised_key, x.state, x.explanation, h.display_name AS handled_by_name, x.handled_at, x.version`;
const TABLES = `unusual_access x LEFT JOIN users u ON u.id = x.user_id LEFT JOIN agencies a ON a.id = u.agency_id
  LEFT JOIN users h ON h.id = x.handled_by`;

/** Newest first; only those of one state, or all. */
export const unusualAccess = (
  state: UnusualState | null,
  after: (string | null)[] | undefined,
  limit: number,
): Statement => ({
  name: 'unusual-access',
  text: `SELECT ${COLUMNS} FROM ${TABLES}
    WHERE ($1::text IS NULL OR x.state = $1) AND ($2::timestamptz IS NULL OR (x.raised_at, x.id) < ($2, $3::uuid))
    ORDER BY x.raised_at DESC, x.id DESC LIMIT $4`,
  values: [state, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export const oneUnusualAccess = (id: string): Statement => ({
  name: 'unusual-access-one',
  text: `SELECT ${COLUMNS} FROM ${TABLES} WHERE x.id = $1::uuid`,
  values: [id],
});

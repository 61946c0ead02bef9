import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ErasureGround, HoldKind, RecordKind } from './retention-words';
import type { ErasureStatus } from './erasure.entity';

export interface DueRow {
  subject_kind: RecordKind;
  subject_id: string;
  reference: string;
  rule: string;
  due_on: Day;
  is_held: boolean;
  erasure_id: string | null;
}

export interface ErasureRow {
  id: string;
  subject_kind: RecordKind;
  reference: string | null;
  ground: ErasureGround;
  rule: string | null;
  was_due_on: Day | null;
  reason: string | null;
  asked_by_id: string;
  asked_by: string;
  asked_at: Date;
  status: ErasureStatus;
  decided_by: string | null;
  decided_at: Date | null;
  refusal: string | null;
  counts: Record<string, number> | null;
  version: number;
}

export interface HoldRow {
  id: string;
  subject_kind: RecordKind;
  reference: string;
  kind: HoldKind;
  basis: string;
  placed_by: string;
  placed_at: Date;
  version: number;
}

export interface RuleRow {
  kind: string;
  from_event: string;
  months: number;
  until_age: number | null;
  legal_basis: string;
  source: string;
  version: number;
}

/** So many of a list are shown at once; the oldest, so that working through them shows the rest. */
export const MOST_SHOWN = 100;

/** The oldest first. The function answers governance alone, and nothing of a restricted record. */
export const dueRecords = (today: Day): Statement => ({
  name: 'records-past-their-date',
  text: `SELECT d.*, d.due_on::text AS due_on, e.id AS erasure_id FROM records_past_their_date($1) d
      LEFT JOIN erasures e ON e.subject_id = d.subject_id AND e.status = 'waiting'
     ORDER BY d.due_on, d.reference LIMIT $2`,
  values: [today, MOST_SHOWN + 1],
});

const ERASURE = `SELECT e.id, e.subject_kind, e.reference, e.ground, e.rule, e.was_due_on::text AS was_due_on, e.reason,
    e.asked_by AS asked_by_id, a.display_name AS asked_by, e.asked_at, e.status, d.display_name AS decided_by, e.decided_at,
    e.refusal, e.counts, e.version
  FROM erasures e JOIN users a ON a.id = e.asked_by LEFT JOIN users d ON d.id = e.decided_by`;

export const waitingErasures = (): Statement => ({
  name: 'erasures-waiting',
  text: `${ERASURE} WHERE e.status = 'waiting' ORDER BY e.asked_at, e.id LIMIT $1`,
  values: [MOST_SHOWN],
});

export const decidedErasures = (): Statement => ({
  name: 'erasures-decided',
  text: `${ERASURE} WHERE e.status <> 'waiting' ORDER BY e.decided_at DESC, e.id DESC LIMIT $1`,
  values: [MOST_SHOWN],
});

export const oneErasure = (id: string): Statement => ({
  name: 'erasure-one',
  text: `${ERASURE} WHERE e.id = $1::uuid`,
  values: [id],
});

export const erasuresOfCase = (individualId: string): Statement => ({
  name: 'erasures-of-case',
  text: `${ERASURE} WHERE e.subject_id = $1::uuid ORDER BY e.asked_at DESC LIMIT 1`,
  values: [individualId],
});

export const openHolds = (): Statement => ({
  name: 'legal-holds-open',
  text: `SELECT h.id, h.subject_kind, h.reference, h.kind, h.basis, u.display_name AS placed_by, h.placed_at, h.version
      FROM legal_holds h JOIN users u ON u.id = h.placed_by WHERE h.ended_at IS NULL ORDER BY h.placed_at DESC LIMIT $1`,
  values: [MOST_SHOWN],
});

export const retentionRules = (): Statement => ({
  name: 'retention-rules',
  text: `SELECT kind, from_event, months, until_age, legal_basis, source, version FROM retention_rules ORDER BY kind`,
});

import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { HeldKind } from './domain/held';
import type { Choice } from './handover.entity';
import type { HandoverReason, HandoverStatus } from './handover-words';

export interface HandoverRow {
  id: string;
  from_user_id: string | null;
  from_user: string | null;
  individual_ids: string[];
  /** Not empty: of these actions alone. */
  action_ids: string[];
  reason: HandoverReason;
  agency_id: string;
  status: HandoverStatus;
  choices: Choice[];
  made_by: string;
  made_by_name: string;
  made_at: Date;
  confirmed_by_name: string | null;
  confirmed_at: Date | null;
  undone_by_name: string | null;
  undone_at: Date | null;
  version: number;
}

const HANDOVER = `
  SELECT h.id, h.from_user_id, f.display_name AS from_user, h.individual_ids, h.action_ids, h.reason, h.agency_id, h.status, h.choices,
         h.made_by, m.display_name AS made_by_name, h.made_at, c.display_name AS confirmed_by_name, h.confirmed_at,
         u.display_name AS undone_by_name, h.undone_at, h.version
    FROM handovers h JOIN users m ON m.id = h.made_by LEFT JOIN users f ON f.id = h.from_user_id
    LEFT JOIN users c ON c.id = h.confirmed_by LEFT JOIN users u ON u.id = h.undone_by
   WHERE (h.made_by = $1 OR (h.agency_id = $2 AND $3::boolean))`;

const readerOf = (actor: Actor): unknown[] => [actor.userId, actor.agencyId, actor.roles.includes('manager')];

export const handoverById = (actor: Actor, id: string): Statement => ({
  name: 'handover-by-id',
  text: `${HANDOVER} AND h.id = $4`,
  values: [...readerOf(actor), id],
});

export const handoverCursor = (row: HandoverRow): string[] => [row.made_at.toISOString(), row.id];

/** The newest first. */
export const handovers = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'handovers',
  text: `${HANDOVER} AND ($4::timestamptz IS NULL OR (h.made_at, h.id) < ($4::timestamptz, $5::uuid))
         ORDER BY h.made_at DESC, h.id DESC LIMIT $6`,
  values: [...readerOf(actor), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export interface MoveRow {
  id: string;
  kind: HeldKind;
  individual_id: string | null;
  reference: string | null;
  panel_id: string | null;
  about: string | null;
  thing_id: string;
  new_thing_id: string | null;
  old_holder_id: string;
  old_holder: string;
  old_agency_id: string;
  new_holder_id: string;
  new_holder: string;
  outcome: 'given_back' | 'left_alone' | null;
  reason: string | null;
}

/** What a confirmed handover moved, as far as the actor still sees it: not those who became restricted meanwhile. */
export const movesOf = (actor: Actor, handoverId: string): Statement => ({
  name: 'handover-moves',
  text: `
    SELECT v.id, v.kind, v.individual_id, i.reference, v.panel_id, coalesce(t.description, p.name) AS about, v.thing_id, v.new_thing_id,
           v.old_holder_id, o.display_name AS old_holder, v.old_agency_id, v.new_holder_id, n.display_name AS new_holder, r.outcome, r.reason
      FROM handover_moves v
      LEFT JOIN individuals i ON i.id = v.individual_id AND i.access_keys && $2::uuid[]
      LEFT JOIN actions t ON t.id = v.thing_id AND v.kind = 'action'
      LEFT JOIN panels p ON p.id = v.panel_id
      JOIN users o ON o.id = v.old_holder_id JOIN users n ON n.id = v.new_holder_id
      LEFT JOIN handover_returns r ON r.move_id = v.id
     WHERE v.handover_id = $1 AND (v.individual_id IS NULL OR i.id IS NOT NULL)
     ORDER BY i.reference NULLS FIRST, v.kind, v.id`,
  values: [handoverId, actor.accessKeys],
});

export interface CaseToTickRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  lead_id: string | null;
  lead: string | null;
  owner_id: string | null;
  owner: string | null;
}

/** Cases with somebody named on them, narrowed to one person's; for ticking. */
export const casesToTick = (
  actor: Actor,
  filter: { holderId: string | null; after?: (string | null)[]; limit: number },
): Statement => ({
  name: 'cases-to-tick',
  text: `
    SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, la.user_id AS lead_id, l.display_name AS lead,
           oa.user_id AS owner_id, o.display_name AS owner
      FROM individuals i
      LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users l ON l.id = la.user_id
      LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
      LEFT JOIN users o ON o.id = oa.user_id
     WHERE i.access_keys && $1::uuid[] AND (la.id IS NOT NULL OR oa.id IS NOT NULL)
       AND ($2::uuid IS NULL OR la.user_id = $2 OR oa.user_id = $2)
       AND ($3::text IS NULL OR (i.reference, i.id) > ($3, $4::uuid))
     ORDER BY i.reference, i.id LIMIT $5`,
  values: [actor.accessKeys, filter.holderId, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit + 1],
});

export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  is_away: boolean;
  away_until: Day | null;
  made_at: Date;
  by: string;
  about_user: string | null;
  about_user_id: string | null;
  handover_id: string | null;
  references: string[];
  /** Cases of it that the reader may open. */
  cases: { id: string; reference: string }[];
}

export const NOTICE_KINDS = [
  'received',
  'handed_on',
  'taken_back',
  'given_back',
  'person_gone',
  'restricted_left',
  'nobody_named',
  'nobody_to_hand_over',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the actor was told about handovers, the newest first. A notice about a record they see no more is empty, so left out. */
export const noticesOf = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'handover-notices',
  text: `
    SELECT * FROM (
      SELECT n.id, n.kind, n.is_away, n.away_until, n.made_at, b.display_name AS by, a.display_name AS about_user, n.about_user_id, n.handover_id,
             handover_notice_references(n.id) AS references, cardinality(n.individual_ids) AS meant,
             coalesce((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'reference', i.reference) ORDER BY i.reference)
                FROM individuals i WHERE i.id = ANY (n.individual_ids) AND i.access_keys && $2::uuid[]), '[]') AS cases
        FROM handover_notices n JOIN users b ON b.id = n.made_by LEFT JOIN users a ON a.id = n.about_user_id
       WHERE n.recipient_id = $1
    ) n
     WHERE (n.meant = 0 OR cardinality(n.references) > 0)
       AND ($3::timestamptz IS NULL OR (n.made_at, n.id) < ($3::timestamptz, $4::uuid))
     ORDER BY n.made_at DESC, n.id DESC LIMIT $5`,
  values: [actor.userId, actor.accessKeys, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { AccessNoticeKind } from './access-notice.entity';

export interface AccessNoticeRow {
  id: string;
  kind: AccessNoticeKind;
  made_at: Date;
  read_at: Date | null;
  by: string;
  by_agency: string;
  reason: string | null;
  /** Null where the recipient does not see the record. */
  individual_id: string | null;
  reference: string | null;
}

/** What the actor was told about access to records, newest first; about a record they see no more, nothing. */
export const accessNotices = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'access-notices',
  text: `
    SELECT n.id, n.kind, n.made_at, n.read_at, u.display_name AS by, a.name AS by_agency, g.reason,
           i.id AS individual_id,
           coalesce(i.reference, CASE WHEN n.individual_id <> ALL ((SELECT restricted_individuals())::uuid[])
                                      THEN g.individual_reference END) AS reference
      FROM access_notices n JOIN users u ON u.id = n.made_by JOIN agencies a ON a.id = u.agency_id
      LEFT JOIN break_glass_grants g ON g.id = n.grant_id
      LEFT JOIN individuals i ON i.id = n.individual_id AND i.access_keys && $2::uuid[]
     WHERE n.recipient_id = $1 AND (i.id IS NOT NULL OR n.kind = 'break_glass'
            OR n.kind IN ('merged','merge_undone') AND n.individual_id <> ALL ((SELECT restricted_individuals())::uuid[]))
       AND ($3::timestamptz IS NULL OR (n.made_at, n.id) < ($3::timestamptz, $4::uuid))
     ORDER BY n.made_at DESC, n.id DESC LIMIT $5`,
  values: [actor.userId, actor.accessKeys, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

import type { Actor } from '../../platform/access';
import type { Statement, Transaction } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import type { ReviewOutcome } from './break-glass-grant.entity';

export interface GrantRow {
  id: string;
  userId: string;
  individualId: string;
  expiresAt: Date;
  endedAt: Date | null;
  version: number;
}

/** @throws NotFound for one the actor knows nothing of */
export async function grantWithin(tx: Transaction, id: string): Promise<GrantRow> {
  if (!isId(id)) throw new NotFound();
  const [grant] = await tx.query<GrantRow>(
    `SELECT id, user_id AS "userId", individual_id AS "individualId", expires_at AS "expiresAt", ended_at AS "endedAt", version
       FROM break_glass_grants WHERE id = $1`,
    [id],
  );
  if (!grant) throw new NotFound();
  return grant;
}

export interface BreakGlassUseRow {
  id: string;
  user_id: string;
  who: string;
  agency: string;
  /** Null while the record is restricted: then only the named people may know of it. */
  individual_reference: string | null;
  reason: string;
  opened_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  review_outcome: ReviewOutcome | null;
  review_comment: string | null;
  reviewed_by: string | null;
  reviewed_at: Date | null;
  version: number;
}

const USE = `
  SELECT g.id, g.user_id, u.display_name AS who, a.name AS agency,
         CASE WHEN g.individual_id <> ALL ((SELECT restricted_individuals())::uuid[]) THEN g.individual_reference END
           AS individual_reference,
         g.reason, g.opened_at, g.expires_at, g.ended_at, g.review_outcome, g.review_comment,
         r.display_name AS reviewed_by, g.reviewed_at, g.version
    FROM break_glass_grants g JOIN users u ON u.id = g.user_id JOIN agencies a ON a.id = g.agency_id
    LEFT JOIN users r ON r.id = g.reviewed_by`;

/** Every use, those nobody has reviewed first, then the newest. For governance, whose row-level policy it relies on too. */
export const breakGlassUses = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'break-glass-uses',
  text: `${USE} WHERE 'governance' = ANY ($1::text[])
      AND ($2::boolean IS NULL OR (g.review_outcome IS NULL, g.opened_at, g.id) < ($2::boolean, $3::timestamptz, $4::uuid))
    ORDER BY g.review_outcome IS NULL DESC, g.opened_at DESC, g.id DESC LIMIT $5`,
  values: [actor.roles, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
});

export const breakGlassUse = (actor: Actor, id: string): Statement => ({
  name: 'break-glass-use',
  text: `${USE} WHERE g.id = $1 AND 'governance' = ANY ($2::text[])`,
  values: [id, actor.roles],
});

/** The uses about one case, for those who see it. */
export const breakGlassUsesOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'break-glass-uses-of-case',
  text: `${USE} JOIN individuals i ON i.id = g.individual_id AND i.access_keys && $2::uuid[]
    WHERE g.individual_id = $1 ORDER BY g.opened_at DESC, g.id DESC`,
  values: [individualId, actor.accessKeys],
});

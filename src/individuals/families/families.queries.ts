import { type Actor, hasRole } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

/** A member of the family within the reader's sight; there may be others. */
export interface FamilyMemberRow {
  id: string;
  version: number;
  family_id: string;
  individual_id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  date_of_birth: Day | null;
}

export type ClaimStatus = 'champion' | 'contested' | 'ended';

/** Who champions the family, and who else says they do. Never through which member. */
export interface ChampionClaimRow {
  id: string;
  version: number;
  family_id: string;
  user_id: string;
  name: string;
  job_title: string | null;
  agency_id: string;
  agency: string;
  status: ClaimStatus;
  reason: string;
  claimed_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
  end_reason: string | null;
}

/** $1 a member, $2 the actor's keys: the family, where that member is seen and in one. */
const FAMILY = `SELECT m.family_id FROM family_members m JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $2::uuid[]
  WHERE m.individual_id = $1 AND m.left_at IS NULL`;

export const familyOf = (actor: Actor, individualId: string): Statement => ({
  name: 'family-of-case',
  text: `SELECT m.id, m.version, m.family_id, o.id AS individual_id, o.reference, o.given_name, o.family_name, o.preferred_name, o.date_of_birth
           FROM family_members m JOIN individuals o ON o.id = m.individual_id AND o.access_keys && $2::uuid[]
          WHERE m.left_at IS NULL AND m.family_id = (${FAMILY})
          ORDER BY o.date_of_birth, o.given_name, o.id`,
  values: [individualId, actor.accessKeys],
});

/** The policy of the table once more: claims through members within sight, and those that are shared. */
export const championClaimsOf = (actor: Actor, individualId: string): Statement => ({
  name: 'champion-claims-of-case',
  text: `SELECT c.id, c.version, c.family_id, u.id AS user_id, u.display_name AS name, u.job_title, c.agency_id, g.name AS agency, c.status, c.reason,
                c.claimed_at, c.ended_at, e.display_name AS ended_by, c.end_reason
           FROM family_champion_claims c JOIN users u ON u.id = c.user_id JOIN agencies g ON g.id = c.agency_id
           LEFT JOIN users e ON e.id = c.ended_by
          WHERE c.family_id = (${FAMILY})
            AND (c.is_shared OR EXISTS (SELECT 1 FROM individuals t WHERE t.id = c.individual_id AND t.access_keys && $2::uuid[]))
          ORDER BY c.status = 'ended', c.status <> 'champion', c.claimed_at DESC, c.id DESC LIMIT 50`,
  values: [individualId, actor.accessKeys],
});

/** A family that more than one person says they champion, by a member within sight. */
export interface ContestedFamilyRow {
  individual_id: string;
  reference: string;
}

/** For the claimants themselves, and for those who settle it: managers and panel chairs who see a member still worked with. */
export const contestedFamilies = (actor: Actor): Statement => ({
  name: 'contested-families',
  text: `SELECT DISTINCT ON (c.family_id) i.id AS individual_id, i.reference
           FROM family_champion_claims c
           JOIN family_members m ON m.family_id = c.family_id AND m.left_at IS NULL
           JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $1::uuid[]
          WHERE c.status = 'contested' AND c.is_shared AND NOT has_left_cohort(i.id)
            AND ($3 OR EXISTS (SELECT 1 FROM family_champion_claims o
                                WHERE o.family_id = c.family_id AND o.user_id = $2 AND o.status <> 'ended'))
          ORDER BY c.family_id, i.reference LIMIT 20`,
  values: [actor.accessKeys, actor.userId, hasRole(actor, 'manager', 'panel_chair')],
});

import type { Tier } from '../individuals';
import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Stale } from '../shared/errors';
import type { Strand } from './cohort-words';

/** The period a person is in now. */
export interface CurrentMembership {
  id: string;
  individualId: string;
  panelId: string;
  startedOn: Day;
  tier: Tier;
  strand: Strand | null;
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
  /** Null: six months after the start. */
  validateBy: Day | null;
  version: number;
}

/** The open cohort period of an individual within the actor's sight, or undefined when there is none. */
export async function currentMembership(tx: Transaction, individualId: string): Promise<CurrentMembership | undefined> {
  const [row] = await tx.query<CurrentMembership>(
    `SELECT m.id, m.individual_id AS "individualId", m.panel_id AS "panelId", m.started_on AS "startedOn", m.tier, m.strand,
            m.is_experiencing AS "isExperiencing", m.is_perpetrating AS "isPerpetrating", m.validate_by AS "validateBy", m.version
       FROM cohort_memberships m JOIN individuals i ON i.id = m.individual_id
      WHERE m.individual_id = $1 AND m.ended_on IS NULL AND i.access_keys && $2::uuid[]`,
    [individualId, tx.actor.accessKeys],
  );
  return row;
}

/** @throws Stale when the user decided about another period, or an earlier version of this one */
export function refuseStale(current: CurrentMembership, seen: { id: string; version: number } | undefined): void {
  if (seen && (seen.id !== current.id || seen.version !== current.version)) throw new Stale();
}

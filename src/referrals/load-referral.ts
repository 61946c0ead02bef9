import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import type { ReferralStatus } from './domain/triage';

/** What a verb about a referral needs of it. */
export interface LoadedReferral {
  id: string;
  version: number;
  status: ReferralStatus;
  triageDueOn: Day;
  givenName: string;
  familyName: string;
  dateOfBirth: Day | null;
  individualId: string | null;
  panelId: string;
  referredBy: string;
  /** Who made it and the panel it went to; not the keys of the case. */
  accessKeys: string[];
}

/**
 * Loads a referral within the actor's sight. Not locked: whoever changes it compares its version.
 * @throws NotFound when it is not there, or about somebody restricted whom the panel member does not know of
 */
export async function loadReferral(tx: Transaction, id: string): Promise<LoadedReferral> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<LoadedReferral>(
    `SELECT r.id, r.version, r.status, r.triage_due_on AS "triageDueOn", r.given_name AS "givenName",
            r.family_name AS "familyName", r.date_of_birth AS "dateOfBirth", r.individual_id AS "individualId",
            r.panel_id AS "panelId", r.referred_by AS "referredBy",
            CASE WHEN is_lost_to_actor(r.individual_id) THEN ARRAY[r.referred_by]
                 ELSE ARRAY[r.referred_by, r.panel_id] END AS "accessKeys"
       FROM referrals r
      WHERE r.id = $1 AND (r.referred_by = $2 OR r.panel_id = ANY ($3::uuid[]) AND NOT is_lost_to_actor(r.individual_id))`,
    [id, tx.actor.userId, tx.actor.accessKeys],
  );
  if (!row) throw new NotFound();
  return row;
}

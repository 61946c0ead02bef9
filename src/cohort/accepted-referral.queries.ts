import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';

/** The last referral about a person that was accepted. Read by the panel that triaged it, and by nobody else (row-level security): the reasons are the panel's alone. */
export const acceptedReferral = (actor: Actor, individualId: string): Statement => ({
  name: 'accepted-referral-of-person',
  text: `
    SELECT r.reference, r.kind, r.reason, r.happened_on, (r.referred_at AT TIME ZONE 'Europe/London')::date AS referred_on,
           ARRAY(SELECT e.text FROM referral_entries e WHERE e.referral_id = r.id ORDER BY e.recorded_at, e.id) AS added,
           r.is_experiencing, r.is_perpetrating, d.decided_on, d.reason AS decision_reason, u.display_name AS decided_by, g.name AS decided_by_agency
      FROM referrals r
      JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]
      JOIN referral_decisions d ON d.referral_id = r.id AND d.decision = 'accept'
      JOIN users u ON u.id = d.decided_by JOIN agencies g ON g.id = u.agency_id
     WHERE r.individual_id = $1 AND r.status = 'accepted' AND r.panel_id = ANY ($2::uuid[])
     ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1`,
  values: [individualId, actor.accessKeys],
});

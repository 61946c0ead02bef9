import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface OwedDecisionRow {
  id: string;
  version: number;
  individual_id: string;
  individual_reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  panel_id: string;
  panel: string;
  accepted_on: Day;
  due_on: Day;
  screened_on: Day | null;
  lead_professional: string | null;
  plan_owner: string | null;
}

const OWED = `
  SELECT d.id, d.version, d.individual_id, i.reference AS individual_reference, i.given_name, i.family_name, i.preferred_name,
         d.panel_id, p.name AS panel, d.accepted_on, d.due_on,
         (SELECT max(s.screened_on) FROM screenings s WHERE s.individual_id = i.id) AS screened_on,
         lead.display_name AS lead_professional, owner.display_name AS plan_owner
    FROM cohort_decisions_owed d
    JOIN individuals i ON i.id = d.individual_id AND i.access_keys && $1::uuid[]
    JOIN panels p ON p.id = d.panel_id
    LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
    LEFT JOIN users lead ON lead.id = la.user_id
    LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
    LEFT JOIN users owner ON owner.id = oa.user_id`;

/** What is owed within the actor's sight, what is due first at the top. */
export const owedDecisionsPage = (actor: Actor, page: { after?: (string | null)[]; limit: number }): Statement => ({
  name: 'cohort-decisions-owed',
  text: `${OWED} WHERE ($2::date IS NULL OR (d.due_on, d.id) > ($2::date, $3::uuid)) ORDER BY d.due_on, d.id LIMIT $4`,
  values: [actor.accessKeys, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
});

/** The one about a person that is due first. */
export const owedDecisionOf = (actor: Actor, individualId: string): Statement => ({
  name: 'cohort-decision-owed-of-person',
  text: `${OWED} WHERE d.individual_id = $2 ORDER BY d.due_on, d.id LIMIT 1`,
  values: [actor.accessKeys, individualId],
});

export const owedDecisionById = (actor: Actor, id: string): Statement => ({
  name: 'cohort-decision-owed',
  text: `${OWED} WHERE d.id = $2`,
  values: [actor.accessKeys, id],
});

/** A decision that somebody does not enter, as it was written down. */
export interface RefusedEntryRow {
  id: string;
  decided_on: Day;
  reason: string;
  deciders: string;
  dissent: string | null;
  decided_by: string;
}

/** Those about one person, the newest first. */
export const refusedEntriesOf = (actor: Actor, individualId: string): Statement => ({
  name: 'cohort-entries-refused',
  text: `
    SELECT d.id, d.decided_on, d.reason, d.deciders, d.dissent, u.display_name AS decided_by
      FROM cohort_decisions d JOIN individuals i ON i.id = d.individual_id AND i.access_keys && $1::uuid[]
      JOIN users u ON u.id = d.decided_by
     WHERE d.individual_id = $2 AND d.outcome = 'not_entered' ORDER BY d.decided_on DESC, d.id DESC`,
  values: [actor.accessKeys, individualId],
});

import type { ActionStatus, ActionKind } from '../actions';
import type { AgencyKind } from '../agencies';
import type { ExitReason } from '../cohort';
import type { Tier } from '../individuals';
import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { ReviewDecision } from '../reviews';
import type { Day } from '../shared/day';
import type { KeptJudgements } from '../screenings';
import { AWAITED_DECISION } from './cohort-entry/awaited-decision.sql';
import { NEWEST_QUESTION } from './business/newest-question';
import type { AgendaReason } from './domain/agenda';
import type { ItemStatus } from './meeting-item.entity';
import type { TransferKind, TransferOutcome } from './transfers/transfer-words';

/** One place on an agenda. Without `individual_id` the actor may not see the case, and nothing of it is here. */
export interface AgendaRow {
  id: string;
  position: number;
  /** Null: a restricted item, of which nothing is told but its number. Of a restricted person who is not in sight there is no row. */
  status: ItemStatus | null;
  version: number | null;
  individual_id: string | null;
  /** Also of a case that has left the cohort; never of a restricted person the actor may not see. */
  reference: string | null;
  given_name: string | null;
  family_name: string | null;
  preferred_name: string | null;
  tier: Tier | null;
  reason: AgendaReason | null;
  in_cohort_since: Day | null;
  has_live_plan: boolean | null;
  review_due_on: Day | null;
  decision: ReviewDecision | null;
  rationale: string | null;
  dissent: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  next_due_on: Day | null;
  /** What the decision made, as it was when it was taken; says something only where it is kept. */
  outcome_kept: boolean | null;
  tier_before: Tier | null;
  tier_after: Tier | null;
  next_review_on: Day | null;
  signposted_to: string | null;
  /** Why they left by this decision; of a move who accepted them there, and when. */
  exit_reason: ExitReason | null;
  accepting_authority: string | null;
  accepted_by: string | null;
  accepted_on: Day | null;
  deferred_reason: string | null;
  /** Decided without a quorum: who was missing, and why the panel decided all the same. */
  quorum_missing: AgencyKind[] | null;
  without_quorum_reason: string | null;
  had_approved_plan: boolean | null;
  question: string | null;
  tells_person: string | null;
  tells_referrer: string | null;
  /** To a chair, how many expected agencies have returned nothing, whoever they keep it to; null to others, and where the case is hidden. */
  missing_returns: number | null;
  /** The panel this item's decision passed the case on to, and the one that passed it on to this item. */
  escalated_to: string | null;
  /** What decisions of this item did beside what it says of itself. */
  carried_out?: string | null;
  passed_on_by: string | null;
  /** The transfer that waits for this item, or that it decided. */
  transfer_kind: TransferKind | null;
  transfer_outcome: TransferOutcome | null;
  /** Of who awaits the cohort decision: since when, and by when it is due. */
  accepted_waits_since: Day | null;
  decision_due_on: Day | null;
  /** Where and when another panel decided the case within thirty days. */
  elsewhere: { panel: string; heldOn: Day }[] | null;
  /** When this panel put the case off last time, and why; null when it did not. Of a meeting that was cancelled, no day. */
  put_off_on: Day | null;
  put_off_because: string | null;
  /** The bands the panel judged with its decision. */
  judgement: KeptJudgements | null;
}

/** A case that another panel decided within so many days says so (row 106 of the requirements). */
export const ELSEWHERE_DAYS = 30;

/** The places of a meeting in order, each with what the actor may know of its case. */
export const agendaOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'agenda-of-meeting',
  text: `
    WITH returned AS MATERIALIZED (SELECT r.item_id, r.agency_id FROM agencies_returned(ARRAY[$2::uuid]) r)
    SELECT a.item_id AS id, a.position, a.status, t.version, i.id AS individual_id,
           coalesce(i.reference, a.reference) AS reference, i.given_name, i.family_name, i.preferred_name,
           c.tier, t.reason, c.started_on AS in_cohort_since, (p.current_edition IS NOT NULL) AS has_live_plan,
           s.due_on AS review_due_on, coalesce(t.decision, a.decision) AS decision,
           coalesce(t.rationale, a.rationale) AS rationale, coalesce(t.dissent, a.dissent) AS dissent,
           u.display_name AS decided_by, t.decided_at, s.due_on AS next_due_on, t.deferred_reason, t.quorum_missing, t.without_quorum_reason,
           t.had_approved_plan, t.outcome_kept, t.tier_before, t.tier_after, t.next_review_on, t.signposted_to,
           (SELECT string_agg(e.text, E'\n' ORDER BY e.id) FROM meeting_entries e WHERE e.item_id = t.id AND e.kind = 'carried_out') AS carried_out,
           t.exit_reason, t.accepting_authority, t.accepted_by, t.accepted_on, ${NEWEST_QUESTION}, t.tells_person,
           t.tells_referrer, CASE WHEN t.id IS NOT NULL AND actor_has_role('panel_chair') THEN (
             SELECT count(*)::integer FROM panel_agencies e WHERE e.panel_id = t.panel_id AND e.ended_at IS NULL AND NOT EXISTS (
               SELECT 1 FROM returned r WHERE r.item_id = t.id AND r.agency_id = e.agency_id)
           ) END AS missing_returns, up.name AS escalated_to, down.name AS passed_on_by, x.kind AS transfer_kind,
           x.outcome AS transfer_outcome, j.judgement, d.elsewhere, w.accepted_waits_since, w.decision_due_on,
           CASE WHEN f.status = 'deferred' AND NOT f.is_cancelled THEN f.held_on END AS put_off_on,
           CASE WHEN f.status = 'deferred' THEN f.deferred_reason END AS put_off_because
      FROM agenda_places(ARRAY[$2::uuid]) a
      LEFT JOIN individuals i ON i.access_keys && $1::uuid[]
            AND i.id = (SELECT x.individual_id FROM meeting_items x WHERE x.id = a.item_id)
            AND i.id <> ALL ((SELECT conflicted_cases())::uuid[])
      LEFT JOIN meeting_items t ON t.id = a.item_id AND t.individual_id = i.id
      LEFT JOIN cohort_memberships c ON c.individual_id = i.id AND c.ended_on IS NULL
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
      LEFT JOIN users u ON u.id = t.decided_by
      LEFT JOIN LATERAL (SELECT p.name FROM panel_escalations e JOIN panels p ON p.id = e.to_panel_id
                          WHERE e.from_item_id = t.id ORDER BY e.made_at, e.id LIMIT 1) up ON true
      LEFT JOIN LATERAL (SELECT p.name FROM panel_escalations e JOIN panels p ON p.id = e.from_panel_id
                          WHERE e.item_id = t.id ORDER BY e.made_at, e.id LIMIT 1) down ON true
      ${AWAITED_DECISION}
      LEFT JOIN LATERAL (SELECT w.kind, w.outcome FROM case_transfers w WHERE w.individual_id = t.individual_id
                            AND (w.decided_item_id = t.id OR (w.outcome IS NULL AND t.status = 'listed'))
                          ORDER BY w.asked_at, w.id LIMIT 1) x ON true
      LEFT JOIN LATERAL (SELECT s.result->'judgement' AS judgement FROM screenings s WHERE s.individual_id = t.individual_id
                            AND s.result->>'judgedIn' = t.id::text ORDER BY s.id DESC LIMIT 1) j ON t.status = 'decided'
      LEFT JOIN (SELECT o.item_id, json_agg(json_build_object('panel', o.panel, 'heldOn', o.held_on) ORDER BY o.held_on DESC, o.panel) AS elsewhere
                   FROM discussed_elsewhere($2, (SELECT h.held_on - ${ELSEWHERE_DAYS} FROM meetings h WHERE h.id = $2)) o
                  GROUP BY o.item_id) d ON d.item_id = t.id
      LEFT JOIN LATERAL (SELECT b.status, b.deferred_reason, m.held_on, m.status = 'cancelled' AS is_cancelled
                           FROM meeting_items b JOIN meetings m ON m.id = b.meeting_id
                          WHERE b.individual_id = t.individual_id AND b.panel_id = t.panel_id
                            AND b.id <> t.id AND b.taken_off_on IS NULL AND CASE m.status WHEN 'cancelled' THEN b.deferred_reason IS NOT NULL
                                  ELSE m.held_on < (SELECT h.held_on FROM meetings h WHERE h.id = t.meeting_id) END
                          ORDER BY coalesce(b.decided_at, m.closed_at, (SELECT max(y.changed_at) FROM meeting_changes y
                                     WHERE y.meeting_id = m.id AND y.kind = 'cancelled'), m.held_on::timestamptz) DESC, b.id LIMIT 1) f ON t.status = 'listed'
     ORDER BY a.position, a.item_id`,
  values: [actor.accessKeys, meetingId],
});

export interface MeetingActionRow {
  id: string;
  item_id: string;
  position: number;
  reference: string;
  description: string;
  kind: ActionKind;
  owner: string;
  owner_agency: string;
  due_on: Day;
  status: ActionStatus;
  /** What became of it at the meeting itself, in whose words; null while it was open at the end. Of sealed minutes, as they keep it. */
  ended_as: ActionStatus | null;
  ended_words: string | null;
  /** The person has left the cohort since: nothing but the action itself is here. */
  has_left?: boolean;
}

/** What sealed minutes say of it is kept with them (`seal_minutes`). */
const ENDED_AT_MEETING = `t.closed_at <= coalesce(h.closed_at, 'infinity') AND h.minutes_approved_at IS NULL`;

/** The actions a meeting made, soonest due first, within the actor's sight. */
export const actionsOfMeeting = (actor: Actor, meetingId: string): Statement => ({
  name: 'actions-of-meeting',
  text: `
    SELECT t.id, m.id AS item_id, n.number AS position, i.reference, t.description, t.kind, u.display_name AS owner,
           g.name AS owner_agency, t.due_on, t.status, CASE WHEN ${ENDED_AT_MEETING} THEN t.status END AS ended_as,
           CASE WHEN ${ENDED_AT_MEETING} THEN t.outcome END AS ended_words
      FROM meeting_items m JOIN meetings h ON h.id = m.meeting_id JOIN item_numbers(ARRAY[$2::uuid]) n ON n.item_id = m.id
      JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $1::uuid[]
      JOIN actions t ON t.made_in = 'meeting' AND t.made_in_id = m.id AND t.individual_id = m.individual_id
      JOIN users u ON u.id = t.owner_id JOIN agencies g ON g.id = t.owner_agency_id
     WHERE m.meeting_id = $2 AND m.individual_id <> ALL ((SELECT conflicted_cases())::uuid[]) AND t.access_keys && $1::uuid[] AND (${readableItem('t', '$3', '$5')} OR t.owner_id = $4::uuid)
     ORDER BY t.due_on, n.number, t.id`,
  values: [actor.accessKeys, meetingId, visibilitiesFor(actor.agencyKind), actor.userId, actor.agencyId],
});

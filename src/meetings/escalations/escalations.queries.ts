import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { ReviewDecision } from '../../reviews';
import type { Day } from '../../shared/day';

/** One case that one panel passed on to another, as those who see the case read it. */
export interface EscalationRow {
  id: string;
  from_panel: string;
  to_panel: string;
  to_abbreviation: string;
  from_item_id: string;
  item_id: string | null;
  question: string;
  rationale: string;
  made_by: string;
  made_at: Date;
  /** The meeting on whose agenda it stands, or stood. */
  held_on: Day | null;
  decision: ReviewDecision | null;
  /** Whoever reads this sits there as well; to others an agenda of that panel says nothing. */
  is_meeting_in_sight: boolean;
  ended_at: Date | null;
}

/** What was passed on of a case, the newest first. */
export const escalationsOf = (actor: Actor, individualId: string): Statement => ({
  name: 'escalations-of-case',
  text: `
    SELECT e.id, f.name AS from_panel, t.name AS to_panel, t.abbreviation AS to_abbreviation, e.from_item_id, e.item_id, e.question, e.rationale,
           u.display_name AS made_by, e.made_at, CASE WHEN x.status = 'decided' OR (x.status = 'listed' AND x.taken_off_on IS NULL AND m.status = 'planned') THEN m.held_on END AS held_on, x.decision,
           m.id IS NOT NULL AS is_meeting_in_sight, e.ended_at
      FROM panel_escalations e JOIN individuals i ON i.id = e.individual_id AND i.access_keys && $1::uuid[]
      JOIN panels f ON f.id = e.from_panel_id JOIN panels t ON t.id = e.to_panel_id JOIN users u ON u.id = e.made_by
      LEFT JOIN meeting_items x ON x.id = e.item_id LEFT JOIN meetings m ON m.id = x.meeting_id
     WHERE e.individual_id = $2 AND e.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
     ORDER BY e.made_at DESC, e.id DESC LIMIT 5`,
  values: [actor.accessKeys, individualId],
});

/** One case that waits for a meeting of a panel: not whose it is, which the panel sees once it is on an agenda. */
export interface WaitingEscalationRow {
  escalation_id: string;
  panel_id: string;
  from_panel: string;
  made_at: Date;
}

export const escalationsWaiting = (): Statement => ({
  name: 'escalations-waiting',
  text: 'SELECT w.escalation_id, w.panel_id, w.from_panel, w.made_at FROM escalations_waiting() w ORDER BY w.made_at, w.escalation_id',
  values: [],
});

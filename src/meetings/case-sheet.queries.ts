import type { AgencyKind } from '../agencies';
import { type EarlierBand, earlierBandSql, type Tier } from '../individuals';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { PersonViewAnswer, ReviewDecision } from '../reviews';
import type { Day } from '../shared/day';
import { AWAITED_DECISION } from './cohort-entry/awaited-decision.sql';
import { KNOWN_TOPICS } from './business/known-topics';
import { NEWEST_QUESTION } from './business/newest-question';
import { topicVisibilitiesFor } from './business/topic-kinds';
import type { AgendaReason } from './domain/agenda';
import type { ItemStatus } from './meeting-item.entity';
import type { MeetingStatus } from './meeting.entity';

export interface ItemRow {
  id: string;
  meeting_id: string;
  individual_id: string;
  /** The actor runs the meeting: as the panel's chair, or named to chair this one. */
  is_run_by_me: boolean;
  reason: AgendaReason;
  position: number;
  status: ItemStatus;
  decision: ReviewDecision | null;
  rationale: string | null;
  dissent: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  /** The London day on which it was decided first. */
  decided_on: Day | null;
  version: number;
  meeting_status: MeetingStatus;
  held_on: Day;
  started_at: Date | null;
  minutes_approved_at: Date | null;
  question: string | null;
  deferred_reason: string | null;
  /** Of who awaits the cohort decision: since when, and by when it is due. */
  accepted_waits_since: Day | null;
  decision_due_on: Day | null;
  tells_person: string | null;
  tells_referrer: string | null;
  decisions: ReviewDecision[];
  quorum_kinds: AgencyKind[];
  /** Whoever has a conflict of interest in this case now, as far as the actor is told of it: they count for no quorum. */
  in_conflict: string[];
  /** The panel this one escalates to. */
  escalates_to: string | null;
  meeting_minutes: number;
  /** When the panel turned to this case, or would have: after the decision before. Null until the meeting is open. */
  turned_to_at: Date | null;
  /** Who is with the panel for this case, beside those with a seat. */
  guests: { name: string; role: string; organisation: string; heard: boolean }[];
  /** Locations and themes this panel has spoken of, as they were written, the newest first. */
  known_topics: { kind: 'location' | 'theme'; title: string }[];
}

/** One item, only for a panel member who also sees the case. */
export const itemById = (actor: Actor, meetingId: string, itemId: string): Statement => ({
  name: 'meeting-item-by-id',
  text: `
    SELECT t.id, t.meeting_id, t.individual_id, makes_agenda_of(m.id) AS is_run_by_me, t.reason, o.number AS position, t.status, t.decision, t.rationale, t.dissent,
           u.display_name AS decided_by, t.decided_at, t.version, m.status AS meeting_status, m.held_on, m.started_at,
           coalesce((SELECT max(r.held_on) FROM reviews r WHERE r.meeting_item_id = t.id),
                    (t.decided_at AT TIME ZONE 'Europe/London')::date) AS decided_on,
           m.minutes_approved_at, ${NEWEST_QUESTION}, t.deferred_reason, t.tells_person, t.tells_referrer, n.decisions, n.quorum_kinds,
           w.accepted_waits_since, w.decision_due_on,
           above.name AS escalates_to, n.meeting_minutes, greatest(m.started_at, (SELECT max(b.decided_at) FROM meeting_items b
             JOIN individuals x ON x.id = b.individual_id AND x.access_keys && $1::uuid[]
             WHERE b.meeting_id = m.id AND b.decided_at >= m.started_at AND b.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])),
             (SELECT max(l.decided_at) FROM times_of_who_left(ARRAY[m.id]) l)) AS turned_to_at,
           (SELECT coalesce(json_agg(json_build_object('name', g.name, 'role', g.role, 'organisation', g.organisation,
                     'heard', g.heard_statement_at IS NOT NULL) ORDER BY g.recorded_at, g.id), '[]')
              FROM meeting_guest_items l JOIN meeting_guests g ON g.id = l.guest_id AND g.removed_at IS NULL WHERE l.item_id = t.id) AS guests,
           ARRAY(SELECT c.user_id FROM panel_conflicts c WHERE c.individual_id = t.individual_id AND c.ended_at IS NULL) AS in_conflict,
           ${KNOWN_TOPICS('t.panel_id', '$4')} AS known_topics
      FROM meeting_items t JOIN meetings m ON m.id = t.meeting_id JOIN panels n ON n.id = t.panel_id
      JOIN item_numbers(ARRAY[$2::uuid]) o ON o.item_id = t.id JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
      LEFT JOIN panels above ON above.id = n.escalates_to AND above.is_active
      LEFT JOIN users u ON u.id = t.decided_by
      ${AWAITED_DECISION}
     WHERE t.meeting_id = $2 AND t.id = $3 AND ARRAY[t.panel_id] && $1::uuid[] AND t.taken_off_on IS NULL
       AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])`,
  values: [actor.accessKeys, meetingId, itemId, topicVisibilitiesFor(actor.agencyKind)],
});

export interface BandsRow {
  screened_on: Day;
  exploitation_band: string;
  violence_band: string;
  earlier_exploitation: EarlierBand | null;
  earlier_violence: EarlierBand | null;
  /** The panel that judged beside these answers, at which meeting, and which of the bands count by it; null of what a practitioner judged. */
  judged_by_panel: { panel: string; on: Day; exploitation: boolean; violence: boolean } | null;
}

/** What counts by judgement `c` is not what counted by the screening `o` it was made beside. */
const otherThanBefore = (axis: 'exploitation' | 'violence'): string =>
  `coalesce(c.judged_${axis}_band, c.${axis}_band) <> coalesce(o.judged_${axis}_band, o.${axis}_band)`;

/** The last two screenings, the newer first: the judged band where there is one. */
export const lastTwoScreenings = (actor: Actor, individualId: string): Statement => ({
  name: 'last-two-screenings',
  text: `
    SELECT c.screened_on, coalesce(c.judged_exploitation_band, c.exploitation_band) AS exploitation_band,
           coalesce(c.judged_violence_band, c.violence_band) AS violence_band,
           ${earlierBandSql('exploitation')} AS earlier_exploitation, ${earlierBandSql('violence')} AS earlier_violence,
           (SELECT json_build_object('panel', p.name, 'on', h.held_on, 'exploitation', ${otherThanBefore('exploitation')}, 'violence', ${otherThanBefore('violence')})
              FROM meeting_items x JOIN meetings h ON h.id = x.meeting_id JOIN panels p ON p.id = h.panel_id
              JOIN screenings o ON o.id = (c.result->>'judgedOver')::uuid WHERE x.id = (c.result->>'judgedIn')::uuid) AS judged_by_panel
      FROM screenings c JOIN individuals i ON i.id = c.individual_id AND i.access_keys && $1::uuid[]
     WHERE c.individual_id = $2 ORDER BY c.screened_on DESC, c.recorded_at DESC, c.id DESC LIMIT 2`,
  values: [actor.accessKeys, individualId],
});

export interface LastReviewRow {
  held_on: Day;
  deadline_on: Day;
  decision: ReviewDecision;
  new_tier: Tier | null;
  rationale: string;
  summary: string;
  person_view_answer: PersonViewAnswer;
  person_view: string;
  held_by: string;
}

export const lastReview = (actor: Actor, individualId: string): Statement => ({
  name: 'last-review',
  text: `
    SELECT r.held_on, r.deadline_on, r.decision, r.new_tier, r.rationale, r.summary, r.person_view_answer, r.person_view,
           u.display_name AS held_by
      FROM reviews r JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $1::uuid[]
      JOIN users u ON u.id = r.held_by
     WHERE r.individual_id = $2 ORDER BY r.held_on DESC, r.recorded_at DESC LIMIT 1`,
  values: [actor.accessKeys, individualId],
});

export interface DecidedBeforeRow {
  held_on: Day;
  reason: AgendaReason;
  decision: ReviewDecision;
  rationale: string;
  dissent: string | null;
  /** Actions of that decision that are still open. */
  open_actions: number;
}

/** What the panel of this item decided last of the same case, at a meeting before: whoever reads it, reads the item. */
export const decidedBefore = (actor: Actor, itemId: string): Statement => ({
  name: 'decided-before',
  text: `
    SELECT m.held_on, b.reason, b.decision, b.rationale, b.dissent,
           (SELECT count(*)::integer FROM actions a WHERE a.made_in = 'meeting' AND a.made_in_id = b.id AND a.individual_id = b.individual_id
               AND a.status = 'open' AND a.access_keys && $1::uuid[]) AS open_actions
      FROM meeting_items t JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
      JOIN meetings h ON h.id = t.meeting_id
      JOIN meeting_items b ON b.individual_id = t.individual_id AND b.panel_id = t.panel_id AND b.status = 'decided' AND b.id <> t.id
      JOIN meetings m ON m.id = b.meeting_id AND m.held_on < h.held_on
     WHERE t.id = $2 AND ARRAY[t.panel_id] && $1::uuid[] AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
     ORDER BY m.held_on DESC, b.id DESC LIMIT 1`,
  values: [actor.accessKeys, itemId],
});

export interface ScheduleRow {
  id: string;
  due_on: Day;
  explanation: string;
  can_be_held: boolean;
  /** The review that a decision of this day set: one that is taken again may set another day. */
  counts_from_here: boolean;
}

/** The review that is due; a decision is that review unless one was held on the same day already. */
export const activeSchedule = (actor: Actor, individualId: string, heldOn: Day): Statement => ({
  name: 'active-schedule-of-case',
  text: `
    SELECT s.id, s.due_on, s.explanation, coalesce(s.counted_from = $3::date, false) AS counts_from_here,
           $3::date >= (least(p.created_at, p.approved_at) AT TIME ZONE 'Europe/London')::date
             AND $3::date > coalesce((SELECT max(r.held_on) FROM reviews r WHERE r.plan_id = p.id), '-infinity') AS can_be_held
      FROM review_schedules s JOIN plans p ON p.id = s.plan_id AND p.status <> 'closed'
     WHERE s.individual_id = $2 AND s.status = 'active' AND s.access_keys && $1::uuid[]`,
  values: [actor.accessKeys, individualId, heldOn],
});

import type { ActionStatus } from '../actions';
import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { PassedOver, Saying } from './said-words';
import type { ExemptionKind } from './domain/exemption';
import type { ScheduleStatus } from './domain/overdue';
import type { VoiceAnswer as PersonViewAnswer } from '../plans';
import type { Tier } from './domain/review-rules';
import type { ReviewDecision } from './domain/review-decision';

export interface CurrentScheduleRow {
  id: string;
  plan_id: string;
  rule: string;
  explanation: string;
  window_from: Day;
  due_on: Day;
  status: ScheduleStatus;
  status_reason: string | null;
  made_by: string;
  made_at: Date;
  counted_from: Day | null;
  no_later_than: Day;
  exempt_kind: ExemptionKind | null;
  exempt_since: Day | null;
  exempt_until: Day | null;
  version: number;
}

const SCHEDULE = `
    SELECT s.id, s.plan_id, s.rule, s.explanation, s.window_from, s.due_on, s.status, s.status_reason,
           u.display_name AS made_by, s.made_at, s.counted_from, coalesce(s.no_later_than, s.due_on) AS no_later_than,
           s.exempt_kind, s.exempt_since, s.exempt_until, s.version
      FROM review_schedules s JOIN users u ON u.id = s.made_by
     WHERE s.individual_id = $1 AND s.access_keys && $2::uuid[]`;

/** The schedule that runs for a case now, if one does. */
export const currentSchedule = (actor: Actor, individualId: string): Statement => ({
  name: 'current-schedule',
  text: `${SCHEDULE} AND s.status IN ('active','exempt') ORDER BY s.due_on LIMIT 1`,
  values: [individualId, actor.accessKeys],
});

/** One schedule of a case, whatever became of it. */
export const scheduleOfCase = (actor: Actor, individualId: string, scheduleId: string): Statement => ({
  name: 'schedule-of-case',
  text: `${SCHEDULE} AND s.id = $3`,
  values: [individualId, actor.accessKeys, scheduleId],
});

/** Those that ended without a review, newest first: their plan was closed. */
export const cancelledSchedules = (actor: Actor, individualId: string): Statement => ({
  name: 'cancelled-schedules-of-case',
  text: `${SCHEDULE} AND s.status = 'cancelled' ORDER BY s.made_at DESC, s.id DESC LIMIT 100`,
  values: [individualId, actor.accessKeys],
});

export interface ReminderRow {
  kind: 'review' | 'chase';
  days_after_due: number;
  audience: string;
  status: string;
  status_reason: string | null;
  last_error: string | null;
  owed_at: Date;
  sent_at: Date | null;
  recipient: string;
  agency: string;
  /** Whom it was meant for, who could not be told, and why. */
  instead_of: string | null;
  instead_of_id: string | null;
  redirect_reason: 'away' | 'disabled' | 'no_address' | 'bouncing' | null;
  away_until: Day | null;
  /** Others in whose place it is. */
  also_instead_of:
    { id: string; name: string; reason: 'away' | 'disabled' | 'no_address' | 'bouncing'; until: Day | null }[] | null;
  due_on: Day;
  /** Of a review: when the schedule got the version it was owed for, and whether that is the one it has now. */
  version_at: Date | null;
  is_first_version: boolean;
  sayings: Saying[] | null;
  passed_over: PassedOver[] | null;
}

/** The reminders about one schedule, or about the one that runs for a case now, newest first. */
export const remindersOfSchedule = (actor: Actor, individualId: string, scheduleId: string | null): Statement => ({
  name: 'reminders-of-schedule',
  text: `
    SELECT r.kind, g.days_after_due, g.audience, r.status, r.status_reason, r.last_error, r.owed_at, r.sent_at, u.display_name AS recipient, a.name AS agency,
           r.due_on, v.changed_at AS version_at, r.subject_version = 1 AS is_first_version, sayings_of_reminder(r.id) AS sayings, passed_over_of_reminder(r.id) AS passed_over,
           o.display_name AS instead_of, r.instead_of AS instead_of_id, r.redirect_reason, r.away_until,
           (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.display_name, 'reason', e.value ->> 'reason', 'until', e.value ->> 'until') ORDER BY e.ordinality)
              FROM jsonb_array_elements(r.also_instead_of) WITH ORDINALITY e JOIN users p ON p.id = (e.value ->> 'id')::uuid) AS also_instead_of
      FROM review_schedules s
      JOIN reminders r ON r.subject_id = s.id AND r.kind IN ('review','chase')
      JOIN reminder_rungs g ON g.rung = r.rung
      JOIN users u ON u.id = r.recipient_id
      JOIN agencies a ON a.id = u.agency_id
      LEFT JOIN users o ON o.id = r.instead_of
      LEFT JOIN review_schedule_changes v ON r.kind = 'review' AND v.schedule_id = s.id AND v.version = r.subject_version
     WHERE s.individual_id = $1 AND (s.id = $3 OR $3::uuid IS NULL AND s.status IN ('active','exempt')) AND s.access_keys && $2::uuid[]
     ORDER BY r.owed_at DESC, u.display_name, r.id`,
  values: [individualId, actor.accessKeys, scheduleId],
});

export interface ReviewRow {
  id: string;
  schedule_id: string;
  plan_id: string;
  individual_id: string;
  meeting_item_id: string | null;
  held_on: Day;
  window_from: Day;
  early_reason: string;
  deadline_on: Day;
  person_view_answer: PersonViewAnswer;
  person_view: string;
  carer_view: string;
  summary: string;
  change_in_needs: string;
  change_in_risks: string;
  change_in_bands: string;
  decision: ReviewDecision;
  rationale: string;
  dissent: string;
  tells_person: string;
  tells_referrer: string;
  tier: Tier | null;
  /** Stepped up or down to. */
  new_tier: Tier | null;
  held_by_id: string;
  held_by: string;
  recorded_by_id: string;
  recorded_by: string;
  recorded_at: Date;
  rule: string;
}

const REVIEWS = `
    SELECT r.id, r.schedule_id, r.plan_id, r.individual_id, r.meeting_item_id, r.held_on, s.window_from, r.early_reason, r.deadline_on,
           r.person_view_answer, r.person_view, r.carer_view, r.summary, r.change_in_needs, r.change_in_risks,
           r.change_in_bands, r.decision, r.rationale, r.dissent, r.tells_person, r.tells_referrer, r.tier, r.new_tier,
           holder.id AS held_by_id, holder.display_name AS held_by,
           recorder.id AS recorded_by_id, recorder.display_name AS recorded_by, r.recorded_at,
           coalesce(nullif(r.rule, ''), s.rule) AS rule
      FROM reviews r
      JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]
      JOIN review_schedules s ON s.id = r.schedule_id
      JOIN users holder ON holder.id = r.held_by
      JOIN users recorder ON recorder.id = r.recorded_by`;

/** What was held for a case, newest first; `after` is the day and id of the last one shown. */
export const reviewsOfCase = (
  actor: Actor,
  individualId: string,
  page: { limit: number; after?: (string | null)[] },
): Statement => ({
  name: 'reviews-of-case',
  text: `${REVIEWS}
     WHERE r.individual_id = $1 AND ($3::date IS NULL OR (r.held_on, r.id) < ($3::date, $4::uuid))
     ORDER BY r.held_on DESC, r.id DESC LIMIT $5`,
  values: [individualId, actor.accessKeys, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
});

export const reviewById = (actor: Actor, reviewId: string): Statement => ({
  name: 'review-by-id',
  text: `${REVIEWS} WHERE r.id = $1`,
  values: [reviewId, actor.accessKeys],
});

export interface AttendeeRow {
  name: string;
  role: string;
  agency_id: string | null;
  agency: string | null;
  attended: boolean;
  report_received: boolean;
  contribution: string;
}

export const attendeesOf = (actor: Actor, reviewId: string): Statement => ({
  name: 'attendees-of-review',
  text: `
    SELECT t.name, t.role, t.agency_id, a.name AS agency, t.attended, t.report_received, t.contribution
      FROM review_attendees t
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $2::uuid[]
      LEFT JOIN agencies a ON a.id = t.agency_id
     WHERE t.review_id = $1
     ORDER BY t.attended DESC, t.id`,
  values: [reviewId, actor.accessKeys],
});

export interface ActionAnswerRow {
  action_id: string;
  description: string;
  owner: string;
  status: ActionStatus;
  outcome: string;
}

/** What was heard of the actions that were open. What is for one agency alone, row-level security leaves out. */
export const actionAnswersOf = (actor: Actor, reviewId: string): Statement => ({
  name: 'action-answers-of-review',
  text: `
    SELECT w.action_id, a.description, u.display_name AS owner, w.status, w.outcome
      FROM review_action_answers w
      JOIN individuals i ON i.id = w.individual_id AND i.access_keys && $2::uuid[]
      JOIN actions a ON a.id = w.action_id AND a.access_keys && $2::uuid[]
       AND (${readableItem('a', '$3', '$5')} OR a.owner_id = $4)
      JOIN users u ON u.id = a.owner_id
     WHERE w.review_id = $1
     ORDER BY a.due_on, a.id`,
  values: [reviewId, actor.accessKeys, visibilitiesFor(actor.agencyKind), actor.userId, actor.agencyId],
});

export interface ActionOfReviewRow {
  id: string;
  description: string;
  owner: string;
  due_on: Day;
  status: string;
}

/** Actions made in a review. What is for one agency alone, row-level security leaves out. */
export const actionsOf = (actor: Actor, reviewId: string): Statement => ({
  name: 'actions-of-review',
  text: `
    SELECT a.id, a.description, u.display_name AS owner, a.due_on, a.status
      FROM actions a JOIN users u ON u.id = a.owner_id
     WHERE a.made_in = 'review' AND a.made_in_id = $1 AND a.access_keys && $2::uuid[]
       AND (${readableItem('a', '$3', '$5')} OR a.owner_id = $4)
     ORDER BY a.due_on, a.id`,
  values: [reviewId, actor.accessKeys, visibilitiesFor(actor.agencyKind), actor.userId, actor.agencyId],
});

export interface AgencyChoiceRow {
  id: string;
  name: string;
}

/** Agencies an attendee can come from. No case content, so nothing is audited. */
export const agencyChoices = (): Statement => ({
  name: 'agency-choices',
  text: `SELECT id, name FROM agencies WHERE is_active AND kind <> 'partnership' ORDER BY name, id`,
});

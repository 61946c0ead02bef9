import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { PassedOver, Saying } from '../reviews';
import type { Day } from '../shared/day';
import type { InPlaceOf, ObligationKind, RedirectReason, ReminderStatus, SuppressedReason } from './domain/ladder';
import { ALSO_INSTEAD_OF, IS_SEEN, SEEN, seenBy } from './reminders.queries';

export interface ObligationRow {
  kind: ObligationKind;
  subject_id: string;
  due_on: Day;
}

/** Everything a case in the actor's sight owes now or one day, by the one definition; of actions each has its own page. */
export const obligationsOfCase = (actor: Actor, individualId: string): Statement => ({
  name: 'obligations-of-case',
  text: `
    SELECT o.kind, o.subject_id, o.due_on FROM obligations_of('9999-12-31', ARRAY[$1::uuid]) o
     WHERE o.kind <> 'action' AND o.access_keys && $2::uuid[]
       AND (o.visibility = 'all_agencies' OR o.visibility = $3::text || '_only' OR o.visible_to ? $4::text)
     ORDER BY o.due_on, o.kind, o.subject_id`,
  values: [individualId, actor.accessKeys, actor.agencyKind, actor.agencyId],
});

/** The days from which the dates of a case are counted; null where there is none. */
export interface CountedFromRow {
  entered_on: Day | null;
  plan_closed_on: Day | null;
  screened_on: Day | null;
  started_on: Day | null;
  validated_on: Day | null;
  accepted_on: Day | null;
  /** They left as entered in error: the decision is owed again from then. */
  asked_again_on: Day | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  acknowledged_reason: string | null;
}

export const countedFrom = (actor: Actor, individualId: string): Statement => ({
  name: 'due-dates-counted-from',
  text: `
    SELECT (SELECT e.entered_on FROM cohort_entries e WHERE e.individual_id = i.id) AS entered_on,
           (SELECT max((p.closed_at AT TIME ZONE 'Europe/London')::date) FROM plans p
             WHERE p.individual_id = i.id AND p.status = 'closed' AND p.current_edition IS NOT NULL) AS plan_closed_on,
           (SELECT max(s.screened_on) FROM screenings s WHERE s.individual_id = i.id) AS screened_on,
           m.started_on, (SELECT max(v.decided_on) FROM cohort_validations v JOIN cohort_memberships s ON s.id = v.membership_id
                           WHERE s.individual_id = i.id AND s.started_on >= (SELECT e.entered_on FROM cohort_entries e WHERE e.individual_id = i.id)
                             AND m.id IS NOT NULL) AS validated_on,
           (SELECT min(w.accepted_on) FROM cohort_decisions_owed w WHERE w.individual_id = i.id) AS accepted_on,
           (SELECT max(w.asked_again_on) FROM cohort_decisions_owed w WHERE w.individual_id = i.id) AS asked_again_on,
           k.acknowledged_by, k.acknowledged_at, k.reason AS acknowledged_reason
      FROM individuals i
      LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      LEFT JOIN LATERAL (SELECT u.display_name AS acknowledged_by, a.acknowledged_at, a.reason
                           FROM review_schedules s JOIN review_acknowledgements a ON a.schedule_id = s.id JOIN users u ON u.id = a.acknowledged_by
                          WHERE s.individual_id = i.id AND s.status = 'active' ORDER BY a.version DESC LIMIT 1) k ON true
     WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
  values: [individualId, actor.accessKeys],
});

export interface MinutesRow {
  held_on: Day;
  panel: string;
  within_working_days: number;
  chairs: string[];
  /** Null: they have gone round, or are not owed yet. */
  due_on: Day | null;
  minutes_issued_at: Date | null;
}

/** Of a meeting of the actor's panels. */
export const minutesOfMeeting = (actor: Actor, meetingId: string): Statement => ({
  name: 'minutes-of-meeting',
  text: `
    SELECT m.held_on, p.name AS panel, p.minutes_within_working_days AS within_working_days, m.minutes_issued_at,
           (SELECT o.due_on FROM minutes_owed('9999-12-31') o WHERE o.subject_id = m.id) AS due_on,
           ARRAY(SELECT u.display_name FROM panel_members n JOIN users u ON u.id = n.user_id AND 'panel_chair' = ANY (u.roles)
                  WHERE n.panel_id = p.id AND n.ended_at IS NULL ORDER BY u.display_name) AS chairs
      FROM meetings m JOIN panels p ON p.id = m.panel_id WHERE m.id = $1 AND ARRAY[m.panel_id] && $2::uuid[]`,
  values: [meetingId, actor.accessKeys],
});

/** One reminder about the obligation that is asked about. */
export interface ReminderSaidRow {
  id: string;
  days_after_due: number;
  recipient: string;
  agency: string;
  instead_of: string | null;
  instead_of_name: string | null;
  redirect_reason: RedirectReason | null;
  away_until: Day | null;
  also_instead_of: InPlaceOf[] | null;
  due_on: Day;
  status: ReminderStatus;
  status_reason: SuppressedReason | null;
  attempts: number;
  times_said: number;
  owed_at: Date;
  sent_at: Date | null;
  last_error: string | null;
  sayings: Saying[] | null;
  passed_over: PassedOver[] | null;
}

const SAID_MOST = 200;

const said = (name: string, about: string) => (actor: Actor, kind: ObligationKind, id: string) => ({
  name,
  text: `
    SELECT m.id, g.days_after_due, u.display_name AS recipient, c.name AS agency, m.instead_of, o.display_name AS instead_of_name,
           m.redirect_reason, m.away_until, ${ALSO_INSTEAD_OF}, m.due_on, m.status, m.status_reason, m.attempts, m.times_said, m.owed_at, m.sent_at, m.last_error, sayings_of_reminder(m.id) AS sayings,
           passed_over_of_reminder(m.id) AS passed_over
      FROM reminders m
      JOIN reminder_rungs g ON g.rung = m.rung
      JOIN users u ON u.id = m.recipient_id
      JOIN agencies c ON c.id = u.agency_id
      LEFT JOIN users o ON o.id = m.instead_of ${SEEN}
     WHERE m.kind = $4 AND ${about} = $5 AND ${IS_SEEN}
     ORDER BY m.owed_at DESC, m.id LIMIT ${SAID_MOST}`,
  values: [...seenBy(actor), kind, id],
});

/** Every reminder of one kind there was about a case, newest first. */
export const saidOfCase = said('reminders-said-of-case', 'm.individual_id');

/** About one action or one meeting. */
export const saidOfSubject = said('reminders-said-of-subject', 'm.subject_id');

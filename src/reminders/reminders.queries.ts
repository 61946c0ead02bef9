import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Saying } from '../reviews';
import type { Day } from '../shared/day';
import type {
  Audience,
  InPlaceOf,
  ObligationKind,
  Part,
  RedirectReason,
  ReminderStatus,
  SuppressedReason,
} from './domain/ladder';

export interface ReadableReminderRow {
  id: string;
  kind: ObligationKind;
  told_as: Part;
  audience: Audience;
  due_on: Day;
  instead_of: string | null;
  is_also_for_another: boolean;
  times_said: number;
}

/**
 * What a reminder is about, as the actor ($1 keys, $2 id, $3 kind of agency) sees it: the owner of an action sees the action and not the case,
 * minutes are about a meeting of the actor's panel.
 * Row-level security says the same; each floor is enough on its own.
 */
export const SEEN = `
      LEFT JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $1::uuid[]
      LEFT JOIN actions a ON m.kind = 'action' AND a.id = m.subject_id AND a.access_keys && $1::uuid[]
       AND (a.owner_id = $2 OR a.visibility NOT IN ('police_only','health_only') OR a.visibility = $3::text || '_only')
      LEFT JOIN meetings t ON m.kind = 'minutes' AND t.id = m.subject_id AND ARRAY[t.panel_id] && $1::uuid[]
      LEFT JOIN individual_relationships x ON m.kind = 'relationship_review' AND x.id = m.subject_id AND x.individual_id = i.id
       AND (x.visibility = 'all_agencies' OR x.visibility = $3::text || '_only' OR (SELECT actor_agency_id()) = ANY (x.visible_to))`;
/** What is due in a register names nobody: to who is told, while they may read the registers. */
export const IS_SEEN = `CASE WHEN m.kind IN ('strategy_activity','strategy_review','risk_review','learning_action')
                        THEN m.recipient_id = $2 AND (SELECT reads_registers())
                      WHEN m.kind = 'action' THEN a.id IS NOT NULL WHEN m.kind = 'minutes' THEN t.id IS NOT NULL
                      WHEN m.kind = 'relationship_review' THEN x.id IS NOT NULL ELSE i.id IS NOT NULL END`;
/** Everybody else in whose place it is, by name. */
export const ALSO_INSTEAD_OF = `(SELECT jsonb_agg(jsonb_build_object('name', p.display_name, 'reason', e.value ->> 'reason',
                                                'until', e.value ->> 'until', 'id', p.id) ORDER BY e.ordinality)
              FROM jsonb_array_elements(m.also_instead_of) WITH ORDINALITY e JOIN users p ON p.id = (e.value ->> 'id')::uuid) AS also_instead_of`;
export const seenBy = (actor: Actor): unknown[] => [actor.accessKeys, actor.userId, actor.agencyKind];

/** Of these reminders, those the actor may read at this moment. What is missing from the answer is not mentioned to them. */
export const readableReminders = (actor: Actor, ids: string[]): Statement => ({
  name: 'readable-reminders',
  text: `
    SELECT m.id, m.kind, m.told_as, g.audience, m.due_on, m.instead_of, m.also_instead_of IS NOT NULL AS is_also_for_another, m.times_said
      FROM reminders m JOIN reminder_rungs g ON g.rung = m.rung ${SEEN}
     WHERE m.id = ANY ($4::uuid[]) AND m.recipient_id = $2 AND ${IS_SEEN}
     ORDER BY m.due_on, m.id`,
  values: [...seenBy(actor), ids],
});

export interface ReminderRow {
  id: string;
  kind: ObligationKind;
  subject_id: string;
  subject_version: number;
  /** Null of minutes and of what is due in a register: about no one case. */
  individual_id: string | null;
  /** Null: the actor sees the action and not the case. */
  given_name: string | null;
  family_name: string | null;
  preferred_name: string | null;
  reference: string | null;
  meeting_held_on: Day | null;
  /** Of what is due in a register: what the line is called, and where it stands there. */
  register_line: [title: string, place: string] | null;
  rule: string | null;
  rung: string;
  days_after_due: number;
  audience: Audience;
  told_as: Part;
  recipient_id: string;
  recipient: string;
  instead_of: string | null;
  instead_of_name: string | null;
  redirect_reason: RedirectReason | null;
  away_until: Day | null;
  also_instead_of: (InPlaceOf & { id: string })[] | null;
  due_on: Day;
  is_standing: boolean;
  status: ReminderStatus;
  status_reason: SuppressedReason | null;
  attempts: number;
  times_said: number;
  owed_at: Date;
  /** As PostgreSQL writes it, to the microsecond: a Date would lose what tells two rows of a cursor apart. */
  owed_at_key: string;
  sent_at: Date | null;
  /** A code of the mail server, or `untold_` and why the person could not be told. */
  last_error: string | null;
  /** Oldest first. */
  sayings: Saying[] | null;
}

/** Whether the obligation is still there, asked for the rows of one page. Of who left the cohort none of these is. */
const IS_STANDING = `CASE WHEN m.kind IN ('no_plan','screening','judgement','relationship_review') AND has_left_cohort(m.individual_id) THEN false
      ELSE CASE m.kind
        WHEN 'review' THEN s.status = 'active'
        WHEN 'action' THEN a.status = 'open'
        WHEN 'no_plan' THEN NOT EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = m.individual_id AND p.status <> 'closed' AND p.current_edition IS NOT NULL)
        WHEN 'no_schedule' THEN NOT EXISTS (SELECT 1 FROM review_schedules r WHERE r.plan_id = m.subject_id AND r.status IN ('active','exempt'))
        WHEN 'screening' THEN m.subject_version = (SELECT count(*) FROM screenings c WHERE c.individual_id = m.individual_id)
        WHEN 'chase' THEN EXISTS (SELECT 1 FROM review_schedules r JOIN review_acknowledgements k ON k.schedule_id = r.id AND r.due_on <= k.due_on
                                   WHERE r.id = m.subject_id AND r.status = 'active' AND k.version = m.subject_version
                                     AND NOT EXISTS (SELECT 1 FROM review_acknowledgements n WHERE n.schedule_id = r.id AND n.version > k.version))
        WHEN 'minutes' THEN t.status = 'held' AND t.minutes_issued_at IS NULL
        WHEN 'strategy_activity' THEN EXISTS (SELECT 1 FROM strategy_activities l WHERE l.id = m.subject_id AND l.target_on = m.due_on
                                                 AND l.percent_complete < 100 AND l.withdrawn_reason IS NULL)
        WHEN 'strategy_review' THEN EXISTS (SELECT 1 FROM strategy_plans l WHERE l.id = m.subject_id AND l.review_due_on = m.due_on)
        WHEN 'risk_review' THEN EXISTS (SELECT 1 FROM strategic_risks l WHERE l.id = m.subject_id AND l.review_due_on = m.due_on AND l.closed_on IS NULL)
        WHEN 'learning_action' THEN EXISTS (SELECT 1 FROM learning_actions l WHERE l.id = m.subject_id AND l.due_on = m.due_on AND l.closed_on IS NULL)
        WHEN 'judgement' THEN NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = m.subject_id)
        WHEN 'cohort_decision' THEN EXISTS (SELECT 1 FROM cohort_decisions_owed w WHERE w.id = m.subject_id)
        WHEN 'relationship_review' THEN x.review_on = m.due_on AND x.until_on IS NULL AND x.withdrawn_at IS NULL
        WHEN 'validation' THEN EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = m.individual_id AND c.ended_on IS NULL
                                          AND working_day_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date)) = m.due_on)
        ELSE NOT EXISTS (SELECT 1 FROM assignments n WHERE n.individual_id = m.individual_id AND 'no_' || n.kind = m.kind AND n.ended_at IS NULL) END END`;

/** Which line of a register: for the page of who is signed in, never in a message. Read for the rows of one page. */
const REGISTER_LINE = `CASE m.kind
        WHEN 'strategy_activity' THEN (SELECT ARRAY[l.activity, l.priority] FROM strategy_activities l WHERE l.id = m.subject_id)
        WHEN 'strategy_review' THEN (SELECT ARRAY[l.title, ''] FROM strategy_plans l WHERE l.id = m.subject_id)
        WHEN 'risk_review' THEN (SELECT ARRAY[l.event, 'R' || l.number] FROM strategic_risks l WHERE l.id = m.subject_id)
        WHEN 'learning_action' THEN (SELECT ARRAY[l.recommendation, l.review_title] FROM learning_actions l WHERE l.id = m.subject_id) END`;

/** What a list of reminders is asked for. */
export interface ReminderQuestion {
  /** Null: of every kind. */
  kind: ObligationKind | null;
  /** Null: whether or not what it is about still waits. */
  isStanding: boolean | null;
}

export const ALL_REMINDERS: ReminderQuestion = { kind: null, isStanding: null };

/** Newest first; of one scan, what has been due longest first. */
const listed = (
  actor: Actor,
  whose: string,
  { kind, isStanding }: ReminderQuestion,
  after: (string | null)[] | undefined,
  limit: number,
) => ({
  text: `
    SELECT m.id, m.kind, m.subject_id, m.subject_version, m.individual_id, i.given_name, i.family_name, i.preferred_name, i.reference,
           t.held_on AS meeting_held_on, ${REGISTER_LINE} AS register_line, s.rule, m.rung, g.days_after_due, g.audience, m.told_as, m.recipient_id, u.display_name AS recipient,
           m.instead_of, o.display_name AS instead_of_name, m.redirect_reason, m.away_until, ${ALSO_INSTEAD_OF}, m.due_on,
           coalesce(${IS_STANDING}, false) AS is_standing, m.status, m.status_reason, m.attempts, m.times_said,
           m.owed_at, m.owed_at::text AS owed_at_key, m.sent_at, m.last_error, sayings_of_reminder(m.id) AS sayings
      FROM reminders m
      JOIN reminder_rungs g ON g.rung = m.rung
      JOIN users u ON u.id = m.recipient_id
      LEFT JOIN users o ON o.id = m.instead_of
      LEFT JOIN review_schedules s ON m.kind = 'review' AND s.id = m.subject_id ${SEEN}
     WHERE ${whose} AND ${IS_SEEN}
       AND ($8::text IS NULL OR m.kind = $8) AND ($9::boolean IS NULL OR coalesce(${IS_STANDING}, false) = $9)
       AND ($4::timestamptz IS NULL
            OR (m.owed_at, -extract(epoch FROM m.due_on), m.id) < ($4::timestamptz, -extract(epoch FROM $5::date), $6::uuid))
     ORDER BY m.owed_at DESC, -extract(epoch FROM m.due_on) DESC, m.id DESC
     LIMIT $7`,
  values: [...seenBy(actor), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1, kind, isStanding],
});

const counted = (actor: Actor, whose: string, { kind, isStanding }: ReminderQuestion) => ({
  text: `
    SELECT count(*)::integer AS count
      FROM reminders m
      LEFT JOIN review_schedules s ON m.kind = 'review' AND s.id = m.subject_id ${SEEN}
     WHERE ${whose} AND ${IS_SEEN}
       AND ($4::text IS NULL OR m.kind = $4) AND ($5::boolean IS NULL OR coalesce(${IS_STANDING}, false) = $5)`,
  values: [...seenBy(actor), kind, isStanding],
});

type Listed = (
  actor: Actor,
  question: ReminderQuestion,
  after: (string | null)[] | undefined,
  limit: number,
) => Statement;

/** A list of reminders by page, and how many there are in all. */
export interface ReminderList {
  page: Listed;
  count: (actor: Actor, question: ReminderQuestion) => Statement;
}

const listOf = (name: string, whose: string): ReminderList => ({
  page: (actor, question, after, limit) => ({ name, ...listed(actor, whose, question, after, limit) }),
  count: (actor, question) => ({ name: `${name}-count`, ...counted(actor, whose, question) }),
});

/** The actor's own reminders about what they may see now. */
export const myReminders = listOf('my-reminders', 'm.recipient_id = $2');

/** Everybody's reminders about cases the actor sees: who was told, and for whom. */
export const sentReminders = listOf('sent-reminders', 'm.recipient_id <> $2');

export const reminderCursor = (row: ReminderRow): string[] => [row.owed_at_key, row.due_on, row.id];

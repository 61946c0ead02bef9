import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ReferralStatus, TriageDecision } from './domain/triage';
import type { CohortOutcome, ReferralKind, ToldAnswer } from './referral-words';

export interface ReferralRow {
  id: string;
  reference: string;
  panel_id: string;
  given_name: string;
  family_name: string;
  date_of_birth: Day | null;
  kind: ReferralKind;
  reason: string;
  happened_on: Day | null;
  is_experiencing: boolean | null;
  is_perpetrating: boolean | null;
  is_told: ToldAnswer;
  on_behalf_of: string | null;
  referred_by_id: string;
  referred_by: string;
  agency: string;
  referred_at: Date;
  /** As PostgreSQL writes it, for the cursor. */
  referred_at_key: string;
  triage_due_on: Day;
  status: ReferralStatus;
  answer: string | null;
  redirected_to: string | null;
  answered_at: Date | null;
  version: number;
  /** Whom it is about, only where the reader sees that case. */
  individual_id: string | null;
  individual_reference: string | null;
  /** The ages of its panel. */
  panel: string;
  youngest: number;
  oldest: number;
  /** Whether it was said to be about somebody on record: shown to the panel, without saying whom. */
  is_on_record: boolean;
  /** The keys of the referral: who made it, and the panel unless the person is restricted from the reader. */
  access_keys: string[];
}

export interface EntryRow {
  text: string;
  recorded_at: Date;
}

export interface DecisionRow {
  decision: TriageDecision;
  reason: string;
  answer: string;
  was_due_on: Day;
  decided_on: Day;
  decided_by: string;
}

/** $1 the actor, $2 their keys. Restricted people look as if nobody had referred them, but to who did. */
const IN_SIGHT = `(r.referred_by = $1 OR r.panel_id = ANY ($2::uuid[]) AND NOT is_lost_to_actor(r.individual_id))`;

const REFERRAL = `
  SELECT r.id, r.reference, r.panel_id, r.given_name, r.family_name, r.date_of_birth, r.kind, r.reason, r.happened_on,
         r.is_experiencing, r.is_perpetrating, r.is_told, r.on_behalf_of, r.referred_by AS referred_by_id,
         u.display_name AS referred_by, a.name AS agency, r.referred_at, r.referred_at::text AS referred_at_key, r.triage_due_on,
         r.status, r.answer, r.redirected_to, r.answered_at, r.version, i.id AS individual_id, i.reference AS individual_reference,
         r.individual_id IS NOT NULL AS is_on_record, p.name AS panel, p.youngest_age AS youngest, p.oldest_age AS oldest,
         CASE WHEN is_lost_to_actor(r.individual_id) THEN ARRAY[r.referred_by] ELSE ARRAY[r.referred_by, r.panel_id] END AS access_keys
    FROM referrals r
    JOIN users u ON u.id = r.referred_by
    JOIN agencies a ON a.id = r.agency_id
    JOIN panels p ON p.id = r.panel_id
    LEFT JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]
   WHERE ${IN_SIGHT}`;

export const referralById = (actor: Actor, id: string): Statement => ({
  name: 'referral',
  text: `${REFERRAL} AND r.id = $3`,
  values: [actor.userId, actor.accessKeys, id],
});

interface Page {
  after?: (string | null)[];
  limit: number;
}

/** The actor's own, newest first. */
export const ownReferrals = (actor: Actor, { after, limit }: Page): Statement => ({
  name: 'referrals-own',
  text: `${REFERRAL} AND r.referred_by = $1 AND ($3::timestamptz IS NULL OR (r.referred_at, r.id) < ($3::timestamptz, $4::uuid))
         ORDER BY r.referred_at DESC, r.id DESC LIMIT $5`,
  values: [actor.userId, actor.accessKeys, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

/** What waits for the actor's panel, or for an answer to its question: what is due first at the top. */
export const referralsToTriage = (actor: Actor): Statement => ({
  name: 'referrals-to-triage',
  text: `${REFERRAL} AND r.panel_id = ANY ($2::uuid[]) AND r.status IN ('awaiting_triage','more_information')
         ORDER BY r.status = 'more_information', r.triage_due_on, r.referred_at, r.id LIMIT 200`,
  values: [actor.userId, actor.accessKeys],
});

/** Every referral in sight, newest first: for the API, and the panel's past ones with `onlyClosed`. */
export const allReferrals = (
  actor: Actor,
  { after, limit, onlyClosed }: Page & { onlyClosed: boolean },
): Statement => ({
  name: 'referrals-all',
  text: `${REFERRAL} AND ($3::timestamptz IS NULL OR (r.referred_at, r.id) < ($3::timestamptz, $4::uuid))
           AND (NOT $6 OR r.panel_id = ANY ($2::uuid[]) AND r.status NOT IN ('awaiting_triage','more_information'))
         ORDER BY r.referred_at DESC, r.id DESC LIMIT $5`,
  values: [actor.userId, actor.accessKeys, after?.[0] ?? null, after?.[1] ?? null, limit + 1, onlyClosed],
});

export const entriesOf = (actor: Actor, id: string): Statement => ({
  name: 'referral-entries',
  text: `SELECT e.text, e.recorded_at FROM referral_entries e JOIN referrals r ON r.id = e.referral_id
          WHERE e.referral_id = $3 AND ${IN_SIGHT} ORDER BY e.recorded_at, e.id`,
  values: [actor.userId, actor.accessKeys, id],
});

/** Of the cohort decision, for whoever referred alone. */
export interface OutcomeRow {
  outcome: CohortOutcome;
  decided_on: Day;
}

export const outcomeOfOwn = (id: string): Statement => ({
  name: 'referral-cohort-outcome',
  text: 'SELECT outcome, decided_on FROM outcome_of_own_referral($1)',
  values: [id],
});

/** With the reasons: for the panel alone, not for who referred. */
export const decisionsOf = (actor: Actor, id: string): Statement => ({
  name: 'referral-decisions',
  text: `SELECT d.decision, d.reason, d.answer, d.was_due_on, d.decided_on, u.display_name AS decided_by
           FROM referral_decisions d JOIN referrals r ON r.id = d.referral_id JOIN users u ON u.id = d.decided_by
          WHERE d.referral_id = $2 AND r.panel_id = ANY ($1::uuid[]) AND NOT is_lost_to_actor(r.individual_id)
          ORDER BY d.recorded_at DESC, d.id DESC`,
  values: [actor.accessKeys, id],
});

/** One chair who was told that the triage of a referral is late. */
export interface LateNoticeRow {
  recipient: string;
  made_at: Date;
  sent_at: Date | null;
}

/** For its panel alone: whom the database shows them of. */
export const lateNoticesOf = (actor: Actor, id: string): Statement => ({
  name: 'referral-late-notices',
  text: `SELECT u.display_name AS recipient, n.made_at, n.sent_at
           FROM referral_notices n JOIN referrals r ON r.id = n.referral_id JOIN users u ON u.id = n.recipient_id
          WHERE n.referral_id = $2 AND n.kind = 'overdue' AND r.panel_id = ANY ($1::uuid[]) AND NOT is_lost_to_actor(r.individual_id)
          ORDER BY n.made_at, u.display_name, n.id`,
  values: [actor.accessKeys, id],
});

export const triageCount = (actor: Actor, today: Day): Statement => ({
  name: 'referrals-waiting-count',
  text: `SELECT count(*)::integer AS waiting, count(*) FILTER (WHERE r.triage_due_on < $2::date)::integer AS late
           FROM referrals r WHERE r.status = 'awaiting_triage' AND r.panel_id = ANY ($1::uuid[])
            AND NOT is_lost_to_actor(r.individual_id)`,
  values: [actor.accessKeys, today],
});

import type { Tier } from '../individuals';
import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import { AlreadyDecided, MeetingNotOpen, NotDecidedYet, OffTheAgenda, PutOff } from './meeting.errors';
import type { ItemStatus } from './meeting-item.entity';
import type { MeetingStatus } from './meeting.entity';
import type { ReviewDecision } from '../reviews';

/** Where an item is. */
export interface ItemAddress {
  meetingId: string;
  itemId: string;
}

/** An item with what a decision on it depends on; `accessKeys` is its panel, for the policy of meetings. */
export interface ItemToDecide {
  id: string;
  individualId: string;
  status: ItemStatus;
  version: number;
  accessKeys: string[];
  meetingId: string;
  meetingStatus: MeetingStatus;
  /** Who is named to chair the meeting, until it is over. */
  chairedBy: string | null;
  /** When the meeting was opened in the room. */
  startedAt: Date | null;
  heldOn: Day;
  /** The London day on which it was decided first: of its review, where it made one. */
  decidedOn: Day | null;
  tier: Tier | null;
  strand: string | null;
  /** Listed as new to the cohort: accepted, or not. */
  isNew: boolean;
  /** Listed for the decision whether they enter the cohort, which is made as such (`DecideEntry`). */
  awaitsDecision: boolean;
  /** The day the person left the panel, which had not decided. */
  takenOffOn: Day | null;
  /** What the panel's own rules let it decide. */
  decisions: ReviewDecision[];
  panelId: string;
  panelName: string;
  /** The panel this one escalates to. */
  escalatesTo: string | null;
}

/** The open plan and its active schedule, as far as the case has them. */
export interface PlanToReview {
  planId: string;
  scheduleId: string | null;
  isExempt: boolean;
  isLive: boolean;
  /** A review can be held on the day of the decision: after the plan started and after its last review. */
  canBeReviewed: boolean;
  /** The next review counts from the day of the decision: a decision that is taken again may set another day. */
  countsFromHere: boolean;
}

/**
 * Nobody else decides, defers or moves the item until the transaction ends, nor does the person leave: who ends their time in the cohort
 * has the person first and the place last. @throws as `loadItem`
 */
export async function lockItem(tx: Transaction, address: ItemAddress): Promise<ItemToDecide> {
  if (isId(address.itemId)) {
    await tx.query(
      `SELECT 1 FROM individuals WHERE id = (SELECT individual_id FROM meeting_items WHERE id = $1) AND access_keys && $2::uuid[]
          FOR NO KEY UPDATE`,
      [address.itemId, tx.actor.accessKeys],
    );
    await tx.query('SELECT 1 FROM meeting_items WHERE id = $1 FOR UPDATE', [address.itemId]);
  }
  return loadItem(tx, address);
}

/** @throws NotFound when the item is not there, not of the actor's panel, about someone the actor may not see, or conflicted; OffTheAgenda */
export async function loadItem(tx: Transaction, { meetingId, itemId }: ItemAddress): Promise<ItemToDecide> {
  if (!isId(meetingId) || !isId(itemId)) throw new NotFound();
  const [item] = await tx.query<ItemToDecide>(
    `SELECT t.id, t.meeting_id AS "meetingId", t.individual_id AS "individualId", t.status, t.version, ARRAY[t.panel_id] AS "accessKeys",
            m.status AS "meetingStatus", CASE WHEN m.status = 'planned' THEN m.chair_id END AS "chairedBy", m.started_at AS "startedAt", m.held_on AS "heldOn", c.tier, c.strand, t.reason = 'new' AS "isNew", t.reason = 'cohort_decision' AS "awaitsDecision", t.taken_off_on AS "takenOffOn", n.decisions, t.panel_id AS "panelId", n.name AS "panelName",
            above.id AS "escalatesTo",
            coalesce((SELECT max(r.held_on) FROM reviews r WHERE r.meeting_item_id = t.id),
                     (t.decided_at AT TIME ZONE 'Europe/London')::date) AS "decidedOn"
       FROM meeting_items t JOIN meetings m ON m.id = t.meeting_id JOIN panels n ON n.id = t.panel_id
       JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $3::uuid[]
       LEFT JOIN cohort_memberships c ON c.individual_id = i.id AND c.ended_on IS NULL
       LEFT JOIN panels above ON above.id = n.escalates_to AND above.is_active
      WHERE t.id = $1 AND t.meeting_id = $2 AND ARRAY[t.panel_id] && $3::uuid[]
        AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])`,
    [itemId, meetingId, tx.actor.accessKeys],
  );
  if (!item) throw new NotFound();
  if (item.takenOffOn !== null) throw new OffTheAgenda(item.takenOffOn);
  return item;
}

/**
 * The version is judged before the status, so that the second of two people is told that somebody was quicker.
 * @throws Stale, AlreadyDecided, PutOff, MeetingNotOpen
 */
export function refuseUndecidable(item: ItemToDecide, version: number): void {
  if (item.version !== version) throw new Stale();
  if (item.status === 'decided') throw new AlreadyDecided();
  if (item.meetingStatus !== 'planned') throw new MeetingNotOpen();
  if (item.status === 'deferred') throw new PutOff();
}

/** A decision is taken again only while its meeting is open. @throws Stale, NotDecidedYet, MeetingNotOpen */
export function refuseUnchangeable(item: ItemToDecide, version: number): void {
  if (item.version !== version) throw new Stale();
  if (item.meetingStatus !== 'planned') throw new MeetingNotOpen();
  if (item.status !== 'decided') throw new NotDecidedYet();
}

/** Locks the open plan before anything else is written, as every verb does that touches a schedule. */
export async function lockPlanToReview(
  tx: Transaction,
  individualId: string,
  heldOn: Day,
): Promise<PlanToReview | null> {
  await tx.query(`SELECT 1 FROM plans WHERE individual_id = $1 AND status <> 'closed' FOR UPDATE`, [individualId]);
  const [plan] = await tx.query<PlanToReview>(
    `SELECT p.id AS "planId", s.id AS "scheduleId", p.current_edition IS NOT NULL AS "isLive",
            EXISTS (SELECT 1 FROM review_schedules x WHERE x.plan_id = p.id AND x.status = 'exempt') AS "isExempt",
            coalesce(s.counted_from = $2::date, false) AS "countsFromHere",
            $2::date >= (least(p.created_at, p.approved_at) AT TIME ZONE 'Europe/London')::date
              AND $2::date > coalesce((SELECT max(r.held_on) FROM reviews r WHERE r.plan_id = p.id), '-infinity') AS "canBeReviewed"
       FROM plans p LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
      WHERE p.individual_id = $1 AND p.status <> 'closed' AND p.access_keys && $3::uuid[]`,
    [individualId, heldOn, tx.actor.accessKeys],
  );
  return plan ?? null;
}

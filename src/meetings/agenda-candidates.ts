import type { Transaction } from '../platform/database';
import { NotFound } from '../shared/errors';
import type { AgendaCandidate, AgendaQuestion } from './domain/agenda';
import type { LoadedMeeting } from './load-meeting';

/**
 * The panel's cohort within the actor's sight, as the agenda sees it. Left out: cases that wait undecided on the agenda
 * of an earlier meeting still to come, where they will be decided first. With it what another panel passed on, for its place.
 */
export function agendaCandidates(tx: Transaction, meeting: LoadedMeeting): Promise<AgendaCandidate[]> {
  return tx.query<AgendaCandidate>(CANDIDATES_SQL, [
    meeting.panelId,
    tx.actor.accessKeys,
    meeting.id,
    meeting.heldOn,
    tx.today,
  ]);
}

// What a cancelled meeting had listed is owed until a meeting held since has had it. A change of tier ends one period as superseded and starts the next: the run in the cohort is what counts as entering.
const CANDIDATES_SQL = `
  SELECT m.individual_id AS "individualId", m.tier,
         (SELECT max(first.started_on) FROM cohort_memberships first
           WHERE first.individual_id = m.individual_id AND NOT EXISTS (
             SELECT 1 FROM cohort_memberships before
              WHERE before.individual_id = first.individual_id AND before.exit_reason = 'superseded'
                AND before.ended_on = first.started_on AND before.id <> first.id)) AS "enteredOn",
         coalesce(p.current_edition IS NOT NULL, false) AS "hasLivePlan",
         s.due_on AS "reviewDueOn",
         EXISTS (SELECT 1 FROM review_schedules x WHERE x.plan_id = p.id AND x.status = 'exempt') AS "isExemptFromReview",
         EXISTS (SELECT 1 FROM meeting_items t WHERE t.individual_id = m.individual_id AND t.status <> 'decided'
                  AND (t.meeting_id = (SELECT l.id FROM meetings l WHERE l.panel_id = $1 AND l.status = 'held'
                                        ORDER BY l.held_on DESC, l.id LIMIT 1)
                       OR EXISTS (SELECT 1 FROM meetings x JOIN meeting_changes c ON c.meeting_id = x.id AND c.kind = 'cancelled'
                           WHERE x.id = t.meeting_id AND x.panel_id = $1 AND x.status = 'cancelled' AND NOT EXISTS (
                             SELECT 1 FROM meeting_items l JOIN meetings h ON h.id = l.meeting_id AND h.status <> 'cancelled'
                              WHERE l.individual_id = t.individual_id AND l.panel_id = $1
                                AND (l.decided_at >= c.changed_at OR h.closed_at >= c.changed_at))))) AS "wasNotReached",
         i.date_of_birth AS "dateOfBirth",
         CASE WHEN p.status IN ('awaiting_approval','awaiting_panel') THEN (p.submitted_at AT TIME ZONE 'Europe/London')::date
              WHEN p.status = 'draft' AND p.current_edition IS NULL THEN (p.created_at AT TIME ZONE 'Europe/London')::date
         END AS "planWaitsSince",
         (SELECT count(*)::integer FROM actions a WHERE a.individual_id = i.id AND a.status = 'open' AND a.due_on < $5
             AND a.access_keys && $2::uuid[]) AS "overdueActions",
         EXISTS (SELECT 1 FROM reviews r WHERE r.individual_id = i.id AND r.meeting_item_id IS NULL
                    AND r.decision IN ('step_down','close')
                    AND r.held_on >= coalesce((SELECT max(l.held_on) FROM meetings l WHERE l.panel_id = $1 AND l.status = 'held'), $4::date - 28)
                ) AS "steppedDownOutside",
         ARRAY(SELECT right(t.reason, 2)::integer FROM meeting_items t WHERE t.individual_id = i.id AND t.status = 'decided'
                  AND t.reason IN ('turning_18','turning_25')) AS "birthdaysSeen",
         EXISTS (SELECT 1 FROM case_transfers x WHERE x.individual_id = i.id AND x.outcome IS NULL) AS "transferWaits",
         m.panel_id <> $1 AS "isPassedOn"
    FROM cohort_memberships m
    JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $2::uuid[] AND i.id <> ALL ((SELECT conflicted_cases())::uuid[])
    LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
    LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
   WHERE m.ended_on IS NULL AND (m.panel_id = $1 OR EXISTS (
           SELECT 1 FROM panel_escalations e WHERE e.individual_id = m.individual_id AND e.to_panel_id = $1 AND e.ended_at IS NULL))
     AND NOT EXISTS (
       SELECT 1 FROM meeting_items w JOIN meetings e ON e.id = w.meeting_id
        WHERE w.individual_id = m.individual_id AND w.status = 'listed' AND e.id <> $3
          AND e.panel_id = $1 AND e.status = 'planned' AND e.held_on >= $5 AND e.held_on < $4)`;

/** The days the agenda is reckoned from: this meeting, the one before and the one after. */
export async function agendaQuestion(tx: Transaction, meeting: LoadedMeeting): Promise<AgendaQuestion> {
  const [found] = await tx.query<Pick<AgendaQuestion, 'nextHeldOn' | 'lastHeldOn' | 'reasons' | 'meetsEveryDays'>>(
    `SELECT p.agenda_reasons AS reasons, p.meets_every_days AS "meetsEveryDays",
            (SELECT min(n.held_on) FROM meetings n WHERE n.panel_id = $1 AND n.status = 'planned' AND n.held_on > $2) AS "nextHeldOn",
            (SELECT max(l.held_on) FROM meetings l WHERE l.panel_id = $1 AND l.status = 'held' AND l.held_on < $2) AS "lastHeldOn"
       FROM panels p WHERE p.id = $1`,
    [meeting.panelId, meeting.heldOn],
  );
  if (!found) throw new NotFound();
  return { today: tx.today, heldOn: meeting.heldOn, ...found };
}

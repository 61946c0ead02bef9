import type { Statement, Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import type { AgendaCandidate, AgendaQuestion, AgendaReason } from './domain/agenda';
import type { LoadedMeeting } from './load-meeting';

/** A case of the panel, as the agenda sees it, whoever makes it. */
export interface PanelCandidate extends AgendaCandidate {
  /** The actor may see it. Of what they may not, nothing goes further than its place. */
  isInSight: boolean;
  isListed: boolean;
}

/**
 * The panel's whole cohort when its chair makes the agenda, and to anybody else what is within their sight. Left out: cases that wait
 * undecided on the agenda of an earlier meeting still to come, where they will be decided first. With it who was accepted and awaits the cohort
 * decision, and what another panel passed on, for its place.
 */
export const candidatesFor = (meetingId: string, today: Day): Statement => ({
  name: 'agenda-candidates',
  text: `
    SELECT individual_id AS "individualId", tier, entered_on AS "enteredOn", has_live_plan AS "hasLivePlan",
           review_due_on AS "reviewDueOn", is_exempt AS "isExemptFromReview", carried_as AS "carriedAs",
           date_of_birth AS "dateOfBirth", plan_waits_since AS "planWaitsSince", overdue_actions AS "overdueActions",
           stepped_down_outside AS "steppedDownOutside", birthdays_seen AS "birthdaysSeen", transfer_waits AS "transferWaits",
           is_passed_on AS "isPassedOn", is_in_sight AS "isInSight", is_listed AS "isListed",
           awaits_decision AS "awaitsDecision", entered_here AS "enteredHere"
      FROM agenda_candidates($1, $2)`,
  values: [meetingId, today],
});

export const agendaCandidates = (tx: Transaction, meeting: LoadedMeeting): Promise<PanelCandidate[]> => {
  const { text, values } = candidatesFor(meeting.id, tx.today);
  return tx.query<PanelCandidate>(text, values);
};

/** Cases that must be at the meeting and that whoever makes the agenda may not see: each has its place, behind the others and in no order. */
export async function listOutOfSight(
  tx: Transaction,
  meetingId: string,
  cases: { individualId: string; reason: AgendaReason }[],
): Promise<void> {
  if (cases.length === 0) return;
  const ids = cases.map(({ individualId }) => individualId);
  const reasons = cases.map(({ reason }) => reason);
  await tx.query('SELECT list_out_of_sight($1, $2, $3, $4)', [meetingId, ids, reasons, tx.now]);
}

export type AgendaDaysRow = Pick<AgendaQuestion, 'nextHeldOn' | 'lastHeldOn' | 'reasons' | 'meetsEveryDays'>;

/** What an agenda is reckoned from: the panel's rules, the meeting before and the one after. */
export const daysOfAgenda = (panelId: string, heldOn: Day): Statement => ({
  name: 'days-of-agenda',
  text: `
    SELECT p.agenda_reasons AS reasons, p.meets_every_days AS "meetsEveryDays",
           (SELECT min(n.held_on) FROM meetings n WHERE n.panel_id = $1 AND n.status = 'planned' AND n.held_on > $2) AS "nextHeldOn",
           (SELECT max(l.held_on) FROM meetings l WHERE l.panel_id = $1 AND l.status = 'held' AND l.held_on < $2) AS "lastHeldOn"
      FROM panels p WHERE p.id = $1`,
  values: [panelId, heldOn],
});

export async function agendaQuestion(tx: Transaction, { panelId, heldOn }: LoadedMeeting): Promise<AgendaQuestion> {
  const { text, values } = daysOfAgenda(panelId, heldOn);
  const [found] = await tx.query<AgendaDaysRow>(text, values);
  if (!found) throw new NotFound();
  return { today: tx.today, heldOn, ...found };
}

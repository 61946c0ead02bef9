import { ACTION_KIND_WORDS, ACTION_STATUS_WORDS, actionPaths, type ActionRow } from '../../actions';
import { bandWithEarlier, bandWords, caseLayoutModel, casePaths } from '../../individuals';
import { type AcceptedReferral, cohortPaths } from '../../cohort';
import { VISIBILITY_WORDS } from '../../notes';
import { onTimeWords, PERSON_VIEW_WORDS, reviewDecisionWords } from '../../reviews';
import { type Day, dayInWords } from '../../shared/day';
import type { AgendaRow } from '../agenda.queries';
import type { BandsRow, DecidedBeforeRow, LastReviewRow } from '../case-sheet.queries';
import type { CaseSheet } from '../case-sheets';
import { panelDecisionWords } from '../decisions-offered';
import { escalationWords } from '../escalations/escalation-words';
import { ITEM_STATUS_WORDS, PANEL_DECISION_WORDS, whyHere } from '../meeting-words';
import { meetingPaths } from '../paths';
import { transferWords } from '../transfers/present-transfer';
import { alsoWords } from './also-words';
import { canBeOpened } from './present-agenda';
import { presentItemRoom } from './present-item-room';
import { decidedWords } from './present-meetings';
import { presentPlan } from './present-plan';

/** One case on one page, what is worst first. */
export function presentCaseSheet(sheet: CaseSheet, today: Day) {
  const { item, header, agenda } = sheet;
  return {
    ...caseLayoutModel(header, 'overview'),
    caseHref: casePaths.overview(header.id),
    heldOn: item.held_on,
    number: item.position,
    total: lastNumber(agenda),
    decidedWords: decidedWords({
      cases: agenda.length,
      decided: agenda.filter((row) => row.status === 'decided').length,
      restricted: agenda.filter((row) => row.status === null).length,
    }),
    ...neighbours({ meetingId: item.meeting_id, itemId: item.id, isSealed: item.minutes_approved_at !== null }, agenda),
    backHref: meetingPaths.meeting(item.meeting_id),
    why: whyHere(reasonFacts(sheet), today),
    bands: presentBands(sheet.screenings),
    plan: sheet.plan === null ? null : presentPlan(sheet.plan),
    actions: presentActions(sheet.actions, today),
    lastReview: sheet.lastReview === null ? null : presentLastReview(sheet.lastReview),
    decidedBefore: sheet.decidedBefore === null ? null : presentDecidedBefore(sheet.decidedBefore),
    voice: voiceOf(sheet),
    decided: presentDecided(sheet),
    change: presentChange(sheet),
    passedOn: presentPassedOn(sheet),
    passedUp: presentPassedUp(sheet),
    transfer: sheet.transfer && {
      words: transferWords(sheet.transfer),
      why: sheet.transfer.why,
      by: sheet.transfer.asked_by,
      at: sheet.transfer.asked_at,
    },
    referral: sheet.referral && presentReferral(sheet.referral),
    room: presentItemRoom(sheet),
    isOpen: item.status === 'listed' && item.meeting_status === 'planned',
    statusWords: ITEM_STATUS_WORDS[item.status],
  };
}

/** The highest number on the agenda: of those who have left it, numbers are missing, so it may be more than there are cases. */
export const lastNumber = (agenda: AgendaRow[]): number => Math.max(0, ...agenda.map((row) => row.position));

/** The cases before and after this one that the actor may open. */
export function neighbours(
  { meetingId, itemId, isSealed }: { meetingId: string; itemId: string; isSealed: boolean },
  agenda: AgendaRow[],
) {
  const open = agenda.filter((row) => canBeOpened(row, isSealed));
  const at = open.findIndex((row) => row.id === itemId);
  const link = (row: AgendaRow | undefined) =>
    row && { href: meetingPaths.item(meetingId, row.id), number: row.position };
  return { previous: link(open[at - 1]), next: link(open[at + 1]) };
}

const reasonFacts = ({ item, header, schedule, plan, agenda, transfer }: CaseSheet) => ({
  transfer_kind: transfer?.kind ?? null,
  passed_on_by: agenda.find((row) => row.id === item.id)?.passed_on_by ?? null,
  status: item.status,
  reason: item.reason,
  review_due_on: schedule?.due_on ?? null,
  has_live_plan: plan !== null && plan.currentEdition !== null && plan.status !== 'closed',
  in_cohort_since: header.inCohortSince,
  accepted_waits_since: item.accepted_waits_since,
  decision_due_on: item.decision_due_on,
});

/** Now and then, side by side; the movement in words, since the colour of a change cannot be read aloud. */
/** A panel judges beside the answers of a screening that somebody held before. */
const judgedWords = (bands: BandsRow | undefined, axis: 'exploitation' | 'violence'): string => {
  const by = bands?.judged_by_panel;
  if (!by?.[axis]) return '';
  return `. Judged ${bandWords(bands?.[`${axis}_band`] ?? null)} by ${by.panel} at its meeting of ${dayInWords(by.on)}`;
};

function presentBands([now, then]: BandsRow[]) {
  const row = (kind: string, axis: 'exploitation' | 'violence') => {
    const band = `${axis}_band` as const;
    return {
      kind,
      now: bandWithEarlier(now?.[band] ?? null, now?.[`earlier_${axis}`] ?? null),
      nowBy: judgedWords(now, axis),
      thenBy: judgedWords(then, axis),
      then: then ? bandWords(then[band]) : 'No earlier screening',
      isFirst: then === undefined,
      isChanged: then !== undefined && now !== undefined && then[band] !== now[band],
    };
  };
  return {
    nowOn: now?.screened_on ?? null,
    thenOn: then?.screened_on ?? null,
    rows: [row('Exploitation', 'exploitation'), row('Violence', 'violence')],
  };
}

function presentActions(actions: ActionRow[], today: Day) {
  const present = (action: ActionRow) => ({
    description: action.description,
    kindWords: ACTION_KIND_WORDS[action.kind],
    owner: action.owner,
    agency: action.owner_agency,
    dueOn: action.due_on,
    isOverdue: action.status === 'open' && action.due_on < today,
    whyHref: actionPaths.dueDate(action.id),
    statusWords: ACTION_STATUS_WORDS[action.status],
    outcome: action.outcome ?? '',
    keptTo: action.visibility === 'all_agencies' ? '' : VISIBILITY_WORDS[action.visibility],
  });
  const open = actions.filter((action) => action.status === 'open');
  const closed = actions.filter((action) => action.status !== 'open');
  return {
    open: open.map(present),
    overdueCount: open.filter((action) => action.due_on < today).length,
    // Six minutes: the latest five, and how many more there are on the case's own page.
    closed: closed.slice(0, 5).map(present),
    closedCount: closed.length,
  };
}

const presentLastReview = (review: LastReviewRow) => ({
  heldOn: review.held_on,
  onTime: onTimeWords(review.held_on, review.deadline_on),
  decisionWords: reviewDecisionWords(review),
  rationale: review.rationale,
  heldBy: review.held_by,
});

const presentDecidedBefore = (before: DecidedBeforeRow) => ({
  heldOn: before.held_on,
  decisionWords:
    before.reason === 'cohort_decision'
      ? panelDecisionWords(before.decision, { isNew: false, isInCohort: true, isEntry: true })
      : PANEL_DECISION_WORDS[before.decision],
  rationale: before.rationale,
  dissent: before.dissent ?? '',
  openWords:
    before.open_actions === 0
      ? 'None of its actions is open'
      : `${before.open_actions === 1 ? '1 of its actions is' : `${before.open_actions} of its actions are`} still open`,
});

/** The newest words of the person: from the plan, or from the last review when that is later. */
function voiceOf({ plan, lastReview }: CaseSheet) {
  const entry = plan?.entries.find((candidate) => candidate.section === 'voice');
  if (lastReview && (!entry || entry.recordedAt.slice(0, 10) <= lastReview.held_on)) {
    const answer = PERSON_VIEW_WORDS[lastReview.person_view_answer];
    return { text: lastReview.person_view, answer, on: lastReview.held_on, from: 'the last review' };
  }
  if (!entry) return null;
  const answer = entry.voiceAnswer === null ? '' : PERSON_VIEW_WORDS[entry.voiceAnswer];
  return { text: entry.text, answer, on: entry.recordedAt, from: 'the plan' };
}

/** Why somebody referred them and why the panel accepted: all that there is of many a person it decides to enter or not. */
const presentReferral = (said: AcceptedReferral) => ({
  reference: said.reference,
  on: said.referred_on,
  happenedOn: said.happened_on,
  texts: [said.reason, ...said.added],
  acceptedOn: said.decided_on,
  acceptedWhy: said.decision_reason,
});

/** What another panel asks of this one, and why it cannot decide itself. */
function presentPassedOn({ item, escalations }: CaseSheet) {
  const here = escalations.find((one) => one.item_id === item.id);
  if (!here) return null;
  return {
    from: here.from_panel,
    question: here.question,
    rationale: here.rationale,
    by: here.made_by,
    at: here.made_at,
  };
}

/** What this case was passed on to, and how far it is there. */
function presentPassedUp({ item, escalations, agenda }: CaseSheet): string[] {
  const elsewhere = agenda.find((row) => row.id === item.id)?.elsewhere ?? [];
  return escalations.filter((one) => one.item_id !== item.id).map((one) => escalationWords(one, elsewhere));
}

/** While the meeting is open a decision is taken again, unless it closed the case: then where it is mended. */
function presentChange({ item, header, agenda }: CaseSheet) {
  if (item.status !== 'decided' || item.meeting_status !== 'planned' || item.started_at === null) return undefined;
  // The decision about the cohort is on the record, and mended there.
  if (item.reason === 'cohort_decision') return undefined;
  const row = agenda.find((one) => one.id === item.id);
  if (item.decision === 'close' && row?.tier_before && header.tier === null)
    return { href: undefined, entryHref: cohortPaths.entry(header.id) };
  return { href: meetingPaths.decisionChange(item.meeting_id, item.id), entryHref: undefined };
}

function presentDecided({ item, agenda, header }: CaseSheet) {
  if (item.decision === null) return null;
  const row = agenda.find((one) => one.id === item.id);
  return {
    also: row ? alsoWords(row) : [],
    decisionWords: panelDecisionWords(item.decision, {
      isNew: item.reason === 'new',
      isInCohort: header.tier !== null,
      isEntry: item.reason === 'cohort_decision',
    }),
    rationale: item.rationale ?? '',
    dissent: item.dissent ?? '',
    by: item.decided_by ?? '',
    at: item.decided_at,
    tellsPerson: item.tells_person ?? '',
    tellsReferrer: item.tells_referrer ?? '',
  };
}

export type CaseSheetModel = ReturnType<typeof presentCaseSheet>;

import { PERSON_VIEW_ANSWERS, REVIEW_DECISIONS } from '../../reviews';
import { type Tier, TIERS } from '../../individuals';
import { EXIT_REASONS, STRANDS } from '../../cohort';
import { exploitationBands, violenceBands } from '../../screenings';
import { type Day, isDay } from '../../shared/day';
import type { FieldProblem } from '../../shared/errors';
import type { CaseSheet } from '../case-sheets';
import { acceptanceProblems, decisionProblems } from '../check-decision';
import type { PlanToReview } from '../load-item';
import { keepsStep, withoutStandingTier } from '../standing-step';
import { transferProblems } from '../transfers/transfer-problems';
import { typedRows } from './decide-item.form';
import { standingOf } from './standing-typed';

type Body = Record<string, unknown>;

/**
 * What the case's own facts say about a form that is refused already for how it was filled in. Asked of what was typed,
 * whole or not, so that a panel with six minutes is not sent back twice.
 */
export function alsoWrong(
  { header, item, plan, schedule, transfer, agenda }: CaseSheet,
  body: Body,
  today: Day,
): FieldProblem[] {
  const decision = oneOf(REVIEW_DECISIONS, body['decision']);
  const heldOn = item.held_on < today ? item.held_on : today;
  const late = typedRows(body).flatMap((row) => dueTooSoon(body, row, heldOn));
  if (decision === undefined) return late;
  const sent = {
    decision,
    changeReason: textOf(body['changeReason']) || null,
    rationale: textOf(body['rationale']),
    newTier: oneOf<Tier>(TIERS, body['newTier']) ?? null,
    newStrand: oneOf(STRANDS, body['newStrand']),
    approvesPlan: Number(body['approvesPlan']) || null,
    exitReason: oneOf(EXIT_REASONS, body['exitReason']),
    personViewAnswer: oneOf(PERSON_VIEW_ANSWERS, body['personViewAnswer']),
    personView: textOf(body['personView']),
    scheduleId: textOf(body['scheduleId']) || null,
    nextDueOn: dayOf(body, 'nextDueOn'),
    escalationQuestion: textOf(body['escalationQuestion']),
    judgedExploitationBand: oneOf(exploitationBands, body['judgedExploitationBand']),
    judgedViolenceBand: oneOf(violenceBands, body['judgedViolenceBand']),
    judgementReason: textOf(body['judgementReason']),
    signpostedTo: textOf(body['signpostedTo']),
    transfer: oneOf(['agreed', 'not_agreed'] as const, body['transfer']),
  };
  const toReview: PlanToReview | null = plan && {
    planId: plan.id,
    scheduleId: schedule?.id ?? null,
    isLive: plan.currentEdition !== null,
    isExempt: false,
    canBeReviewed: schedule?.can_be_held ?? false,
    countsFromHere: schedule?.counts_from_here ?? false,
  };
  const row = sent.changeReason === null ? undefined : agenda.find((one) => one.id === item.id);
  const typed = row === undefined ? sent : withoutStandingTier(standingOf(row), header.tier, sent);
  const ofTransfer = transferProblems(typed, transfer?.kind ?? null);
  const ofAcceptance = acceptanceProblems(typed, { isNew: item.reason === 'new', strand: header.strand });
  const isKept = row !== undefined && keepsStep(standingOf(row), header.tier, typed);
  return [
    ...decisionProblems(typed, isKept ? row.tier_before : header.tier, toReview),
    ...ofAcceptance,
    ...ofTransfer,
    ...late,
  ];
}

function dueTooSoon(body: Body, row: number, heldOn: Day): FieldProblem[] {
  const dueOn = dayOf(body, `actions-${row}-dueOn`);
  if (dueOn === undefined || dueOn >= heldOn) return [];
  return [{ field: `actions-${row}-dueOn`, message: 'Due date must be on or after the day the action was made' }];
}

/** The real day that was typed into the three boxes of a field. */
export function dayOf(body: Body, field: string): Day | undefined {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => textOf(body[`${field}-${part}`]));
  const typed = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(typed) ? typed : undefined;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const oneOf = <Value extends string>(values: readonly Value[], typed: unknown): Value | undefined =>
  values.find((value) => value === typed);

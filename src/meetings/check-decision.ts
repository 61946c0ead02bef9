import type { AgencyKind } from '../agencies';
import type { Tier } from '../individuals';
import { type ReviewDecision, tierAfterReview } from '../reviews';
import { type FieldProblem, Invalid } from '../shared/errors';
import { hasWords } from '../shared/words';
import { NOWHERE_ABOVE } from './escalations/escalate-case';
import type { PlanToReview } from './load-item';
import type { PanelDecision } from './panel-decision';
import { agencyKindsInWords } from './room/quorum-now';
import { transferProblems } from './transfers/transfer-problems';
import type { TransferKind } from './transfers/transfer-words';

/** True when recording this decision is also holding the review the case owes. */
export const isReview = (plan: PlanToReview | null): boolean =>
  plan !== null && plan.scheduleId !== null && plan.canBeReviewed;

/** True when carrying out this decision starts the next schedule: after the review it is, or where none was left. */
export function setsNextReview(
  { decision, changeReason }: Pick<PanelDecision, 'decision' | 'changeReason'>,
  plan: PlanToReview | null,
): boolean {
  if (decision === 'close' || plan === null) return false;
  if (setsItAgain({ changeReason }, plan)) return true;
  return isReview(plan) || (plan.isLive && !plan.isExempt && plan.scheduleId === null);
}

/** True when a decision that is taken again sets anew the review that this meeting set. */
export const setsItAgain = (
  { changeReason }: Pick<PanelDecision, 'changeReason'>,
  plan: PlanToReview | null,
): plan is PlanToReview & { scheduleId: string } =>
  Boolean(changeReason?.trim()) && plan !== null && plan.scheduleId !== null && plan.countsFromHere && !isReview(plan);

/** @throws Invalid naming every answer that is missing or does not fit the case */
export function checkDecision(
  decision: PanelDecision,
  item: AskedCase & { tier: Tier | null; decisions: ReviewDecision[]; escalatesTo: string | null },
  { plan, transfer, missing }: { plan: PlanToReview | null; transfer: TransferKind | null; missing: AgencyKind[] },
): void {
  const { tier, decisions, escalatesTo } = item;
  const isOnList = decisions.includes(decision.decision);
  const problems = [
    ...(isOnList ? [] : [{ field: 'decision', message: 'Select a decision this panel may make' }]),
    ...decisionProblems(decision, tier, plan),
    ...acceptanceProblems(decision, item),
    ...(decision.escalationQuestion?.trim() && escalatesTo === null ? [NOWHERE_ABOVE] : []),
    ...transferProblems(decision, transfer),
    ...quorumProblems(decision, missing),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}

/** Without a quorum the panel decides only knowingly, and says why. */
export const quorumProblems = (
  { withoutQuorumReason }: Pick<PanelDecision, 'withoutQuorumReason'>,
  missing: AgencyKind[],
): FieldProblem[] =>
  missing.length === 0 || withoutQuorumReason?.trim()
    ? []
    : [
        {
          field: 'withoutQuorumReason',
          message: `The meeting is not quorate for this case: nobody from ${agencyKindsInWords(missing)}. Enter why the panel decides without a quorum`,
        },
      ];

/** What of a case decides whether it is accepted to the cohort. */
export interface AskedCase {
  isNew: boolean;
  strand: string | null;
}

/** Who is new is accepted with a strand, or not accepted and signposted (2-practice 2.2). */
export function acceptanceProblems(
  { decision, newStrand, signpostedTo }: Pick<PanelDecision, 'decision' | 'newStrand' | 'signpostedTo'>,
  { isNew, strand }: AskedCase,
): FieldProblem[] {
  const isSignposted = Boolean(signpostedTo?.trim());
  if (decision !== 'close' && isSignposted)
    return [{ field: 'signpostedTo', message: 'Leave this blank: only who is not accepted, or leaves, is signposted' }];
  if (!isNew) return [];
  if (decision === 'close')
    return isSignposted
      ? []
      : [{ field: 'signpostedTo', message: 'Enter where they are signposted, or that it is nowhere' }];
  if (strand !== null || newStrand) return [];
  return [{ field: 'newStrand', message: 'Select the strand they are accepted under' }];
}

type Judged = Omit<PanelDecision, 'meetingId' | 'itemId' | 'version' | 'actions'>;

/** Every answer that is missing or does not fit the case. */
export function decisionProblems(decision: Judged, tier: Tier | null, plan: PlanToReview | null): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (decision.rationale.trim() === '')
    problems.push({ field: 'rationale', message: 'Enter the reasons for the decision' });
  const after = tierAfterReview(decision.decision, tier, decision.newTier);
  if ('message' in after) problems.push(after);
  if (decision.decision === 'close' && tier !== null && !decision.exitReason) {
    problems.push({ field: 'exitReason', message: 'Select why this person leaves the cohort' });
  }
  if (decision.decision === 'close' && decision.approvesPlan) {
    problems.push({ field: 'approvesPlan', message: 'A plan that ends is not approved. Take the tick away' });
  }
  if (decision.newStrand && (tier === null || decision.decision === 'close')) {
    problems.push({ field: 'newStrand', message: 'Select a new strand only for somebody who stays in the cohort' });
  }
  if (decision.decision !== 'close' && decision.exitReason) {
    problems.push({ field: 'exitReason', message: 'Select a reason for leaving only when you close the case' });
  }
  if (decision.decision === 'close' && decision.escalationQuestion?.trim()) {
    problems.push({ field: 'escalationQuestion', message: 'A case that is closed is not escalated. Leave this blank' });
  }
  problems.push(...judgementProblems(decision));
  if (isReview(plan)) problems.push(...voiceProblems(decision));
  // Whoever was shown a review that somebody has held since is told so instead.
  const isOvertaken = Boolean(decision.scheduleId) && decision.scheduleId !== plan?.scheduleId;
  if (decision.nextDueOn && !isOvertaken && !setsNextReview(decision, plan)) {
    problems.push({ field: 'nextDueOn', message: 'This decision sets no next review. Leave the date blank' });
  }
  return problems;
}

/** A band is judged with a reason, and a reason belongs to a band. */
function judgementProblems(decision: Judged): FieldProblem[] {
  const isJudged = Boolean(decision.judgedExploitationBand ?? decision.judgedViolenceBand);
  const hasReason = (decision.judgementReason ?? '').trim() !== '';
  if (isJudged === hasReason) return [];
  const message = isJudged
    ? 'Enter why the panel judges the band otherwise'
    : 'Select the band the panel judges otherwise';
  return [{ field: isJudged ? 'judgementReason' : 'judgedExploitationBand', message }];
}

/** What a decision that is a review leaves out of the person's own view. */
export function voiceProblems({
  personViewAnswer,
  personView,
}: Pick<PanelDecision, 'personViewAnswer' | 'personView'>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!personViewAnswer) {
    problems.push({
      field: 'personViewAnswer',
      message: 'Select what the person thinks of the plan, or that we could not ask',
    });
  }
  const isSaid = (personView ?? '').trim() !== '';
  if (isSaid && !hasWords(personView ?? '')) problems.push({ field: 'personView', message: 'Write it in words' });
  if (!isSaid) {
    const isAsked = personViewAnswer !== 'could_not_ask';
    const message = isAsked ? 'Enter what the person wanted the panel to hear' : 'Enter why we could not ask';
    problems.push({ field: 'personView', message });
  }
  return problems;
}

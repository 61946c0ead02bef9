import { type Tier, TIER_WORDS } from '../individuals';
import { DECISION_WORDS, REVIEW_DECISIONS, type ReviewDecision, tiersFor } from '../reviews';
import { PANEL_DECISION_WORDS } from './meeting-words';

/** What of a case decides how its decisions are called: new to the cohort, in it, or in none. */
export interface DecidedCase {
  isNew: boolean;
  isInCohort: boolean;
  /** Listed for the cohort decision: entered, or not. */
  isEntry?: boolean;
}

/**
 * The list of decisions in the words of practice (2-practice 2.2): who is new is accepted or not accepted, who is in the
 * cohort is retained.
 */
export function panelDecisionWords(
  decision: ReviewDecision,
  { isNew, isInCohort, isEntry = false }: DecidedCase,
): string {
  if (isEntry) return decision === 'close' ? NOT_ENTERED_WORDS : ENTERED_WORDS;
  if (isNew) return NEW_WORDS[decision];
  if (isInCohort) return PANEL_DECISION_WORDS[decision];
  return decision === 'close' ? PANEL_DECISION_WORDS.close : DECISION_WORDS[decision];
}

export const ENTERED_WORDS = 'Enters the cohort';
export const NOT_ENTERED_WORDS = 'Does not enter the cohort';

const NEW_WORDS: Record<ReviewDecision, string> = {
  continue: 'Accept to the cohort',
  revise: 'Accept to the cohort, and revise the plan',
  step_up: 'Accept to the cohort, at a higher tier',
  step_down: 'Accept to the cohort, at a lower tier',
  close: 'Do not accept: the plan ends and the person leaves the cohort',
};

/**
 * What can be decided of a case, and why the rest cannot: nothing is offered that the record would refuse. A step that stands is
 * offered when the panel decides again, though its tier is reached.
 */
export function decisionsOffered(
  allowed: readonly ReviewDecision[],
  tier: Tier | null,
  isNew: boolean,
  standing?: ReviewDecision,
): { offered: ReviewDecision[]; notOffered: string[] } {
  const why = new Map(
    REVIEW_DECISIONS.map((decision) => [decision, decision === standing ? null : whyNot(decision, allowed, tier)]),
  );
  const words = { isNew, isInCohort: tier !== null };
  return {
    offered: REVIEW_DECISIONS.filter((decision) => why.get(decision) === null),
    notOffered: REVIEW_DECISIONS.flatMap((decision) => {
      const reason = why.get(decision);
      return reason ? [`${panelDecisionWords(decision, words)}: ${reason}`] : [];
    }),
  };
}

function whyNot(decision: ReviewDecision, allowed: readonly ReviewDecision[], tier: Tier | null): string | null {
  if (!allowed.includes(decision)) return 'not on the list of this panel';
  if (decision !== 'step_up' && decision !== 'step_down') return null;
  if (tier === null) return 'the person is not in the cohort, so has no tier';
  if (tiersFor(decision, tier).length > 0) return null;
  return `${TIER_WORDS[tier]} is the ${decision === 'step_up' ? 'highest' : 'lowest'} tier`;
}

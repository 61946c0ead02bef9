import type { Day } from '../../shared/day';
import { nextReviewWindow, type ReviewWindow } from './review-rule';
import type { Strand, Tier } from './review-rules';

/** What of a person's place in the cohort decides when the plan is reviewed. */
export interface PlaceInCohort {
  tier: Tier | null;
  strand: Strand | null;
}

/**
 * The window of the next review by the rule of the tier, or of the strand when that is sooner. Whose tier is not known
 * is reviewed as if it were high: sooner rather than never, and the explanation says so.
 */
export function windowByRule(from: Day, { tier, strand }: PlaceInCohort): ReviewWindow {
  const window = nextReviewWindow({ tier: tier ?? 'high', strand, from });
  if (tier !== null) return window;
  return {
    ...window,
    rule: `No tier, so reviewed as if high. ${window.rule}`,
    explanation: `This person has no tier, so the rule of the high tier is used. ${window.explanation}`,
  };
}

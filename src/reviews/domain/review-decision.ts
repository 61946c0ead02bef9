import { type Tier, tiers } from './review-rules';

export const REVIEW_DECISIONS = ['continue', 'revise', 'step_up', 'step_down', 'close'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** The tier a case has after a review, or what is wrong with the one chosen, in the user's words. */
export type TierAfter = { tier: Tier | null; isChanged: boolean } | { field: 'decision' | 'newTier'; message: string };

/**
 * Stepping moves a case to a more, or a less, urgent tier. There is none above critical; below monitoring there is
 * only the end of the plan, which is a decision of its own.
 */
export function tierAfterReview(
  decision: ReviewDecision,
  current: Tier | null,
  chosen: Tier | null | undefined,
): TierAfter {
  if (decision !== 'step_up' && decision !== 'step_down') {
    if (chosen) return { field: 'newTier', message: 'Select a new tier only when you step up or step down' };
    return { tier: current, isChanged: false };
  }
  if (current === null)
    return { field: 'decision', message: 'This person is not in the cohort, so has no tier to change' };
  const possible = tiersFor(decision, current);
  if (possible.length === 0) return { field: 'decision', message: NO_TIER_LEFT[decision] };
  if (!chosen) return { field: 'newTier', message: 'Select the new tier' };
  if (!possible.includes(chosen)) return { field: 'newTier', message: WRONG_WAY[decision] };
  return { tier: chosen, isChanged: true };
}

/** The tiers a step can lead to, most urgent first. */
export function tiersFor(decision: 'step_up' | 'step_down', current: Tier): Tier[] {
  const at = tiers.indexOf(current);
  return decision === 'step_up' ? tiers.slice(0, at) : tiers.slice(at + 1);
}

const NO_TIER_LEFT = {
  step_up: 'Critical is the highest tier, so the case cannot step up. Select another decision',
  step_down: 'Monitoring is the lowest tier. Select ‘Close the plan’ if support is no longer needed',
} as const;

const WRONG_WAY = {
  step_up: 'To step up, select a tier higher than the present one',
  step_down: 'To step down, select a tier lower than the present one',
} as const;

import type { Tier } from '../individuals';
import type { ReviewDecision } from '../reviews';

/** A decision that stands, with the tier it found and the tier it left. */
export interface StandingStep {
  decision: ReviewDecision | null;
  tierBefore: Tier | null;
  tierAfter: Tier | null;
}

/** The step that stands as it was carried out: null when it moved no tier, or the tier has moved on since. */
export function stepThatStands(
  { decision, tierBefore, tierAfter }: StandingStep,
  tier: Tier | null,
): { decision: 'step_up' | 'step_down'; from: Tier; to: Tier } | null {
  if (decision !== 'step_up' && decision !== 'step_down') return null;
  if (tierBefore === null || tierAfter === null || tierBefore === tierAfter || tierAfter !== tier) return null;
  return { decision, from: tierBefore, to: tierAfter };
}

/**
 * The decision without a tier that only came with the form: it starts from the step that stands, and a decision that takes no tier, such
 * as closing, says nothing of that step.
 */
export function withoutStandingTier<Typed extends { decision: ReviewDecision; newTier?: Tier | null }>(
  standing: StandingStep,
  tier: Tier | null,
  typed: Typed,
): Typed {
  const takesTier = typed.decision === 'step_up' || typed.decision === 'step_down';
  const step = stepThatStands(standing, tier);
  return !takesTier && step !== null && typed.newTier === step.to ? { ...typed, newTier: null } : typed;
}

/**
 * True when a decision that is taken again keeps the step that stands: other reasons, the same tier. It was carried out already,
 * so it is judged from the tier it found, and nothing of it is left to do.
 */
export function keepsStep(
  standing: StandingStep,
  tier: Tier | null,
  { decision, newTier }: { decision: ReviewDecision | undefined; newTier?: Tier | null },
): boolean {
  const step = stepThatStands(standing, tier);
  return step !== null && step.decision === decision && step.to === newTier;
}

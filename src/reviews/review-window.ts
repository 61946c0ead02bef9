import type { Day } from '../shared/day';
import { BeyondHolidayTable } from '../shared/working-days';
import { nextReviewWindow, type ReviewWindow, type Tier } from './domain/review-rule';
import { NextDateUnknown } from './review.errors';

/**
 * The window of the next review by the rule of the tier. Whose tier is not known is reviewed as if it were high: sooner
 * rather than never, and the explanation says so.
 * @throws NextDateUnknown past the bank holidays the service knows
 */
export function windowByRule(from: Day, tier: Tier | null): ReviewWindow {
  try {
    const window = nextReviewWindow({ tier: tier ?? 'high', from });
    if (tier !== null) return window;
    return {
      ...window,
      rule: `No tier, so reviewed as if high. ${window.rule}`,
      explanation: `This person has no tier, so the rule of the high tier is used. ${window.explanation}`,
    };
  } catch (error) {
    if (error instanceof BeyondHolidayTable) throw new NextDateUnknown({ cause: error });
    throw error;
  }
}

import fc from 'fast-check';
import { REVIEW_DECISIONS, tierAfterReview, tiersFor } from './review-decision';
import { tiers } from './review-rules';

describe('the tier after a review', () => {
  it.each(['continue', 'revise', 'close'] as const)('stays as it is on %s', (decision) => {
    expect(tierAfterReview(decision, 'high', null)).toEqual({ tier: 'high', isChanged: false });
    expect(tierAfterReview(decision, 'high', 'medium')).toMatchObject({ field: 'newTier' });
  });

  it('has nothing above critical, and only closing below monitoring', () => {
    expect(tierAfterReview('step_up', 'critical', 'critical')).toMatchObject({ field: 'decision' });
    expect(tierAfterReview('step_down', 'monitoring', 'monitoring')).toEqual({
      field: 'decision',
      message: 'Monitoring is the lowest tier. Select ‘Close the plan’ if support is no longer needed',
    });
  });

  it('asks for the new tier and needs a tier to step from', () => {
    expect(tierAfterReview('step_up', 'high', null)).toEqual({ field: 'newTier', message: 'Select the new tier' });
    expect(tierAfterReview('step_up', null, 'high')).toMatchObject({ field: 'decision' });
  });

  it('changes only by a step, and only the way the step goes', () => {
    const chosen = fc.option(fc.constantFrom(...tiers));
    fc.assert(
      fc.property(fc.constantFrom(...REVIEW_DECISIONS), chosen, chosen, (decision, current, wanted) => {
        const after = tierAfterReview(decision, current, wanted);
        if ('message' in after) return;
        expect(after.isChanged).toBe(decision === 'step_up' || decision === 'step_down');
        if (!after.isChanged || after.tier === null || current === null) return;
        const moved = tiers.indexOf(after.tier) - tiers.indexOf(current);
        expect(Math.sign(moved)).toBe(decision === 'step_up' ? -1 : 1);
        expect(tiersFor(decision === 'step_up' ? 'step_up' : 'step_down', current)).toContain(after.tier);
      }),
    );
  });
});

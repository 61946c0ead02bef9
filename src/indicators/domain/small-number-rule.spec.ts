import { ruleProblem, STANDARD_RULE } from './small-numbers';

const suppress = { ...STANDARD_RULE, mode: 'suppress' as const };

describe('a rule for small numbers', () => {
  it('is refused under which rounding would tell of small changes', () => {
    expect(ruleProblem({ ...STANDARD_RULE, threshold: 10 })).toBe('Round to 10 where counts below 10 are small');
    expect(ruleProblem({ ...STANDARD_RULE, threshold: 10, base: 10 })).toBeUndefined();
    expect(ruleProblem({ ...suppress, threshold: 2 })).toBe('Choose a threshold from 3 to 19');
    expect(ruleProblem({ ...suppress, threshold: 20 })).toBe('Choose a threshold from 3 to 19');
    expect(ruleProblem({ ...suppress, threshold: 19 })).toBeUndefined();
    expect(ruleProblem({ ...STANDARD_RULE, base: 7 })).toBe('Choose 5 or 10 to round to');
  });
});

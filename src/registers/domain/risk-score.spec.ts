import { isAboveTarget, levelOf, scoreOf } from './risk-score';

describe('the score of a strategic risk', () => {
  it.each<[number, number, number, string]>([
    [1, 1, 1, 'low'],
    [2, 2, 4, 'low'],
    [1, 5, 5, 'moderate'],
    [3, 3, 9, 'moderate'],
    [2, 5, 10, 'high'],
    [3, 4, 12, 'high'],
    [3, 5, 15, 'severe'],
    [5, 5, 25, 'severe'],
  ])('%i by %i is %i: %s', (likelihood, impact, score, level) => {
    expect([scoreOf({ likelihood, impact }), levelOf({ likelihood, impact })]).toEqual([score, level]);
  });

  it('is above its target, or not', () => {
    expect(isAboveTarget({ likelihood: 3, impact: 4 }, { likelihood: 2, impact: 4 })).toBe(true);
    expect(isAboveTarget({ likelihood: 2, impact: 4 }, { likelihood: 4, impact: 2 })).toBe(false);
  });
});

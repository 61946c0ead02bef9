import fc from 'fast-check';
import { STANDARD_RULE } from '../domain/small-numbers';
import { type Count, compare, knownKeys } from './group-comparison';
import { protectGroups, shownCounts } from './shown-counts';

type Ethnicities = Record<string, number>;

const countsOf =
  (people: Ethnicities): Count =>
  (_measure, dimension, key) => {
    if (dimension === 'all') return Object.values(people).reduce((sum, one) => sum + one, 0);
    return dimension === 'ethnicity' ? (people[key] ?? 0) : 0;
  };
const census: Count = (_measure, _dimension, key) => ({ W: 9000, A: 14_000, B: 1000, M: 300, O: 700 })[key] ?? 0;

const shownOf = (people: Ethnicities): string => {
  const { total, breakdowns } = protectGroups(countsOf(people), 'entered', STANDARD_RULE);
  const values = breakdowns.map(({ rows }) => rows?.map(({ key, all }) => [key, all.value, all.low, all.high]));
  return JSON.stringify([total.all.value, total.all.low, total.all.high, values]);
};
const ratiosOf = (people: Ethnicities) => {
  const count = shownCounts(countsOf(people), STANDARD_RULE);
  const asked = { measure: 'entered', base: 'census', dimension: 'ethnicity' };
  return knownKeys('ethnicity').map((key) => compare(count, census, { ...asked, key }));
};

describe('a ratio of groups', () => {
  it('is worked out from what is shown: who reads both learns nothing more of a few people', () => {
    const [one, other] = [
      { B: 22, A: 14, W: 3 },
      { B: 21, A: 15, W: 3 },
    ];
    expect(shownOf(other)).toBe(shownOf(one));
    expect(ratiosOf(other)).toEqual(ratiosOf(one));
  });

  it('is the same wherever all that is shown is the same', () => {
    const near = fc.record({
      B: fc.integer({ min: 18, max: 24 }),
      A: fc.integer({ min: 12, max: 18 }),
      W: fc.integer({ min: 0, max: 6 }),
    });
    let compared = 0;
    fc.assert(
      fc.property(near, near, (one, other) => {
        if (shownOf(one) !== shownOf(other)) return;
        compared += 1;
        expect(ratiosOf(other)).toEqual(ratiosOf(one));
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(5);
  });
});

import fc from 'fast-check';
import { isMarked, rateRatio } from '../domain/rate-ratio';
import { STANDARD_RULE } from '../domain/small-numbers';
import { besidePopulation, type Count, compare, knownKeys } from './group-comparison';
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
  const sides = besidePopulation(shownCounts(countsOf(people), STANDARD_RULE), census);
  const asked = { measure: 'entered', of: 'census' as const, dimension: 'ethnicity' };
  return knownKeys('ethnicity').map((key) => compare(sides, { ...asked, key }));
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

  const bySex =
    (people: Record<string, Record<string, number>>): Count =>
    (measure, dimension, key) =>
      dimension === 'sex'
        ? (people[measure]?.[key] ?? 0)
        : Object.values(people[measure] ?? {}).reduce((sum, one) => sum + one, 0);
  const ofWomenAndMen = (people: Record<string, Record<string, number>>) => {
    const sides = shownCounts(bySex(people), STANDARD_RULE);
    return ['female', 'male'].map((key) =>
      compare(sides, { measure: 'planned', of: 'in_cohort', dimension: 'sex', key }),
    );
  };

  it('of one of two groups is the other turned over: a third of whom nobody is counted has no people made up for it', () => {
    const [female, male] = ofWomenAndMen({ planned: { female: 15, male: 30 }, in_cohort: { female: 20, male: 80 } });
    expect(female?.ratio).toBeCloseTo(2);
    expect((female?.ratio ?? 0) * (male?.ratio ?? 0)).toBeCloseTo(1);
    expect((female?.low ?? 0) * (male?.high ?? 0)).toBeCloseTo(1);
  });

  it('does not tell whether there is nobody in a third or a few', () => {
    const nobody = ofWomenAndMen({ planned: { female: 15, male: 30 }, in_cohort: { female: 20, male: 80 } });
    const few = ofWomenAndMen({
      ...{ planned: { female: 15, male: 30, other: 3 }, in_cohort: { female: 20, male: 80, other: 4 } },
    });
    expect(few).toEqual(nobody);
  });

  it('of a part and those it is of is given wherever ten people are shown on both sides: rounded too, no part is more than its whole', () => {
    let given = 0;
    const group = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 30 }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), (sizes) => {
        const keys = ['female', 'male', 'other', 'not_recorded'];
        const planned = Object.fromEntries(keys.map((key, at) => [key, sizes[at]?.[0] ?? 0]));
        const cohort = Object.fromEntries(keys.map((key, at) => [key, (sizes[at]?.[0] ?? 0) + (sizes[at]?.[1] ?? 0)]));
        const sides = shownCounts(bySex({ planned, in_cohort: cohort }), STANDARD_RULE);
        const told = ['female', 'male', 'other'].map((key) => ({
          people: sides.people('planned', 'sex', key).value,
          among: sides.among('in_cohort', 'sex', key).value,
        }));
        // Below five the middle of what it may be stands for it.
        expect(told.filter(({ people, among }) => people >= 5 && people > among)).toEqual([]);
        const ratios = ['female', 'male'].map((key) =>
          compare(sides, { measure: 'planned', of: 'in_cohort', dimension: 'sex', key }),
        );
        const isTold = told.every(({ people, among }) => !Number.isNaN(people + among));
        const isEnough = isTold && told.slice(0, 2).every(({ people }) => people >= 10);
        if (isEnough) {
          given += 1;
          expect(ratios).not.toContain(undefined);
        }
      }),
      { numRuns: 300, seed: 20261124 },
    );
    expect(given).toBeGreaterThan(100);
  });

  it('is more than chance by rounding alone for nobody: whatever the counts are that are shown so, it is', () => {
    // Shown as 15 of 20 beside 25 of 25: with a plan are 17 of 18 and 27 of 27.
    const rounded = ofWomenAndMen({ planned: { female: 17, male: 27 }, in_cohort: { female: 18, male: 27 } });
    expect(rounded.map((one) => one && isMarked(one))).toEqual([false, false]);
    let marked = 0;
    const size = fc.tuple(fc.integer({ min: 5, max: 200 }), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(size, size, (women, men) => {
        const [planned, cohort] = [
          { female: women[0], male: men[0] },
          { female: women[0] + women[1], male: men[0] + men[1] },
        ];
        const [told] = ofWomenAndMen({ planned, in_cohort: cohort });
        if (!told || !isMarked(told)) return;
        marked += 1;
        const counted = rateRatio(planned.female, cohort.female, planned.male, cohort.male);
        expect(counted && isMarked(counted) && counted.low > 1 === told.low > 1).toBe(true);
      }),
      { numRuns: 400, seed: 20261124 },
    );
    expect(marked).toBeGreaterThan(40);
  });
});

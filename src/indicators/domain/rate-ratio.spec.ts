import { isMarked, isMarkedChange, rateRatio, ratioWords } from './rate-ratio';

describe('a rate ratio', () => {
  // Heart attacks in the Physicians' Health Study, placebo and aspirin: 1.82, from 1.43 to 2.30 (Agresti, Categorical Data Analysis).
  it('is that of the textbook', () => {
    const found = rateRatio(189, 11_034, 104, 11_037);
    expect(found?.ratio).toBeCloseTo(1.82, 2);
    expect(found?.low).toBeCloseTo(1.43, 2);
    expect(found?.high).toBeCloseTo(2.31, 2);
    expect(found && ratioWords(found)).toBe('1.8 times (1.4 to 2.3)');
  });

  it('turns over with the groups', () => {
    const [one, other] = [rateRatio(15, 100, 30, 400), rateRatio(30, 400, 15, 100)];
    expect((one?.ratio ?? 0) * (other?.ratio ?? 0)).toBeCloseTo(1);
    expect((one?.low ?? 0) * (other?.high ?? 0)).toBeCloseTo(1);
  });

  it('is none where somebody is missing', () => {
    for (const [part, group, otherPart, others] of [
      [0, 10, 3, 10],
      [3, 10, 0, 10],
      [3, 0, 3, 10],
      [11, 10, 3, 10],
    ] as const) {
      expect(rateRatio(part, group, otherPart, others)).toBeUndefined();
    }
  });

  it('is marked when chance is a poor explanation, and changes when that is new or the intervals part', () => {
    const even = { ratio: 1.1, low: 0.8, high: 1.5 };
    const more = { ratio: 2, low: 1.4, high: 2.8 };
    const far = { ratio: 5, low: 3, high: 8 };
    expect([even, more].map(isMarked)).toEqual([false, true]);
    expect(isMarkedChange(more, even)).toBe(true);
    expect(isMarkedChange(more, undefined)).toBe(true);
    expect(isMarkedChange(more, { ...more, ratio: 1.9 })).toBe(false);
    expect(isMarkedChange(far, more)).toBe(true);
    expect(isMarkedChange(even, more)).toBe(false);
    expect(isMarkedChange(undefined, more)).toBe(false);
  });
});

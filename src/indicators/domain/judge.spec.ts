import fc from 'fast-check';
import { ragOf, RAG_WORDS, valueOf } from './figure';
import { changeBetween, judge, UNTOLD } from './judge';
import { readExactly, readProtected } from './readable';
import { STANDARD_RULE } from './small-numbers';

const up = { target: 100, direction: 'up', amberWithin: 10 } as const;
const share = (met: number, total: number) => ({ dimension: 'all', key: 'all', met, total, amount: null });
const rounded = (met: number, total: number) => readProtected('share', share(met, total), STANDARD_RULE);

describe('what is said of a rounded figure', () => {
  it('is no judgement and no direction that the true one turns over', () => {
    // 25 of 27 is 92.6% and rounds to 25 of 25.
    expect(rounded(25, 27).words).toBe('Under 100%');
    expect(RAG_WORDS[judge(rounded(25, 27), up)].words).toBe(UNTOLD);
    expect(changeBetween(rounded(25, 27), rounded(28, 30), 'up')).toBe(UNTOLD);
    expect(changeBetween(rounded(95, 100), rounded(20, 100), 'up')).toBe('Up, better');
  });

  it('is nothing of a figure that is not shown', () => {
    expect(rounded(3, 12).value).toBeNull();
    expect(judge(rounded(3, 12), up)).toBe('none');
    expect(changeBetween(rounded(3, 12), rounded(50, 60), 'up')).toBe('Cannot be compared');
  });

  it('is exact for who reads exactly', () => {
    const exact = (met: number, total: number) => readExactly('share', share(met, total));
    expect(judge(exact(25, 27), up)).toBe('amber');
    expect(changeBetween(exact(30, 40), exact(20, 40), 'up', 'share')).toBe('Up 25, better');
  });

  it('is always true of the exact one', () => {
    const pair = fc.nat(150).chain((total) => fc.tuple(fc.nat(total), fc.constant(total)));
    fc.assert(
      fc.property(pair, pair, fc.nat(100), (now, before, target) => {
        const judgement = { ...up, target };
        const truth = (of: [number, number]) => valueOf('share', share(...of)) ?? 0;
        const rag = judge(rounded(...now), judgement);
        if (rag !== 'none' && rag !== 'untold') expect(rag).toBe(ragOf(truth(now), judgement));
        const change = changeBetween(rounded(...now), rounded(...before), 'up');
        if (change.startsWith('Up')) expect(truth(now)).toBeGreaterThan(truth(before));
        if (change.startsWith('Down')) expect(truth(now)).toBeLessThan(truth(before));
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { judge } from './judge';
import { readProtected } from './readable';
import { STANDARD_RULE } from './small-numbers';

const share = (met: number, total: number) =>
  readProtected('share', { dimension: 'all', key: 'all', met, total, amount: null }, STANDARD_RULE);

describe('a percentage of rounded counts', () => {
  const judgement = { target: 100, direction: 'up' as const, amberWithin: 5 };

  it('does not say that all do where it is judged as not all', () => {
    const read = share(98, 99);
    expect([read.words, read.ofWords, judge(read, judgement)]).toEqual(['Under 100%', '100 of 100', 'amber']);
    expect([share(100, 100).words, judge(share(100, 100), judgement)]).toEqual(['100%', 'green']);
  });

  it('says why it is not shown beside counts that are', () => {
    expect([share(15, 15).words, share(15, 15).ofWords]).toEqual(['Not shown', '15 of 15, too few for a percentage']);
    expect(share(100, 100).ofWords).toBe('100 of 100');
  });

  it('says a bare number only where that number stands as it is judged', () => {
    fc.assert(
      fc.property(fc.nat(150), fc.nat(150), fc.integer({ min: 1, max: 100 }), (met, rest, target) => {
        const read = share(met, met + rest);
        const rag = judge(read, { ...judgement, target });
        if (!/^\d/.test(read.words) || rag === 'untold') return;
        const bare = judge(
          { value: read.value, known: { low: read.value ?? 0, high: read.value ?? 0 } },
          { ...judgement, target },
        );
        expect(rag).toBe(bare);
      }),
      { numRuns: 400, seed: 20261123 },
    );
  });
});

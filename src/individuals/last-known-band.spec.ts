import { bandWithEarlier } from './last-known-band';

describe('the band that counts, with the one before', () => {
  it.each([
    ['not_enough_known', 'high', 'Not enough known. Last known: High on 1 June 2026'],
    ['not_enough_known', 'none_identified', 'Not enough known. Last known: None identified on 1 June 2026'],
    ['low', 'very_high', 'Low. Before that: Very high on 1 June 2026'],
    ['emerging', 'significant', 'Emerging. Before that: Significant on 1 June 2026'],
    ['none_identified', 'emerging', 'None identified. Before that: Emerging on 1 June 2026'],
    ['high', 'high', 'High'],
    ['experiencing', 'emerging', 'Experiencing'],
    ['very_high', 'low', 'Very high'],
  ])('%s after %s', (now, before, words) => {
    expect(bandWithEarlier(now, { band: before, on: '2026-06-01' })).toBe(words);
  });

  it('says nothing of before when there was nothing, and nothing of a person never screened', () => {
    expect(bandWithEarlier('not_enough_known', null)).toBe('Not enough known');
    expect(bandWithEarlier(null, null)).toBe('Not screened');
  });
});

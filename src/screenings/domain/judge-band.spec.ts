import { JudgementNeedsReason, judgeBand } from './judge-band';

describe('professional judgement', () => {
  it('that agrees with the tool needs no reason and nobody else', () => {
    expect(judgeBand({ axis: 'violence', scored: 'high', judged: 'high' })).toEqual({
      isDifferent: false,
      needsSecondPerson: false,
      reason: null,
    });
  });

  it.each([undefined, '', ' \n '])('that differs is refused with the reason %j', (reason) => {
    expect(() => judgeBand({ axis: 'violence', scored: 'low', judged: 'high', reason })).toThrow(JudgementNeedsReason);
  });

  it('may raise the band with a reason', () => {
    const judgement = judgeBand({
      axis: 'violence',
      scored: 'low',
      judged: 'very_high',
      reason: ' Told us of a threat. ',
    });
    expect(judgement).toEqual({ isDifferent: true, needsSecondPerson: false, reason: 'Told us of a threat.' });
  });

  it.each([
    ['experiencing', 'significant', true],
    ['significant', 'none_identified', true],
    ['not_enough_known', 'none_identified', true],
    ['significant', 'not_enough_known', true],
    ['none_identified', 'not_enough_known', false],
    ['not_enough_known', 'emerging', false],
    ['emerging', 'experiencing', false],
  ] as const)('from %s to %s needs a second person: %s', (scored, judged, needed) => {
    const judgement = judgeBand({ axis: 'exploitation', scored, judged, reason: 'What the family told us.' });
    expect(judgement.needsSecondPerson).toBe(needed);
  });
});

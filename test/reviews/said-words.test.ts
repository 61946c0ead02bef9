import { type Saying, saidWords } from '../../src/reviews';

const saying = (inPlaceOf: Saying['inPlaceOf'], saidAt: string): Saying => ({
  owedAt: saidAt,
  saidAt,
  way: 'email',
  result: 'sent',
  messageId: 'm',
  error: null,
  toldAs: 'lead_professional',
  inPlaceOf,
});
const lena = { id: 'lena', name: 'Lena Marsh', reason: 'away', until: '2027-06-01' } as const;

describe('when a reminder was said', () => {
  const first = saying([], '2026-11-23T09:00:00Z');
  const second = saying([lena], '2026-11-30T09:00:00Z');

  it('names who is away as long as they are, with the day that is known now, and who is back in the past', () => {
    const words = (away: [string, string | null][]) => saidWords([second], [], new Map(away));
    expect(words([['lena', '2026-12-04']])).toBe(
      '30 November 2026 (in place of Lena Marsh, who is away until 4 December 2026)',
    );
    expect(words([['lena', null]])).toBe('30 November 2026 (in place of Lena Marsh, away until further notice)');
    expect(words([])).toBe('30 November 2026 (in place of Lena Marsh, who was away then)');
  });

  it('says of what they were told for themselves that it was so', () => {
    expect(saidWords([first, second], [lena], new Map())).toBe(
      '23 November 2026 (for themselves, not in place of anybody), again 30 November 2026',
    );
  });
});

import { isRepeat, type RankedEvent, rankingScore } from './candidates';

const today = '2026-11-21';
const on = (...days: string[]): RankedEvent[] => days.map((happenedOn) => ({ kind: 'arrest', happenedOn }));

describe('who is looked at for the five', () => {
  it.each([
    ['whole for three months', on('2026-08-22'), 1],
    ['three quarters until six', on('2026-08-21', '2026-05-22'), 1.5],
    ['half until twelve', on('2026-05-21', '2025-11-22'), 1],
    ['nothing after a year, or before it happened', on('2025-11-21', '2026-11-22'), 0],
    ['once for one day', on('2026-11-01', '2026-11-01'), 1],
  ])('weighs an event %s', (_, events, score) => expect(rankingScore(events, today)).toBe(score));

  it('calls it repeated on two days of twelve months, not on one', () => {
    expect(isRepeat(on('2026-11-01', '2026-01-02'), today)).toBe(true);
    expect(isRepeat(on('2026-11-01', '2026-11-01'), today)).toBe(false);
    expect(isRepeat(on('2026-11-01', '2025-11-21'), today)).toBe(false);
  });
});

import { changeWords, ragOf, valueOf, valueWords } from './figure';
import {
  lastQuarter,
  quarterNumberWords,
  quarterOf,
  quarterShort,
  quartersSince,
  quarterWords,
  sameQuarterLastYear,
} from './quarter';

describe('quarters of the financial year', () => {
  it.each([
    ['2026-11-21', '2026-10-01', '2026-12-31', 'October to December 2026', 'Quarter 3 of 2026 to 2027', 'Q3 2026/27'],
    ['2026-03-31', '2026-01-01', '2026-03-31', 'January to March 2026', 'Quarter 4 of 2025 to 2026', 'Q4 2025/26'],
    ['2026-04-01', '2026-04-01', '2026-06-30', 'April to June 2026', 'Quarter 1 of 2026 to 2027', 'Q1 2026/27'],
    ['2024-07-09', '2024-07-01', '2024-09-30', 'July to September 2024', 'Quarter 2 of 2024 to 2025', 'Q2 2024/25'],
  ])('%s lies in the right one', (day, from, until, words, number, short) => {
    const quarter = quarterOf(day);
    expect(quarter).toEqual({ from, until });
    expect([quarterWords(quarter), quarterNumberWords(quarter), quarterShort(quarter)]).toEqual([words, number, short]);
  });

  it('finds those that were missed, and none while one runs', () => {
    expect(quartersSince('2026-03-31', '2026-11-21').map(({ until }) => until)).toEqual(['2026-06-30', '2026-09-30']);
    expect(quartersSince('2026-09-30', '2026-12-31')).toEqual([]);
    expect(quartersSince('2026-09-30', '2027-01-01')).toHaveLength(1);
    expect(lastQuarter('2026-11-21').until).toBe('2026-09-30');
    expect(sameQuarterLastYear(quarterOf('2026-11-21')).from).toBe('2025-10-01');
  });
});

describe('a figure', () => {
  it('is a percentage, a count, a median or done', () => {
    const cell = { met: 2, total: 3, amount: 41.5 };
    expect(valueWords('share', valueOf('share', cell))).toBe('66.7%');
    expect(valueWords('count', valueOf('count', cell))).toBe('2');
    expect(valueWords('median', valueOf('median', cell))).toBe('41.5 days');
    expect(valueWords('done', valueOf('done', { ...cell, met: 0 }))).toBe('Not done');
    expect(valueWords('share', valueOf('share', { met: 0, total: 0, amount: null }))).toBe('None to count');
  });

  it('is judged by the distance from its target, whichever way is better', () => {
    const up = { target: 100, direction: 'up', amberWithin: 10 } as const;
    expect([100, 90, 89.9, null].map((value) => ragOf(value, up))).toEqual(['green', 'amber', 'red', 'none']);
    const down = { target: 42, direction: 'down', amberWithin: 14 } as const;
    expect([40, 42, 56, 57].map((value) => ragOf(value, down))).toEqual(['green', 'green', 'amber', 'red']);
    expect(ragOf(5, { ...up, target: null })).toBe('none');
  });

  it('says whether a change is for the better', () => {
    expect(changeWords(80, 75.5, 'up')).toBe('Up 4.5, better');
    expect(changeWords(80, 75, 'down')).toBe('Up 5, worse');
    expect(changeWords(0, 1, 'up', 'done')).toBe('Not done this time, worse');
    expect(changeWords(1, 0, 'up', 'done')).toBe('Done this time, better');
    expect(changeWords(70, 75, 'none')).toBe('Down 5');
    expect(changeWords(70, 70, 'up')).toBe('No change');
    expect(changeWords(null, 70, 'up')).toBe('Cannot be compared');
  });
});

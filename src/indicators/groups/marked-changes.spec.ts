import { STANDARD_RULE } from '../domain/small-numbers';
import type { GroupsOfQuarter } from './group-tables';
import { markedChanges } from './marked-changes';

const ENTERED: Record<string, number> = { B: 20, A: 15, W: 10 };
const POPULATION: Record<string, number> = { W: 9000, A: 14_000, M: 300, O: 700 };

const quarterOf = (until: string, black: number, entered = ENTERED): GroupsOfQuarter => ({
  until,
  frozenOn: until,
  rule: STANDARD_RULE,
  rows: [
    { period_until: until, measure: 'entered', dimension: 'all', key: 'all', people: 45 },
    ...Object.entries(entered).map(([key, people]) => ({
      ...{ period_until: until, measure: 'entered', dimension: 'ethnicity', key, people },
    })),
  ],
  census: Object.entries({ ...POPULATION, B: black }).map(([key, people]) => ({
    ...{ source: 'Census', is_illustrative: false, loaded_at: new Date(0) },
    ...{ dimension: 'ethnicity', key, people },
  })),
});
const ofBlack = (now: GroupsOfQuarter, before: GroupsOfQuarter | undefined): string[] =>
  markedChanges(now, before).flatMap(({ key, words }) => (key === 'B' ? [words] : []));

describe('a marked change of a group', () => {
  it('holds each quarter against the population of its own day', () => {
    const [before, now] = [quarterOf('2026-09-30', 1000), quarterOf('2026-12-31', 20_000)];
    // 20 of 1,000 against 25 and twice fewer than 5 of 24,000; then 20 of 20,000 against the same.
    expect(ofBlack(before, undefined)).toEqual(['Entered in 12 months, Black: 16.6 times as often as all others']);
    expect(ofBlack(now, before)).toEqual(['Entered in 12 months, Black: 0.8 times as often as all others; was 16.6']);
    expect(ofBlack(quarterOf('2026-12-31', 1000), before)).toEqual([]);
  });

  it('says of the quarter before no ratio that its page does not say', () => {
    const few = quarterOf('2026-09-30', 1000, { B: 6, A: 15, W: 10 });
    expect(ofBlack(quarterOf('2026-12-31', 1000), few)).toEqual([
      'Entered in 12 months, Black: 16.6 times as often as all others',
    ]);
  });
});

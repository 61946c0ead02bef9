import { STANDARD_RULE } from '../domain/small-numbers';
import { type GroupsOfQuarter, groupTables, publishedGroups } from './group-tables';

type Ethnicities = Record<string, number>;

/** Everybody counted is male, of 14 to 17 and not disabled. */
function quarterOf(until: string, entered: Ethnicities, rule = STANDARD_RULE): GroupsOfQuarter {
  const all = Object.values(entered).reduce((sum, one) => sum + one, 0);
  const row = (measure: string, dimension: string, key: string, people: number) => ({
    ...{ period_until: until, measure, dimension, key, people },
  });
  const load = { source: 'Census', is_illustrative: true, loaded_at: new Date(0) };
  const census = { W: 9000, A: 14_000, B: 1000, M: 300, O: 700 };
  return {
    until,
    frozenOn: '2026-10-01',
    rule,
    census: Object.entries(census).map(([key, people]) => ({ ...load, dimension: 'ethnicity', key, people })),
    rows: ['entered', 'referred', 'in_cohort'].flatMap((measure) => [
      row(measure, 'all', 'all', all),
      row(measure, 'sex', 'male', all),
      row(measure, 'age_band', '14_to_17', all),
      row(measure, 'disability', 'none', all),
      ...Object.entries(entered).map(([key, people]) => row(measure, 'ethnicity', key, people)),
    ]),
  };
}

const suppress = { ...STANDARD_RULE, mode: 'suppress' as const };
const summer = { B: 22, A: 14, W: 30, M: 12, O: 3 };
const lineOf = (tables: ReturnType<typeof groupTables>, group: string) =>
  tables.find(({ measure }) => measure === 'entered')?.rows.find((row) => row.group === group);

describe('groups beside those of the quarter before', () => {
  it('are the same wherever what is shown of both quarters is the same', () => {
    const tables = groupTables(
      quarterOf('2026-09-30', { B: 22, A: 14, W: 3 }),
      quarterOf('2026-06-30', { B: 19, A: 16, W: 2 }),
    );
    expect(lineOf(tables, 'Ethnicity: Black')).toMatchObject({
      people: '20 of 1,000',
      before: { people: '20 of 1,000' },
    });
    expect(lineOf(tables, 'Ethnicity: White')).toMatchObject({
      ...{ people: 'fewer than 5 of 9,000', ratio: 'too few to compare' },
      before: { people: 'fewer than 5 of 9,000', share: 'not shown', ratio: 'too few to compare' },
    });
    const other = groupTables(
      quarterOf('2026-09-30', { B: 21, A: 15, W: 3 }),
      quarterOf('2026-06-30', { B: 20, A: 15, W: 2 }),
    );
    expect(other).toEqual(tables);
  });

  it('stand alone where nothing was frozen before', () => {
    const alone = groupTables(quarterOf('2026-09-30', summer), undefined);
    expect(lineOf(alone, 'Ethnicity: Black')).toMatchObject({ people: '20 of 1,000', before: null });
  });
});

describe('groups that are published', () => {
  it('tell no small number, nothing by age, and hold no group against others of which one is not shown', () => {
    const { tables } = publishedGroups(quarterOf('2026-09-30', summer, suppress), []);
    expect(lineOf(tables, 'Ethnicity: Other')?.people).toBe('not shown');
    expect(lineOf(tables, 'Ethnicity: White')).toMatchObject({ people: '30 of 9,000', ratio: 'too few to compare' });
    expect(JSON.stringify(tables)).not.toContain('Age: ');
    expect(JSON.stringify(tables)).not.toContain('fewer than');
    const rounded = publishedGroups(quarterOf('2026-09-30', summer), []).tables;
    expect(JSON.stringify(rounded)).not.toContain('Age: ');
    expect(lineOf(rounded, 'Ethnicity: White')).toMatchObject({
      people: '30 of 9,000',
      ratio: expect.stringContaining('times'),
    });
  });

  it('are protected against what was published of the quarter before, and printed again as they were', () => {
    const coarse = { ...STANDARD_RULE, threshold: 8 };
    const now = quarterOf('2026-09-30', { B: 20, A: 40, W: 30 }, coarse);
    const first = publishedGroups(now, []);
    expect(lineOf(first.tables, 'Ethnicity: Black')?.people).toBe('20 of 1,000');
    const earlier = publishedGroups(quarterOf('2026-06-30', { B: 17, A: 40, W: 30 }, coarse), []);
    // Where 17 can be worked out of what was published, 20 (18 to 22) would tell that one to five came.
    for (const { shown } of earlier.figures)
      for (const row of shown.breakdowns.flatMap(({ rows }) => rows ?? []))
        if (row.key === 'B') row.all.possible = row.cells[0]!.possible = { low: 17, high: 17 };
    expect(lineOf(publishedGroups(now, [earlier]).tables, 'Ethnicity: Black')?.people).toBe('not shown');
    expect(publishedGroups(now, [first, earlier])).toEqual(first);
  });
});

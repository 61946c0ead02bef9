import { load } from 'cheerio';
import { FreezeGroups, FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { boundsOf, type Known, UNKNOWN } from '../../src/indicators/domain/bounds';

import { onScreen, protectRows, type SmallNumberRule, STANDARD_RULE } from '../../src/indicators/domain/small-numbers';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';

const analyst = 'analyst@sbc.example';
const coarser = { mode: 'round', threshold: '10', base: '10', leastForShare: '20', reason: 'Figures from health' };

describe('the rule for small numbers of a quarter', () => {
  let test: TestApp;
  let reader: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    await generatedCases(test);
    // Before anything was frozen a rule counts at once: nobody has read a figure by another.
    await setRule({ ...coarser, threshold: '8', base: '5' });
    test.clock.set(new Date('2026-11-21T10:01:00Z'));
    await test.get(FreezeQuarters).run();
    await test.get(FreezeGroups).run();
    await test.get(RefreshFigures).run();
    reader = await test.browse(analyst);
  }, 60_000);
  afterAll(() => test.stop());

  const setRule = async (rule: Record<string, string>) => {
    const governance = await test.browse('governance@sbc.example');
    expect((await governance.submit('/figures/small-numbers', rule)).status).toBe(303);
  };

  /** Every number the analyst reads of one period: on the page of all, on each figure's own, by group and over the API. */
  const everythingRead = async () => {
    const { body } = await (await test.api(analyst)).get('/indicators');
    const items = body.items as {
      code: string;
      now: unknown;
      quarters: { until: string; words: string; of: string }[];
    }[];
    const pages = [];
    for (const { code } of items) pages.push(partsIn((await reader.get(`/figures/${code}`)).text));
    return {
      items: items.map(({ code, now, quarters }) => ({ code, now, quarters })),
      pages,
      dashboard: load((await reader.get('/figures')).text)('[data-qa=figures]').text(),
      groups: load((await reader.get('/figures/disproportionality')).text)('main table').text(),
    };
  };
  const partsIn = (html: string): string =>
    load(html)('[data-qa=quarters] tbody, [data-qa^=by-] tbody').text().replace(/\s+/g, ' ');

  it('changes no number anybody reads when another is set: not of today, of a frozen quarter, of a part or of a group', async () => {
    const before = await everythingRead();
    expect(before.dashboard).toMatch(/[Ff]ewer than 8/);
    await setRule(coarser);
    expect(await everythingRead()).toEqual(before);
  });

  it('counts from the next quarter, while the one before is read as it was, and the page says so', async () => {
    const before = await everythingRead();
    test.clock.set(new Date('2027-01-02T10:00:00Z'));
    await test.get(FreezeQuarters).run();
    await test.get(FreezeGroups).run();
    await test.get(RefreshFigures).run();
    reader = await test.browse(analyst);
    const after = await everythingRead();
    const until = (one: typeof after, day: string) =>
      one.items.map(({ code, quarters }) => [code, quarters.filter((quarter) => quarter.until === day)]);
    expect(until(after, '2026-09-30')).toEqual(until(before, '2026-09-30'));
    // The quarter in which it was set keeps the old one, today is read by the new one.
    expect(JSON.stringify(until(after, '2026-12-31'))).toMatch(/[Ff]ewer than 8/);
    expect(JSON.stringify(after.items.map(({ now }) => now))).toMatch(/[Ff]ewer than 10/);
    expect(JSON.stringify(after.items.map(({ now }) => now))).not.toMatch(/[Ff]ewer than 8/);
    const [today, last] = load((await reader.get('/figures/C1')).text)('[data-qa=quarters] tbody tr')
      .toArray()
      .map((row) => load(row).text());
    expect([today, last].map((words) => words?.includes('Rounded by the rule of its own quarter'))).toEqual([
      false,
      true,
    ]);
  });

  it('is one, because the differencing test works a small count out of two', () => {
    const rules: SmallNumberRule[] = [STANDARD_RULE, { ...STANDARD_RULE, threshold: 10, base: 10 }];
    // One of nine.
    const [counts, all] = [[1, 8], 9];
    const looks = rules.map((rule) => {
      const row = protectRows([{ key: 'all', counts }], onScreen(rule), { before: () => [] })?.rows[0];
      return row ? [...row.cells, row.all] : [];
    });
    const told = (known: Known[]) =>
      boundsOf(
        [
          [...counts, all],
          [...counts, all],
        ],
        [known, known.map(anything)],
      )[0]?.[0];
    for (const look of looks) expect(told(look)?.high).toBeGreaterThanOrEqual(4);
    const both = [0, 1, 2].map((c) => ({
      low: Math.max(...looks.map((look) => look[c]?.low ?? 0)),
      high: Math.min(...looks.map((look) => look[c]?.high ?? UNKNOWN)),
    }));
    expect(told(both)).toEqual({ low: 1, high: 1 });
  });
});

const anything = (): Known => ({ low: 0, high: UNKNOWN });

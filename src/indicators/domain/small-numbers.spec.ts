import fc from 'fast-check';
import { boundsOf, type Known, UNKNOWN } from './bounds';
import { protectFigure, shownShare, shownWords, type ProtectedFigure } from './protect-figure';
import { onScreen, type ShownRow, type SmallNumberRule, STANDARD_RULE, tellsSmallChange } from './small-numbers';

const suppress: SmallNumberRule = { ...STANDARD_RULE, mode: 'suppress' };

/** Every table that agrees with what is known: slow, and sure. */
function triedBounds(known: Known[][]): Known[][] {
  const body = known.slice(0, -1).flatMap((row) => row.slice(0, -1));
  const columns = (known[0]?.length ?? 1) - 1;
  const found = known.map((row) => row.map(() => ({ low: UNKNOWN, high: -1 })));
  const tryFrom = (chosen: number[]): void => {
    const next = body[chosen.length];
    if (next) {
      for (let value = next.low; value <= next.high; value += 1) tryFrom([...chosen, value]);
      return;
    }
    const table = withTotals(
      Array.from({ length: known.length - 1 }, (_, r) => chosen.slice(r * columns, (r + 1) * columns)),
    );
    const agrees = table.every((row, r) => row.every((value, c) => within(value, known[r]?.[c])));
    if (!agrees) return;
    table.forEach((row, r) =>
      row.forEach((value, c) => {
        const cell = found[r]?.[c];
        if (cell) Object.assign(cell, { low: Math.min(cell.low, value), high: Math.max(cell.high, value) });
      }),
    );
  };
  tryFrom([]);
  return found;
}

const within = (value: number, known: Known | undefined): boolean =>
  known !== undefined && value >= known.low && value <= known.high;

function withTotals(rows: number[][]): number[][] {
  const wide = rows.map((row) => [...row, row.reduce((a, b) => a + b, 0)]);
  const last = (wide[0] ?? []).map((_, c) => wide.reduce((total, row) => total + (row[c] ?? 0), 0));
  return [...wide, last];
}

describe('the differencing test', () => {
  it('finds exactly what trying every table finds', () => {
    const cell = fc.record({ value: fc.nat(4), below: fc.nat(2), above: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 9, maxLength: 9 }), fc.integer({ min: 1, max: 2 }), (cells, rows) => {
        const values = withTotals(
          Array.from({ length: rows }, (_, r) => [cells[r * 2]?.value ?? 0, cells[r * 2 + 1]?.value ?? 0]),
        );
        const known = values.map((row, r) =>
          row.map((value, c) => {
            const { below, above } = cells[(r * 3 + c) % 9] ?? { below: 0, above: 0 };
            return { low: Math.max(0, value - below), high: value + above };
          }),
        );
        expect(boundsOf(values, known)).toEqual(triedBounds(known));
      }),
      { numRuns: 150 },
    );
  });

  it('recovers a count that was hidden alone', () => {
    const values = withTotals([[3, 40]]);
    const known = values.map((row) => row.map((value) => ({ low: value, high: value })));
    if (known[0]) known[0][0] = { low: 0, high: UNKNOWN };
    if (known[1]) known[1][0] = { low: 0, high: UNKNOWN };
    expect(boundsOf(values, known)[0]?.[0]).toEqual({ low: 3, high: 3 });
  });
});

const counts = fc.oneof(fc.nat(7), fc.nat(60));
const rows = fc
  .array(fc.tuple(counts, counts), { minLength: 1, maxLength: 6 })
  .map((pairs) => pairs.map((pair, at) => ({ key: `group ${at}`, counts: [...pair] })));
const rules = fc.record({
  mode: fc.constantFrom('suppress' as const, 'round' as const),
  threshold: fc.constantFrom(5, 8),
  base: fc.constantFrom(5, 10),
  isZeroSmall: fc.boolean(),
  leastForShare: fc.constant(20),
});

const figureOf = (table: { key: string; counts: number[] }[]) => ({
  total: [0, 1].map((column) => table.reduce((total, row) => total + (row.counts[column] ?? 0), 0)),
  breakdowns: [{ dimension: 'group', isSensitive: false, rows: table }],
});

/** What is known of a published row, with no more than the page says; zeros say so. */
const publishedOf = (row: ShownRow): Known[] => [...row.cells, row.all].map(({ low, high }) => ({ low, high }));

describe('a figure as it is published', () => {
  it('lets nobody work out a small count from rows, columns, totals or complements', () => {
    fc.assert(
      fc.property(rows, rules, (table, rule) => {
        const { total, breakdowns } = protectFigure(figureOf(table), rule);
        const [{ rows: shown } = { rows: undefined }] = breakdowns;
        if (!shown) return;
        const values = withTotals(table.map((row) => row.counts));
        const bounds = boundsOf(values, [...shown.map(publishedOf), publishedOf(total)]);
        values.slice(0, -1).forEach((row, r) =>
          row.forEach((value, c) => {
            const isSmall = value < rule.threshold && (value > 0 || rule.isZeroSmall);
            const { low, high } = bounds[r]?.[c] ?? { low: 0, high: 0 };
            if (isSmall) expect(high - low).toBeGreaterThanOrEqual(2);
            if (isSmall && rule.mode === 'suppress') expect(high).toBeGreaterThanOrEqual(rule.threshold);
          }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('lets nobody work out a small change from one quarter to the next', () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 12, maxLength: 12 }),
        rules,
        (table, changes, rule) => {
          const before = protectFigure(figureOf(table), rule);
          const next = table.map((row, r) => ({
            key: row.key,
            counts: row.counts.map((count, c) => Math.max(0, count + (changes[r * 2 + c] ?? 0))),
          }));
          const now = protectFigure(figureOf(next), rule, [before]);
          for (const [row, earlier] of pairsOf(now, before)) {
            publishedOf(row).forEach((known, at) => {
              const known0 = publishedOf(earlier)[at];
              if (known0) expect(tellsSmallChange(known, known0, rule.threshold)).toBe(false);
            });
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('tells whoever reads the same counts rounded on screen nothing new, by whatever rule it is published', () => {
    fc.assert(
      fc.property(rows, rules, (table, rule) => {
        const figure = figureOf(table);
        const [screen, published] = [protectFigure(figure, onScreen(rule)), protectFigure(figure, rule)];
        const values = withTotals(table.map((row) => row.counts));
        const [seen, also] = [screen, published].map(({ total, breakdowns: [groups] }) => [
          ...(groups?.rows?.map(publishedOf) ?? table.map(() => [anything, anything, anything])),
          publishedOf(total),
        ]);
        if (!seen || !also) throw new Error('Both are known.');
        const both = seen.map((row, r) =>
          row.map(({ low, high }, c) => ({
            low: Math.max(low, also[r]?.[c]?.low ?? 0),
            high: Math.min(high, also[r]?.[c]?.high ?? UNKNOWN),
          })),
        );
        expect(boundsOf(values, both)).toEqual(boundsOf(values, seen));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a small count out, and with it what it could be worked out from; the rest is rounded as on screen', () => {
    const table = [
      { key: 'a', counts: [30, 3] },
      { key: 'b', counts: [40, 12] },
      { key: 'c', counts: [50, 20] },
    ];
    const words = (rule: SmallNumberRule) =>
      (protectFigure(figureOf(table), rule).breakdowns[0]?.rows ?? []).map((row) =>
        [...row.cells, row.all].map(shownWords),
      );
    expect(words(suppress)).toEqual([
      ['30', 'not shown', '35'],
      ['40', '10', '50'],
      ['50', '20', '70'],
    ]);
    // Nine at most could be worked out of a count below ten.
    expect(words({ ...suppress, threshold: 10 })).toEqual([
      ['not shown', 'not shown', '30'],
      ['40', 'not shown', '50'],
      ['50', '20', '70'],
    ]);
  });

  it('rounds, and says fewer than five of one to four', () => {
    const shown = protectFigure(
      figureOf([
        { key: 'a', counts: [38, 3] },
        { key: 'b', counts: [21, 0] },
      ]),
      STANDARD_RULE,
    );
    expect((shown.breakdowns[0]?.rows ?? []).map((row) => row.cells.map(shownWords))).toEqual([
      ['40', 'fewer than 5'],
      ['20', '0'],
    ]);
  });

  it('shows no breakdown of a total that is not shown', () => {
    const shown = protectFigure(
      figureOf([
        { key: 'a', counts: [30, 2] },
        { key: 'b', counts: [20, 1] },
      ]),
      suppress,
    );
    expect([...shown.total.cells, shown.total.all].map(shownWords)).toEqual(['50', 'not shown', '55']);
    expect(shown.breakdowns[0]?.rows).toBeUndefined();
  });

  it('works percentages out from what is shown, and of twenty people at least', () => {
    const of = (values: [number, number]) =>
      protectFigure(figureOf([{ key: 'a', counts: values }]), STANDARD_RULE).total;
    const share = (values: [number, number]) => {
      const { cells, all } = of(values);
      return cells[0] ? shownShare(cells[0], all, STANDARD_RULE) : undefined;
    };
    expect(share([31, 12])).toBe(67);
    expect(share([41, 2])).toBe(89);
    expect(share([7, 6])).toBeNull();
    expect(share([2, 41])).toBeNull();
  });
});

const anything: Known = { low: 0, high: UNKNOWN };

const pairsOf = (now: ProtectedFigure, before: ProtectedFigure): [ShownRow, ShownRow][] => {
  const earlier = before.breakdowns[0]?.rows ?? [];
  const later = now.breakdowns[0]?.rows ?? [];
  return [
    [now.total, before.total],
    ...later.flatMap((row): [ShownRow, ShownRow][] => {
      const same = earlier.find((one) => one.key === row.key);
      return same ? [[row, same]] : [];
    }),
  ];
};

import { STANDARD_RULE } from '../domain/small-numbers';
import { type EarlierPublication, publishable } from './publishable';
import type { ReportFigure, ReportPack } from './report-content';

const cell = (dimension: string, key: string, met: number) => ({ dimension, key, met, total: met, amount: null });

function packOf(until: string, counts: Record<string, number>, total: number): ReportPack {
  const figure: ReportFigure = {
    ...{ code: 'C1', name: 'In the cohort', method: 'Counted', shape: 'count', words: '', ofWords: '' },
    ...{ lastWords: '', yearWords: '', change: '', target: null, rag: 'none', isCorrected: false, hasData: true },
    total: cell('all', 'all', total),
    cells: Object.entries(counts).map(([key, met]) => cell('agency', key, met)),
  };
  const nothing = { narratives: [], activities: [], risks: [], learning: [], changes: [] };
  return { period: { from: '2026-07-01', until }, number: 1, figures: [figure], ...nothing };
}

const published = (pack: ReportPack, earlier: EarlierPublication[], rule = STANDARD_RULE): EarlierPublication => ({
  pack,
  content: { period: pack.period, number: 1, narratives: [], figures: publishable(pack, rule, earlier) },
});

describe('a figure that was published for its quarter', () => {
  const pack = packOf('2026-09-30', { children: 34, police: 4, council: 21 }, 59);
  const suppress = { ...STANDARD_RULE, mode: 'suppress' as const };
  const first = published(pack, [], suppress);
  const next = published(packOf('2026-12-31', { children: 36, police: 20, council: 40 }, 96), [], suppress);

  it('is printed again as it was, whatever was published since and by whatever rule', () => {
    const fresh = published(pack, [next], { ...STANDARD_RULE, base: 10 }).content.figures;
    expect(fresh).not.toEqual(first.content.figures);
    for (const rule of [suppress, STANDARD_RULE, { ...STANDARD_RULE, base: 10 }])
      expect(publishable(pack, rule, [first, next])).toEqual(first.content.figures);
  });

  it('is withheld once it is corrected, where it was broken down or a count is small', () => {
    const [corrected] = publishable(packOf('2026-09-30', {}, 80), suppress, [first, next]);
    expect(corrected).toMatchObject({ shown: null, isCorrected: true });
    const alone = published(packOf('2026-09-30', {}, 59), [], suppress);
    expect(publishable(packOf('2026-09-30', {}, 80), suppress, [alone])[0]?.shown?.total.all.value).toBe(80);
    expect(publishable(packOf('2026-09-30', {}, 3), suppress, [alone])[0]).toMatchObject({ isCorrected: true });
  });
});

import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { TestApp } from '../support/test-app';
import { disturb } from './disturbed-cases';
import { generatedCases } from './generated-cases';
import { generatedPanels } from './generated-panels';
import { RECOMPUTED, recomputed } from './recomputed';

interface Cell {
  dimension: string;
  key: string;
  met: number;
  total: number;
}

/** Lists and reports: one unit each that is nobody's. They have tests of their own (top-five, reports). */
const OF_NOBODY = ['I6', 'I18'];

describe('every figure, worked out a second time in SQL of its own', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    const known = await generatedCases(test, 90);
    await generatedPanels(test, known.slice(0, 30));
    await disturb(test, known);
    await test.get(RefreshFigures).run();
    await test.get(FreezeQuarters).run();
  }, 120_000);
  afterAll(() => test.stop());

  const again = (code: string, from: string, until: string): Promise<Cell[]> =>
    test.sql<Cell>(recomputed(code), [from, until]);

  it('is every one that the service works out', async () => {
    const rows = await test.sql<{ code: string }>(
      'SELECT DISTINCT code FROM indicator_definitions WHERE rule IS NOT NULL AND code <> ALL ($1)',
      [OF_NOBODY],
    );
    expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(RECOMPUTED).sort());
  });

  it.each(Object.keys(RECOMPUTED))(
    '%s is the same today: in all, by agency, age band, strand and part, and each agency by these',
    async (code) => {
      const kept = await test.sql<Cell>(
        `SELECT dimension, key, met::int, total::int FROM kept_figures WHERE code = $1 AND total > 0 ORDER BY dimension, key`,
        [code],
      );
      expect(kept).toEqual(await again(code, '2026-10-01', '2026-11-21'));
      expect(kept.length).toBeGreaterThan(3);
    },
  );

  it.each(Object.keys(RECOMPUTED))('%s was the same when the quarter before was frozen', async (code) => {
    const frozen = await test.sql<Cell>(
      `SELECT c.dimension, c.key, c.met::int, c.total::int FROM figure_sets s JOIN figure_cells c ON c.set_id = s.id
        WHERE s.code = $1 AND s.period_until = '2026-09-30' AND c.total > 0 ORDER BY c.dimension, c.key`,
      [code],
    );
    expect(frozen).toEqual(await again(code, '2026-07-01', '2026-09-30'));
  });
});

import { withoutRowSecurity } from './alone';
import { Ground } from './assert-cells';
import { coveringCells, fewRoutes } from './cells';

describe('the guards alone, with row-level security put aside', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await Ground.open(withoutRowSecurity);
  }, 120_000);
  afterAll(() => ground.close());

  it('really are alone: a stranger to every record reads the table', async () => {
    const rows = await ground.test.sql(
      `SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity`,
    );
    expect(rows).toEqual([]);
  });

  it('hold the matrix', async () => {
    const cells = coveringCells(ground.world.people, fewRoutes());
    expect(cells.length).toBeGreaterThan(1000);
    const before = await ground.kept();
    expect(await ground.wrong(cells)).toEqual([]);
    expect(await ground.kept()).toEqual(before);
  }, 300_000);
});

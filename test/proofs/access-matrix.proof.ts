import { Ground } from '../access/assert-cells';
import { allCells } from '../access/cells';

/** Every cell of the matrix of rights, where `npm test` asserts those that cover it. */
describe('the whole matrix of rights', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await Ground.open();
  }, 120_000);
  afterAll(() => ground.close());

  it('is what the live router answers', async () => {
    const cells = allCells(ground.world.people);
    const before = await ground.kept();
    const wrong = await ground.wrong(cells);
    process.stderr.write(`${cells.length - wrong.length} of ${cells.length} cells as the matrix says\n`);
    expect(wrong).toEqual([]);
    expect(await ground.kept()).toEqual(before);
  }, 1_800_000);
});

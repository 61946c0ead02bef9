import { Ground } from './assert-cells';
import { coveringCells } from './cells';

describe('the matrix of rights: writing', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await Ground.open();
  }, 120_000);
  afterAll(() => ground.close());

  it('answers everything that writes as the matrix says, and a refusal changes nothing', async () => {
    const cells = coveringCells(ground.world.people).filter(({ route }) => !route.startsWith('GET'));
    expect(cells.length).toBeGreaterThan(1000);
    const before = await ground.kept();
    expect(await ground.wrong(cells)).toEqual([]);
    expect(await ground.kept()).toEqual(before);
  }, 300_000);

  it('says of a record that is not yours what it says of an id that belongs to nobody', async () => {
    const cells = coveringCells(ground.world.people).filter(
      ({ expected, person, state }) => expected === 'not found' && person.role === 'manager' && state !== 'closed',
    );
    expect(cells.length).toBeGreaterThan(100);
    expect(await ground.different(cells)).toEqual([]);
  }, 300_000);
});

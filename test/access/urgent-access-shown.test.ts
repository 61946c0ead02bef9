import { Ground } from './assert-cells';
import { allCells, type Cell } from './cells';
import { inBatches } from './in-batches';
import { askedAbout } from './requests';
import type { Relation } from './vocabulary';

const BANNER = 'data-qa="break-glass"';

describe('urgent access', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await Ground.open();
  }, 120_000);
  afterAll(() => ground.close());

  /** Every page of a record that the matrix opens to whoever stands in this relation to it. */
  const pagesOf = (relation: Relation): Cell[] =>
    allCells(ground.world.people.filter((person) => person.relation === relation)).filter(
      ({ route, expected }) => /^GET \/(?!api\/)/.test(route) && expected === 'allowed',
    );
  /** The pages that do not answer with a page, or where the banner is not as it should be. */
  const otherThan = async (cells: Cell[], isShown: boolean): Promise<string[]> => {
    const other: string[] = [];
    await inBatches(cells, 8, async ({ route, state, person }) => {
      const asked = askedAbout(route, ground.world.records[state], ground.world, person);
      const { status, text } = await ground.knocker.ask(person, route, asked);
      if (status !== 200 || text.includes(BANNER) !== isShown)
        other.push(`${route} | ${state} | ${person.role} | ${status}`);
    });
    return other.sort();
  };

  it('is said on every page of the record that it opens', async () => {
    const pages = pagesOf('grant');
    expect(new Set(pages.map(({ route }) => route)).size).toBeGreaterThan(25);
    expect(await otherThan(pages, true)).toEqual([]);
  }, 120_000);

  it('is said to nobody who works the case', async () => {
    const pages = pagesOf('works').filter(({ person }) => person.role === 'practitioner');
    const read = new Set(pagesOf('grant').map(({ route }) => route));
    expect(
      await otherThan(
        pages.filter(({ route }) => read.has(route)),
        false,
      ),
    ).toEqual([]);
  }, 120_000);
});

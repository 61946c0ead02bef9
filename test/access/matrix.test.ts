import { liveRoutes } from '../architecture/live-routes';
import { Ground } from './assert-cells';
import { inBatches } from './in-batches';
import { coveringCells, says } from './cells';
import { ELSEWHERE } from './elsewhere';
import { MATRIX } from './matrix';
import { LISTS } from './matrix-lists';
import { ROUTES } from '../architecture/route-census';
import { STATES } from './vocabulary';

/** Reads and writes are two files, so that Jest's workers share them. */
describe('the matrix of rights: reading', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await Ground.open();
  }, 120_000);
  afterAll(() => ground.close());

  it('has every live route in one line, and no route that is gone', () => {
    const live = liveRoutes(ground.test.app).map(({ method, path }) => `${method} ${path}`);
    const listed = [...MATRIX, ...LISTS, ...ELSEWHERE].flatMap(({ routes }) => routes);
    expect(live.filter((route) => !listed.includes(route))).toEqual([]);
    expect(listed.filter((route) => !live.includes(route))).toEqual([]);
    expect(listed.filter((route, at) => listed.indexOf(route) !== at)).toEqual([]);
  });

  it('answers every page and address that reads as the matrix says', async () => {
    const cells = coveringCells(ground.world.people).filter(({ route }) => route.startsWith('GET'));
    expect(cells.length).toBeGreaterThan(1000);
    expect(await ground.wrong(cells)).toEqual([]);
  }, 300_000);

  it('lists a record to whom the matrix says, and to nobody else', async () => {
    const wrong: string[] = [];
    const asked = LISTS.flatMap(({ routes, listed }) =>
      routes.flatMap((route) => ground.world.people.map((person) => ({ route, listed, person }))),
    ).filter(({ route, person }) => ROUTES[route] !== 'public' && ROUTES[route]?.includes(person.role));
    await inBatches(asked, 8, async ({ route, listed, person }) => {
      const { status, text } = await ground.knocker.ask(person, route, { path: route.replace('GET ', '') });
      if (status !== 200) wrong.push(`${route} | ${person.email} | ${status}`);
      for (const state of STATES) {
        if (person.relation === 'named' && state !== 'restricted') continue;
        const { individualId, reference } = ground.world.records[state];
        const isListed = text.includes(individualId) || text.includes(reference);
        const expected = says(listed[state], person.role, person.relation);
        if (isListed !== expected)
          wrong.push(`${route} | ${state} | ${person.email} | ${isListed ? 'listed' : 'not listed'}`);
      }
    });
    expect(asked.length).toBeGreaterThan(300);
    expect(wrong.sort()).toEqual([]);
  }, 120_000);
});

import { withoutGuards } from './alone';
import { Ground, type IsRight } from './assert-cells';
import { coveringCells, fewRoutes, hasKey } from './cells';

/**
 * Row-level security knows records, not roles: whoever has no key of a record reads nothing of it and writes nothing to
 * it, a grant writes nothing, and whoever may do something still may.
 */
const holds: IsRight = ({ route, state, person, expected }, found, answer) => {
  const isRead = route.startsWith('GET');
  const isLetIn = isRead ? found === 'allowed' : answer.isDone;
  if (!hasKey(person, state)) return !isLetIn;
  if (person.relation === 'grant' && !isRead) return !answer.isDone;
  return expected === 'allowed' ? found === 'allowed' : true;
};

describe('row-level security alone, with the guards put aside', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await Ground.open(withoutGuards);
  }, 120_000);
  afterAll(() => ground.close());

  it('really is alone: a practitioner of the case opens the page of those who decide', async () => {
    const practitioner = ground.world.people.find(
      ({ role, relation }) => role === 'practitioner' && relation === 'works',
    );
    if (!practitioner) throw new Error('No practitioner.');
    const path = `/individuals/${ground.world.records.normal.individualId}/cohort-membership/tier`;
    const answer = await ground.knocker.ask(practitioner, 'GET /individuals/:id/cohort-membership/tier', { path });
    expect(answer.status).toBe(200);
  });

  it('holds every record, for reading and for writing', async () => {
    const cells = coveringCells(ground.world.people, fewRoutes());
    expect(cells.length).toBeGreaterThan(1000);
    const before = await ground.kept();
    expect(await ground.wrong(cells, holds)).toEqual([]);
    expect(await ground.kept()).toEqual(before);
  }, 300_000);
});

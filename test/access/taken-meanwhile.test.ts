import { Client } from 'pg';
import { Ground } from './assert-cells';
import { allCells, type Cell } from './cells';
import { outcomeOf } from './knocker';
import { askedAbout } from './requests';
import { assign } from './world-people';

interface Found {
  hasWaited: boolean;
  isDone: boolean;
  line: string;
}

/** Between the check of a right and the act, somebody else may take the right away (ASVS V15.4.2). */
describe('a part in a case that ends while an act about the case waits', () => {
  let ground: Ground;
  let ending: Client;

  beforeAll(async () => {
    ground = await Ground.open();
    ending = new Client({ connectionString: ground.test.database.adminUrl });
    await ending.connect();
  }, 120_000);
  afterAll(async () => {
    await ending.end();
    await ground.close();
  });

  const isAnybodyWaiting = async (): Promise<boolean> => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await ground.test.sql(waiting)).length > 0;
  };

  /** Their part is ended, the act is asked for, and the ending stands when the act waits for it or was quicker. */
  async function endedWhile({ route, state, person }: Cell): Promise<Found> {
    const record = ground.world.records[state];
    await ending.query('BEGIN');
    await ending.query(
      `UPDATE assignments SET ended_at = now(), version = version + 1
        WHERE individual_id = $1 AND user_id = $2 AND ended_at IS NULL`,
      [record.individualId, person.id],
    );
    let hasAnswered = false;
    const asking = ground.knocker
      .ask(person, route, askedAbout(route, record, ground.world, person))
      .finally(() => (hasAnswered = true));
    let hasWaited = false;
    while (!hasAnswered && !hasWaited) hasWaited = await isAnybodyWaiting();
    await ending.query('COMMIT');
    const answer = await asking;
    await assign(ground.test, record.individualId, person.id);
    return { hasWaited, isDone: answer.isDone, line: `${route}: ${outcomeOf(answer)}` };
  }

  it('leaves nothing done: the act that goes on asks again', async () => {
    const cells = allCells(ground.world.people).filter(
      ({ route, state, person, expected }) =>
        state === 'normal' &&
        expected === 'allowed' &&
        /^(?!GET)\w+ \/api/.test(route) &&
        `${person.role} ${person.relation}` === 'practitioner works',
    );
    const found: Found[] = [];
    for (const cell of cells) found.push(await endedWhile(cell));
    expect(found.filter(({ hasWaited, isDone }) => hasWaited && isDone)).toEqual([]);
    expect(found.filter(({ hasWaited }) => hasWaited).length).toBeGreaterThan(25);
  }, 120_000);
});

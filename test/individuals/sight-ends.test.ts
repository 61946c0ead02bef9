import { Reader } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const OFFICER = 'officer@tvp.example';
const TABLES = ['individuals', 'plans', 'actions', 'review_schedules', 'assignments', 'cohort_memberships'];

describe('sight of a case', () => {
  let test: TestApp;

  beforeEach(async () => {
    test = await TestApp.start();
  });
  afterEach(() => test.stop());

  /** Rows that row-level security alone shows, with the keys the person has now. */
  const seen = async (individualId: string): Promise<number> => {
    const actor = await test.actor(OFFICER);
    let rows = 0;
    for (const table of TABLES) {
      const column = table === 'individuals' ? 'id' : 'individual_id';
      const text = `SELECT 1 FROM ${table} WHERE ${column} = $1`;
      rows += (await test.get(Reader).many(actor, undefined, { name: `of-${table}`, text, values: [individualId] }))
        .length;
    }
    return rows;
  };
  const workedByPolice = async (): Promise<string> => {
    const { individualId } = await makeCase(test, { planOwner: OFFICER, plan: 'live', reviewDueOn: '2026-12-01' });
    expect(await seen(individualId)).toBeGreaterThan(4);
    return individualId;
  };

  it('ends with the assignment, at once and in every table', async () => {
    const id = await workedByPolice();
    const client = await test.browse(OFFICER);
    expect((await client.get(`/individuals/${id}`)).status).toBe(200);
    await test.sql(
      `UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1 AND user_id = $2`,
      [id, test.userId(OFFICER)],
    );
    expect(await seen(id)).toBe(0);
    expect((await client.get(`/individuals/${id}`)).status).toBe(404);
    const [kept] = await test.sql('SELECT ended_at IS NOT NULL AS over FROM assignments WHERE user_id = $1', [
      test.userId(OFFICER),
    ]);
    expect(kept).toEqual({ over: true });
  });

  it('ends when the agency leaves the partnership: nobody of it comes in', async () => {
    await workedByPolice();
    const client = await test.browse(OFFICER);
    await test.sql(`UPDATE agencies SET is_active = false, version = version + 1 WHERE id = $1`, [
      test.partnership.agencies['tvp'],
    ]);
    expect((await client.get('/individuals')).status).toBe(303);
    await expect(test.actor(OFFICER)).rejects.toThrow('cannot sign in');
  });
});

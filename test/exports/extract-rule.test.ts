import { FreezeQuarters } from '../../src/indicators';
import { STANDARD_RULE } from '../../src/indicators/domain/small-numbers';
import { SetSmallNumberRule } from '../../src/indicators/set-small-number-rule';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const ANALYST = 'analyst@sbc.example';
const GOVERNANCE = 'governance@sbc.example';

describe('the rule for small numbers of an extract', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    for (let n = 0; n < 12; n += 1) await makeCase(test, { cohortSince: '2026-03-01' });
    await test.get(FreezeQuarters).run();
  });
  afterAll(() => test.stop());

  const at = (time: string): void => test.clock.set(new Date(time));
  const setThreshold = async (threshold: number): Promise<void> => {
    const rule = { ...STANDARD_RULE, threshold };
    await test.get(SetSmallNumberRule).run(await test.actor(GOVERNANCE), { rule, reason: 'Agreed by the board' });
  };
  const agreed = async (): Promise<string> => {
    const fields = { kind: 'evaluation', purpose: 'Evaluation of the pilot' };
    const asked = await (await test.browse(ANALYST)).submit('/exports', fields, '/exports/new');
    const path = String(asked.headers['location']);
    const decision = { isAgreed: 'yes', reason: 'Agreement signed' };
    const decided = await (await test.browse(GOVERNANCE)).submit(`${path}/decision`, decision, path);
    expect([asked.status, decided.status]).toEqual([303, 303]);
    return path;
  };
  const leastGroupOf = async (path: string): Promise<number | undefined> =>
    (
      await test.sql<{ least: number }>('SELECT least_group AS least FROM exports WHERE id = $1', [
        path.split('/').at(-1),
      ])
    )[0]?.least;
  const taken = async (path: string) => (await test.browse(ANALYST)).submit(`${path}/file`, {}, path);

  it('is that of the running quarter, as on the pages: one that counts from the next refuses nothing before', async () => {
    const before = await agreed();
    at('2026-11-21T12:00:00Z');
    await setThreshold(8);
    expect((await taken(before)).status).toBe(200);
    expect(await leastGroupOf(await agreed())).toBe(5);
  });

  it('refuses, when it counts, what was agreed to by the old one, and says so', async () => {
    at('2026-12-31T20:00:00Z');
    const before = await agreed();
    expect((await taken(before)).status).toBe(200);
    at('2027-01-01T00:00:00Z');
    const refused = await taken(before);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('The rule for small numbers has changed since this extract was agreed to');
    expect(refused.text).toContain('at least 5 people, and now they must be of 8');
    expect(refused.text).not.toContain('The people in the cohort');
    const after = await agreed();
    expect(await leastGroupOf(after)).toBe(8);
    expect((await taken(after)).status).toBe(200);
  });

  it('says that people have changed where it is people that have', async () => {
    const path = await agreed();
    await test.sql(
      `UPDATE cohort_memberships SET started_on = date '1990-01-01' + (row.n || ' years')::interval, version = version + 1
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM cohort_memberships) row
        WHERE row.id = cohort_memberships.id AND row.n <= 6`,
    );
    const refused = await taken(path);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('The people in the cohort, or what is recorded of them, have changed');
    expect(refused.text).not.toContain('The rule for small numbers has changed');
  });
});

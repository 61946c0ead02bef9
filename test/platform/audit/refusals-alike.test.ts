import { newId } from '../../../src/shared/ids';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';

const GOVERNANCE = 'governance@sbc.example';
const OFFICER = 'officer@tvp.example';

/** Governance watches who is refused, and must not learn from it that a record is there. */
describe('a refused reading', () => {
  let test: TestApp;
  let restrictedId: string;
  const strangerId = newId();

  beforeAll(async () => {
    test = await TestApp.start();
    const made = await makeCase(test, { restrictedTo: ['lead@scf.example', 'manager@scf.example'] });
    restrictedId = made.individualId;
    await test.sql(`UPDATE access_watch_rules SET threshold = 2 WHERE kind = 'many_refusals'`);
  });
  afterAll(() => test.stop());

  /** What governance has of it, on every screen, but for the ids of the rows and the id that was asked for. */
  async function told(individualId: string, at: string): Promise<unknown> {
    test.clock.set(new Date(at));
    const officer = await test.api(OFFICER);
    for (const path of ['', '/plan', '/notes']) await officer.get(`/individuals/${individualId}${path}`);
    await (await test.browse(OFFICER)).get(`/individuals/${individualId}`);
    const [api, page] = [await test.api(GOVERNANCE), await test.browse(GOVERNANCE)];
    const day = `from=${at.slice(0, 10)}&to=${at.slice(0, 10)}&refusedOnly=true`;
    const { body } = await api.get(`/audit-events?${day}`);
    const rows = (body.items as Record<string, unknown>[]).map(({ act, userId, individualId: id, reference }) => ({
      act,
      userId,
      isAsked: id === individualId,
      reference,
    }));
    const found = (await api.get(`/audit-events?individualId=${individualId}`)).body.items as unknown[];
    const text = (await page.get('/audit-events?refusedOnly=yes')).text;
    await test.sql(
      `SELECT set_config('app.user_id', (SELECT id::text FROM users WHERE status = 'system' LIMIT 1), false)`,
    );
    await test.sql('SELECT raise_unusual_access($1::timestamptz - interval \'10 minutes\', $1::timestamptz + interval \'1 minute\')', [at]); // prettier-ignore
    const raised = await test.sql(
      `SELECT kind, counted, individual_id FROM unusual_access WHERE until_at = $1::timestamptz ORDER BY kind`,
      [at],
    );
    return { rows, found: found.length, refusals: text.split('nothing was shown').length, raised };
  }

  it('reads and counts the same of a restricted record and of an id that is nobody’s', async () => {
    const [stranger, restricted] = [
      await told(strangerId, '2026-11-18T10:00:00Z'),
      await told(restrictedId, '2026-11-19T10:00:00Z'),
    ];
    const counted = (stranger as { rows: unknown[]; raised: unknown[] }).rows.length;
    expect(counted).toBeGreaterThan(1);
    expect((stranger as { raised: unknown[] }).raised).toEqual([
      { kind: 'many_refusals', counted, individual_id: null },
    ]);
    const both = restricted as { refusals: number };
    expect({ ...both, refusals: both.refusals - counted }).toEqual(stranger);
  });
});

import { makeCase } from '../factories';
import { later } from '../platform/auth/real-person';
import { TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';
const OFFICER = 'officer@tvp.example';

/** ASVS 5.0 V7.5.3; of accounts and exports in test/users/step-up.test.ts and test/platform/audit/governance.test.ts. */
describe('an act that opens a record', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('asks for a second factor of the last five minutes: break-glass, lifting a restriction', async () => {
    const { individualId: id, reference } = await makeCase(test);
    const acts = [
      [OFFICER, '/break-glass-grants', { reason: 'Found bleeding', reference }],
      [CHAIR, `/individuals/${id}/restriction/lifting-request`, { reason: 'Safe now' }],
      [CHAIR, `/individuals/${id}/restriction/lifting`, {}],
    ] as const;
    const apis = new Map([OFFICER, CHAIR].map((email) => [email, test.api(email)]));
    await Promise.all(apis.values());
    const page = await test.browse(OFFICER);
    const fields = await page.hiddenFields('/break-glass', '/break-glass');
    later(test, 5 * 60 + 1);
    for (const [email, path, body] of acts) {
      const answer = await (await apis.get(email))?.post(path, body).set('If-Match', '"1"');
      expect([path, answer?.status, answer?.body.type]).toEqual([path, 401, '/problems/step-up-needed']);
    }
    const led = await page.post('/break-glass', { ...fields, reason: 'Found bleeding', reference });
    expect(led.headers['location']).toBe('/confirm-it-is-you');
    expect(await test.sql('SELECT 1 FROM break_glass_grants')).toEqual([]);
    expect(await test.sql('SELECT is_restricted FROM individuals WHERE id = $1', [id])).toEqual([
      { is_restricted: false },
    ]);
  });
});

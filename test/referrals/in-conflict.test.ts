import { MakeReferral } from '../../src/referrals';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { acceptedPerson } from '../cohort/support/accepted';
import { TestApp } from '../support/test-app';

const MEMBER = 'member@mace.example';
const CHAIR = 'chair@mace.example';

describe('a referral, to whoever has a conflict of interest in the case', () => {
  let test: TestApp;
  let individualId: string;
  let referralId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    individualId = await acceptedPerson(test, { givenName: 'Isolde', familyName: 'Ashdown' });
    const [row] = await test.sql<{ id: string }>('SELECT id FROM referrals WHERE individual_id = $1', [individualId]);
    referralId = row?.id ?? '';
  });
  beforeEach(() => test.sql('DELETE FROM panel_conflicts'));
  afterAll(() => test.stop());

  const declare = (email: string, about = individualId) =>
    test.sql(
      `INSERT INTO panel_conflicts (id, panel_id, individual_id, user_id, reason, declared_by, declared_at)
       VALUES ($1, $2, $3, $4, 'An aunt', $4, now())`,
      [newId(), test.partnership.panelId, about, test.userId(email)],
    );
  const reads = async (email: string) => {
    const [browser, api] = [await test.browse(email), await test.api(email)];
    const page = await browser.get(`/referrals/${referralId}`);
    const list = await browser.get('/referrals?view=closed');
    const actor = await test.actor(email);
    const rows = await test
      .get(Transactions)
      .act(actor, async (tx) => [
        (await tx.query('SELECT 1 FROM referrals WHERE id = $1', [referralId])).length,
        (await tx.query('SELECT 1 FROM referral_decisions WHERE referral_id = $1', [referralId])).length,
      ]);
    const ofApi = (await api.get(`/referrals/${referralId}`)).status;
    return { page: page.status, api: ofApi, isListed: list.text.includes('Ashdown'), rows };
  };
  const all = { page: 200, api: 200, isListed: true, rows: [1, 1] };
  const nothing = { page: 404, api: 404, isListed: false, rows: [0, 0] };

  it('is gone with the item, on page, API and list and in the database, until the conflict ends', async () => {
    expect(await reads(MEMBER)).toEqual(all);
    await declare(MEMBER);
    expect(await reads(MEMBER)).toEqual(nothing);
    expect(await reads(CHAIR)).toEqual(all);
    await test.sql(`UPDATE panel_conflicts SET ended_at = now(), ended_by = $1, version = version + 1`, [
      test.userId(CHAIR),
    ]);
    expect(await reads(MEMBER)).toEqual(all);
  });

  it('stays with who made it', async () => {
    const actor = await test.actor(MEMBER);
    const { id } = await test.get(MakeReferral).run(actor, {
      ...{ givenName: 'Isolde', familyName: 'Ashdown', dateOfBirth: null, kind: 'proactive', isTold: 'yes' },
      ...{ isExperiencing: true, isPerpetrating: null, reason: 'Seen with older men', individualId },
    });
    await declare(MEMBER);
    expect((await (await test.browse(MEMBER)).get(`/referrals/${id}`)).status).toBe(200);
  });
});

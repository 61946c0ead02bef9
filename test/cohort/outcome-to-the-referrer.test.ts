import { load } from 'cheerio';
import { DecideAgainstEntry } from '../../src/cohort';
import { Mailer } from '../../src/platform/mail';
import { SETTINGS } from '../../src/config';
import { Transactions } from '../../src/platform/database';
import { SendReferralNotice } from '../../src/referrals';
import { entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';
import { acceptedPerson } from './support/accepted';

const ENTRY = {
  ...{ startedOn: '2026-11-21', tier: 'high', isExperiencing: true, isPerpetrating: null, decision: 'Accepted' },
  ...{ ...entryGrounds(), evidence: 'Seen with a knife', evidenceKind: 'incident', evidenceOn: '2026-11-18' },
};
const SCHOOL = 'dsl@school.example';
const CHAIR = 'chair@mace.example';

describe('what whoever referred learns of the cohort decision', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const accepted = async (givenName: string): Promise<{ individualId: string; referralId: string }> => {
    const individualId = await acceptedPerson(test, { givenName, familyName: 'Quarrington' });
    const [row] = await test.sql<{ id: string }>('SELECT id FROM referrals WHERE individual_id = $1', [individualId]);
    return { individualId, referralId: row?.id ?? '' };
  };
  const enter = async (individualId: string) =>
    expect((await (await test.api(CHAIR)).post('/cohort-memberships', { individualId, ...ENTRY })).status).toBe(201);
  const refuse = async (individualId: string): Promise<void> => {
    const [seen = { id: '', version: 0 }] = await test.sql<{ id: string; version: number }>(
      'SELECT id, version FROM cohort_decisions_owed WHERE individual_id = $1',
      [individualId],
    );
    await test.get(DecideAgainstEntry).run(await test.actor(CHAIR), {
      ...{ individualId, seen, reason: 'Early help stays', deciders: ['Ms Demo, council'], dissent: null },
    });
  };
  const shown = async (referralId: string, email = SCHOOL) => {
    const { text } = await (await test.browse(email)).get(`/referrals/${referralId}`);
    return { outcome: load(text)('[data-qa=outcome]').text().trim(), text };
  };
  const read = async (referralId: string, email = SCHOOL) => {
    const { body } = await (await test.api(email)).get(`/referrals/${referralId}`);
    return [body.cohortOutcome, body.cohortDecidedOn];
  };
  const notices = (referralId: string) =>
    test.sql<{ id: string; email: string }>(
      `SELECT n.id, u.email FROM referral_notices n JOIN users u ON u.id = n.recipient_id
        WHERE n.referral_id = $1 AND n.kind = 'decided'`,
      [referralId],
    );
  const restrict = (individualId: string) =>
    test.sql(
      `UPDATE individuals SET is_restricted = true, restricted_to = ARRAY[$2, $3]::uuid[], version = version + 1 WHERE id = $1`,
      [individualId, test.userId(CHAIR), test.userId('manager@scf.example')],
    );

  it.each([
    ['entered', 'They entered the cohort.', enter],
    ['not_entered', 'They did not enter the cohort.', refuse],
  ])('is that they %s, on the page of the referral and by one mail, and no more', async (outcome, words, decide) => {
    const { individualId, referralId } = await accepted(outcome === 'entered' ? 'Isaura' : 'Ottilia');
    expect([await read(referralId), (await shown(referralId)).outcome]).toEqual([[null, null], '']);
    await decide(individualId);
    expect(await read(referralId)).toEqual([outcome, '2026-11-21']);
    const page = await shown(referralId);
    expect(page.outcome).toBe(`${words} Decided on 21 November 2026.`);
    expect(page.text).not.toMatch(/Early help stays|Ms Demo|Seen with a knife at the gate, high/);
    expect(await notices(referralId)).toMatchObject([{ email: SCHOOL }]);
    // To nobody but who referred: the panel reads its decision on the case.
    expect(await read(referralId, CHAIR)).toEqual([null, null]);
    expect((await (await test.browse(SCHOOL)).get(`/individuals/${individualId}`)).status).toBe(404);
  });

  it('is the one decision where two had referred the same person', async () => {
    const { individualId, referralId } = await accepted('Rosalba');
    const nurse = await test.api('nurse@health.example');
    const again = await nurse.post('/referrals', {
      ...{ kind: 'proactive', reason: 'Missing twice', isExperiencing: true, isPerpetrating: null, isTold: 'yes' },
      ...{ givenName: 'Rosalba', familyName: 'Quarrington', individualId: null },
    });
    const answer = { decision: 'accept', reason: 'The same', answer: 'Yes', individualId };
    const api = await test.api(CHAIR);
    expect((await api.post(`/referrals/${again.body.id}/triage`, answer).set('If-Match', '"1"')).status).toBe(201);
    await enter(individualId);
    expect(await read(referralId)).toEqual(['entered', '2026-11-21']);
    expect(await read(again.body.id, 'nurse@health.example')).toEqual(['entered', '2026-11-21']);
    expect([await notices(referralId), await notices(again.body.id)]).toMatchObject([
      [{ email: SCHOOL }],
      [{ email: 'nurse@health.example' }],
    ]);
  });

  it('is nothing of somebody who is restricted before the decision or since, and no mail leaves', async () => {
    const before = await accepted('Perpetua');
    await restrict(before.individualId);
    await enter(before.individualId);
    expect(await notices(before.referralId)).toEqual([]);
    expect([await read(before.referralId), (await shown(before.referralId)).outcome]).toEqual([[null, null], '']);

    const since = await accepted('Sidonie');
    await enter(since.individualId);
    const [notice] = await notices(since.referralId);
    await restrict(since.individualId);
    expect([await read(since.referralId), (await shown(since.referralId)).outcome]).toEqual([[null, null], '']);
    const sent: string[] = [];
    const mailer = Object.assign(Object.create(Mailer.prototype), {
      send: async ({ subject }: { subject: string }) => void sent.push(subject),
    });
    Object.defineProperty(mailer, 'isSetUp', { value: true });
    const settings = test.app.get(SETTINGS, { strict: false });
    const sending = new SendReferralNotice(test.get(Transactions), mailer, settings);
    await sending.run(notice?.id ?? '');
    expect(sent).toEqual([]);
    const told = await accepted('Thessaly');
    await refuse(told.individualId);
    await sending.run((await notices(told.referralId))[0]?.id ?? '');
    expect(sent).toEqual(['There is a decision about a referral you made']);
  });
});

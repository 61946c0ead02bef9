import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const REFERRED = { givenName: 'Ismey', familyName: 'Cinderford', kind: 'proactive', reason: 'A threat', isTold: 'yes' };
const ACCEPTED = { decision: 'accept', reason: 'Two agencies see it', answer: 'Thank you: we take this on' };

describe('accepting a referral of somebody who may be on record', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('makes no second record until somebody has said whether it is one of those on record', async () => {
    const { individualId } = await makeCase(test, { givenName: 'Ismay', familyName: 'Cinderford' });
    const nurse = await test.api('nurse@health.example');
    const known = { isExperiencing: true, isPerpetrating: null };
    const { body } = await nurse.post('/referrals', { ...REFERRED, ...known });
    const chair = await test.browse('chair@mace.example');
    const path = `/referrals/${body.id}/triage`;
    const people = () => test.sql(`SELECT 1 FROM individuals WHERE family_name = 'Cinderford'`);
    expect(load((await chair.get(path)).text)('[name=individualId]:checked')).toHaveLength(0);
    const unanswered = await chair.submit(path, ACCEPTED);
    expect(unanswered.status).toBe(422);
    const page = load(unanswered.text);
    expect(page('#individualId-error').text()).toContain('Select which of the people you see it is, or none of these');
    expect(page('#reason').text()).toBe(ACCEPTED.reason);
    expect(await people()).toHaveLength(1);
    expect((await chair.submit(path, { ...ACCEPTED, individualId })).status).toBe(303);
    expect(await people()).toHaveLength(1);
  });

  it('asks over the API as well: left out is no answer, null is none of them', async () => {
    await makeCase(test, { givenName: 'Merryn', familyName: 'Saltash' });
    const nurse = await test.api('nurse@health.example');
    const { body } = await nurse.post('/referrals', {
      ...{ ...REFERRED, givenName: 'Merrin', familyName: 'Saltash', isExperiencing: true, isPerpetrating: null },
    });
    const chair = await test.api('chair@mace.example');
    const triage = (fields: object) =>
      chair.post(`/referrals/${body.id}/triage`, { ...ACCEPTED, ...fields }).set('If-Match', '"1"');
    const people = async () => (await test.sql(`SELECT 1 FROM individuals WHERE family_name = 'Saltash'`)).length;
    const unanswered = await triage({});
    expect(unanswered.status).toBe(422);
    expect(JSON.stringify(unanswered.body)).toContain('Select which of the people you see it is, or none of these');
    expect(await people()).toBe(1);
    expect((await triage({ individualId: null })).status).toBe(201);
    expect(await people()).toBe(2);
  });

  it('makes a record of its own for who is none of them', async () => {
    await makeCase(test, { givenName: 'Perran', familyName: 'Lowdham' });
    const nurse = await test.api('nurse@health.example');
    const known = { isExperiencing: true, isPerpetrating: null };
    const { body } = await nurse.post('/referrals', {
      ...{ ...REFERRED, ...known, givenName: 'Perrin', familyName: 'Lowdham' },
    });
    const chair = await test.browse('chair@mace.example');
    const accepted = await chair.submit(`/referrals/${body.id}/triage`, { ...ACCEPTED, individualId: 'none' });
    expect(accepted.status).toBe(303);
    expect(await test.sql(`SELECT 1 FROM individuals WHERE family_name = 'Lowdham'`)).toHaveLength(2);
  });
});

describe('referring somebody over the API who may be on record', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const known = { isExperiencing: true, isPerpetrating: null };
  const referrals = async () => (await test.sql('SELECT 1 FROM referrals')).length;

  it('asks whoever sees the record, and nobody else: left out is no answer, null is none of them', async () => {
    const { individualId } = await makeCase(test, { givenName: 'Ismay', familyName: 'Cinderford' });
    const lead = await test.api('lead@scf.example');
    const unanswered = await lead.post('/referrals', { ...REFERRED, ...known });
    expect([unanswered.status, unanswered.body]).toMatchObject([
      422,
      { problems: [{ field: 'individualId', message: expect.stringContaining('may be about the same person') }] },
    ]);
    expect(await referrals()).toBe(0);
    for (const answer of [null, individualId]) {
      expect((await lead.post('/referrals', { ...REFERRED, ...known, individualId: answer })).status).toBe(201);
    }
    const nurse = await test.api('nurse@health.example');
    expect((await nurse.post('/referrals', { ...REFERRED, ...known })).status).toBe(201);
  });

  it('asks about an own referral too, and a repeated request finds what it made', async () => {
    const school = await test.api('dsl@school.example');
    const about = { ...REFERRED, ...known, givenName: 'Perran', familyName: 'Lowdham' };
    const once = () => school.post('/referrals', about).set('Idempotency-Key', 'referral-of-perran');
    const [made, again] = [await once(), await once()];
    expect([made.status, again.status, again.body.id]).toEqual([201, 201, made.body.id]);
    expect((await school.post('/referrals', about)).status).toBe(422);
  });
});

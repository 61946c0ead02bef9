import { load } from 'cheerio';
import { type PageClient, TestApp } from '../support/test-app';

const FORM = {
  ...{ givenName: 'Merrin', familyName: 'Stonehouse', kind: 'proactive', reason: 'Threatened at home' },
  ...{ 'dateOfBirth-day': '20', 'dateOfBirth-month': '11', 'dateOfBirth-year': '2000' },
  ...{ isExperiencing: 'yes', isPerpetrating: 'not_known', isTold: 'yes' },
};
const OLDER = { ...FORM, sendAllTheSame: 'yes' };

describe('a referral of somebody outside the ages of the panel', () => {
  let test: TestApp;
  let referrer: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    await test.sql(`UPDATE panels SET youngest_age = 10, oldest_age = 25, version = version + 1 WHERE id = $1`, [
      test.partnership.panelId,
    ]);
    referrer = await test.browse('dsl@school.example');
  });
  afterAll(() => test.stop());

  const words = (html: string): string => load(html)('[data-qa=outside-ages]').text().replace(/\s+/g, ' ').trim();
  const send = (form: object) => referrer.submit('/referrals', { ...form }, '/referrals/new');

  it('is told of the ages and where to turn before it is sent, and may send it all the same', async () => {
    expect(load((await referrer.get('/referrals/new')).text)('main').text()).toContain('people from 10 to 25');
    const asked = await send(FORM);
    expect([asked.status, words(asked.text)]).toEqual([
      422,
      expect.stringMatching(/^They are 26\. .* from 10 to 25: they cannot enter its cohort\. Turn to adult services/),
    ]);
    expect(await test.sql(`SELECT 1 FROM referrals WHERE family_name = 'Stonehouse'`)).toEqual([]);
    const sent = await send(OLDER);
    expect(sent.status).toBe(303);
    const path = String(sent.headers['location']);
    expect(words((await referrer.get(path)).text)).toContain('Who can help is adult services');
    const chair = await test.browse('chair@mace.example');
    for (const page of [path, `${path}/triage`]) {
      expect([page, words((await chair.get(page)).text)]).toEqual([page, expect.stringMatching(/^They are 26: /)]);
    }
  });

  it('is not asked of somebody of 25, of somebody whose birth is not known, nor over the API', async () => {
    const [young, unknown] = [
      { ...FORM, familyName: 'Youngfield', 'dateOfBirth-day': '22', 'dateOfBirth-month': '11' },
      {
        ...{ ...FORM, familyName: 'Unknownfield' },
        ...{ 'dateOfBirth-day': '', 'dateOfBirth-month': '', 'dateOfBirth-year': '' },
      },
    ];
    for (const form of [young, unknown]) expect((await send(form)).status).toBe(303);
    const api = await test.api('dsl@school.example');
    const { status } = await api.post('/referrals', {
      ...{ givenName: 'Over', familyName: 'Theapi', dateOfBirth: '1990-01-01', kind: 'proactive', reason: 'A threat' },
      ...{ isExperiencing: null, isPerpetrating: null, isTold: 'no' },
    });
    expect(status).toBe(201);
  });
});

import { load } from 'cheerio';
import { type PageClient, TestApp } from '../support/test-app';

const REFERRER = 'dsl@school.example';
const BEGUN = { givenName: 'Orrin', familyName: 'Tallowfield', reason: 'Seen with a knife at the gate' };

describe('a referral that is begun and not sent', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  afterEach(() => test.sql('DELETE FROM drafts'));

  const later = (client: PageClient, fields: Record<string, string>) =>
    client.submit('/referrals', { ...fields, step: 'later' }, '/referrals/new');
  const listed = async (client: PageClient): Promise<string> =>
    load((await client.get('/referrals')).text)('[data-qa=draft-referral]').text();
  const referrals = () => test.sql('SELECT given_name FROM referrals');

  it('is saved as a draft by a button, without a script, and stands on the list of whoever began it until it is sent', async () => {
    const referrer = await test.browse(REFERRER);
    const kept = await later(referrer, BEGUN);
    expect([kept.status, kept.headers['location']]).toEqual([303, '/referrals']);
    expect(await referrals()).toEqual([]);
    const again = await test.browse(REFERRER);
    expect(await listed(again)).toContain('You began to refer Orrin Tallowfield on 21 November 2026 at 10am');
    expect(await listed(await test.browse('nurse@health.example'))).toBe('');
    const offered = load((await again.get('/referrals/new')).text)(
      '[data-app-draft-use] [data-app-draft-field]',
    ).toArray();
    expect(offered.map(({ attribs }) => attribs['value'])).toContain(BEGUN.reason);
    const whole = { ...BEGUN, kind: 'proactive', isExperiencing: 'yes', isPerpetrating: 'not_known', isTold: 'yes' };
    const known = load((await again.get('/referrals/new')).text)('[name=draftKnown]').attr('value') ?? '';
    const sent = await again.submit('/referrals', { ...whole, draftKnown: known }, '/referrals/new');
    expect(sent.status).toBe(303);
    expect(await referrals()).toEqual([{ given_name: 'Orrin' }]);
    expect(await listed(again)).toBe('');
  });

  it('is not called saved where there is nothing to save, or where another draft would go unread', async () => {
    const referrer = await test.browse(REFERRER);
    const empty = await later(referrer, {});
    expect(empty.status).toBe(409);
    expect(load(empty.text)('.govuk-error-summary').text()).toContain('There is nothing to save yet');
    await later(referrer, BEGUN);
    const other = await later(referrer, { ...BEGUN, givenName: 'Sefa' });
    expect(other.status).toBe(409);
    expect(load(other.text)('.govuk-error-summary').text()).toContain('you have another draft of a referral');
    expect(other.text).toContain('value="Sefa"');
    expect(await listed(referrer)).toContain('Orrin');
  });
});

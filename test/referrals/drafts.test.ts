import { load } from 'cheerio';
import { newId } from '../../src/shared/ids';
import { type PageClient, TestApp } from '../support/test-app';

const REFERRER = 'dsl@school.example';
const FORM = '/referrals/new';
const BEGUN = { givenName: 'Orrin', familyName: 'Tallowfield', reason: 'Seen with a knife at the gate' };
const OTHER = { givenName: 'Sefa', familyName: 'Brackenrigg', reason: 'Has not been at school since Monday' };
const REST = { kind: 'proactive', isExperiencing: 'yes', isPerpetrating: 'not_known', isTold: 'yes' };

describe('a referral that is begun and not sent', () => {
  let test: TestApp;
  let referrer: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    referrer = await test.browse(REFERRER);
  });
  afterAll(() => test.stop());
  afterEach(() => test.sql('DELETE FROM drafts'));

  /** The button “Save as a draft”, without a script. */
  const later = (client: PageClient, fields: Record<string, string>, page = FORM) =>
    client.submit('/referrals', { ...fields, step: 'later' }, page);
  const listed = async (client: PageClient) => {
    const $ = load((await client.get('/referrals')).text);
    return $('[data-qa=draft-referrals] tbody tr')
      .toArray()
      .map((row) => ({
        name: $(row).find('th').text().trim(),
        savedAt: $(row).find('td').first().text().trim(),
        href: String($(row).find('a').attr('href')),
        removal: String($(row).find('form').attr('action')),
      }));
  };
  const names = async (client: PageClient) => (await listed(client)).map(({ name }) => name);
  const hrefOf = async (name: string) =>
    String((await listed(referrer)).find((draft) => draft.name.startsWith(name))?.href);
  const fieldsOf = async (page: string) => {
    const $ = load((await referrer.get(page)).text);
    const form = $('form[action="/referrals"]');
    return { given: form.find('#givenName').val(), reason: form.find('#reason').val(), text: $('main').text() };
  };
  const sentFor = (name: string) => test.sql('SELECT 1 FROM referrals WHERE given_name = $1', [name]);

  it('is saved by a button, without a script, and stands on the list of whoever began it with when', async () => {
    const kept = await later(referrer, BEGUN);
    expect([kept.status, kept.headers['location']]).toEqual([303, '/referrals']);
    expect(await sentFor('Orrin')).toEqual([]);
    expect(await listed(await test.browse(REFERRER))).toMatchObject([
      { name: 'Orrin Tallowfield', savedAt: '21 November 2026 at 10am' },
    ]);
    const nurse = await test.browse('nurse@health.example');
    expect(await listed(nurse)).toEqual([]);
    expect((await nurse.get(await hrefOf('Orrin'))).status).toBe(404);
  });

  it('is one of several: each is gone on with by itself, one is discarded and one is sent', async () => {
    await later(referrer, BEGUN);
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    await later(referrer, OTHER);
    expect(await names(referrer)).toEqual(['Sefa Brackenrigg', 'Orrin Tallowfield']);
    expect((await fieldsOf(FORM)).text).toContain('You have 2 referrals you have not sent.');

    const orrin = await hrefOf('Orrin');
    const resumed = await fieldsOf(orrin);
    expect(resumed).toMatchObject({ given: 'Orrin', reason: BEGUN.reason });
    expect(resumed.text).toContain('This is your draft');
    expect(await fieldsOf(await hrefOf('Sefa'))).toMatchObject({ given: 'Sefa', reason: OTHER.reason });

    // Saved again it is the same draft, and what was sent and refused is too.
    await later(referrer, { ...BEGUN, reason: 'Twice at the gate' }, orrin);
    expect(await fieldsOf(orrin)).toMatchObject({ reason: 'Twice at the gate' });
    const refused = await referrer.submit('/referrals', { ...BEGUN, reason: 'Three times' }, orrin);
    expect([refused.status, load(refused.text)('[name=draftOf]').attr('value')]).toEqual([422, orrin]);
    expect(await fieldsOf(orrin)).toMatchObject({ reason: 'Three times' });
    expect(await names(referrer)).toHaveLength(2);

    const [sefa] = (await listed(referrer)).filter(({ name }) => name.startsWith('Sefa'));
    const list = load((await referrer.get('/referrals')).text);
    expect(list(`details:not([open]) form[action="${sefa?.removal}"]`)).toHaveLength(1);
    const gone = await referrer.submit(String(sefa?.removal), { back: '/referrals' }, '/referrals');
    expect([gone.status, gone.headers['location']]).toEqual([303, '/referrals']);
    expect(await names(referrer)).toEqual(['Orrin Tallowfield']);
    expect((await referrer.get(String(sefa?.href))).status).toBe(404);

    expect((await referrer.submit('/referrals', { ...BEGUN, ...REST }, orrin)).status).toBe(303);
    expect(await sentFor('Orrin')).toHaveLength(1);
    expect(await listed(referrer)).toEqual([]);
  });

  it('is saved while it is typed, under the address of its page', async () => {
    const open = await referrer.hiddenFields(FORM, '/referrals');
    for (const reason of ['Seen', 'Seen with a knife']) {
      expect((await referrer.post('/drafts', { ...open, ...BEGUN, reason })).status).toBe(201);
    }
    expect(await fieldsOf(String(open['draftOf']))).toMatchObject({ reason: 'Seen with a knife' });
    expect(await names(referrer)).toEqual(['Orrin Tallowfield']);
  });

  it('that two windows go on with loses the words of neither', async () => {
    await later(referrer, BEGUN);
    const orrin = await hrefOf('Orrin');
    const [first, second] = [
      await referrer.hiddenFields(orrin, '/referrals'),
      await referrer.hiddenFields(orrin, '/referrals'),
    ];
    const send = (hidden: Record<string, string>, reason: string) =>
      referrer.post('/referrals', { ...hidden, ...BEGUN, reason, step: 'later' });
    expect((await send(first, 'From the first')).status).toBe(303);
    expect((await send(second, 'From the second')).status).toBe(303);
    const kept = await Promise.all((await listed(referrer)).map(async ({ href }) => (await fieldsOf(href)).reason));
    expect(kept.toSorted()).toEqual(['From the first', 'From the second']);
  });

  it('that waited for somebody to sign in again is sent from the address its words are kept under', async () => {
    const open = await referrer.hiddenFields(FORM, '/referrals');
    const sent = await referrer.post(String(open['draftOf']), { ...open, ...OTHER, ...REST });
    expect([sent.status, await sentFor('Sefa')]).toEqual([303, [expect.anything()]]);
  });

  it('is not called saved where there is nothing to save, nor found where there is none', async () => {
    const empty = await later(referrer, {});
    expect(empty.status).toBe(409);
    expect(load(empty.text)('.govuk-error-summary').text()).toContain('There is nothing to save yet');
    expect(await listed(referrer)).toEqual([]);
    expect((await referrer.get(`/referrals/begun/${newId()}`)).status).toBe(404);
  });
});

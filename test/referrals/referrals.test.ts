import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type ApiClient, type PageClient, TestApp } from '../support/test-app';

const FORM = {
  givenName: 'Orrin',
  familyName: 'Tallowfield',
  'dateOfBirth-day': '4',
  'dateOfBirth-month': '5',
  'dateOfBirth-year': '2010',
  kind: 'reactive',
  'happenedOn-day': '18',
  'happenedOn-month': '11',
  'happenedOn-year': '2026',
  reason: 'Seen with a knife at the gate',
  isExperiencing: 'not_known',
  isPerpetrating: 'yes',
  isTold: 'not_safe',
  onBehalfOf: 'A parent who asked not to be named',
};
const WORDS = { reason: 'Two agencies see it', answer: 'Thank you: we take this on' };

describe('a referral', () => {
  let test: TestApp;
  let referrer: PageClient;
  let chair: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    referrer = await test.browse('dsl@school.example');
    chair = await test.browse('chair@mace.example');
  });
  afterAll(() => test.stop());

  const refer = async (fields: Record<string, string> = {}): Promise<string> => {
    const sent = await referrer.submit('/referrals', { ...FORM, ...fields }, '/referrals/new');
    expect(sent.status).toBe(303);
    return String(sent.headers['location']);
  };
  const triage = (path: string, fields: Record<string, string>) =>
    chair.submit(`${path}/triage`, { ...WORDS, ...fields });
  const stateOf = async (path: string) => {
    const [row] = await test.sql<{ status: string; individual_id: string | null; triage_due_on: Date }>(
      'SELECT status, individual_id, triage_due_on::text FROM referrals WHERE id = $1',
      [path.split('/').at(-1)],
    );
    return row;
  };

  it('is made by any agency, waits two working days for the panel, and is seen by nobody else', async () => {
    const path = await refer();
    expect(await stateOf(path)).toEqual({
      status: 'awaiting_triage',
      individual_id: null,
      triage_due_on: '2026-11-24',
    });
    const page = (await referrer.get(path)).text;
    expect(page).toContain('Waiting for triage');
    expect(page).toContain('A parent who asked not to be named');
    expect((await chair.get('/referrals')).text).toContain('Orrin Tallowfield');
    expect((await chair.get(path)).text).toContain('Seen with a knife at the gate');
    for (const email of ['lead@scf.example', 'manager@tvp.example', 'nurse@health.example']) {
      const other = await test.browse(email);
      expect([email, (await other.get(path)).status]).toEqual([email, 404]);
      expect((await other.get('/referrals')).text).not.toContain('Tallowfield');
    }
    expect((await (await test.browse('analyst@sbc.example')).get(path)).status).toBe(403);
    const audited = await test.sql(`SELECT act FROM audit_events WHERE subject_id = $1 AND act = 'referral.made'`, [
      path.split('/').at(-1),
    ]);
    expect(audited.length).toBe(1);
  });

  it('keeps what is typed as a draft, says what is wrong, and is sent once however often the button is pressed', async () => {
    const wrong = await referrer.submit('/referrals', { ...FORM, reason: ' ', 'happenedOn-day': '' }, '/referrals/new');
    expect(wrong.status).toBe(422);
    expect(load(wrong.text)('#givenName').val()).toBe('Orrin');
    expect((await referrer.get('/referrals/new')).text).toContain('draft');
    const hidden = await referrer.hiddenFields('/referrals/new', '/referrals');
    const twice = { ...hidden, ...FORM, givenName: 'Twice', familyName: 'Pressed' };
    const [one, other] = [await referrer.post('/referrals', twice), await referrer.post('/referrals', twice)];
    expect(other.headers['location']).toBe(one.headers['location']);
    expect((await test.sql(`SELECT 1 FROM referrals WHERE given_name = 'Twice'`)).length).toBe(1);
  });

  it('says when something happened, and not on a day to come', async () => {
    const undated = { 'happenedOn-day': '', 'happenedOn-month': '', 'happenedOn-year': '' };
    const missing = await referrer.submit('/referrals', { ...FORM, ...undated }, '/referrals/new');
    expect(missing.text).toContain('Enter the day it happened');
    const ahead = await referrer.submit('/referrals', { ...FORM, 'happenedOn-year': '2027' }, '/referrals/new');
    expect(ahead.text).toContain('must be today or in the past');
    await refer({ ...undated, kind: 'proactive', givenName: 'Only', familyName: 'Worried' });
  });

  it('shows the referrer the open records they see already, and asks before it is sent', async () => {
    const { individualId, reference } = await makeCase(test, {
      givenName: 'Ismay',
      familyName: 'Cinderford',
      leadProfessional: 'dsl@school.example',
      plan: 'live',
    });
    const name = { ...FORM, givenName: 'Ismey', familyName: 'Cinderford' };
    const asked = await referrer.submit('/referrals', name, '/referrals/new');
    expect(asked.status).toBe(422);
    expect(load(asked.text)('[data-qa=known-already]').text()).toMatch(
      new RegExp(`Ismay Cinderford, ${reference}[\\s\\S]*In the cohort, has an open plan`),
    );
    const sent = await referrer.submit('/referrals', { ...name, individualId }, '/referrals/new');
    const path = String(sent.headers['location']);
    expect((await triage(path, { decision: 'accept' })).status).toBe(303);
    expect(await stateOf(path)).toMatchObject({ status: 'accepted', individual_id: individualId });
    const again = await referrer.submit('/referrals', name, '/referrals/new');
    expect(load(again.text)('[data-qa=known-already]').text()).toContain('Accepted for screening');
  });

  it('is the same page, letter for letter, whether or not a restricted person of that name is on record', async () => {
    const name = { ...FORM, givenName: 'Wenna', familyName: 'Hollowbrook', reason: '' };
    const plain = ({ status, text }: { status: number; text: string }) =>
      `${status} ${text
        .replace(/(nonce|value)="[^"]*"/g, '')
        .replace(/\d\d?:\d\d[ap]m/g, '')
        .replace(/data-ends-in="\d+"|data-latest-in="\d+"/g, '')}`;
    const officer = await test.browse('officer@tvp.example');
    // The officer's own draft begins with the first: from then on it says nothing new.
    await officer.submit('/referrals', name, '/referrals/new');
    const before = plain(await officer.submit('/referrals', name, '/referrals/new'));
    await makeCase(test, { givenName: 'Wenna', familyName: 'Hollowbrook', restrictedTo: ['lead@scf.example'] });
    expect(plain(await officer.submit('/referrals', name, '/referrals/new'))).toBe(before);
    const lead = await test.browse('lead@scf.example');
    expect((await lead.submit('/referrals', name, '/referrals/new')).text).toContain('Wenna Hollowbrook, TC-');
  });

  it('is not made about a restricted record, and disappears from the panel when its person is restricted', async () => {
    const { individualId } = await makeCase(test, {
      givenName: 'Hid',
      familyName: 'Den',
      restrictedTo: ['lead@scf.example'],
    });
    const lead = await test.api('lead@scf.example');
    const about = { givenName: 'Hid', familyName: 'Den', kind: 'proactive', reason: 'A threat', isTold: 'no' };
    const known = { isExperiencing: true, isPerpetrating: null };
    const refused = await lead.post('/referrals', { ...about, ...known, individualId });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('This record is restricted')]);
    const { individualId: laterId } = await makeCase(test, { givenName: 'Later', familyName: 'Den' });
    const made = await lead.post('/referrals', { ...about, ...known, individualId: laterId });
    const path = `/referrals/${made.body.id}`;
    expect((await chair.get(path)).status).toBe(200);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [laterId, [test.userId('lead@scf.example')]],
    );
    expect([(await chair.get(path)).status, (await chair.get(`${path}/triage`)).status]).toEqual([404, 404]);
    const panel = await test.api('chair@mace.example');
    expect(JSON.stringify((await panel.get('/referrals')).body)).not.toContain(made.body.id);
    expect((await lead.get(path)).status).toBe(200);
  });

  it('is triaged by the panel with reasons of its own; the referrer is told the answer and nothing more', async () => {
    const path = await refer({ givenName: 'Kestrel', familyName: 'Amberley' });
    expect((await referrer.get(`${path}/triage`)).status).toBe(403);
    const missing = await triage(path, { decision: 'redirect' });
    expect(missing.text).toContain('Enter the service it is redirected to');
    expect((await triage(path, { decision: 'redirect', redirectedTo: 'Early help' })).status).toBe(303);
    const told = (await referrer.get(path)).text;
    expect(load(told)('[data-qa=answer]').text()).toMatch(
      /Redirected[\s\S]*Early help[\s\S]*Thank you: we take this on/,
    );
    expect(told).not.toContain('Two agencies see it');
    expect((await chair.get(path)).text).toContain('Two agencies see it');
    const api = await test.api('dsl@school.example');
    expect((await api.get(path)).body).toMatchObject({ status: 'redirected', decisions: [], individualId: null });
    expect((await chair.get(`${path}/triage`)).status).toBe(409);
  });

  it('is accepted into a new record that opens to the panel and not to the referrer', async () => {
    const path = await refer({ givenName: 'Merrin', familyName: 'Oakhanger' });
    expect((await triage(path, { decision: 'accept' })).status).toBe(303);
    const state = await stateOf(path);
    const [person] = await test.sql(
      'SELECT given_name, family_name, date_of_birth::text FROM individuals WHERE id = $1',
      [state?.individual_id],
    );
    expect(person).toEqual({ given_name: 'Merrin', family_name: 'Oakhanger', date_of_birth: '2010-05-04' });
    const record = `/individuals/${state?.individual_id}`;
    expect([(await chair.get(record)).status, (await referrer.get(record)).status]).toEqual([200, 404]);
    const page = (await referrer.get(path)).text;
    expect(page).toContain('Accepted for screening');
    expect(page).not.toContain(String(state?.individual_id));
    expect(page).not.toMatch(/TC-\d/);
  });

  it('asks the referrer, whose answer starts the clock anew; whoever decided meanwhile is refused', async () => {
    const path = await refer({ givenName: 'Perran', familyName: 'Dunsmere' });
    await triage(path, { decision: 'more_information', answer: 'Which gate, and who saw it?' });
    expect((await referrer.get(path)).text).toContain('Which gate, and who saw it?');
    expect((await chair.get(`${path}/triage`)).text).not.toContain('value="more_information"');
    const seen = await chair.hiddenFields(`${path}/triage`, `${path}/triage`);
    await test.sql(`UPDATE referrals SET triage_due_on = '2026-11-10', version = version + 1 WHERE id = $1`, [
      path.split('/').at(-1),
    ]);
    const answered = await referrer.submit(`${path}/entries`, { text: 'The east gate; a dinner lady' }, path);
    expect(answered.status).toBe(303);
    expect(await stateOf(path)).toMatchObject({ status: 'awaiting_triage', triage_due_on: '2026-11-24' });
    const stale = await chair.post(`${path}/triage`, { ...seen, ...WORDS, decision: 'no_further_action' });
    expect([stale.status, stale.text.includes('Two agencies see it')]).toEqual([409, true]);
    expect((await chair.get(path)).text).toContain('The east gate; a dinner lady');
    expect((await triage(path, { decision: 'no_further_action' })).status).toBe(303);
    const school = await test.api('dsl@school.example');
    expect((await school.post(`${path}/entries`, { text: 'More' })).status).toBe(409);
  });

  it('rolls back when its person may not be linked, and is written about by nobody else', async () => {
    const path = await refer({ givenName: 'Rolls', familyName: 'Back' });
    const { individualId } = await makeCase(test, { tier: null });
    const refused = await triage(path, { decision: 'accept', individualId });
    expect(refused.status).toBe(404);
    expect(await stateOf(path)).toMatchObject({ status: 'awaiting_triage', individual_id: null });
    const other: ApiClient = await test.api('officer@tvp.example');
    expect((await other.post(`${path}/entries`, { text: 'x' })).status).toBe(404);
    const lead = await test.api('dsl@school.example');
    const decided = await lead.post(`${path}/triage`, { ...WORDS, decision: 'accept' }).set('If-Match', '"1"');
    expect(decided.status).toBe(403);
  });
});

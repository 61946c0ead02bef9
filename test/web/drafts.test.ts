import { load } from 'cheerio';
import { SweepLeftovers } from '../../src/web/drafts/drafts-work.module';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { CRITERION_IDS } from '../support/identification-method';
import { type PageClient, TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const TYPED = { text: 'He said <b>he</b> is afraid to walk home', basis: 'fact' };

const REVIEW = {
  personViewAnswer: 'agrees',
  personView: 'Better than before.',
  summary: 'Everybody is in touch.',
  'heldOn-day': '20',
  'heldOn-month': '11',
  'heldOn-year': '2026',
  decision: 'continue',
  rationale: 'It works.',
};

const VALIDATION = {
  criteriaMet: CRITERION_IDS.slice(0, 1),
  evidenceKind: 'incident',
  evidence: 'The threat was renewed',
  'evidenceOn-day': '14',
  'evidenceOn-month': '11',
  'evidenceOn-year': '2026',
  deciders: 'Ms Demo, council',
  anyDissent: 'no',
};

describe('a draft of a long form', () => {
  let test: TestApp;
  let path: string;
  let individualId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ individualId } = await makeCase(test));
    path = `/individuals/${individualId}/notes`;
  });
  afterAll(() => test.stop());
  afterEach(() => test.sql('DELETE FROM drafts'));

  const type = async (client: PageClient, fields: Record<string, string> = TYPED) =>
    client.post('/drafts', { ...(await client.hiddenFields(path, path)), ...fields });
  const drafts = () => test.sql<{ user_id: string }>('SELECT user_id, individual_id FROM drafts');
  const offer = async (client: PageClient): Promise<string> =>
    load((await client.get(path)).text)('[data-qa=draft]').text();

  it('is saved as it is typed, says when, and is offered on the next visit in another browser', async () => {
    const lead = await test.browse(LEAD);
    expect(await offer(lead)).toBe('');
    const answer = await type(lead);
    expect([answer.status, answer.body]).toEqual([201, { savedAt: '10am' }]);
    expect(await drafts()).toEqual([{ user_id: test.userId(LEAD), individual_id: individualId }]);
    expect(await offer(await test.browse(LEAD))).toContain('unsaved draft from 21 November 2026 at 10am');
  });

  it('is opened in its own form, filled in, records nothing, and is gone once the form is saved', async () => {
    const lead = await test.browse(LEAD);
    await type(lead);
    const $ = load((await lead.get(path)).text);
    const fields = Object.fromEntries(
      $('[data-qa=draft] form')
        .first()
        .find('input')
        .toArray()
        .map((input) => [String($(input).attr('name')), String($(input).attr('value'))]),
    );
    const opened = await lead.post(path, fields);
    expect(opened.status).toBe(200);
    expect(load(opened.text)('textarea[name=text]').val()).toBe(TYPED.text);
    expect(opened.text).toContain('This is your draft');
    expect(await test.sql('SELECT 1 FROM notes WHERE individual_id = $1', [individualId])).toEqual([]);
    expect(await drafts()).toHaveLength(1);
    const day = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    const { draftOpen: _open, ...hidden } = fields;
    expect((await lead.post(path, { ...hidden, ...TYPED, ...day })).status).toBe(303);
    expect(await drafts()).toEqual([]);
  });

  it('is kept from a form that was sent and refused, without a script', async () => {
    const lead = await test.browse(LEAD);
    expect((await lead.submit(path, { text: 'Half a thought' }, path)).status).toBe(422);
    expect(await offer(await test.browse(LEAD))).toContain('unsaved draft');
  });

  /** What the button “Use the draft” sends. */
  const draftOn = async (client: PageClient, page: string) => {
    const $ = load((await client.get(page)).text);
    const inputs = $('[data-qa=draft] form').first().find('input').toArray();
    return Object.fromEntries(inputs.map((input) => [$(input).attr('name'), String($(input).attr('value'))]));
  };
  const hiddenOf = (html: string, action: string) => {
    const $ = load(html);
    const inputs = $(`form[action="${action}"]:not(:has(input[name=draftOpen])) input[type=hidden]`).toArray();
    return Object.fromEntries(inputs.map((input) => [$(input).attr('name'), String($(input).attr('value'))]));
  };

  it('carries the version it was begun with, so that what changed since is not written over', async () => {
    const made = await makeCase(test);
    const action = `/individuals/${made.individualId}/cohort-membership/validation`;
    const chair = await test.browse('chair@mace.example');
    const begun = await chair.hiddenFields(action);
    await chair.post('/drafts', { ...begun, decision: 'Typed before' });
    await test.sql(
      `UPDATE cohort_memberships SET version = version + 1 WHERE individual_id = $1 AND ended_on IS NULL`,
      [made.individualId],
    );
    // Said where it is offered, before it is opened, and the form there is as it is now.
    const offered = await chair.get(action);
    expect(load(offered.text)('[data-qa=draft-behind]').text()).toContain('This changed after you began the draft');
    expect(Number(hiddenOf(offered.text, action)['version'])).toBe(Number(begun['version']) + 1);
    const opened = await chair.post(action, await draftOn(chair, action));
    expect(load(opened.text)('[data-qa=draft-behind]').text()).toContain('This changed after you began the draft.');
    const sent = hiddenOf(opened.text, action);
    expect([sent['version'], sent['membershipId']]).toEqual([begun['version'], begun['membershipId']]);
    const refused = await chair.post(action, { ...sent, ...VALIDATION, decision: 'Typed before' });
    expect([refused.status, refused.text.includes('Typed before')]).toEqual([409, true]);
    expect(Number(hiddenOf(refused.text, action)['version'])).toBe(Number(begun['version']) + 1);
  });

  it('of a review is gone once it is recorded from the page that checks it, and stale once another recorded one', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
    const form = `/individuals/${made.individualId}/reviews/new`;
    const action = `/individuals/${made.individualId}/reviews`;
    const [lead, chair] = [await test.browse(LEAD), await test.browse('chair@mace.example')];
    await chair.post('/drafts', { ...(await chair.hiddenFields(form)), ...REVIEW, rationale: 'The chair’s' });
    const check = await lead.submit(action, { ...REVIEW, step: 'check' }, form);
    expect(await drafts()).toHaveLength(2);
    expect((await lead.post(action, { ...hiddenOf(check.text, action), step: 'record' })).status).toBe(303);
    expect(await drafts()).toEqual([{ user_id: test.userId('chair@mace.example'), individual_id: made.individualId }]);
    const opened = await chair.post(action, await draftOn(chair, form));
    expect(load(opened.text)('main').text()).toContain('A review was recorded, or its date changed, after you began');
    const more = await chair.post(action, { ...hiddenOf(opened.text, action), ...REVIEW, step: 'add-attendee' });
    for (const step of ['check', 'record']) {
      const late = await chair.post(action, { ...hiddenOf(more.text, action), ...REVIEW, rationale: 'Mine', step });
      expect([step, late.status, load(late.text)('#rationale').val()]).toEqual([step, 409, 'Mine']);
      expect(late.text).toContain('This changed while you were working');
    }
    expect(await test.sql('SELECT 1 FROM reviews WHERE individual_id = $1', [made.individualId])).toHaveLength(1);
  });

  it('of another page is never written over unread: the script is handed it, to be used or discarded', async () => {
    const [first, second] = [await test.browse(LEAD), await test.browse(LEAD)];
    await type(first, { text: 'The first words' });
    const open = await second.hiddenFields(path, path);
    const refused = await second.post('/drafts', { ...open, text: 'Other words' });
    expect(refused.status).toBe(409);
    const { offer: handed } = refused.body as { offer: string };
    const $ = load(handed);
    expect($('input[name=text]').attr('value')).toBe('The first words');
    // A form that is sent past it does not take it along either.
    const day = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    expect((await second.submit(path, { text: 'A note', basis: 'fact', ...day }, path)).status).toBe(303);
    expect(await test.sql('SELECT fields FROM drafts')).toEqual([
      { fields: expect.arrayContaining([['text', 'The first words']]) },
    ]);
    // Once its page has shown it, it may be written over, and then the page before has it to be read first.
    const draftKnown = String($('input[name=draftKnown]').attr('value'));
    expect((await second.post('/drafts', { ...open, draftKnown, text: 'Both' })).status).toBe(201);
    expect((await second.post('/drafts', { ...open, text: 'Both, and more' })).status).toBe(201);
    const late = await first.post('/drafts', { ...(await first.hiddenFields(path, path)), text: 'Late' });
    expect(late.status).toBe(409);
  });

  it('of the page that one of its own forms has left is marked to be put back, another’s is not', async () => {
    const lead = await test.browse(LEAD);
    const open = await lead.hiddenFields(path, path);
    const day = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    const puts = async () => load((await lead.get(path)).text)('[data-app-draft-puts-back]').length;
    await lead.post('/drafts', { ...open, text: 'Not sent yet' });
    expect(await puts()).toBe(0);
    const { draftOf: _of, ...other } = open;
    expect((await lead.post(path, { ...other, text: 'From the other form', basis: 'fact', ...day })).status).toBe(303);
    expect(await puts()).toBe(0);
    await lead.post('/drafts', { ...open, text: 'Not sent yet' });
    expect(await puts()).toBe(1);
  });

  it('is not made by a script that has no word, and a form sent by script stays where it is', async () => {
    const lead = await test.browse(LEAD);
    expect((await type(lead, { text: ' ' })).status).toBe(409);
    const sent = await lead.hiddenFields(path, path);
    const asJson = { Accept: 'application/json' };
    const refused = await lead.post(path, { ...sent, text: '' }, asJson);
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { problems: expect.arrayContaining([expect.objectContaining({ field: 'text' })]) },
    ]);
    const { submissionId } = refused.body as { submissionId: string };
    const day = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    const saved = await lead.post(path, { ...sent, ...TYPED, ...day, submissionId }, asJson);
    expect([saved.status, saved.body]).toMatchObject([201, { notice: expect.any(String) }]);
    expect(await drafts()).toEqual([]);
  });

  it('is discarded, and comes back to the page it was offered on', async () => {
    const lead = await test.browse(LEAD);
    await type(lead);
    const action = String(
      load((await lead.get(path)).text)('[data-qa=draft] form')
        .last()
        .attr('action'),
    );
    const answer = await lead.submit(action, {}, path);
    expect([answer.status, answer.headers['location']]).toEqual([303, path]);
    expect(await drafts()).toEqual([]);
  });

  it('is nobody else’s: not their manager’s on the same page, nor in the database', async () => {
    await type(await test.browse(LEAD));
    expect(await offer(await test.browse('manager@scf.example'))).toBe('');
    const seen = await test
      .get(Transactions)
      .act(await test.actor('manager@scf.example'), (tx) => tx.query('SELECT id FROM drafts'));
    expect(seen).toEqual([]);
  });

  it('is lost with the sight of the record, and cannot be made about one that is out of sight', async () => {
    await type(await test.browse(LEAD));
    const { individualId: hidden } = await makeCase(test);
    const lead = await test.actor(LEAD);
    const outside = { ...lead, accessKeys: [test.userId('nurse@health.example')] };
    expect(await test.get(Transactions).act(outside, (tx) => tx.query('SELECT id FROM drafts'))).toEqual([]);
    const nurse = await test.browse('nurse@health.example');
    const token = await nurse.hiddenFields('/individuals/new', '/individuals');
    const answer = await nurse.post('/drafts', { ...token, draftOf: `/individuals/${hidden}/notes`, text: 'x' });
    expect(answer.status).toBe(409);
  });

  it('needs the form’s token and an address of this service', async () => {
    const lead = await test.browse(LEAD);
    expect((await lead.post('/drafts', { draftOf: path, text: 'x' })).status).toBe(403);
    expect((await type(lead, { draftOf: '//evil.example' })).status).toBe(409);
    expect(await drafts()).toEqual([]);
  });

  it('is swept after thirty days, unread', async () => {
    await type(await test.browse(LEAD));
    const sweep = new SweepLeftovers(test.get(Transactions));
    const now = test.clock.now();
    test.clock.set(new Date(now.getTime() + 29 * 86_400_000));
    await sweep.run();
    expect(await drafts()).toHaveLength(1);
    test.clock.set(new Date(now.getTime() + 31 * 86_400_000));
    await sweep.run();
    expect(await drafts()).toEqual([]);
    test.clock.set(now);
  });
});

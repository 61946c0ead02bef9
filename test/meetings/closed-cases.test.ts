import { load } from 'cheerio';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('a decision that closes the case', () => {
  let test: TestApp;
  let meetingId: string;
  let overdue: MadeCase;
  let itemPath: MeetingOfThree['itemPath'];

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ({ meetingId, overdue, itemPath } = await meetingOfThree(test));
  });

  it('keeps the case as the panel’s own decision, without the record', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    await member.submit(`${path}/entries`, { kind: 'view', text: 'Health would have kept him on' }, path);
    const closing = { ...filled, decision: 'close', exitReason: 'stepped_down', dissent: 'Health: too early' };
    await member.submit(`${path}/decision`, closing, path);
    const page = (await member.get(`/meetings/${meetingId}/decisions`)).text;
    expect(page).toContain(overdue.reference);
    expect(page).toContain('The plan is working');
    expect(page).toContain('Overdue Demo');
    expect((await member.get(`/individuals/${overdue.individualId}`)).status).toBe(404);
    // The minutes of that meeting say whom it closed, what was said, and who saw it otherwise.
    const minutes = load((await member.get(`/meetings/${meetingId}/minutes`)).text)('[data-qa=minutes-text]').text();
    for (const words of ['Overdue Demo', 'Health would have kept him on', 'Health: too early', 'The plan is working'])
      expect(minutes).toContain(words);
    expect(minutes).not.toContain('Secret');
  });

  it('keeps the words of whoever saves meanwhile from another page, and says what happened', async () => {
    const path = await itemPath('Overdue');
    const [first, second] = [await test.browse(CHAIR), await test.browse(MEMBER)];
    const [one, two] = [
      await first.hiddenFields(path, `${path}/decision`),
      await second.hiddenFields(path, `${path}/decision`),
    ];
    const entry = await second.hiddenFields(path, `${path}/entries`);
    const closed = { ...one, ...filled, decision: 'close', exitReason: 'stepped_down' };
    expect((await first.post(`${path}/decision`, closed)).status).toBe(303);
    const late = await second.post(`${path}/decision`, { ...two, ...filled, rationale: 'Mine, and long' });
    const $ = load(late.text);
    expect([late.status, $('h1').text()]).toEqual([409, 'Your change has not been saved']);
    expect($('main').text()).toMatch(/recorded the decision on item 1 first, and it closed the case/);
    expect($('[data-qa=kept-words]').text()).toMatch(/Rationale\s+Mine, and long/);
    // What was being written down meanwhile is: the item is the panel's own.
    const said = await second.post(`${path}/entries`, { ...entry, kind: 'discussion', text: 'Said just after' });
    expect([said.status, (await second.get(path)).text.includes('Said just after')]).toEqual([303, true]);
    // Of a case in nobody's sight no more is said than that it is not there.
    const later = await second.hiddenFields(path, `${path}/entries`);
    const hide = 'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1';
    await test.sql(hide, [overdue.individualId, [test.userId('lead@scf.example')]]);
    const gone = await second.post(`${path}/entries`, { ...later, kind: 'discussion', text: 'Said too late' });
    const kept = load(gone.text)('[data-qa=kept-words]').text();
    expect([gone.status, kept]).toEqual([404, expect.stringContaining('Said too late')]);
    expect((await second.post(`${path}/entries`, { text: 'Not of our form' })).text).not.toContain('Not of our form');
  });

  it('is not undone by deciding again: the list of decisions says where that is mended', async () => {
    const path = await itemPath('Overdue');
    const closing = { ...filled, decision: 'close', exitReason: 'stepped_down' };
    expect((await (await test.browse(MEMBER)).submit(`${path}/decision`, closing, path)).status).toBe(303);
    const list = load((await (await test.browse(CHAIR)).get(`/meetings/${meetingId}/decisions`)).text);
    expect(list('[data-qa=mend-closed]').text()).toMatch(/not undone by deciding again[^]*refer them again/);
    expect(list('[data-qa=mend-closed] a').attr('href')).toBe('/referrals/new');
    // Whoever sees the case beside the panel is told on its page.
    await test.sql(
      `INSERT INTO assignments (id, individual_id, user_id, agency_id, kind, assigned_by, started_at)
       SELECT gen_random_uuid(), $1, u.id, u.agency_id, 'practitioner', u.id, now() FROM users u WHERE u.email = $2`,
      [overdue.individualId, CHAIR],
    );
    await test.sql(`UPDATE users SET roles = roles || '{practitioner}', version = version + 1 WHERE email = $1`, [
      CHAIR,
    ]);
    const page = load((await (await test.browse(CHAIR)).get(`${path}?change=decision`)).text);
    expect(page('[data-qa=mend-closed]').text()).toContain('Enter them into the cohort again');
    expect(page('[data-qa=decision-form]')).toHaveLength(0);
    const [item] = await test.sql<{ version: number }>('SELECT version FROM meeting_items WHERE id = $1', [
      path.split('/').at(-1),
    ]);
    const again = { decision: 'continue', rationale: 'x', changeReason: 'Police said so' };
    const api = await test.api(CHAIR);
    const refused = await api.post(`${path}/decision`, again).set('If-Match', `"${item?.version ?? 0}"`);
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain('Enter them into the cohort again first');
  });
});

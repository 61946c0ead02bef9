import { load } from 'cheerio';
import { PlanMeeting } from '../../src/meetings';
import { Reader } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { addAction } from '../plans/arrange';
import { TestApp } from '../support/test-app';
import { withoutCases } from './without-cases';

const CHAIR = 'chair@mace.example';
const MEMBER = 'member@mace.example';

describe('the panel’s pages', () => {
  let test: TestApp;
  let meetingId: string;
  let cases: Record<string, MadeCase>;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    await withoutCases(test);
    cases = {
      Overdue: await makeCase(test, {
        givenName: 'Overdue',
        tier: 'critical',
        plan: 'live',
        reviewDueOn: '2026-11-10',
      }),
      Secret: await makeCase(test, { givenName: 'Secret', tier: 'high', plan: 'live', reviewDueOn: '2026-11-11' }),
      Planless: await makeCase(test, { givenName: 'Planless', tier: 'medium' }),
    };
    const meeting = { heldOn: '2026-11-21', startsAt: '14:30', place: 'Observatory room' };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [cases['Secret']?.individualId, [test.userId('lead@scf.example')]],
    );
  });

  const itemOf = async (name: string): Promise<string> => {
    const [item] = await test.sql<{ id: string }>(
      'SELECT t.id FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE i.given_name = $1',
      [name],
    );
    return item?.id ?? '';
  };
  const itemPath = async (name: string): Promise<string> => `/meetings/${meetingId}/items/${await itemOf(name)}`;
  const filled = {
    decision: 'continue',
    rationale: 'The plan is working',
    personViewAnswer: 'agrees',
    personView: 'Wants football back',
  };
  const actionFields = {
    'actions-1-description': 'Find a safe club',
    'actions-1-kind': 'support',
    'actions-1-dueOn-day': '1',
    'actions-1-dueOn-month': '12',
    'actions-1-dueOn-year': '2026',
  };

  it('show the next meeting first, with its place and how much is decided', async () => {
    const page = await (await test.browse(MEMBER)).get('/meetings');
    const $ = load(page.text);
    const next = $('[data-qa=next-meeting]').text();
    expect(next).toContain('Saturday 21 November 2026, 2:30pm');
    expect(next).toContain('Observatory room');
    expect(next).toContain('3 cases, 0 of 3 decided');
    expect(page.text).not.toContain('Plan a meeting');
  });

  it('list the agenda with why each case is here, and a restricted item as that and no more', async () => {
    const page = await (await test.browse(MEMBER)).get(`/meetings/${meetingId}`);
    const $ = load(page.text);
    const rows = $('#agenda tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' ').trim());
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('Overdue Demo');
    expect(rows[0]).toContain('Review overdue by 11 days');
    expect(rows[1]).toBe('2 Restricted item To decide');
    expect(rows[2]).toContain('No live plan');
    expect(page.text).not.toContain('Secret');
    expect(page.text).not.toContain(cases['Secret']?.reference ?? '');
    expect((await (await test.browse(MEMBER)).get(await itemPath('Secret'))).status).toBe(404);
  });

  it('save a decision and go to the next case; the action is on its owner’s list and the list of decisions', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    const owner = { 'actions-1-ownerId': test.userId('dsl@school.example') };
    const answer = await member.submit(`${path}/decision`, { ...filled, ...actionFields, ...owner }, path);
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(await itemPath('Planless'));
    expect((await member.get(await itemPath('Planless'))).text).toContain('Decision on item 1 saved. Next review due');
    const owned = await (await test.browse('dsl@school.example')).get('/actions');
    expect(owned.text).toContain('Find a safe club');
    const decisions = (await member.get(`/meetings/${meetingId}/decisions`)).text;
    expect(decisions).toContain('The plan is working');
    expect(decisions).toContain('Find a safe club');
    expect(decisions).toContain('Dawn Sefton');
    expect(decisions).toContain('OFFICIAL-SENSITIVE');
  });

  it('keep what was typed and name what is wrong, the action by its row', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    const answer = await member.submit(
      `${path}/decision`,
      { ...filled, ...actionFields, decision: 'step_down', 'actions-1-dueOn-day': '31', 'actions-1-dueOn-month': '2' },
      path,
    );
    expect(answer.status).toBe(422);
    const $ = load(answer.text);
    const links = $('.govuk-error-summary__list a')
      .toArray()
      .map((link) => [$(link).attr('href'), $(link).text()]);
    expect(links).toEqual([['#actions-1-dueOn', expect.stringContaining('must be a real date')]]);
    for (const [href] of links) expect($(String(href))).toHaveLength(1);
    expect($('#personView').text()).toBe('Wants football back');
    expect($('#actions-1-description').attr('value')).toBe('Find a safe club');
    expect($('input[name=decision][value=step_down]').attr('checked')).toBeDefined();
  });

  it('give the second of two members a 409 with everything they typed', async () => {
    const [member, chair] = [await test.browse(MEMBER), await test.browse(CHAIR)];
    const path = await itemPath('Overdue');
    const action = `${path}/decision`;
    const [mine, theirs] = [await member.hiddenFields(path, action), await chair.hiddenFields(path, action)];
    await member.post(action, { ...mine, ...filled });
    const owner = { 'actions-1-ownerId': test.userId('dsl@school.example') };
    const typed = { rationale: 'Another view entirely', dissent: 'School differs', ...actionFields, ...owner };
    const answer = await chair.post(action, { ...theirs, ...filled, ...typed });
    expect(answer.status).toBe(409);
    for (const words of [
      'Mo Lindqvist',
      'The plan is working',
      'Another view entirely',
      'School differs',
      'Find a safe club',
    ]) {
      expect(answer.text).toContain(words);
    }
    expect(await test.sql('SELECT count(*)::int AS n FROM reviews')).toEqual([{ n: 1 }]);
    expect(await test.sql('SELECT count(*)::int AS n FROM actions')).toEqual([{ n: 0 }]);
  });

  it('make one decision of a form that is sent twice', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    const fields = { ...(await member.hiddenFields(path, `${path}/decision`)), ...filled };
    const both = await Promise.all([member.post(`${path}/decision`, fields), member.post(`${path}/decision`, fields)]);
    expect(both.map((one) => one.status)).toEqual([303, 303]);
    expect(await test.sql('SELECT count(*)::int AS n FROM reviews')).toEqual([{ n: 1 }]);
  });

  it('say how many open actions closing ends, and nothing when there are none', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    expect((await member.get(path)).text).not.toContain('still open');
    if (cases['Overdue']) await addAction(test, cases['Overdue']);
    expect(load((await member.get(path)).text)('[data-qa=decision-form]').text()).toContain(
      '1 action is still open. Closing the case ends it as no longer needed: record it with its own service first if it must go on.',
    );
  });

  it('keep a closed case as the panel’s own decision, without the name', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    await member.submit(`${path}/decision`, { ...filled, decision: 'close', exitReason: 'moved_area' }, path);
    const page = (await member.get(`/meetings/${meetingId}/decisions`)).text;
    expect(page).toContain(cases['Overdue']?.reference);
    expect(page).toContain('The plan is working');
    expect(page).not.toContain('Overdue Demo');
    expect((await member.get(path)).status).toBe(404);
  });

  it('take the chair from planning to closing, and bring undecided cases back', async () => {
    const chair = await test.browse(CHAIR);
    const twice = {
      'heldOn-day': '21',
      'heldOn-month': '11',
      'heldOn-year': '2026',
      startsAt: '9:30',
      place: 'Online',
    };
    const refused = await chair.submit('/meetings', twice, '/meetings/new');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('already has a meeting on 21 November 2026');
    expect(refused.text).toContain('value="Online"');
    const planned = await chair.submit('/meetings', { ...twice, 'heldOn-month': '12' }, '/meetings/new');
    expect(planned.status).toBe(303);
    const closed = await chair.submit(`/meetings/${meetingId}/closure`, {}, `/meetings/${meetingId}`);
    expect(closed.headers['location']).toBe(`/meetings/${meetingId}/decisions`);
    const next = String(planned.headers['location']);
    await chair.submit(`${next}/agenda`, {}, next);
    expect((await chair.get(next)).text).toContain('Overdue Demo');
    const late = await chair.get(await itemPath('Planless'));
    expect(late.text).toContain('The meeting did not reach this case');
  });

  it('add a case by its reference, and refuse alike what is not there, not the panel’s and not visible', async () => {
    const member = await test.browse(MEMBER);
    const later = await makeCase(test, { givenName: 'Later', plan: 'live', reviewDueOn: '2027-05-01' });
    const outside = await makeCase(test, { givenName: 'Outside', tier: null });
    const page = `/meetings/${meetingId}`;
    const add = (reference: string) => member.submit(`${page}/items`, { reference }, page);
    expect((await add(later.reference.toLowerCase())).status).toBe(303);
    expect((await add(later.reference)).text).toContain('already on the agenda');
    const refusals = [outside.reference, cases['Secret']?.reference ?? '', 'TC-1999-0001'];
    for (const reference of refusals) {
      const answer = await add(reference);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('We cannot find that case in this panel’s cohort');
    }
  });

  it('ask the database the same number of questions however much a case holds', async () => {
    const member = await test.browse(MEMBER);
    const read = jest.spyOn(test.get(Reader), 'read');
    const statements = async (): Promise<number> => {
      read.mockClear();
      expect((await member.get(await itemPath('Overdue'))).status).toBe(200);
      return read.mock.calls.reduce((sum, [, , ...asked]) => sum + asked.length, 0);
    };
    const before = await statements();
    for (let made = 0; made < 20; made += 1) {
      await test.sql(
        `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
         SELECT $1, $2, 'plan', $3, 'Do it', 'support', u.id, u.agency_id, '2026-11-01', u.id, now() FROM users u WHERE u.email = 'dsl@school.example'`,
        [newId(), cases['Overdue']?.individualId, cases['Overdue']?.planId],
      );
    }
    expect(await statements()).toBe(before);
    expect(before).toBeLessThanOrEqual(20);
    read.mockRestore();
  });

  it('show what only the police may read to the police alone', async () => {
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, visibility, created_by, created_at)
       SELECT $1, $2, 'plan', $3, 'Warrant at the address', 'enforce', u.id, u.agency_id, '2026-12-01', 'police_only', u.id, now()
         FROM users u WHERE u.email = 'officer@tvp.example'`,
      [newId(), cases['Overdue']?.individualId, cases['Overdue']?.planId],
    );
    expect((await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).text).not.toContain('Warrant');
    await test.sql(`UPDATE users SET agency_id = $2, version = version + 1 WHERE id = $1`, [
      test.userId(MEMBER),
      test.partnership.agencies['tvp'],
    ]);
    expect((await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).text).toContain('Warrant at the address');
  });

  it('open to nobody outside the panel', async () => {
    const paths = [
      '/meetings',
      `/meetings/${meetingId}`,
      await itemPath('Overdue'),
      `/meetings/${meetingId}/decisions`,
    ];
    for (const email of ['lead@scf.example', 'manager@scf.example', 'analyst@sbc.example', 'governance@sbc.example']) {
      const outsider = await test.browse(email);
      for (const path of paths) expect((await outsider.get(path)).status).toBe(403);
    }
    await test.sql('UPDATE panel_members SET ended_at = now() WHERE user_id = $1', [test.userId(MEMBER)]);
    const former = await test.browse(MEMBER);
    for (const path of paths.slice(1)) expect((await former.get(path)).status).toBe(404);
    expect((await former.get('/meetings')).text).toContain('No meeting is planned');
  });
});

import { load } from 'cheerio';
import { Reader } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import type { MadeCase } from '../factories';
import { addAction } from '../plans/arrange';
import { TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

describe('the panel’s page of one case', () => {
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

  it('keep an action of the panel to those it is for; radios alone on a blank row are no action', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    const kept = { 'actions-1-visibility': 'named_agencies', 'actions-1-ownerId': test.userId(MEMBER) };
    const unasked = { 'actions-2-visibility': 'all_agencies', 'actions-2-mayBePassedOn': 'yes' };
    const fields = { ...filled, ...actionFields, ...kept, ...unasked };
    expect((await member.submit(`${path}/decision`, fields, path)).status).toBe(303);
    expect(
      await test.sql(
        `SELECT a.visibility, a.visible_to = ARRAY[u.agency_id] AS own FROM actions a JOIN users u ON u.id = a.created_by
          WHERE a.individual_id = $1 AND a.made_in = 'meeting'`,
        [overdue.individualId],
      ),
    ).toEqual([{ visibility: 'named_agencies', own: true }]);
    expect(
      (await (await test.browse('lead@scf.example')).get(`/individuals/${overdue.individualId}/actions`)).text,
    ).not.toContain('Find a safe club');
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
    expect(links).toEqual([
      // What the case says about it comes with what the form says, not after it.
      ['#newTier', 'Select the new tier'],
      ['#actions-1-dueOn', 'Action 1: date the action is due must be a real date, for example 27 3 2026'],
      ['#actions-1-ownerId', 'Action 1: select who owns the action'],
    ]);
    for (const [href] of links) expect($(String(href))).toHaveLength(1);
    expect($('#personView').text()).toBe('Wants football back');
    expect($('#actions-1-description').attr('value')).toBe('Find a safe club');
    expect($('input[name=decision][value=step_down]').attr('checked')).toBeDefined();
  });

  it('say everything that is wrong at once, in the order of the page', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    const answer = await member.submit(`${path}/decision`, { 'actions-2-description': 'Call home' }, path);
    const $ = load(answer.text);
    const words = $('.govuk-error-summary__list a')
      .toArray()
      .map((link) => $(link).text());
    expect(words).toEqual([
      'Select what the person thinks of the plan, or that we could not ask',
      'Enter what the person wanted the panel to hear',
      'Select a decision',
      'Enter the reasons for the decision',
      'Action 2: select who owns the action',
      'Action 2: select what the action is for',
      'Action 2: enter the date the action is due',
    ]);
    // What the form and the case both say of a box is said once.
    const owner = { 'actions-1-ownerId': test.userId('officer@tvp.example') };
    const past = { ...filled, ...actionFields, ...owner, 'actions-1-dueOn-year': '2025' };
    const again = load((await member.submit(`${path}/decision`, past, path)).text);
    expect(again('.govuk-error-summary__list a').length).toBe(1);
    expect(again('.govuk-error-summary__list a').attr('href')).toBe('#actions-1-dueOn');
  });

  it('say before saving that it records the review that is due, and not when none can be held', async () => {
    const member = await test.browse(MEMBER);
    const note = async (name: string) =>
      load((await member.get(await itemPath(name))).text)('[data-qa=next-review]').text();
    expect(await note('Overdue')).toContain('Saving this records the review due on 10 November 2026.');
    expect(await note('Planless')).toBe('');
  });

  it('show each compulsory need, also one that does not apply', async () => {
    await test.sql(
      `INSERT INTO plan_needs (id, plan_id, individual_id, domain, status, detail, recorded_by, recorded_at)
       VALUES ($1, $2, $3, 'learning_disability', 'not_applicable', 'Assessed by the school', $4, now())`,
      [newId(), overdue.planId, overdue.individualId, test.userId('lead@scf.example')],
    );
    const needs = load((await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).text)('[data-qa=needs] li')
      .toArray()
      .map((need) => load(need).text().replace(/\s+/g, ' ').trim());
    expect(needs).toHaveLength(4);
    expect(needs[3]).toBe('Not applicable Learning disability: Assessed by the school');
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
      'Wants football back',
      'Another view entirely',
      'School differs',
      'Find a safe club',
    ]) {
      expect(answer.text).toContain(words);
    }
    const rows = load(answer.text)('[data-qa=stale-record] tbody tr').toArray();
    const heard = rows
      .map((row) => load(row).text().replace(/\s+/g, ' ').trim())
      .find((row) => row.includes('wanted the panel'));
    expect(heard).toBe('What the person wanted the panel to hear Wants football back Wants football back');
    // The review is held: the words of whoever came second keep their field all the same.
    expect(load(answer.text)('[data-qa=decision-form] #personView').text()).toBe('Wants football back');
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
    await addAction(test, overdue);
    expect(load((await member.get(path)).text)('[data-qa=decision-form]').text()).toContain(
      '1 action is still open. Closing the case ends it as no longer needed: record it with its own service first if it must go on.',
    );
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
        [newId(), overdue.individualId, overdue.planId],
      );
    }
    expect(await statements()).toBe(before);
    // With the one that asks for the reader's own drafts, and the one that asks who returned something kept to some.
    expect(before).toBeLessThanOrEqual(26);
    read.mockRestore();
  });

  it('show what only the police may read to the police alone', async () => {
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, visibility, created_by, created_at)
       SELECT $1, $2, 'plan', $3, 'Warrant at the address', 'enforce', u.id, u.agency_id, '2026-12-01', 'police_only', u.id, now()
         FROM users u WHERE u.email = 'officer@tvp.example'`,
      [newId(), overdue.individualId, overdue.planId],
    );
    expect((await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).text).not.toContain('Warrant');
    await test.sql(`UPDATE users SET agency_id = $2, version = version + 1 WHERE id = $1`, [
      test.userId(MEMBER),
      test.partnership.agencies['tvp'],
    ]);
    expect((await (await test.browse(MEMBER)).get(await itemPath('Overdue'))).text).toContain('Warrant at the address');
  });
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { addAction } from '../plans/arrange';
import { type PageClient, TestApp } from '../support/test-app';
import { paths, press, pressOn } from './support/review-form';

describe('the open actions on the pages of a review', () => {
  let test: TestApp;
  let lead: PageClient;
  const due = () => makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });

  beforeAll(async () => {
    test = await TestApp.start();
    lead = await test.browse('lead@scf.example');
  });
  afterAll(() => test.stop());

  it('says how many open actions closing ends, on the form and the check page, and ends all but the new ones', async () => {
    const made = await due();
    for (const description of ['One', 'Two', 'Three']) await addAction(test, made, { description });
    await addAction(test, made, { owner: 'officer@tvp.example', visibility: 'police_only' });
    const words =
      '3 actions are still open. Closing the case ends them as no longer needed: ' +
      'record any that must go on with their own service first.';
    expect((await lead.get(paths(made).form)).text).toContain(words);
    const unanswered = await press(lead, made, 'check');
    expect(unanswered.status).toBe(422);
    expect(unanswered.text).toContain('Open action 1: select what became of this action');
    // Sent straight to be recorded, it is said once, too.
    const unrecorded = await press(lead, made, 'record');
    expect(unrecorded.status).toBe(422);
    expect(unrecorded.text).toContain('Open action 1: select what became of this action');
    expect(unrecorded.text).not.toContain('Open action 1: open action 1');
    const answers = Object.fromEntries([0, 1, 2].map((at) => [`actionAnswers[${at}][status]`, 'open']));
    expect((await press(lead, made, 'check', answers)).text).not.toContain(words);
    const check = await press(lead, made, 'check', {
      ...answers,
      decision: 'close',
      'actions[0][description]': 'Hand over',
      'actions[0][kind]': 'support',
      'actions[0][ownerId]': test.userId('dsl@school.example'),
      'actions[0][dueOn-day]': '1',
      'actions[0][dueOn-month]': '12',
      'actions[0][dueOn-year]': '2026',
    });
    expect(check.text).toContain(words);
    expect((await pressOn(lead, made, check.text, 'record')).status).toBe(303);
    const open = `SELECT description FROM actions WHERE individual_id = $1 AND status = 'open' ORDER BY description`;
    expect(await test.sql(open, [made.individualId])).toEqual([
      { description: 'Arrange a mentor' },
      { description: 'Hand over' },
    ]);
  });

  it('says on the check page what is left for others to answer, and never that there is nothing', async () => {
    const made = await due();
    for (const description of ['One', 'Two']) await addAction(test, made, { description });
    const chair = await test.browse('chair@mace.example');
    const check = async (decision: string) =>
      load((await press(chair, made, 'check', { decision })).text)('main').text();
    expect(await check('continue')).toMatch(/Actions that were open\s+2 actions are open\. Their owners/);
    expect(await check('close')).toMatch(/Actions that were open\s+None answered\s/);
    expect(await check('close')).toContain('2 actions are still open. Closing the case ends them');
  });

  it('says nothing of open actions when there are none', async () => {
    expect((await lead.get(paths(await due()).form)).text).not.toContain('still open');
  });
});

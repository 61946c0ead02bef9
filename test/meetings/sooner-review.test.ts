import { load } from 'cheerio';
import type { MadeCase } from '../factories';
import { RecordReview } from '../../src/reviews';
import { TestApp } from '../support/test-app';
import { filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

const sooner = (day: number, month = 12) => ({
  'nextDueOn-day': String(day),
  'nextDueOn-month': String(month),
  'nextDueOn-year': '2026',
});

describe('the panel’s own date for the next review', () => {
  let test: TestApp;
  let overdue: MadeCase;
  let itemPath: MeetingOfThree['itemPath'];

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ({ overdue, itemPath } = await meetingOfThree(test));
  });

  const decide = async (fields: Record<string, string>) => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    return member.submit(`${path}/decision`, { ...filled, ...fields }, path);
  };
  const problems = (html: string): string[] =>
    load(html)('.govuk-error-summary__list a')
      .toArray()
      .map((link) => `${load(link).root().find('a').attr('href')} ${load(link).text()}`);
  const active = () =>
    test.sql(
      `SELECT due_on::text, no_later_than::text, explanation FROM review_schedules
        WHERE individual_id = $1 AND status = 'active'`,
      [overdue.individualId],
    );

  it('is asked beside the date of the rule, in every tier, and only where a review is held', async () => {
    const member = await test.browse(MEMBER);
    const hint = async (name: string) =>
      load((await member.get(await itemPath(name))).text)('#nextDueOn-date-hint').text();
    expect((await hint('Overdue')).trim()).toBe(
      'Left blank, it is due by the rule for Critical: 18 December 2026. If you change the tier, the rule for the new tier gives: High, 31 December 2026; Medium, 12 February 2027; Monitoring, 19 February 2027.',
    );
    expect(await hint('Planless')).toBe('');
  });

  it('is kept with the latest the rules allow, said in the notice, and becomes the schedule', async () => {
    const answer = await decide(sooner(4));
    expect(answer.status).toBe(303);
    const page = await (await test.browse(MEMBER)).get(await itemPath('Overdue'));
    expect(page.text).toContain('4 December 2026');
    expect(await active()).toEqual([
      {
        due_on: '2026-12-04',
        no_later_than: '2026-12-18',
        explanation: expect.stringContaining('A sooner date was set: 4 December 2026.'),
      },
    ]);
  });

  it('is judged by the tier the panel decides, not the one before', async () => {
    const lower = { decision: 'step_down', newTier: 'high' };
    expect((await decide({ ...lower, ...sooner(30) })).status).toBe(303);
    expect(await active()).toMatchObject([{ due_on: '2026-12-30', no_later_than: '2026-12-31' }]);
  });

  it.each([
    [sooner(19), 'The next review must be due on or before 18 December 2026, the latest the rules allow'],
    [sooner(21, 11), 'The next review must be due today or later, after this review'],
    [sooner(31, 11), 'Date of the next review must be a real date, for example 27 3 2026'],
    [{ ...sooner(4), decision: 'close', exitReason: 'stepped_down' }, 'Leave the date blank'],
  ])('is refused with the reason, and nothing is decided: %j', async (fields, reason) => {
    const answer = await decide(fields);
    expect(answer.status).toBe(422);
    expect(problems(answer.text)).toEqual([expect.stringMatching(/^#nextDueOn /)]);
    expect(problems(answer.text)[0]).toContain(reason);
    const $ = load(answer.text);
    expect($('input#nextDueOn').attr('value')).toBe(fields['nextDueOn-day']);
    expect(await active()).toMatchObject([{ due_on: '2026-11-10' }]);
  });

  it('is refused where the decision sets no next review', async () => {
    const member = await test.api(MEMBER);
    const path = `${await itemPath('Planless')}/decision`;
    const body = { decision: 'continue', rationale: 'No plan yet', nextDueOn: '2026-12-04' };
    const refused = await member.post(path, body).set('If-Match', '"1"');
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('This decision sets no next review');
  });

  it('is taken by the API under the same rules', async () => {
    const member = await test.api(MEMBER);
    const path = `${await itemPath('Overdue')}/decision`;
    const body = { ...filled, nextDueOn: '2026-12-04' };
    const late = await member.post(path, { ...body, nextDueOn: '2027-12-04' }).set('If-Match', '"1"');
    expect(late.status).toBe(422);
    const decided = await member.post(path, body).set('If-Match', '"1"');
    expect(decided.status).toBe(201);
    expect(decided.body).toMatchObject({ nextDueOn: '2026-12-04' });
  });

  it('tells the second of two that the review was held, not that the date is wrong', async () => {
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    const action = `${path}/decision`;
    const mine = await member.hiddenFields(path, action);
    await test.get(RecordReview).run(await test.actor('lead@scf.example'), {
      individualId: overdue.individualId,
      heldOn: '2026-11-21',
      personViewAnswer: 'agrees',
      personView: 'It helps',
      summary: 'Held at school',
      decision: 'continue',
      rationale: 'It works',
      attendees: [],
    });
    expect((await member.post(action, { ...mine, ...filled, ...sooner(4) })).status).toBe(409);
  });
});

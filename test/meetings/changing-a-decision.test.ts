import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

const why = { changeReason: 'The reason was taken down wrongly' };

describe('the form that changes a decision, and the table beside a decision that came first', () => {
  let test: TestApp;
  let meeting: MeetingOfThree;

  beforeAll(async () => {
    test = await TestApp.start();
    meeting = await meetingOfThree(test);
    await test.sql(`UPDATE cohort_memberships SET tier = 'high', version = version + 1 WHERE individual_id = $1`, [
      meeting.overdue.individualId,
    ]);
  });
  afterAll(() => test.stop());

  /** What a browser would send of the form as it stands on the page. */
  const formOf = (html: string): Record<string, string> => {
    const $ = load(html);
    const form = $('[data-qa=decision-form] form').serializeArray();
    return Object.fromEntries(form.filter(({ name }) => name !== '_csrf').map(({ name, value }) => [name, value]));
  };
  const rowsOf = (html: string): string[] =>
    load(html)('[data-qa=stale-record] tbody tr')
      .toArray()
      .map((row) => load(row).text().replace(/\s+/g, ' ').trim());

  it('starts from the decision that stands with nothing but the reason to type, and repeats no action and no step', async () => {
    const member = await test.browse(MEMBER);
    const path = await meeting.itemPath('Overdue');
    const first = {
      ...filled,
      decision: 'step_up',
      newTier: 'critical',
      rationale: 'Threats this wek',
      dissent: 'School would wait',
      tellsPerson: 'Their youth worker',
      tellsReferrer: 'The chair',
      'nextDueOn-day': '4',
      'nextDueOn-month': '12',
      'nextDueOn-year': '2026',
      ...actionFields,
      'actions-1-ownerId': test.userId('officer@tvp.example'),
    };
    expect((await member.submit(`${path}/decision`, first, path)).status).toBe(303);
    const page = `${path}?change=decision`;
    const standing = formOf((await member.get(page)).text);
    expect(standing).toMatchObject({
      changeReason: '',
      decision: 'step_up',
      newTier: 'critical',
      rationale: 'Threats this wek',
      dissent: 'School would wait',
      tellsPerson: 'Their youth worker',
      tellsReferrer: 'The chair',
      'nextDueOn-day': '4',
      'nextDueOn-month': '12',
      'actions-1-description': '',
      'actions-1-ownerId': '',
    });
    const mended = { ...standing, ...why, rationale: 'Threats this week', heard: 'The police gave the dates' };
    expect((await member.submit(`${path}/decision`, mended, page)).status).toBe(303);
    const [stands] = await test.sql(
      `SELECT t.decision, t.rationale, t.tier_before, t.tier_after, t.next_review_on::text, t.tells_person, c.tier,
              (SELECT count(*)::int FROM actions a WHERE a.individual_id = t.individual_id) AS actions,
              (SELECT count(*)::int FROM cohort_memberships p WHERE p.individual_id = t.individual_id) AS periods
         FROM meeting_items t JOIN cohort_memberships c ON c.individual_id = t.individual_id AND c.ended_on IS NULL
        WHERE t.individual_id = $1 AND t.status = 'decided'`,
      [meeting.overdue.individualId],
    );
    expect(stands).toEqual({
      decision: 'step_up',
      rationale: 'Threats this week',
      tier_before: 'high',
      tier_after: 'critical',
      next_review_on: '2026-12-04',
      tells_person: 'Their youth worker',
      tier: 'critical',
      actions: 1,
      periods: 2,
    });
    // What was heard is no review any more: it stands in the discussion.
    expect((await member.get(path)).text).toContain('The police gave the dates');
  });

  it('sends the form back with what was typed, not with what stands', async () => {
    const member = await test.browse(MEMBER);
    const path = await meeting.itemPath('Overdue');
    const typed = { decision: 'continue', rationale: 'Other words', changeReason: '' };
    const again = await member.submit(`${path}/decision`, typed, `${path}?change=decision`);
    expect(again.status).toBe(422);
    expect(formOf(again.text)).toMatchObject({ decision: 'continue', rationale: 'Other words', dissent: '' });
  });

  it('shows whoever came second all that they typed, with owner and day of an action, and no empty row', async () => {
    const [member, chair] = [await test.browse(MEMBER), await test.browse(CHAIR)];
    const path = await meeting.itemPath('Planless');
    const action = `${path}/decision`;
    const [mine, theirs] = [await member.hiddenFields(path, action), await chair.hiddenFields(path, action)];
    const saved = {
      decision: 'continue',
      rationale: 'No plan yet',
      tellsPerson: 'Their aunt',
      'entry-victims': 'A cousin',
    };
    expect((await member.post(action, { ...mine, ...saved })).status).toBe(303);
    const late = {
      ...filled,
      decision: 'step_up',
      newTier: 'high',
      rationale: 'Sooner than later',
      'entry-themes': 'County lines',
      ...actionFields,
      'actions-1-ownerId': test.userId('officer@tvp.example'),
    };
    const answer = await chair.post(action, { ...theirs, ...late });
    expect(answer.status).toBe(409);
    const rows = rowsOf(answer.text);
    expect(rows).toEqual([
      expect.stringMatching(/^Decision .*continue with the plan.* Step up/),
      'New tier (different) Empty High',
      'Reasons for the decision (different) No plan yet Sooner than later',
      'Who tells the person (different) Their aunt Empty',
      'What the person thinks of the plan (different) Empty Agrees with the plan',
      'What the person wanted the panel to hear (different) Empty Wants football back',
      'Victims (different) A cousin Empty',
      'Themes (different) Empty County lines',
      expect.stringMatching(/^Action 1 .*Find a safe club Owner: .*\(.+\) Due: 1 December 2026 For: /),
    ]);
    // Their words stand in the fields again, over what the other saved, for a change that the panel may still want.
    const form = formOf(answer.text);
    expect(form).toMatchObject({
      changeReason: '',
      decision: 'step_up',
      newTier: 'high',
      rationale: 'Sooner than later',
      tellsPerson: 'Their aunt',
      personViewAnswer: 'agrees',
      personView: 'Wants football back',
      'entry-themes': 'County lines',
      'actions-1-description': 'Find a safe club',
      'actions-1-ownerId': test.userId('officer@tvp.example'),
      'actions-1-dueOn-day': '1',
    });
    expect(load(answer.text)('[data-qa=of-second]').text()).toContain('say why');
    const token = { _csrf: theirs['_csrf'] ?? '' };
    expect((await chair.post(action, { ...form, ...token, changeReason: ' ' })).status).toBe(422);
    expect((await chair.post(action, { ...form, ...token, ...why })).status).toBe(303);
    const [stands] = await test.sql(
      `SELECT t.decision, t.rationale, t.tells_person, c.tier, (SELECT count(*)::int FROM actions a WHERE a.made_in_id = t.id) AS actions,
              (SELECT count(*)::int FROM meeting_entries e WHERE e.item_id = t.id AND e.kind = 'replaced_decision' AND e.text LIKE '%No plan yet%') AS kept,
              (SELECT string_agg(e.text, '') FROM meeting_entries e WHERE e.item_id = t.id AND e.kind = 'voice') AS voice
         FROM meeting_items t JOIN cohort_memberships c ON c.individual_id = t.individual_id AND c.ended_on IS NULL WHERE t.id = $1`,
      [path.split('/').at(-1)],
    );
    expect(stands).toEqual({
      decision: 'step_up',
      rationale: 'Sooner than later',
      tells_person: 'Their aunt',
      tier: 'high',
      actions: 1,
      kept: 1,
      voice: 'Agrees with the plan: Wants football back',
    });
  });

  it('has no form to send again for whoever came second where the case was put off', async () => {
    await makeCase(test, { givenName: 'Later' });
    const chair = await test.browse(CHAIR);
    const page = `/meetings/${meeting.meetingId}`;
    expect((await chair.submit(`${page}/agenda`, {}, page)).status).toBe(303);
    const path = await meeting.itemPath('Later');
    const seen = await chair.hiddenFields(path, `${path}/decision`);
    expect((await chair.submit(`${path}/deferral`, { reason: 'School is away' }, path)).status).toBe(303);
    const typed = { decision: 'continue', rationale: 'Typed meanwhile' };
    const answer = await chair.post(`${path}/decision`, { ...seen, ...typed });
    expect(answer.status).toBe(409);
    expect(load(answer.text)('[data-qa=decision-form]')).toHaveLength(0);
    expect(rowsOf(answer.text).join()).toContain('Typed meanwhile');
  });
});

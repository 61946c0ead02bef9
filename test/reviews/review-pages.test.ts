import { load } from 'cheerio';
import { makeCase } from '../factories';
import type { PageClient } from '../support/test-app';
import { TestApp } from '../support/test-app';
import { paths, press, pressOn } from './support/review-form';

describe('the pages of a review', () => {
  let test: TestApp;
  let lead: PageClient;
  const due = () => makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });

  beforeAll(async () => {
    test = await TestApp.start();
    lead = await test.browse('lead@scf.example');
  });
  afterAll(() => test.stop());

  it('goes from form to check answers to confirmation with the next date and why', async () => {
    const made = await due();
    const check = await press(lead, made, 'check');
    expect(check.status).toBe(200);
    expect(check.text).toContain('It is &lt;better&gt; than before &amp; I said so.');
    expect(check.text).toContain('10 days late');
    expect(check.text).toContain('Thursday 31 December 2026');
    expect(await test.sql('SELECT 1 FROM reviews WHERE individual_id = $1', [made.individualId])).toEqual([]);
    const saved = await pressOn(lead, made, check.text, 'record');
    expect(saved.status).toBe(303);
    const confirmation = await lead.get(String(saved.headers['location']));
    expect(confirmation.text).toContain('Thursday 31 December 2026');
    expect(confirmation.text).toContain('Counted from 20 November 2026.');
    const list = await lead.get(paths(made).list);
    expect(list.text).toContain('10 days late');
    const review = await lead.get(String(load(list.text)('#past-reviews th a').attr('href')));
    expect(review.text).toContain('It is &lt;better&gt; than before');
    expect(review.text).toContain('School report');
    const audit = await test.sql(`SELECT DISTINCT act FROM audit_events WHERE individual_id = $1 ORDER BY act`, [
      made.individualId,
    ]);
    expect(audit).toEqual([{ act: 'review.read' }, { act: 'review.recorded' }, { act: 'review_schedule.started' }]);
  });

  it('makes one review of a check page that is sent twice at once', async () => {
    const made = await due();
    const check = await press(lead, made, 'check');
    const answers = await Promise.all([1, 2].map(() => pressOn(lead, made, check.text, 'record')));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]?.headers['location']).toBe(answers[1]?.headers['location']);
    expect(await test.sql('SELECT 1 FROM reviews WHERE individual_id = $1', [made.individualId])).toHaveLength(1);
  });

  it('keeps everything typed when a row is added, when an answer is changed and when it is wrong', async () => {
    const made = await due();
    const more = await press(lead, made, 'add-attendee', {
      'attendees[1][name]': 'Mr Demo',
      'attendees[1][attended]': 'no',
    });
    expect(more.status).toBe(200);
    const $ = load(more.text);
    expect($('[id="attendees.0.name"]').val()).toBe('Ms Demo');
    expect($('[id="attendees.1.name"]').val()).toBe('Mr Demo');
    expect($('[id="attendees.2.name"]').val() ?? '').toBe('');
    expect($('[id="attendees.2.name"]')).toHaveLength(1);
    expect($('#rationale').val()).toBe('It works.');
    const back = await pressOn(lead, made, (await press(lead, made, 'check')).text, 'change');
    expect(load(back.text)('#personView').val()).toBe('It is <better> than before & I said so.');
    const wrong = await press(lead, made, 'check', {
      'heldOn-day': '31',
      rationale: ' ',
      'attendees[0][attended]': '',
      'actions[0][description]': 'Ring the school',
    });
    expect(wrong.status).toBe(422);
    const page = load(wrong.text);
    const links = page('.govuk-error-summary a').toArray();
    expect(links.map((link) => [page(link).attr('href'), page(link).text()])).toEqual([
      ['#heldOn-day', 'Date of the review must be a real date, for example 27 3 2026'],
      ['#attendees.0.attended', 'Person 1: select whether this person came'],
      ['#rationale', 'Enter the reasons for the decision'],
      ['#actions.0.kind', 'Action 1: select what the action is for'],
      ['#actions.0.ownerId', 'Action 1: select who will do it'],
      ['#actions.0.dueOn-day', 'Action 1: enter the date it must be done by'],
    ]);
    for (const link of links) {
      const target = String(page(link).attr('href')).slice(1);
      expect([target, page(`[id="${target}"]`).length]).toEqual([target, 1]);
    }
    expect(page('[id="actions.0.description"]').val()).toBe('Ring the school');
  });

  it('says on the form what the case itself forbids', async () => {
    const made = await due();
    const early = await press(lead, made, 'check', { 'heldOn-year': '2025' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('must be on or after 2 June 2026, when the plan started');
    const chair = await test.browse('chair@mace.example');
    for (const decision of ['step_down', 'step_down.critical', 'step_up.lowest', 'nothing']) {
      const wrong = await press(chair, made, 'check', { decision });
      expect([decision, load(wrong.text)('.govuk-error-summary a').attr('href')]).toEqual([decision, '#decision']);
    }
    const unknown = await press(lead, made, 'check', { deadlineOn: '2026-12-31' });
    expect(unknown.text).toContain('‘deadlineOn’ is not a field of this form');
  });

  it('tells the second of two people, who keeps what they typed', async () => {
    const made = await due();
    const chair = await test.browse('chair@mace.example');
    const mine = await press(lead, made, 'check');
    const theirs = await press(chair, made, 'check');
    expect((await pressOn(lead, made, mine.text, 'record')).status).toBe(303);
    const told = await pressOn(chair, made, theirs.text, 'record');
    expect(told.status).toBe(409);
    expect(told.text).toContain('This changed while you were working');
    expect(load(told.text)('#rationale').val()).toBe('It works.');
  });

  it('offers only the decisions its reader can carry out', async () => {
    const made = await due();
    const offered = async (email: string) => {
      const $ = load((await (await test.browse(email)).get(paths(made).form)).text);
      return $('input[name=decision]')
        .toArray()
        .map((input) => $(input).val());
    };
    expect(await offered('lead@scf.example')).toEqual(['continue', 'revise', 'close']);
    expect(await offered('chair@mace.example')).toEqual([
      'continue',
      'revise',
      'step_up.critical',
      'step_down.medium',
      'step_down.monitoring',
      'close',
    ]);
  });

  it('says on the check page when nobody is recorded as having come', async () => {
    const made = await due();
    const check = async (came: Record<string, string>) =>
      load((await press(lead, made, 'check', came)).text)('main').text();
    const words = 'Nobody beside who held it is recorded as having come.';
    expect(await check({ 'attendees[0][name]': 'Nurse', 'attendees[0][attended]': 'no' })).toContain(words);
    const came = { 'attendees[0][name]': 'Nurse', 'attendees[0][attended]': 'yes' };
    expect(await check(came)).not.toContain(words);
    // Every answer can be checked: a written report too, whether its writer came or not.
    expect(await check({ ...came, 'attendees[0][reportReceived]': 'yes' })).toContain('Nurse: came, sent a report');
    expect(await check(came)).not.toContain('sent a report');
  });

  it('shows the previous review beside the new one, and sends away who comes too late', async () => {
    const made = await due();
    await pressOn(lead, made, (await press(lead, made, 'check')).text, 'record');
    const form = await lead.get(paths(made).form);
    expect(load(form.text)('[data-qa=previous-review]').text()).toContain('Everybody is in touch.');
    await test.sql(
      `UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE individual_id = $1 AND status = 'active'`,
      [made.individualId],
    );
    expect((await lead.get(paths(made).form)).headers['location']).toBe(paths(made).list);
    const told = load((await lead.get(paths(made).list)).text);
    expect(told('.govuk-notification-banner').text()).toMatch(/Not done\s+No review is scheduled for this plan/);
    expect(told('.govuk-notification-banner--success')).toHaveLength(0);
  });

  it('mends a live plan without a schedule', async () => {
    const made = await makeCase(test, { plan: 'live' });
    expect((await lead.get(paths(made).list)).text).toContain('This plan has no review scheduled.');
    const action = `/individuals/${made.individualId}/review-schedules`;
    const answer = await lead.submit(action, {}, paths(made).list);
    expect(answer.headers['location']).toBe(paths(made).list);
    const again = await lead.submit(action, {}, paths(made).list);
    expect(again.status).toBe(403);
    expect(await test.sql('SELECT due_on AS "dueOn" FROM review_schedules WHERE plan_id = $1', [made.planId])).toEqual([
      { dueOn: '2026-12-31' },
    ]);
  });

  it.each(['officer@tvp.example', 'manager@tvp.example'])('does not exist for %s', async (email) => {
    const made = await due();
    const other = await test.browse(email);
    for (const path of [paths(made).list, paths(made).form]) expect((await other.get(path)).status).toBe(404);
  });

  it.each(['analyst@sbc.example', 'governance@sbc.example', 'administrator@sbc.example'])(
    'is refused to %s',
    async (email) => {
      const made = await due();
      const other = await test.browse(email);
      for (const path of [paths(made).list, '/reviews']) expect((await other.get(path)).status).toBe(403);
    },
  );
});

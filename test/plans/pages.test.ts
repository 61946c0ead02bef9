import { load } from 'cheerio';
import { planPaths } from '../../src/plans';
import { makeCase } from '../factories';
import type { PageClient } from '../support/test-app';
import { TestApp } from '../support/test-app';
import { addAction, fillPlan, textOf } from './arrange';

const COMPULSORY = [
  'mental_health',
  'speech_language_communication',
  'learning_disability',
  'adverse_childhood_experiences',
];

describe('the pages of a plan', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const press = (client: PageClient, action: string, page: string, fields = {}) => client.submit(action, fields, page);

  it('takes a lead professional from nothing to a plan that a manager approves, and shows what changed since', async () => {
    const { individualId: id, planId: _none } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(planPaths.plan(id))).text).toContain('There is no plan yet');
    expect((await press(lead, planPaths.plan(id), planPaths.plan(id))).status).toBe(303);
    const empty = await lead.get(planPaths.plan(id));
    expect(textOf(empty.text, '[data-qa=missing]')).toContain('Record the mental health need');
    expect(textOf(empty.text, '.govuk-task-list')).toContain('Needed');
    expect(empty.text).not.toContain('Send for approval');
    const nothing = await lead.submit(planPaths.needs(id), {});
    expect(nothing.status).toBe(422);
    expect(textOf(nothing.text, '.govuk-error-summary')).toContain('Nothing was answered, so nothing was saved');
    const blank = await lead.submit(planPaths.newEntry(id, 'voice'), { text: ' ' });
    expect(textOf(blank.text, '.govuk-error-summary')).toContain(
      'Enter text under ‘What the person says’ Select whether the person agrees with the plan',
    );

    const noDay = { 'targetOn-day': '31', 'targetOn-month': '2', 'targetOn-year': '2027' };
    const dayless = await lead.submit(planPaths.newGoal(id), noDay);
    expect(textOf(dayless.text, '.govuk-error-summary')).toContain('Target date must be a real date');
    expect(textOf(dayless.text, '.govuk-error-summary')).toContain('Enter what you will work towards');

    const needs = Object.fromEntries(
      COMPULSORY.flatMap((domain) => [
        [`${domain}-status`, 'unmet'],
        [`${domain}-detail`, 'Referred on 5 March'],
      ]),
    );
    const saved = [
      await lead.submit(planPaths.needs(id), needs),
      await lead.submit(planPaths.newRisk(id), {
        factor: 'Threats about a debt',
        direction: 'from_others',
        level: 'very_high',
      }),
      await lead.submit(planPaths.newGoal(id), {
        wordsOfThePerson: 'Get home without looking over my shoulder',
        practitionerWording: 'No new assault',
        'targetOn-day': '31',
        'targetOn-month': '1',
        'targetOn-year': '2027',
      }),
      await lead.submit(planPaths.newAction(id), {
        description: 'Urgent housing move',
        kind: 'safeguard',
        ownerId: test.userId('officer@tvp.example'),
        'dueOn-day': '1',
        'dueOn-month': '12',
        'dueOn-year': '2026',
      }),
      await lead.submit(planPaths.newEntry(id, 'voice'), { voiceAnswer: 'partly', text: 'I want my CSCS card' }),
    ];
    expect(saved.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303]);
    await lead.submit(planPaths.needs(id), needs);
    expect((await lead.get(planPaths.plan(id))).text).toContain('Nothing was changed: the plan says this already');
    const ready = await lead.get(planPaths.plan(id));
    for (const words of [
      'Threats about a debt',
      'I want my CSCS card',
      'Owen Tarrant, Demonstration Police',
      'Agrees with part',
    ]) {
      expect(ready.text).toContain(words);
    }
    expect(load(ready.text)('[data-qa=missing]')).toHaveLength(0);
    expect((await press(lead, planPaths.submission(id), planPaths.plan(id))).status).toBe(303);
    const waiting = await lead.get(planPaths.plan(id));
    expect(waiting.text).toContain('It cannot be changed until a manager');
    expect(waiting.text).not.toContain(planPaths.newRisk(id));
    expect((await lead.get(planPaths.newRisk(id))).status).toBe(303);
    expect((await lead.get(planPaths.approval(id))).status).toBe(403);

    const manager = await test.browse('manager@scf.example');
    expect((await manager.get(planPaths.toApprove)).text).toContain(planPaths.approval(id));
    expect((await press(manager, planPaths.approval(id), planPaths.approval(id))).status).toBe(303);
    expect((await manager.get(planPaths.plan(id))).text).toContain('Edition 1, approved by Martin Oyelaran');
    expect((await manager.get(planPaths.toApprove)).text).not.toContain(planPaths.approval(id));

    const [goal] = await test.sql<{ id: string }>('SELECT id FROM plan_goals WHERE individual_id = $1', [id]);
    await press(lead, planPaths.goalStatus(id, goal?.id ?? ''), planPaths.plan(id), { status: 'achieved' });
    await lead.submit(planPaths.newEntry(id, 'voice'), { voiceAnswer: 'agrees', text: 'This helps' });
    const changed = await lead.get(planPaths.plan(id));
    expect(textOf(changed.text, '[data-qa=changes]')).toContain('Goal 1: achieved');
    expect(textOf(changed.text, '.govuk-details')).toContain('I want my CSCS card');
    expect(changed.text).toContain('Send the changes for approval');
    const edition = await lead.get(planPaths.edition(id, 1));
    expect(edition.text).toContain('I want my CSCS card');
    expect(edition.text).not.toContain('This helps');
    expect((await lead.get(planPaths.edition(id, 2))).status).toBe(404);
  });

  it('keeps what was typed and says what is wrong', async () => {
    const { individualId: id } = await makeCase(test, { plan: 'draft' });
    const lead = await test.browse('lead@scf.example');
    const answer = await lead.submit(planPaths.needs(id), {
      'mental_health-status': 'unmet',
      'mental_health-detail': '',
      'learning_disability-detail': 'Ask the school',
      'adverse_childhood_experiences-status': 'met',
      'adverse_childhood_experiences-detail': 'ACE score 6',
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.text, '.govuk-error-summary')).toContain('Select whether the need is met');
    expect(answer.text).toContain('Ask the school');
    const again = await lead.submit(planPaths.needs(id), {
      'mental_health-status': 'unmet',
      'mental_health-detail': '',
      'adverse_childhood_experiences-status': 'met',
      'adverse_childhood_experiences-detail': 'ACE score 6',
    });
    const summary = textOf(again.text, '.govuk-error-summary');
    expect(summary).toContain('Say what the unmet need is');
    expect(summary).toContain('Do not record a score');
    const action = await lead.submit(planPaths.newAction(id), {
      description: 'Call home',
      kind: 'support',
      ownerId: '',
      'dueOn-day': '30',
      'dueOn-month': '2',
      'dueOn-year': '2027',
    });
    expect(action.status).toBe(422);
    expect(action.text).toContain('Due date must be a real date');
    expect(action.text).toContain('Call home');
  });

  it('answers a stale form with 409, both versions and what was typed, and takes it when sent again', async () => {
    const { individualId: id, planId } = await makeCase(test, { plan: 'draft' });
    const lead = await test.browse('lead@scf.example');
    const fields = { ...(await lead.hiddenFields(planPaths.newEntry(id, 'worries'))), text: 'Mine' };
    const manager = await test.browse('manager@scf.example');
    await manager.submit(planPaths.newEntry(id, 'worries'), { text: 'Theirs' });
    const stale = await lead.post(planPaths.newEntry(id, 'worries'), fields);
    expect(stale.status).toBe(409);
    expect(textOf(stale.text, '[data-qa=stale-record]')).toContain('Theirs');
    expect(textOf(stale.text, 'textarea[name=text]')).toBe('Mine');
    const version = load(stale.text)('input[name=version]').attr('value');
    expect(version).toBe('2');
    const token = load(stale.text)('input[name=submissionId]').attr('value') ?? '';
    expect(
      (await lead.post(planPaths.newEntry(id, 'worries'), { ...fields, version: '2', submissionId: token })).status,
    ).toBe(303);
    expect(await test.sql('SELECT text FROM plan_entries WHERE plan_id = $1 ORDER BY id', [planId])).toEqual([
      { text: 'Theirs' },
      { text: 'Mine' },
    ]);
  });

  it('makes one entry of a form that is sent twice', async () => {
    const { individualId: id, planId } = await makeCase(test, { plan: 'draft' });
    const lead = await test.browse('lead@scf.example');
    const fields = { ...(await lead.hiddenFields(planPaths.newEntry(id, 'worries'))), text: 'Once' };
    const both = await Promise.all([1, 2].map(() => lead.post(planPaths.newEntry(id, 'worries'), fields)));
    expect(both.map((answer) => answer.status)).toEqual([303, 303]);
    expect(await test.sql('SELECT 1 FROM plan_entries WHERE plan_id = $1', [planId])).toHaveLength(1);
  });

  it('shows the panel the plan and none of its buttons', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    await fillPlan(test, made);
    const member = await test.browse('member@mace.example');
    const page = await member.get(planPaths.plan(made.individualId));
    expect(page.text).toContain('Get home without looking over my shoulder');
    expect(load(page.text)('main form')).toHaveLength(0);
    expect(load(page.text)('main a[href$="/new"]')).toHaveLength(0);
    expect((await member.get(planPaths.needs(made.individualId))).status).toBe(403);
  });

  it('audits every reading, and a refused one as refused', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    await (await test.browse('lead@scf.example')).get(planPaths.plan(made.individualId));
    await (await test.browse('officer@tvp.example')).get(planPaths.plan(made.individualId));
    expect(
      await test.sql('SELECT act FROM audit_events WHERE individual_id = $1 ORDER BY at, id', [made.individualId]),
    ).toEqual([{ act: 'plan.read' }, { act: 'plan.read.refused' }]);
  });

  it('shows the actions of the case wherever they were made', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    await addAction(test, made, { description: 'Walk home with a friend', owner: 'dsl@school.example' });
    const page = await (await test.browse('lead@scf.example')).get(planPaths.plan(made.individualId));
    expect(page.text).toContain('Dawn Sefton, Chalvey Demo Academy');
  });
});

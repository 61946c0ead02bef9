import { planPaths } from '../../src/plans';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { fillPlan, submittedPlan, textOf, versionOf } from './arrange';

describe('a plan that says something, once', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const draft = async () => {
    const made = await makeCase(test, { plan: 'draft' });
    return { ...made, ...(await fillPlan(test, made)) };
  };
  const screened = (individualId: string, violence: string) =>
    test.sql(
      `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
       SELECT gen_random_uuid(), $1, '2026-11-20', 'none_identified', $2, 'imported', u.id, u.agency_id, $3 FROM users u WHERE u.email = 'lead@scf.example'`,
      [individualId, violence, test.clock.now()],
    );

  it('refuses a stop or a dash for a goal, the voice, a need and an explanation', async () => {
    const { individualId, planId } = await draft();
    const lead = await test.browse('lead@scf.example');
    const refused = async (path: string, fields: Record<string, string>) => {
      const answer = await lead.submit(path, fields);
      expect(answer.status).toBe(422);
      expect(textOf(answer.text, '.govuk-error-summary')).toContain('Write it in words');
    };
    await refused(planPaths.newGoal(individualId), { wordsOfThePerson: '—', practitionerWording: 'Home by ten' });
    const voice = { section: 'voice', voiceAnswer: 'could_not_ask', text: '.' };
    await refused(planPaths.newEntry(individualId, 'voice'), voice);
    const [need] = await test.sql<{ id: string }>('SELECT id FROM plan_needs WHERE plan_id = $1', [planId]);
    await refused(planPaths.factor(individualId, need?.id ?? ''), { explanation: '...' });
    const api = await test.api('lead@scf.example');
    const needs = await api
      .post(`/plans/${planId}/needs`, { domain: 'mental_health', status: 'not_yet_known', detail: '-' })
      .set('If-Match', `"${await versionOf(test, planId)}"`);
    expect(needs.status).toBe(422);
    expect(JSON.stringify(needs.body)).toContain('Write it in words');
  });

  it('is not sent while a compulsory part is a dash, as an older one may be', async () => {
    const { individualId, planId } = await draft();
    await test.sql(`UPDATE plan_needs SET detail = '-' WHERE plan_id = $1 AND domain = 'mental_health'`, [planId]);
    const lead = await test.browse('lead@scf.example');
    const page = await lead.get(planPaths.plan(individualId));
    expect(textOf(page.text, '[data-qa=missing]')).toContain('Record the mental health need');
    expect(page.text).not.toContain('Send for approval');
  });

  it('lists what is not yet known, and a screening without any risk, as gaps', async () => {
    const made = await submittedPlan(test);
    const { individualId, planId } = made;
    await test.sql(`UPDATE plan_needs SET status = 'not_yet_known' WHERE plan_id = $1`, [planId]);
    await screened(individualId, 'high');
    const manager = await test.browse('manager@scf.example');
    const gaps = textOf((await manager.get(planPaths.approval(individualId))).text, '[data-qa=gaps]');
    expect(gaps).toContain('4 risks and needs have no open action');
    expect(gaps).toContain(
      'No active risk that every agency may read is recorded, and the screening of 20 November 2026 gives violence High.',
    );
    await test.sql(`UPDATE plan_needs SET status = 'met' WHERE plan_id = $1`, [planId]);
    const met = textOf((await manager.get(planPaths.approval(individualId))).text, '[data-qa=gaps]');
    expect(met).not.toContain('Every active risk');
    expect(met).toContain('No active risk');
    const low = await submittedPlan(test);
    await screened(low.individualId, 'low');
    expect((await manager.get(planPaths.approval(low.individualId))).text).not.toContain('No active risk');
  });

  it('takes every part once: the form gone back to and sent again says that it is there', async () => {
    const { individualId, planId } = await draft();
    const lead = await test.browse('lead@scf.example');
    const ownerId = test.userId('lead@scf.example');
    const forms: [string, Record<string, string>][] = [
      [planPaths.newRisk(individualId), { factor: 'Threats', direction: 'from_others', level: 'high' }],
      [planPaths.newGoal(individualId), { wordsOfThePerson: 'A job', practitionerWording: 'An apprenticeship' }],
      [planPaths.newEntry(individualId, 'worries'), { section: 'worries', text: 'He is out late' }],
      [
        planPaths.newContingency(individualId),
        { kind: 'missing', ifThis: 'not home', thenThis: 'call', who: 'Lena Marsh' },
      ],
      [planPaths.newLinkedPlan(individualId), { kind: 'child_in_need', heldBy: 'Children’s Services' }],
      [
        planPaths.newAction(individualId),
        {
          description: 'Call the school',
          kind: 'support',
          ownerId,
          'dueOn-day': '10',
          'dueOn-month': '12',
          'dueOn-year': '2026',
        },
      ],
    ];
    for (const [path, fields] of forms) {
      expect({ path, status: (await lead.submit(path, fields)).status }).toEqual({ path, status: 303 });
      const version = await versionOf(test, planId);
      const again = await lead.submit(path, fields);
      expect({ path, status: again.status }).toEqual({ path, status: 409 });
      expect(textOf(again.text, '.govuk-error-summary')).toContain('You added this already');
      expect(await versionOf(test, planId)).toBe(version);
    }
    test.clock.set('2026-11-21T23:00:00Z');
    const [path, fields] = forms[0] ?? ['', {}];
    expect((await lead.submit(path, fields)).status).toBe(303);
  });

  it('says who can approve it, and what to do where nobody can', async () => {
    const { individualId } = await submittedPlan(test);
    await test.sql(
      `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
       SELECT gen_random_uuid(), $1, '2026-11-01', 'emerging', 'medium', 'imported', u.id, u.agency_id, '2026-11-01' FROM users u WHERE u.id = $2`,
      [individualId, test.userId('lead@scf.example')],
    );
    const lead = await test.browse('lead@scf.example');
    const words = async () => textOf((await lead.get(planPaths.plan(individualId))).text, '[data-qa=approvers]');
    const nextStep = async (email: string) =>
      textOf((await (await test.browse(email)).get(`/individuals/${individualId}`)).text, '[data-qa=next-step]');
    expect(await words()).toMatch(/^It can be approved by .+\(.+\)/);
    expect(await nextStep('lead@scf.example')).toContain('a manager approves the plan or returns it');
    await test.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE 'manager' = ANY (roles)`);
    expect(await words()).toMatch(
      /^No manager can approve this plan but who sent it, and nobody approves their own\. Name somebody of another agency/,
    );
    expect(await nextStep('lead@scf.example')).toMatch(
      /No manager but who sent the plan can approve it.+ask an administrator/,
    );
  });
});

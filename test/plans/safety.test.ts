import { load } from 'cheerio';
import { ENTRY_SECTIONS, planPaths } from '../../src/plans';
import { makeCase, type MadeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';
import { acts, textOf, versionOf } from './arrange';

describe('the safety plan, the voice, and plans that live elsewhere', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const send = async (client: ApiClient, made: MadeCase, path: string, body: object = {}) =>
    client.post(`/plans/${made.planId}/${path}`, body).set('If-Match', `"${await versionOf(test, made.planId)}"`);
  const contingency = {
    kind: 'missing',
    ifThis: 'Missing an hour after curfew',
    thenThis: 'Missing protocol, call the aunt',
    who: 'Duty worker, 01632 960001',
  };

  it('keeps what is done if something happens, shows it, and ends it', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const lead = await test.browse('lead@scf.example');
    const blank = await lead.submit(planPaths.newContingency(made.individualId), { kind: 'missing', ifThis: 'Gone' });
    expect(blank.status).toBe(422);
    expect(textOf(blank.text, '.govuk-error-summary')).toContain('Enter what is done then Enter who does it');
    expect(blank.text).toContain('Gone');
    expect((await lead.submit(planPaths.newContingency(made.individualId), contingency)).status).toBe(303);
    const page = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(page.text, '#contingencies')).toContain(
      'If they are missing If Missing an hour after curfew Then Missing protocol, call the aunt Who: Duty worker, 01632 960001',
    );
    const end = load(page.text)('#contingencies form').attr('action') ?? '';
    await lead.submit(end, {}, planPaths.plan(made.individualId));
    const ended = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(ended.text, '#contingencies .govuk-details')).toContain('Ended 21 November 2026');
    expect(await acts(test, made.planId)).toEqual(['plan.contingency_added', 'plan.contingency_ended']);
  });

  it('keeps a police-only contingency with the police, and out of the edition and the version', async () => {
    const made = await makeCase(test, { plan: 'draft', planOwner: 'officer@tvp.example' });
    const officer = await test.api('officer@tvp.example');
    const added = await send(officer, made, 'contingencies', { ...contingency, visibility: 'police_only' });
    expect([added.status, added.body.version]).toEqual([201, 1]);
    expect((await officer.get(`/plans/${made.planId}`)).body.contingencies).toHaveLength(1);
    const lead = await test.api('lead@scf.example');
    expect((await lead.get(`/plans/${made.planId}`)).body.contingencies).toEqual([]);
    expect((await send(lead, made, `contingencies/${String(added.body.id)}/end`)).status).toBe(404);
    expect((await send(lead, made, 'contingencies', { ...contingency, visibility: 'police_only' })).status).toBe(422);
  });

  it('says where other plans live, once, and when they have ended', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const lead = await test.browse('lead@scf.example');
    const path = planPaths.newLinkedPlan(made.individualId);
    const fields = {
      ...(await lead.hiddenFields(path)),
      kind: 'assetplus',
      heldBy: 'Youth justice service',
      reference: 'YJ-77',
      contact: 'Demo duty desk',
      'reviewOn-day': '12',
      'reviewOn-month': '1',
      'reviewOn-year': '2027',
    };
    const both = await Promise.all([lead.post(path, fields), lead.post(path, fields)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const wrong = { ...fields, heldBy: '', 'reviewOn-day': '31', submissionId: 'another-one-of-these' };
    expect((await lead.post(path, { ...wrong, version: '2' })).status).toBe(422);
    const page = await lead.get(planPaths.plan(made.individualId));
    expect(textOf(page.text, '#linked-plans li')).toContain(
      'AssetPlus or other youth justice plan, kept by Youth justice service (YJ-77)',
    );
    const api = await test.api('lead@scf.example');
    const linked = (await api.get(`/plans/${made.planId}`)).body.linkedPlans;
    expect(linked).toMatchObject([{ kind: 'assetplus', reviewOn: '2027-01-12', endedOn: null }]);
    expect((await send(api, made, `linked-plans/${String(linked[0].id)}/end`)).status).toBe(200);
    expect((await send(api, made, `linked-plans/${String(linked[0].id)}/end`)).status).toBe(409);
  });

  it('keeps when the person was asked and by whom: today and the author unless somebody else asked', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const lead = await test.api('lead@scf.example');
    const voice = { section: 'voice', voiceAnswer: 'could_not_ask', text: 'Not at home on three visits' };
    await send(lead, made, 'entries', voice);
    await send(lead, made, 'entries', { ...voice, askedOn: '2026-11-18', askedBy: 'Mo the mentor' });
    expect((await send(lead, made, 'entries', { ...voice, askedOn: '2026-11-22' })).status).toBe(422);
    expect((await send(lead, made, 'entries', { section: 'worries', text: 'x', askedBy: 'Mo' })).status).toBe(422);
    expect((await lead.get(`/plans/${made.planId}`)).body.entries).toMatchObject([
      { askedOn: '2026-11-18', askedBy: 'Mo the mentor' },
      { askedOn: '2026-11-21', askedBy: 'Lena Marsh' },
    ]);
    const page = await (await test.browse('lead@scf.example')).get(planPaths.plan(made.individualId));
    expect(textOf(page.text, '#voice')).toContain(
      'We could not ask Not at home on three visits Asked by Mo the mentor',
    );
  });

  it('keeps a need’s evidence and a goal’s baseline beside the person’s words', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const lead = await test.api('lead@scf.example');
    const need = { domain: 'faith_culture', status: 'unmet', detail: 'Wants to go back to the mosque' };
    await send(lead, made, 'needs', { ...need, evidence: 'He said so on 18 November' });
    await send(lead, made, 'needs', { ...need, status: 'met' });
    await send(lead, made, 'goals', {
      wordsOfThePerson: 'Back with my mates',
      practitionerWording: 'Attendance',
      measure: 'Register',
      baseline: '62%',
      targetOn: '2027-05-31',
    });
    expect((await lead.get(`/plans/${made.planId}`)).body).toMatchObject({
      needs: [{ domain: 'faith_culture', status: 'met', evidence: 'He said so on 18 November' }],
      goals: [{ baseline: '62%', measure: 'Register', targetOn: '2027-05-31' }],
    });
  });

  it('keeps what is typed on every form of a plan, and offers it again', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const { individualId: id } = made;
    const api = await test.api('lead@scf.example');
    const risk = await send(api, made, 'risks', { factor: 'Threats', direction: 'from_others', level: 'high' });
    const forms: [path: string, field: string][] = [
      [planPaths.needs(id), 'mental_health-detail'],
      [planPaths.newRisk(id), 'factor'],
      [planPaths.newGoal(id), 'practitionerWording'],
      [planPaths.newAction(id), 'description'],
      [planPaths.newContingency(id), 'thenThis'],
      [planPaths.newLinkedPlan(id), 'contact'],
      [planPaths.factor(id, String(risk.body.id)), 'explanation'],
      ...ENTRY_SECTIONS.map((section): [string, string] => [planPaths.newEntry(id, section), 'text']),
    ];
    const lead = await test.browse('lead@scf.example');
    for (const [path, field] of forms) {
      const fields = { ...(await lead.hiddenFields(path)), [field]: `Typed into ${field}` };
      expect([path, (await lead.post('/drafts', fields)).status]).toEqual([path, 201]);
      const again = await lead.get(path);
      expect([path, again.text.includes('Typed into')]).toEqual([path, true]);
    }
  });
});

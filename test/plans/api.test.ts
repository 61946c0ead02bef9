import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';
import { addAction, fillPlan } from './arrange';

describe('plans over the API', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const edit = (client: ApiClient, path: string, version: number, body: object = {}) =>
    client.post(path, body).set('If-Match', `"${version}"`);

  it('does all that the pages do, from start to the second edition', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.api('lead@scf.example');
    const manager = await test.api('manager@scf.example');
    const started = await lead.post('/plans', { individualId });
    expect(started.status).toBe(201);
    const plan = `/plans/${String(started.body.id)}`;
    expect(started.headers).toMatchObject({ etag: '"1"', location: `/api/v1${plan}` });
    expect((await lead.post('/plans', { individualId })).status).toBe(409);

    const refused = await edit(lead, `${plan}/submission`, 1);
    expect(refused.status).toBe(422);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body.problems).toHaveLength(7);

    let version = 1;
    const next = async (path: string, body: object = {}, client = lead, expected = 201) => {
      const answer = await edit(client, `${plan}/${path}`, version, body);
      expect([path, answer.status]).toEqual([path, expected]);
      expect(answer.headers['etag']).toBe(`"${String(answer.body.version)}"`);
      version = Number(answer.body.version);
      return String(answer.body.id);
    };
    for (const domain of [
      'mental_health',
      'speech_language_communication',
      'learning_disability',
      'adverse_childhood_experiences',
    ]) {
      await next('needs', { domain, status: 'not_yet_known', detail: 'Ask the school' }, lead, 200);
    }
    const riskId = await next('risks', { factor: 'Threats', direction: 'from_others', level: 'high' });
    const goalId = await next('goals', {
      wordsOfThePerson: 'My card',
      practitionerWording: 'Course',
      targetOn: '2027-05-31',
    });
    await next('actions', {
      description: 'Book the course',
      kind: 'divert',
      ownerId: test.userId('dsl@school.example'),
      dueOn: '2026-12-10',
      goalId,
    });
    await next('entries', { section: 'voice', voiceAnswer: 'could_not_ask', text: 'In hospital' });
    await next('submission');
    await next('return', { comment: 'Add what works' }, manager);
    await next('entries', { section: 'working_well', text: 'His aunt' });
    await next('submission');
    await next('approval', {}, manager);
    await next(`risks/${riskId}/end`, {}, lead, 200);
    const put = await lead
      .send('put', `${plan}/goals/${goalId}/status`)
      .set('If-Match', `"${version}"`)
      .send({ status: 'achieved' });
    version = Number(put.body.version);
    await next('submission');
    await next('approval', {}, manager);

    const read = await lead.get(plan);
    expect(read.headers['etag']).toBe(`"${version}"`);
    expect(read.body).toMatchObject({
      individualId,
      status: 'live',
      currentEdition: 2,
      approvedBy: 'Martin Oyelaran',
      missing: [],
      risks: [{ endedOn: '2026-11-21' }],
      goals: [{ status: 'achieved', targetOn: '2027-05-31' }],
      actions: [{ ownerName: 'Dawn Sefton', dueOn: '2026-12-10' }],
      editions: [{ number: 2 }, { number: 1 }],
    });
    const first = await lead.get(`${plan}/editions/1`);
    expect(first.body).toMatchObject({ number: 1, content: { risks: [{ endedOn: null }], submittedBy: 'Lena Marsh' } });
    expect((await lead.get(`/plans?individualId=${individualId}`)).body).toMatchObject({
      items: [{ id: started.body.id, status: 'live', version }],
      nextCursor: null,
    });
  });

  it('asks for the version, refuses a stale one, and takes the same key once', async () => {
    const { planId } = await makeCase(test, { plan: 'draft' });
    const lead = await test.api('lead@scf.example');
    const risk = { factor: 'Threats', direction: 'from_others', level: 'high' };
    expect((await lead.post(`/plans/${planId}/risks`, risk)).status).toBe(428);
    const send = () => edit(lead, `/plans/${planId}/risks`, 1, risk).set('Idempotency-Key', 'the-same-key');
    const [one, two] = await Promise.all([send(), send()]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).toEqual(two.body);
    expect((await edit(lead, `/plans/${planId}/risks`, 1, risk)).body).toMatchObject({
      status: 409,
      type: '/problems/stale',
    });
  });

  it('names wrong and unknown fields and saves nothing', async () => {
    const { planId } = await makeCase(test, { plan: 'draft' });
    const lead = await test.api('lead@scf.example');
    const tries: [string, object][] = [
      ['needs', { domain: 'mental_health', status: 'perhaps' }],
      ['needs', { domain: 'adverse_childhood_experiences', status: 'met', detail: '6/10' }],
      ['risks', { factor: 'x', direction: 'from_others', level: 'high', planId: 'another' }],
      ['goals', { wordsOfThePerson: 'x', practitionerWording: 'y', targetOn: '2027-02-30' }],
      ['goals', { wordsOfThePerson: 'x', practitionerWording: 'y', targetOn: '2020-02-01' }],
      ['actions', { description: 'x', kind: 'support', ownerId: 'nobody', dueOn: '2026-12-01' }],
      ['entries', { section: 'voice', text: 'x' }],
      ['entries', { section: 'worries', text: 'x\u0000' }],
      ['entries', { section: 'worries', text: 'x'.repeat(10_001) }],
    ];
    for (const [path, body] of tries) {
      const answer = await edit(lead, `/plans/${planId}/${path}`, 1, body);
      expect([path, answer.status]).toEqual([path, 422]);
      expect(answer.body.problems).toHaveLength(1);
    }
    expect((await lead.get(`/plans/${planId}`)).body.version).toBe(1);
  });

  it('looks the same for a plan that is not yours and one that is not there', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval' });
    const restricted = await makeCase(test, { plan: 'live', restrictedTo: ['dsl@school.example'] });
    await fillPlan(test, made);
    const officer = await test.api('officer@tvp.example');
    const managerElsewhere = await test.api('manager@tvp.example');
    const missing = await officer.get('/plans/01990000-0000-7000-8000-000000000000');
    for (const path of [
      `/plans/${made.planId}`,
      `/plans/${made.planId}/editions/1`,
      `/plans/${restricted.planId}`,
      '/plans/x',
    ]) {
      const answer = await officer.get(path);
      expect([path, answer.status, answer.body.title]).toEqual([path, 404, missing.body.title]);
    }
    expect(
      (await edit(officer, `/plans/${made.planId}/risks`, 1, { factor: 'x', direction: 'to_self', level: 'low' }))
        .status,
    ).toBe(404);
    expect((await edit(managerElsewhere, `/plans/${made.planId}/approval`, 1)).status).toBe(404);
    expect((await officer.get(`/plans?individualId=${made.individualId}`)).body.items).toEqual([]);
    const lead = await test.api('lead@scf.example');
    expect((await lead.get(`/plans/${restricted.planId}`)).status).toBe(404);
    expect((await lead.get(`/plans?individualId=${restricted.individualId}`)).body.items).toEqual([]);
    expect((await edit(lead, `/plans/${made.planId}/approval`, 1)).status).toBe(403);
    const member = await test.api('member@mace.example');
    expect((await member.get(`/plans/${made.planId}`)).status).toBe(200);
    expect((await edit(member, `/plans/${made.planId}/risks`, 1, {})).status).toBe(403);
    expect((await (await test.api('analyst@sbc.example')).get('/plans')).status).toBe(403);
  });

  it('keeps a police-only action out of what others read and out of the edition', async () => {
    const made = await makeCase(test, { plan: 'awaiting_approval', planOwner: 'officer@tvp.example' });
    await fillPlan(test, made);
    await addAction(test, made, {
      description: 'Covert watch',
      owner: 'officer@tvp.example',
      visibility: 'police_only',
    });
    const police = await test.api('manager@tvp.example');
    expect((await edit(police, `/plans/${made.planId}/approval`, 1)).status).toBe(201);
    expect((await police.get(`/plans/${made.planId}`)).body.actions).toHaveLength(2);
    expect((await police.get(`/plans/${made.planId}/editions/1`)).text).not.toContain('Covert watch');
    const lead = await test.api('lead@scf.example');
    expect((await lead.get(`/plans/${made.planId}`)).text).not.toContain('Covert watch');
  });

  it('pages the list by cursor', async () => {
    for (let count = 0; count < 27; count += 1) {
      await makeCase(test, { plan: 'draft', leadProfessional: 'nurse@health.example', planOwner: null });
    }
    const nurse = await test.api('nurse@health.example');
    const first = await nurse.get('/plans?status=draft');
    expect(first.body.items).toHaveLength(25);
    const second = await nurse.get(`/plans?status=draft&cursor=${String(first.body.nextCursor)}`);
    expect(second.body.items).toHaveLength(2);
    expect(second.body.nextCursor).toBeNull();
    expect((await nurse.get('/plans?cursor=nonsense')).status).toBe(422);
  });
});

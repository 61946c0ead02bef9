import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('the people of a case', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const openAssignment = async (individualId: string, kind: string): Promise<string> => {
    const [row] = await test.sql<{ id: string }>(
      'SELECT id FROM assignments WHERE individual_id = $1 AND kind = $2 AND ended_at IS NULL',
      [individualId, kind],
    );
    return row?.id ?? '';
  };

  it('move access at once to the new lead professional: page, API and lists', async () => {
    const { individualId, reference } = await makeCase(test);
    const path = `/individuals/${individualId}`;
    const lead = await test.browse('lead@scf.example');
    const leadApi = await test.api('lead@scf.example');
    const officer = await test.browse('officer@tvp.example');
    const found = async (who: typeof lead, search: string): Promise<string> => {
      const { headers } = await who.submit('/individuals/searches', { search, view: 'all' }, '/individuals');
      return (await who.get(String(headers['location']))).text;
    };
    const sees = async (who: typeof lead) => [
      (await who.get(path)).status,
      (await who.get(`${path}/people`)).status,
      (await who.get('/individuals?view=all')).text.includes(reference),
      (await found(who, reference)).includes(individualId),
    ];
    expect(await sees(lead)).toEqual([200, 200, true, true]);
    expect(await sees(officer)).toEqual([404, 404, false, false]);
    const answer = await lead.submit(
      `${path}/people/assignments`,
      { kind: 'lead_professional', userId: test.userId('officer@tvp.example') },
      `${path}/people`,
    );
    expect([answer.status, answer.headers['location']]).toEqual([303, '/individuals']);
    expect(await sees(lead)).toEqual([404, 404, false, false]);
    expect(await sees(officer)).toEqual([200, 200, true, true]);
    expect((await leadApi.get(`/assignments?individualId=${individualId}`)).status).toBe(404);
    expect((await leadApi.get(`/cohort-memberships?individualId=${individualId}`)).status).toBe(404);
    expect((await leadApi.get(`/actions?individualId=${individualId}`)).status).toBe(404);
    expect((await (await test.browse('manager@tvp.example')).get(path)).status).toBe(200);
  });

  it('show who was responsible when, and record and announce each change', async () => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}/people`;
    const manager = await test.browse('manager@scf.example');
    await manager.submit(
      `${path}/assignments`,
      { kind: 'practitioner', userId: test.userId('nurse@health.example') },
      path,
    );
    const id = await openAssignment(individualId, 'practitioner');
    const ended = await manager.submit(`${path}/assignments/${id}/ending`, { reason: 'Clinic closed' });
    expect([ended.status, ended.headers['location']]).toEqual([303, path]);
    const $ = load((await manager.get(path)).text);
    expect($('[data-qa=present]').length).toBe(2);
    expect($('[data-qa=earlier]').text()).toMatch(
      /Practitioner\s+Nadia Holm, Demonstration Health Trust[\s\S]*Clinic closed/,
    );
    expect(await test.sql('SELECT act FROM audit_events WHERE subject_id = $1 ORDER BY at, id', [id])).toEqual([
      { act: 'assignment.started' },
      { act: 'assignment.ended' },
    ]);
    expect(await test.sql('SELECT kind FROM outbox_events WHERE subject_id = $1', [id])).toEqual([
      { kind: 'assignment.changed' },
      { kind: 'assignment.changed' },
    ]);
  });

  it('tell a person first that ending their own part ends their sight of the case', async () => {
    const { individualId } = await makeCase(test, { tier: null });
    const lead = await test.browse('lead@scf.example');
    const manager = await test.browse('manager@scf.example');
    const id = await openAssignment(individualId, 'lead_professional');
    const path = `/individuals/${individualId}/people/assignments/${id}/ending`;
    expect((await lead.get(path)).text).toContain('This is what lets you see the case');
    expect((await manager.get(path)).text).not.toContain('This is what lets you see the case');
    const answer = await lead.submit(path, { reason: 'On leave for a year' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/individuals']);
    expect((await lead.get(`/individuals/${individualId}`)).status).toBe(404);
  });

  it('tell a manager who ends both parts of their agency where the case goes, and count it while anybody of theirs is on it', async () => {
    const { individualId } = await makeCase(test, {
      plan: 'live',
      planOwner: 'lead@scf.example',
      reviewDueOn: '2026-12-20',
    });
    const manager = await test.browse('manager@scf.example');
    const path = `/individuals/${individualId}/people`;
    const end = async (kind: string) => {
      const ending = `${path}/assignments/${await openAssignment(individualId, kind)}/ending`;
      const page = await manager.get(ending);
      return { page, answer: await manager.submit(ending, { reason: 'The team was closed' }) };
    };
    const nobodyOwns = async () => (await manager.get('/reviews?state=no_plan_owner')).text.includes(individualId);
    await manager.submit(
      `${path}/assignments`,
      { kind: 'practitioner', userId: test.userId('manager@scf.example') },
      path,
    );
    await end('lead_professional');
    expect(await nobodyOwns()).toBe(false);
    await end('plan_owner');
    expect(await nobodyOwns()).toBe(true);
    expect((await manager.get('/reviews?state=no_lead_professional')).text).toContain(individualId);
    const { page, answer } = await end('practitioner');
    const [panel] = await test.sql<{ name: string }>(
      'SELECT p.name FROM panels p JOIN cohort_memberships m ON m.panel_id = p.id WHERE m.individual_id = $1',
      [individualId],
    );
    const goesTo = `The case stays open to ${panel?.name}, whose chair is reminded of who is missing.`;
    expect(load(page.text)('.govuk-warning-text').text()).toContain(goesTo);
    expect(answer.headers['location']).toBe('/individuals');
    expect(load((await manager.get('/individuals')).text)('.govuk-notification-banner').text()).toContain(
      `The case is not open to you any more. ${goesTo}`,
    );
  });

  it('give back the reason typed for a part that somebody else ended first', async () => {
    const { individualId } = await makeCase(test);
    const [chair, manager] = [await test.browse('chair@mace.example'), await test.browse('manager@scf.example')];
    const id = await openAssignment(individualId, 'lead_professional');
    const path = `/individuals/${individualId}/people/assignments/${id}/ending`;
    const seen = await manager.hiddenFields(path, path);
    expect((await chair.submit(path, { reason: 'Moved team' })).status).toBe(303);
    const late = await manager.post(path, { ...seen, reason: 'Leaves for another post\nHandover on Friday' });
    expect(late.status).toBe(409);
    const $ = load(late.text);
    expect($('main').text()).toContain('Their part has already ended');
    expect($('[data-qa=kept-text] .app-pre-line').text()).toBe('Leaves for another post\nHandover on Friday');
    expect(load((await manager.get(path)).text)('[data-qa=kept-text]').length).toBe(0);
  });

  it('never leave an open plan to nobody', async () => {
    const { individualId } = await makeCase(test, { tier: null, planOwner: null, plan: 'draft' });
    const lead = await test.browse('lead@scf.example');
    const id = await openAssignment(individualId, 'lead_professional');
    const path = `/individuals/${individualId}/people/assignments/${id}/ending`;
    const refused = await lead.submit(path, { reason: 'Leaving' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('nobody else would see the case');
    expect(refused.text).toContain('Leaving');
    expect(await openAssignment(individualId, 'lead_professional')).toBe(id);
  });

  it('are not replaced by somebody who has not seen them; the choice is kept', async () => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}/people`;
    const manager = await test.browse('manager@scf.example');
    const chair = await test.browse('chair@mace.example');
    const seen = await manager.hiddenFields(path, `${path}/assignments`);
    const officer = test.userId('officer@tvp.example');
    await chair.submit(`${path}/assignments`, { kind: 'lead_professional', userId: officer }, path);
    const nurse = test.userId('nurse@health.example');
    const stale = await manager.post(`${path}/assignments`, { ...seen, kind: 'lead_professional', userId: nurse });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Somebody else named a person');
    expect(load(stale.text)('select option[selected]').attr('value')).toBe(nurse);
    const again = await manager.submit(`${path}/assignments`, { kind: 'lead_professional', userId: nurse }, path);
    expect(again.status).toBe(303);
  });

  it('are named by those with a part in the case only, from those who can work one, and once', async () => {
    const { individualId } = await makeCase(test);
    const named = { individualId, kind: 'practitioner', userId: test.userId('dsl@school.example') };
    for (const [email, status] of [
      ['officer@tvp.example', 404],
      ['manager@tvp.example', 404],
      ['analyst@sbc.example', 403],
      ['member@mace.example', 201],
    ] as const) {
      expect([email, (await (await test.api(email)).post('/assignments', named)).status]).toEqual([email, status]);
    }
    const lead = await test.api('lead@scf.example');
    const twice = await lead.post('/assignments', named);
    expect(twice.status).toBe(201);
    const open = `SELECT count(*)::int AS n FROM assignments WHERE individual_id = $1 AND kind = 'practitioner'`;
    expect(await test.sql(open, [individualId])).toEqual([{ n: 1 }]);
    const analyst = { ...named, userId: test.userId('analyst@sbc.example') };
    expect((await lead.post('/assignments', analyst)).body.problems[0].field).toBe('userId');
    const ending = `/assignments/${twice.body.id}/ending`;
    expect((await lead.post(ending, { reason: 'x' })).status).toBe(428);
    expect((await lead.post(ending, { reason: 'x' }).set('If-Match', '"5"')).status).toBe(409);
    expect((await lead.post(ending, { reason: 'x' }).set('If-Match', '"1"')).body.staysVisible).toBe(true);
    expect((await lead.post(ending, { reason: 'x' }).set('If-Match', '"2"')).status).toBe(409);
  });

  it('can be named by two at the same moment, and one lead professional remains', async () => {
    const { individualId } = await makeCase(test, { leadProfessional: null });
    const [manager, chair] = [await test.api('manager@scf.example'), await test.api('chair@mace.example')];
    const body = (email: string) => ({ individualId, kind: 'lead_professional', userId: test.userId(email) });
    const answers = await Promise.all([
      manager.post('/assignments', body('lead@scf.example')),
      chair.post('/assignments', body('nurse@health.example')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await openAssignment(individualId, 'lead_professional')).not.toBe('');
    const rows = await test.sql(`SELECT 1 FROM assignments WHERE individual_id = $1 AND kind = 'lead_professional'`, [
      individualId,
    ]);
    expect(rows.length).toBe(2);
  });

  it('write nothing when the last step fails', async () => {
    const { individualId } = await makeCase(test);
    await test.sql('ALTER TABLE outbox_events ADD CONSTRAINT fail_now CHECK (false) NOT VALID');
    const lead = await test.api('lead@scf.example');
    const body = { individualId, kind: 'practitioner', userId: test.userId('dsl@school.example') };
    const failed = await lead.post('/assignments', body);
    await test.sql('ALTER TABLE outbox_events DROP CONSTRAINT fail_now');
    expect(failed.status).toBe(500);
    expect(await openAssignment(individualId, 'practitioner')).toBe('');
    expect((await (await test.browse('dsl@school.example')).get(`/individuals/${individualId}`)).status).toBe(404);
  });

  it('on a restricted record are named people alone: nobody else is given a part they could not see', async () => {
    const { individualId } = await makeCase(test, { restrictedTo: ['lead@scf.example', 'nurse@health.example'] });
    const lead = await test.api('lead@scf.example');
    const name = (email: string) =>
      lead.post('/assignments', { individualId, kind: 'practitioner', userId: test.userId(email) });
    const refused = await name('officer@tvp.example');
    expect([refused.status, refused.body.problems]).toEqual([
      422,
      [{ field: 'userId', message: 'Select one of the people named on this restricted record' }],
    ]);
    expect(await openAssignment(individualId, 'practitioner')).toBe('');
    expect((await name('nurse@health.example')).status).toBe(201);
  });
});

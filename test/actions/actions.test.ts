import { load } from 'cheerio';
import { AddAction, type NewAction } from '../../src/actions';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('actions', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const addAction = async (made: MadeCase, by: string, owner: string, more: Partial<NewAction> = {}) =>
    test.get(AddAction).run(await test.actor(by), {
      individualId: made.individualId,
      madeIn: 'plan',
      madeInId: made.planId,
      description: 'Offer a mentor',
      kind: 'support',
      ownerId: test.userId(owner),
      dueOn: '2026-11-30',
      ...more,
    });

  it('stand on the case with what is overdue first, and say so', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    await addAction(made, 'lead@scf.example', 'lead@scf.example', { description: 'Later', dueOn: '2026-12-24' });
    await addAction(made, 'lead@scf.example', 'nurse@health.example', {
      description: 'Sooner',
      dueOn: '2026-11-10',
      madeOn: '2026-11-01',
    });
    const page = await (await test.browse('lead@scf.example')).get(`/individuals/${made.individualId}/actions`);
    const rows = load(page.text)('[data-qa=action]');
    expect(rows.first().text()).toMatch(
      /Sooner[\s\S]*Overdue by 11 days[\s\S]*Nadia Holm\s*Demonstration Health Trust/,
    );
    expect(rows.last().text()).toContain('Later');
    expect(page.text).toContain('Open actions (2, 1 overdue)');
  });

  it('show an owner in another agency their own action with the least context, and nothing of the case', async () => {
    const made = await makeCase(test, { givenName: 'Kian', familyName: 'Sample', plan: 'draft' });
    const { id } = await addAction(made, 'lead@scf.example', 'dsl@school.example');
    const dsl = await test.browse('dsl@school.example');
    const mine = (await dsl.get('/actions')).text;
    expect(mine).toContain(`Kian S (${made.reference})`);
    expect(mine).not.toContain('Sample');
    const page = await dsl.get(`/actions/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Sample');
    expect(page.text).not.toContain(made.individualId);
    expect((await dsl.get(`/individuals/${made.individualId}/actions`)).status).toBe(404);
    const one = (await (await test.api('dsl@school.example')).get(`/actions/${id}`)).body;
    expect(one).toMatchObject({ individualId: null, madeInId: null, knownAs: 'Kian S', version: 1 });
    const reads = await test.sql('SELECT act, individual_id FROM audit_events WHERE subject_id = $1 ORDER BY at, id', [
      id,
    ]);
    expect(reads).toEqual(
      ['action.added', 'action.read', 'action.read'].map((act) => ({ act, individual_id: made.individualId })),
    );
  });

  it('about a restricted person are not there for an owner who is not named, and come back when it is lifted', async () => {
    const made = await makeCase(test, { givenName: 'Hidden', plan: 'draft' });
    const { id } = await addAction(made, 'lead@scf.example', 'dsl@school.example');
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.userId('lead@scf.example')]],
    );
    const dsl = await test.browse('dsl@school.example');
    expect((await dsl.get(`/actions/${id}`)).status).toBe(404);
    expect((await dsl.get('/actions')).text).not.toContain(id);
    await test.sql(
      `UPDATE individuals SET is_restricted = false, restricted_to = '{}', version = version + 1 WHERE id = $1`,
      [made.individualId],
    );
    expect((await dsl.get(`/actions/${id}`)).status).toBe(200);
  });

  it('are closed by their owner with what happened, once, and audited', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const { id } = await addAction(made, 'lead@scf.example', 'dsl@school.example');
    const dsl = await test.browse('dsl@school.example');
    const missing = await dsl.submit(`/actions/${id}/closure`, { status: 'done', outcome: ' ' }, `/actions/${id}`);
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('Enter what happened');
    const closed = await dsl.submit(
      `/actions/${id}/closure`,
      { status: 'could_not_be_done', outcome: 'He moved school.' },
      `/actions/${id}`,
    );
    expect(closed.status).toBe(303);
    const page = (await dsl.get(`/actions/${id}`)).text;
    expect(page).toContain('Could not be done, because circumstances changed');
    expect(page).not.toContain('Close action');
    expect((await dsl.get('/actions')).text).not.toContain(id);
    expect((await dsl.get('/actions?view=closed')).text).toContain(id);
    expect(await test.sql(`SELECT kind FROM outbox_events WHERE subject_id = $1 ORDER BY at, id`, [id])).toEqual([
      { kind: 'action.assigned' },
      { kind: 'action.closed' },
    ]);
    expect(
      await test.sql(`SELECT fields FROM audit_events WHERE subject_id = $1 AND act = 'action.closed'`, [id]),
    ).toEqual([{ fields: ['status', 'outcome'] }]);
  });

  it('keep what was typed beside what somebody else saved meanwhile', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const { id } = await addAction(made, 'lead@scf.example', 'dsl@school.example');
    const lead = await test.browse('lead@scf.example');
    const dsl = await test.browse('dsl@school.example');
    const seen = await lead.hiddenFields(`/actions/${id}`, `/actions/${id}/closure`);
    await dsl.submit(`/actions/${id}/closure`, { status: 'done', outcome: 'Met him.' }, `/actions/${id}`);
    const stale = await lead.post(`/actions/${id}/closure`, { ...seen, status: 'not_done', outcome: 'My words' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Met him.');
    expect(stale.text).toContain('My words');
  });

  it('are closed by whoever works the case and by managers of the owner’s agency on it, not by the panel', async () => {
    const made = await makeCase(test, { plan: 'draft' });
    const closure = { status: 'done', outcome: 'Done' };
    const answers: [string, number][] = [
      ['member@mace.example', 403],
      ['manager@tvp.example', 404],
      ['dsl@school.example', 404],
      ['lead@scf.example', 201],
      ['manager@scf.example', 201],
    ];
    for (const [email, status] of answers) {
      const { id } = await addAction(made, 'lead@scf.example', 'lead@scf.example');
      const api = await test.api(email);
      const answer = await api.post(`/actions/${id}/closure`, closure).set('If-Match', '"1"');
      expect([email, answer.status]).toEqual([email, status]);
    }
  });

  it('of one agency alone are seen, made and owned in that agency', async () => {
    const made = await makeCase(test, { plan: 'draft', planOwner: 'officer@tvp.example' });
    const policeOnly: Partial<NewAction> = {
      visibility: 'police_only',
      description: 'Visit the address',
      kind: 'disrupt',
    };
    const { id } = await addAction(made, 'officer@tvp.example', 'officer@tvp.example', policeOnly);
    const path = `/individuals/${made.individualId}/actions`;
    expect((await (await test.browse('manager@tvp.example')).get(path)).text).toContain('Visit the address');
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(path)).text).not.toContain('Visit the address');
    expect((await lead.get(`/actions/${id}`)).status).toBe(404);
    const list = await (await test.api('lead@scf.example')).get(`/actions?individualId=${made.individualId}`);
    expect(list.body.items).toEqual([]);
    await expect(addAction(made, 'lead@scf.example', 'lead@scf.example', policeOnly)).rejects.toThrow('problem');
    await expect(addAction(made, 'officer@tvp.example', 'lead@scf.example', policeOnly)).rejects.toThrow('problem');
  });

  it('stay with the owner alone when their part in the case has ended', async () => {
    const made = await makeCase(test, { plan: 'draft', tier: null });
    const { id } = await addAction(made, 'manager@scf.example', 'lead@scf.example');
    const other = await addAction(made, 'manager@scf.example', 'manager@scf.example');
    await test.sql(
      `UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1 AND kind = 'lead_professional'`,
      [made.individualId],
    );
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(`/actions/${id}`)).status).toBe(200);
    expect((await lead.get(`/actions/${other.id}`)).status).toBe(404);
  });
});

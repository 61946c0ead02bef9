import { load } from 'cheerio';
import { ApprovePlan, planPaths } from '../../src/plans';
import { TestApp } from '../support/test-app';
import { submittedPlan, textOf, versionOf } from './arrange';

describe('the next step of a live plan that says more than its edition', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(() => test.clock.set('2026-11-21T10:00:00Z'));
  afterAll(() => test.stop());

  const LEAD = 'lead@scf.example';
  const live = async () => {
    const more = { screenedOn: '2026-11-01', cohortSince: '2026-11-02', reviewDueOn: '2027-01-20' };
    const made = await submittedPlan(test, { planOwner: 'officer@tvp.example', ...more });
    const manager = await test.actor('manager@scf.example');
    await test.get(ApprovePlan).run(manager, { planId: made.planId, version: await versionOf(test, made.planId) });
    test.clock.set('2026-11-21T12:00:00Z');
    return made;
  };
  const send = async (planId: string, path: string, body: object, email = LEAD) => {
    const api = await test.api(email);
    const method = path.startsWith('factors') ? 'put' : 'post';
    const { status } = await api
      .send(method, `/plans/${planId}/${path}`)
      .send(body)
      .set('If-Match', `"${await versionOf(test, planId)}"`);
    expect([path, status < 300]).toEqual([path, true]);
  };
  const next = async (id: string, email = LEAD) => {
    const { text } = await (await test.browse(email)).get(`/individuals/${id}`);
    return {
      words: textOf(text, '[data-qa=next-step]'),
      href: load(text)('[data-qa=next-step] a').first().attr('href'),
    };
  };
  /** What the plan itself says of its gaps, and the ids of what stands open. */
  const factors = async (planId: string) => {
    const { body } = await (await test.api(LEAD)).get(`/plans/${planId}`);
    return body.factors as { id: string; state: string; actionIds: string[] }[];
  };
  const open = async (planId: string) =>
    (await factors(planId)).filter(({ state }) => state === 'gap' || state === 'done').map(({ id }) => id);

  it('is the gaps first, by the review, and the sending once each is answered or explained', async () => {
    const { planId, individualId: id } = await live();
    expect((await next(id)).words).toContain('Record the next review');
    await send(planId, 'risks', { factor: 'Threats at the station', direction: 'from_others', level: 'high' });
    expect((await next(id)).words).toMatch(/Close the gaps of the plan: .+20 January 2027/);
    expect((await next(id)).href).toBe(`${planPaths.plan(id)}#factors`);
    expect((await next(id, 'manager@scf.example')).words).not.toContain('Close the gaps');
    for (const factor of await open(planId)) {
      expect((await next(id)).words).toContain('Close the gaps');
      await send(planId, `factors/${factor}`, { actionIds: [], explanation: 'Agreed with the family to wait' });
    }
    expect(await open(planId)).toEqual([]);
    expect((await next(id)).words).toContain('Send the changes of the plan for approval');
    const [need] = await test.sql<{ domain: string; status: string; detail: string }>(
      'SELECT domain, status, detail FROM plan_needs WHERE plan_id = $1 LIMIT 1',
      [planId],
    );
    test.clock.set('2026-11-21T14:00:00Z');
    await send(planId, 'needs', { ...need, detail: 'Waiting list of 18 weeks' });
    expect(await open(planId)).toHaveLength(1);
    expect((await next(id)).words).toContain('Close the gaps');
  });

  it('counts what is done as a gap until somebody says what follows, as the plan does', async () => {
    const { planId, individualId: id } = await live();
    const [{ id: action } = { id: '' }] = await test.sql<{ id: string }>(
      'SELECT id FROM actions WHERE individual_id = $1',
      [id],
    );
    for (const factor of await open(planId)) await send(planId, `factors/${factor}`, { actionIds: [action] });
    await send(planId, 'linked-plans', { kind: 'early_help', heldBy: 'Family hub' });
    expect((await next(id)).words).toContain('Send the changes');
    const done = await (
      await test.api(LEAD)
    )
      .post(`/actions/${action}/closure`, { status: 'done', outcome: 'Met twice' })
      .set('If-Match', '"1"');
    expect([done.status, (await open(planId)).length]).toEqual([201, 4]);
    expect((await next(id)).words).toContain('Close the gaps');
  });

  it('says nothing of what the police keep to themselves', async () => {
    const { planId, individualId: id } = await live();
    const covert = { direction: 'from_others', level: 'high', visibility: 'police_only' };
    await send(planId, 'risks', { ...covert, factor: 'Covert' }, 'officer@tvp.example');
    for (const email of [LEAD, 'officer@tvp.example']) {
      expect((await next(id, email)).words).toContain('Record the next review');
    }
  });
});

import { load } from 'cheerio';
import { DataSource } from 'typeorm';
import { type ApiClient, TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';
const MANAGER = 'manager@scf.example';
const POLICE = 'manager@tvp.example';
const MEMBER = 'member@mace.example';
const day = (name: string, value: string) => {
  const [year = '', month = '', date = ''] = value.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

describe('the registers', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const agency = (key: string): string => test.partnership.agencies[key] ?? '';
  const activity = (fields: object = {}) => ({
    priority: 'Governance',
    aim: 'Account for delivery',
    activity: 'Report every quarter',
    successMeasure: 'Four reports on time',
    agencyId: agency('scf'),
    ownerIds: [test.userId(MANAGER), test.userId(MEMBER)],
    startsOn: '2026-04-01',
    targetOn: '2027-03-31',
    ...fields,
  });
  const actsOf = async (id: string) =>
    (await test.sql<{ act: string }>('SELECT act FROM audit_events WHERE subject_id = $1 ORDER BY position, id', [id]))
      .map(({ act }) => act)
      .sort();

  describe('strategy plan', () => {
    let planned: string;
    let manager: ApiClient;

    beforeAll(async () => {
      const chair = await test.browse(CHAIR);
      const started = await chair.submit(
        '/strategy-plan',
        {
          title: 'Safer 2024 to 2027',
          ...day('startsOn', '2024-04-01'),
          ...day('endsOn', '2027-03-31'),
          ...day('reviewDueOn', '2026-11-01'),
        },
        '/strategy-plan/new',
      );
      expect(started.status).toBe(303);
      manager = await test.api(MANAGER);
      const made = await manager.post('/strategy-activities', activity());
      expect(made.status).toBe(201);
      planned = String(made.body.id);
    });

    it('shows the eight columns, several owners, and a suggestion beside the status that was chosen', async () => {
      const analyst = await test.browse('analyst@sbc.example');
      const table = load((await analyst.get('/strategy-plan')).text)('#activities');
      expect(
        table
          .find('thead th')
          .map((_, cell) => load(cell).text().trim())
          .get(),
      ).toEqual(['Area', 'Aim', 'Action', 'Responsible', 'Target date', 'Progress', '% complete', 'Status']);
      const row = table.find('tbody tr').text();
      expect(row).toMatch(/Martin Oyelaran, Mo Lindqvist/);
      expect(row).toContain('Grey: Not started');
      expect(row).toContain('The dates suggest amber');
      expect(load((await analyst.get('/strategy-plan')).text)('a[href="/strategy-plan/review"]').length).toBe(0);
    });

    it('takes progress from whoever is responsible, keeps each report, and refuses a stale one with what was typed', async () => {
      const member = await test.browse(MEMBER);
      const path = `/strategy-plan/activities/${planned}/progress`;
      const fields = { progress: 'Two reports made', percentComplete: '50', rag: 'green', ragReason: 'On time so far' };
      const stale = await member.hiddenFields(path, path);
      const evidence = { evidence: 'The second report', ...day('evidenceOn', '2026-11-03'), keptAt: 'Board papers' };
      // Blue is complete and evidenced; a status has a reason of its own each time.
      const blue = await member.submit(path, { ...fields, percentComplete: '70', rag: 'blue' });
      expect(blue.status).toBe(422);
      const faults = load(blue.text)('.govuk-error-summary').text();
      expect(faults).toContain('Blue is for what is 100% complete');
      expect(faults).toContain('add the evidence');
      const saved = await member.submit(path, { ...fields, ...evidence });
      expect(
        load((await member.get(path)).text)('#ragReason')
          .text()
          .trim(),
      ).toBe('');
      expect(saved.status).toBe(303);
      const late = await member.post(path, { ...stale, ...fields, progress: 'Another word' });
      expect(late.status).toBe(409);
      expect(load(late.text)('#progress').text().trim()).toBe('Another word');
      const page = load((await member.get(`/strategy-plan/activities/${planned}`)).text);
      expect(page('[data-qa=entry]').length).toBe(2);
      expect(page('main').text()).toContain('Kept at: Board papers');
      expect(await actsOf(planned)).toEqual(['strategy_activity.added', 'strategy_activity.progress_recorded']);
    });

    it('is changed by its lead agency’s managers and the chair alone', async () => {
      const police = await test.api(POLICE);
      const asked = police.send('put', `/strategy-activities/${planned}`).set('If-Match', '"2"').send(activity());
      expect((await asked).status).toBe(403);
      const nurse = await (await test.api('nurse@health.example')).get('/strategy-activities');
      expect(nurse.status).toBe(403);
      const given = await manager.post('/strategy-activities', activity({ agencyId: agency('tvp') }));
      expect(given.status).toBe(403);
      const practitioner = activity({ ownerIds: [test.userId('lead@scf.example')] });
      expect((await manager.post('/strategy-activities', practitioner)).body.problems[0].field).toBe('ownerIds');
    });

    it('is frozen when its review is signed off, once, and stays as it stood', async () => {
      const chair = await test.browse(CHAIR);
      const hidden = await chair.hiddenFields('/strategy-plan/review', '/strategy-plan/review');
      const review = { summary: 'Half done', changes: 'More evidence', ...day('nextDueOn', '2027-11-01') };
      const signed = await chair.post('/strategy-plan/review', { ...hidden, ...review });
      expect(signed.status).toBe(303);
      const again = await chair.post('/strategy-plan/review', { ...hidden, ...review, submissionId: 'another-one' });
      expect(again.status).toBe(409);
      const change = manager.send('put', `/strategy-activities/${planned}`).set('If-Match', '"2"');
      expect((await change.send(activity({ aim: 'A newer aim' }))).status).toBe(200);
      const edition = (await (await test.browse(POLICE)).get(String(signed.headers['location']))).text;
      expect(edition).toContain('Account for delivery');
      expect(edition).not.toContain('A newer aim');
      expect(edition).toContain('late: it was due on 1 November 2026');
      await expect(test.get(DataSource).query(`UPDATE strategy_editions SET summary = 'Better'`)).rejects.toThrow(
        'permission denied',
      );
    });
  });

  it('keeps the history of a risk, draws it, and places it in the matrix', async () => {
    const police = await test.api(POLICE);
    const made = await police.post('/strategic-risks', {
      ...{ cause: 'Two agencies have not signed', event: 'Information arrives late', effect: 'A threat is missed' },
      ...{ controls: 'Agreement under way', agencyId: agency('tvp'), ownerId: test.userId(POLICE) },
      ...{ inherentLikelihood: 5, inherentImpact: 5, currentLikelihood: 4, currentImpact: 5 },
      ...{ targetLikelihood: 2, targetImpact: 4, reviewDueOn: '2026-12-01' },
    });
    expect(made.status).toBe(201);
    const id = String(made.body.id);
    test.clock.set(new Date('2026-12-05T10:00:00Z'));
    const owner = await test.browse(POLICE);
    const review = { likelihood: '3', impact: '4', reason: 'One has signed', ...day('reviewDueOn', '2027-03-01') };
    const scored = await owner.submit(`/risk-register/${id}/scores`, review, `/risk-register/${id}`);
    expect(scored.status).toBe(303);
    const page = load((await owner.get(`/risk-register/${id}`)).text);
    expect(page('.app-risk-history circle').length).toBe(2);
    expect(page('.app-risk-history title').text()).toContain('against a target of 8');
    expect(page('[data-qa=scores] tbody tr').length).toBe(2);
    const register = load((await (await test.browse('governance@sbc.example')).get('/risk-register')).text);
    const cell = register('[data-qa=matrix] tbody tr').eq(2).find('td').eq(3);
    expect(cell.text().replace(/\s+/g, ' ').trim()).toBe('12 High R1');
    const scf = await test.api(MANAGER);
    const foreign = await scf.post(`/strategic-risks/${id}/closure`, { closedReason: 'x' }).set('If-Match', '"2"');
    expect(foreign.status).toBe(403);
    const later = await test.api(POLICE);
    const closed = await later
      .post(`/strategic-risks/${id}/closure`, { closedReason: 'All signed' })
      .set('If-Match', '"2"');
    expect(closed.status).toBe(201);
    const after = later.post(`/strategic-risks/${id}/scores`, {
      likelihood: 1,
      impact: 1,
      reason: 'x',
      reviewDueOn: '2027-05-01',
    });
    expect((await after.set('If-Match', '"3"')).status).toBe(409);
    expect(await actsOf(id)).toEqual(['strategic_risk.added', 'strategic_risk.closed', 'strategic_risk.scored']);
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
  });

  it('closes a recommendation only with what changed, and keeps its evidence', async () => {
    const manager = await test.browse(MANAGER);
    const fields = {
      ...{ reviewKind: 'offensive_weapons_homicide', reviewTitle: 'Local review of 2025', agencyId: agency('scf') },
      ...{ recommendation: 'Ask schools before every strategy meeting', ownerId: test.userId(MEMBER) },
    };
    const added = await manager.submit('/learning', { ...fields, ...day('dueOn', '2026-12-31') }, '/learning/new');
    expect(added.status).toBe(303);
    const path = String(added.headers['location']);
    const entry = { kind: 'evidence', text: 'Audit of ten meetings', ...day('happenedOn', '2026-11-20') };
    const owner = await test.browse(MEMBER);
    // Nothing is closed on a word alone.
    const early = await manager.submit(`${path}/closure`, { whatChanged: 'Schools are in every meeting' }, path);
    expect([early.status, early.text]).toEqual([422, expect.stringContaining('Add evidence of what changed first')]);
    expect((await owner.submit(`${path}/entries`, entry, path)).status).toBe(303);
    const tomorrow = await owner.submit(`${path}/entries`, { ...entry, ...day('happenedOn', '2026-11-22') }, path);
    expect(tomorrow.status).toBe(422);
    expect(load((await owner.get(path)).text)(`form[action="${path}/closure"]`).length).toBe(0);
    expect((await manager.submit(`${path}/closure`, { whatChanged: ' ' }, path)).status).toBe(422);
    const closed = await manager.submit(`${path}/closure`, { whatChanged: 'Schools are in every meeting' }, path);
    expect(closed.status).toBe(303);
    const list = load((await owner.get('/learning')).text)('[data-qa=closed]').text();
    expect(list).toContain('1 piece of evidence');
    expect(list).toContain('Schools are in every meeting');
  });

  it('leaves no trace when the last step fails', async () => {
    const api = await test.api(CHAIR);
    await test.sql('ALTER TABLE audit_events RENAME TO audit_events_away');
    const failed = await api.post('/strategy-activities', activity({ activity: 'Half saved' }));
    await test.sql('ALTER TABLE audit_events_away RENAME TO audit_events');
    expect(failed.status).toBe(503);
    expect(await test.sql(`SELECT 1 FROM strategy_activities WHERE activity = 'Half saved'`)).toEqual([]);
  });
});

import { load } from 'cheerio';
import { ApprovePlan, planPaths } from '../../src/plans';
import { TestApp } from '../support/test-app';
import { readyPlan, submittedPlan, textOf, versionOf } from './arrange';

describe('what the version for the person and family has', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const LEAD = 'lead@scf.example';
  const OFFICER = 'officer@tvp.example';
  const draft = () => readyPlan(test, { planOwner: OFFICER });
  const send = async (email: string, planId: string, path: string, body: object) =>
    (await test.api(email))
      .post(`/plans/${planId}/${path}`, body)
      .set('If-Match', `"${await versionOf(test, planId)}"`);
  const action = (description: string, more: object = {}) => ({
    description,
    kind: 'support',
    ownerId: test.userId(LEAD),
    dueOn: '2026-12-10',
    ...more,
  });
  const contingency = (ifThis: string, more: object = {}) => ({
    ifThis,
    kind: 'missing',
    thenThis: 'Call the duty worker',
    who: 'Duty worker',
    ...more,
  });
  const page = async (id: string) => (await test.browse(LEAD)).get(planPaths.versionToShow(id));
  const sheetOf = async (id: string) => textOf((await page(id)).text, '.app-sheet');

  it('leaves it to the kind of a part where nobody chose, and follows the choice of its author where they did', async () => {
    const { planId, individualId: id } = await draft();
    const parts: [string, object, boolean][] = [
      ['actions', action('Mentor on Mondays'), true],
      ['actions', action('Talk to a neighbour', { shownToFamily: false }), false],
      ['actions', action('Warrant at six', { kind: 'enforce' }), false],
      ['actions', action('Curfew explained at home', { kind: 'enforce', shownToFamily: true }), true],
      ['contingencies', contingency('gone at night'), true],
      ['contingencies', contingency('the aunt calls', { shownToFamily: false }), false],
      ['contingencies', contingency('a friend is attacked', { kind: 'retaliation' }), false],
      ['contingencies', contingency('somebody is arrested', { kind: 'enforcement' }), false],
      ['contingencies', contingency('they want to hit back', { kind: 'retaliation', shownToFamily: true }), true],
    ];
    for (const [path, part] of parts) expect((await send(LEAD, planId, path, part)).status).toBe(201);
    const sheet = await sheetOf(id);
    for (const [, part, isShown] of parts) {
      const words = 'ifThis' in part ? String(part.ifThis) : 'description' in part ? String(part.description) : '';
      expect([words, sheet.includes(words)]).toEqual([words, isShown]);
    }
    expect(textOf((await page(id)).text, '[data-qa=left-out]')).toBe(
      'Left out of this version, and on the plan: 3 parts about disruption, enforcement or retaliation; 2 parts that their authors keep out.',
    );
    const plan = textOf((await (await test.browse(LEAD)).get(planPaths.plan(id))).text, '#actions');
    expect(plan).toMatch(/Curfew explained at home.+?Enforce\. Open In the version for the person and family\./);
    expect(plan).toMatch(/Talk to a neighbour.+?Support\. Open Not in the version for the person and family\./);
    const lead = await test.browse(LEAD);
    const late = { ...contingency('the last bus has gone'), shownToFamily: 'no' };
    expect((await lead.submit(planPaths.newContingency(id), late)).status).toBe(303);
    expect(await sheetOf(id)).not.toContain('the last bus has gone');
  });

  it('shows a need by choice alone: the detail, and never what shows it', async () => {
    const { planId, individualId: id } = await draft();
    const need = { domain: 'mental_health', status: 'unmet', detail: 'Somebody to talk to', evidence: 'A disclosure' };
    await send(LEAD, planId, 'needs', need);
    expect(await sheetOf(id)).not.toMatch(/Somebody to talk to|Mental health/);
    expect((await send(LEAD, planId, 'needs', { ...need, shownToFamily: true })).status).toBe(200);
    expect(await sheetOf(id)).toContain('What you may need Mental health');
    expect(await sheetOf(id)).not.toMatch(/disclosure|Unmet/);
    // Left out over the API it stays as it was; the page always answers it.
    await send(LEAD, planId, 'needs', { ...need, detail: 'A counsellor' });
    expect(await sheetOf(id)).toContain('A counsellor');
    const lead = await test.browse(LEAD);
    const form = await lead.get(planPaths.needs(id));
    expect(load(form.text)('#mental_health-shownToFamily').is('[checked]')).toBe(true);
    expect(load(form.text)('#learning_disability-shownToFamily').is('[checked]')).toBe(false);
    await lead.submit(planPaths.needs(id), { 'mental_health-status': 'unmet', 'mental_health-detail': 'A counsellor' });
    expect(await sheetOf(id)).not.toContain('A counsellor');
  });

  it('tells two editions apart by it, and shows nothing newly chosen before somebody has approved it', async () => {
    const { planId, individualId: id } = await submittedPlan(test, { planOwner: OFFICER });
    const manager = await test.actor('manager@scf.example');
    await test.get(ApprovePlan).run(manager, { planId, version: await versionOf(test, planId) });
    test.clock.set('2026-11-21T12:00:00Z');
    const need = { domain: 'mental_health', status: 'unmet', detail: 'Referred', shownToFamily: true };
    await send(LEAD, planId, 'needs', need);
    await send(LEAD, planId, 'actions', action('A bus pass', { shownToFamily: true }));
    expect(await sheetOf(id)).not.toMatch(/Mental health|A bus pass/);
    const lead = await test.browse(LEAD);
    expect(textOf((await lead.get(planPaths.plan(id))).text, '[data-qa=changes]')).toContain(
      'Mental health: now shown to the person and family',
    );
    expect((await lead.submit(planPaths.submission(id), {}, planPaths.plan(id))).status).toBe(303);
    await test.get(ApprovePlan).run(manager, { planId, version: await versionOf(test, planId) });
    expect(await sheetOf(id)).toMatch(/Mental health.+A bus pass/);
    const compared = await (await test.api(LEAD)).get(`/plans/${planId}/editions/2/comparison/1`);
    expect(compared.body.items).toContainEqual({
      part: 'Need: Mental health',
      before: 'Unmet\nReferred\nIn the version for the person and family',
      after: 'Unmet\nReferred',
      change: 'changed',
    });
  });

  describe('what only the police may read', () => {
    const PARTS = [
      ['actions', () => action('Covert watch', { ownerId: test.userId(OFFICER) })],
      ['contingencies', () => contingency('Covert watch')],
    ] as const;

    it.each(PARTS)('cannot be put in by any choice: %s', async (path, part) => {
      const { planId, individualId: id } = await draft();
      const covert = { ...part(), visibility: 'police_only' };
      const refused = await send(OFFICER, planId, path, { ...covert, shownToFamily: true });
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.body)).toContain('What only some agencies may read cannot be shown');
      for (const choice of [undefined, null, false]) {
        const words = `Covert watch ${String(choice)}`;
        const said = path === 'actions' ? { description: words } : { ifThis: words };
        expect((await send(OFFICER, planId, path, { ...covert, ...said, shownToFamily: choice })).status).toBe(201);
      }
      const officer = await test.browse(OFFICER);
      for (const shown of [planPaths.versionToShow(id), `${planPaths.versionToShow(id)}?for=family`]) {
        expect((await officer.get(shown)).text).not.toContain('Covert');
        // Nor in the count of what is left out: the lead professional reads that.
        expect(textOf((await page(id)).text, '[data-qa=left-out]')).toContain('This plan has nothing of it');
      }
      expect((await officer.get(planPaths.print(id))).text).not.toContain('Covert');
      expect((await (await test.browse(LEAD)).get(planPaths.plan(id))).text).not.toContain('Covert');
      const [table, version] = path === 'actions' ? ['actions', ', version = version + 1'] : ['plan_contingencies', ''];
      await expect(
        test.sql(
          `UPDATE ${table} SET shown_to_family = true${version} WHERE individual_id = $1 AND visibility = 'police_only'`,
          [id],
        ),
      ).rejects.toThrow('_shown_are_for_all');
    });

    it('may be told by the police alone, whoever writes down what they do for all to read', async () => {
      const { planId, individualId: id } = await draft();
      const visit = action('Officer calls on Fridays', { ownerId: test.userId(OFFICER), shownToFamily: true });
      expect((await send(LEAD, planId, 'actions', visit)).status).toBe(422);
      expect((await send(OFFICER, planId, 'actions', visit)).status).toBe(201);
      expect(await sheetOf(id)).toContain('Officer calls on Fridays');
      // Written by another for a colleague and given to the police later: it is the police’s then.
      await send(LEAD, planId, 'actions', action('Lift home from school', { shownToFamily: true }));
      await test.sql(
        `UPDATE actions SET version = version + 1,
                (owner_id, owner_agency_id) = (SELECT id, agency_id FROM users WHERE id = $1)
          WHERE description = 'Lift home from school'`,
        [test.userId(OFFICER)],
      );
      expect(await sheetOf(id)).not.toContain('Lift home');
    });
  });
});

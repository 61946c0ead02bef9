import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { assigned, colleague, holders, leaver, openAction } from './arrange';

const MANAGER = 'manager@scf.example';

describe('the pages of a handover of what was ticked in a list', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('hand over cases ticked in the list of reviews, a hundred at the most', async () => {
    const { next } = await leaver(test, 'Gus Leaver');
    const cases = [await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' }), await makeCase(test)];
    const manager = await test.browse(MANAGER);
    const ticked = cases.map(({ individualId }) => individualId);
    const opened = await manager.submit('/handovers', { individualIds: ticked }, '/reviews?state=overdue');
    expect(opened.status).toBe(303);
    const choices = String(opened.headers['location']);
    expect(load((await manager.get(choices)).text)('select[name^=each-]')).toHaveLength(4);
    const chosen = await manager.submit(choices, { forAll: next });
    const one = choices.replace('/choices', '');
    expect(chosen.status).toBe(303);
    await manager.submit(`${one}/confirmation`, {}, `${one}/check`);
    for (const { individualId } of cases) {
      expect((await holders(test, individualId)).map(({ user_id }) => user_id)).toEqual([next, next]);
    }
    const many = Array.from({ length: 101 }, (_, at) => `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`);
    const refused = await manager.submit('/handovers', { individualIds: many }, '/handovers/cases');
    expect(load(refused.text)('.govuk-error-summary').text()).toContain('100 cases at a time, and this is 101');
    const none = await manager.submit('/handovers', {}, '/handovers/cases');
    expect(none.status).toBe(422);
  });

  it('hand over actions ticked in the list of overdue actions, and nothing else of their cases', async () => {
    const { next } = await leaver(test, 'Gil Leaver');
    const { individualId } = await makeCase(test, { plan: 'live' });
    const worker = await colleague(test, 'Gus Owner', 'scf');
    const actionIds = [await openAction(test, individualId, worker), await openAction(test, individualId, worker)];
    const before = await holders(test, individualId);
    const manager = await test.browse(MANAGER);
    await test.sql(`UPDATE actions SET due_on = '2026-11-10', version = version + 1 WHERE id = ANY ($1)`, [actionIds]);
    const list = load((await manager.get('/reviews?state=overdue_action')).text);
    const ticks = list('input[name=actionIds]').toArray();
    expect(ticks.map((box) => box.attribs['value'])).toEqual(expect.arrayContaining(actionIds));
    const opened = await manager.submit('/handovers', { actionIds }, '/reviews?state=overdue_action');
    const choices = String(opened.headers['location']);
    const page = load((await manager.get(choices)).text);
    expect(page('h1').text()).toContain('Hand over the ticked actions');
    expect(page('select[name^=each-]')).toHaveLength(2);
    await manager.submit(choices, { forAll: next });
    const one = choices.replace('/choices', '');
    expect((await manager.submit(`${one}/confirmation`, {}, `${one}/check`)).status).toBe(303);
    const owners = await test.sql('SELECT DISTINCT owner_id FROM actions WHERE id = ANY ($1)', [actionIds]);
    expect(owners).toEqual([{ owner_id: next }]);
    expect(await holders(test, individualId)).toEqual(before);
    const none = await manager.submit('/handovers', { actionIds: 'nothing' }, '/handovers/cases');
    expect(load(none.text)('.govuk-error-summary').text()).toContain('Tick the actions to hand over');
  });

  it('leave every part of a ticked case with its holder unless somebody chooses, but name whom they recommend', async () => {
    const { individualId } = await makeCase(test, { leadProfessional: null, planOwner: null, plan: 'live' });
    const [stays, gone] = [await colleague(test, 'Sol Stays', 'scf'), await colleague(test, 'Gaby Gone', 'scf')];
    await assigned(test, individualId, 'lead_professional', stays);
    await assigned(test, individualId, 'plan_owner', gone);
    const manager = await test.browse(MANAGER);
    const open = async () => {
      const opened = await manager.submit('/handovers', { individualIds: individualId }, '/handovers/cases');
      const page = load((await manager.get(String(opened.headers['location']))).text);
      expect(page('[data-qa=ask]').text()).toContain('Select which part to hand over');
      expect(
        page('.govuk-hint')
          .text()
          .match(/Recommended, .+?: [A-Z]\w+ [A-Z]\w+/g),
      ).toHaveLength(2);
      return page('select[name^=each-] option[selected]')
        .toArray()
        .map((one) => page(one).text());
    };
    expect(await open()).toEqual(['Leave with Sol Stays', 'Leave with Gaby Gone']);
    // Away for the day is enough to propose somebody else for what they hold, and for nothing else.
    await test.sql(
      `INSERT INTO absences (id, user_id, starts_on, ends_on, kind, recorded_by, recorded_at)
       VALUES (gen_random_uuid(), $1, '2026-11-20', '2026-11-21', 'leave', $1, now())`,
      [gone],
    );
    const [lead, owner] = await open();
    expect(lead).toBe('Leave with Sol Stays');
    expect(owner).toMatch(/^Recommended, /);
    // One person for everything takes what the page left unasked, as a browser sends it.
    const opened = await manager.submit('/handovers', { individualIds: individualId }, '/handovers/cases');
    const choices = String(opened.headers['location']);
    const page = load((await manager.get(choices)).text);
    const sent = page('select[name^=each-]')
      .toArray()
      .map((one) => [String(one.attribs['name']), String(page(one).val())]);
    const all = await manager.submit(choices, { ...Object.fromEntries(sent), forAll: test.userId('lead@scf.example') });
    expect(load((await manager.get(String(all.headers['location']))).text)('tbody tr')).toHaveLength(2);
  });
});

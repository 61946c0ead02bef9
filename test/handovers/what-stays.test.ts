import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { assigned, colleague, openAction } from './arrange';

const MANAGER = 'manager@scf.example';

describe('what a handover does not move', () => {
  let test: TestApp;
  let manager: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    manager = await test.browse(MANAGER);
  });
  afterAll(() => test.stop());

  /** A case with the police on it: an overdue action of a colleague, and one of theirs. */
  const arranged = async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20' });
    const worker = await colleague(test, 'Wyn Worker', 'scf');
    const next = await colleague(test, 'Nils Next', 'scf');
    const officer = test.userId('officer@tvp.example');
    await assigned(test, made.individualId, 'practitioner', officer);
    const own = await openAction(test, made.individualId, worker);
    const theirs = await openAction(test, made.individualId, officer);
    await test.sql(`UPDATE actions SET due_on = '2026-11-10', version = version + 1 WHERE id = ANY ($1)`, [
      [own, theirs],
    ]);
    return { ...made, worker, next, own, theirs };
  };

  const choicesOf = async (actionIds: string[]): Promise<string> => {
    const opened = await manager.submit('/handovers', { actionIds }, '/reviews?state=overdue_action');
    expect(opened.status).toBe(303);
    return String(opened.headers['location']);
  };

  it('has no box and no button on the list, which says whose it is to hand on', async () => {
    const { own, theirs } = await arranged();
    const $ = load((await manager.get('/reviews?state=overdue_action')).text);
    const ticks = $('[name=actionIds]')
      .toArray()
      .map((box) => box.attribs['value']);
    expect([ticks.includes(own), ticks.includes(theirs)]).toEqual([true, false]);
    expect($('[data-qa=not-yours]').text()).toMatch(/^Reassigned by a manager of .*[Pp]olice.*, or the panel’s chair/);
    const worker = await test.browse('lead@scf.example');
    expect((await worker.get('/reviews?state=overdue_action')).text).not.toContain('Reassigned by');
  });

  it('is said with its reason before anybody is chosen, and once more when there is nothing else', async () => {
    const { own, theirs, reference } = await arranged();
    const page = load((await manager.get(await choicesOf([own, theirs]))).text);
    expect(page('select[name^=each-]')).toHaveLength(1);
    expect(page('[data-qa=left-out]').text()).toContain('You cannot hand over this one');
    expect(page('[data-qa=left-out] li').text()).toContain(`${reference}, action “Find a club”: it is held in`);
    const refused = await manager.submit('/handovers', { actionIds: [theirs] }, '/handovers/cases');
    expect(refused.status).toBe(409);
    expect(load(refused.text)('.govuk-error-summary').text()).toContain(`${reference}, action “Find a club”`);
    const { individualId: hidden } = await makeCase(test, { restrictedTo: ['officer@tvp.example'] });
    const secret = await openAction(test, hidden, test.userId('officer@tvp.example'));
    const unseen = await manager.submit('/handovers', { actionIds: [secret] }, '/handovers/cases');
    expect(unseen.text).not.toContain('Find a club');
  });

  it('is named with its holder and the reason on the page that checks it and on the one that says what it changed', async () => {
    const { own, theirs, worker, next, individualId, reference } = await arranged();
    const kept = await openAction(test, individualId, worker);
    await test.sql(`UPDATE actions SET description = 'Ring the coach', version = version + 1 WHERE id = $1`, [kept]);
    const choices = await choicesOf([own, kept, theirs]);
    await manager.submit(choices, { [`each-action:${own}`]: next, [`each-action_${own}`]: next });
    const handover = choices.replace('/choices', '');
    const stays = (html: string) =>
      load(html)('[data-qa=stays] li')
        .toArray()
        .map((one) => load(one).text());
    const expected = [
      `${reference}, action “Ring the coach”: nobody was chosen to take it over, so it stays with Wyn Worker`,
      expect.stringMatching(new RegExp(`^${reference}, action “Find a club”: it is held in .*Police`)) as unknown,
    ];
    expect(stays((await manager.get(`${handover}/check`)).text)).toEqual(expected);
    await manager.submit(`${handover}/confirmation`, {}, `${handover}/check`);
    expect(stays((await manager.get(handover)).text)).toEqual(expected);
  });

  it('is named one by one when it changed after it was chosen; what is out of sight is counted', async () => {
    const [one, two, three] = [await arranged(), await arranged(), await arranged()];
    const actionIds = [one.own, two.own, three.own];
    const choices = await choicesOf(actionIds);
    await manager.submit(choices, { forAll: one.next });
    const handover = choices.replace('/choices', '');
    const hidden = await manager.hiddenFields(`${handover}/check`, `${handover}/confirmation`);
    await test.sql(
      `UPDATE actions SET status = 'done', outcome = 'Done', closed_at = now(), version = version + 1 WHERE id = $1`,
      [one.own],
    );
    await test.sql(`UPDATE actions SET description = 'Find a gym', version = version + 1 WHERE id = $1`, [two.own]);
    await test.sql(`UPDATE actions SET visibility = 'police_only', version = version + 1 WHERE id = $1`, [three.own]);
    const refused = await manager.post(`${handover}/confirmation`, hidden);
    expect(refused.status).toBe(409);
    const page = load(refused.text);
    const said = page('.govuk-error-summary__list li')
      .toArray()
      .map((item) => page(item).text().trim());
    expect(said).toEqual([
      `${two.reference}, action “Find a gym”: somebody changed it after you chose`,
      `${one.reference}, action “Find a club”: it was closed since`,
      '1 thing you chose: you can no longer see it',
    ]);
    expect(page('[data-qa=nothing-moved]').text()).toContain('Nothing was handed over: 3 things cannot move as chosen');
    const again = load((await manager.get(choices)).text);
    expect(again('[data-qa=left-out] li')).toHaveLength(2);
    expect(await test.sql('SELECT 1 FROM action_owner_changes WHERE action_id = ANY ($1)', [actionIds])).toEqual([]);
  });

  it('is proposed to nobody of another profession; the load of each who may take it stands beside their name', async () => {
    const { own } = await arranged();
    const page = load((await manager.get(await choicesOf([own]))).text);
    const offered = page('select[name^=each-] option')
      .toArray()
      .map((option) => page(option).text());
    expect(offered[0]).toMatch(/^Recommended, .*\d+ open cases?$/);
    expect(offered[0]).not.toContain('Police');
    expect(offered.slice(0, -2).every((words) => /\), \d+ open cases?$/.test(words))).toBe(true);
  });
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { openAction } from './arrange';

const MANAGER = 'manager@scf.example';
const LEAD = 'lead@scf.example';

/** A manager hands over from the list they are looking at: the same boxes and buttons, leading to the same step. */
describe('a handover from any list', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const open = async (address: string, button: 'first' | 'everything') => {
    const client = await test.browse(MANAGER);
    const page = load((await client.get(address)).text);
    const form = page('form[action="/handovers"]');
    const ticks = form.find('input[type=checkbox]').toArray();
    const all = form.find('button[name^=all]');
    const [field, value] =
      button === 'first'
        ? [String(page(ticks[0]).attr('name')), String(page(ticks[0]).attr('value'))]
        : [String(all.attr('name')), String(all.attr('value'))];
    const opened = await client.submit('/handovers', { [field]: value }, address);
    return { ticks: ticks.length, words: all.text().trim(), opened, client };
  };

  it('of cases takes the ticked one, or everything the search finds, with its number', async () => {
    for (const name of ['Listed', 'Listed', 'Other']) await makeCase(test, { givenName: name, plan: 'live' });
    const searcher = await test.browse(MANAGER);
    const searched = await searcher.submit('/individuals/searches', { search: 'Listed', view: 'all' }, '/individuals');
    const found = String(searched.headers['location']);
    const page = load((await searcher.get(found)).text);
    const button = page('button[name=allIndividualIds]');
    expect(button.text()).toContain('Hand over everything this list finds (2 cases)');
    const opened = await searcher.submit('/handovers', { allIndividualIds: String(button.attr('value')) }, found);
    expect(opened.status).toBe(303);
    const [kept] = await test.sql<{ n: number }>(
      'SELECT cardinality(individual_ids) AS n FROM handovers ORDER BY made_at DESC, id DESC LIMIT 1',
    );
    expect(kept?.n).toBe(2);
    const ticked = await open('/individuals?view=all', 'first');
    expect([ticked.ticks, ticked.opened.status]).toEqual([3, 303]);
    expect((await ticked.client.get(String(ticked.opened.headers['location']))).status).toBe(200);
    // Who may not hand over sees no boxes.
    const lead = await test.browse(LEAD);
    expect((await lead.get('/individuals?view=all')).text).not.toContain('action="/handovers"');
  });

  it('of plans to approve and of actions leads to the same step', async () => {
    const made = await makeCase(test, { givenName: 'Waiting', plan: 'awaiting_approval' });
    const plans = await open('/plans', 'everything');
    expect([plans.words, plans.opened.status]).toEqual(['Hand over everything this list finds (1 case)', 303]);
    await openAction(test, made.individualId, test.userId(MANAGER));
    const actions = await open('/actions', 'first');
    expect([actions.ticks, actions.opened.status]).toEqual([1, 303]);
    const [kept] = await test.sql<{ n: number }>(
      'SELECT cardinality(action_ids) AS n FROM handovers ORDER BY made_at DESC, id DESC LIMIT 1',
    );
    expect(kept?.n).toBe(1);
    const closed = (await (await test.browse(MANAGER)).get('/actions?view=closed')).text;
    expect(closed).not.toContain('action="/handovers"');
  });

  it('of reviews takes everything of one worker, over all pages, and what is theirs to hand on alone', async () => {
    const leadProfessional = test.userId(LEAD);
    for (let at = 0; at < 27; at += 1)
      await makeCase(test, { givenName: `Row${at}`, plan: 'live', reviewDueOn: '2026-10-01' });
    const found = await open(`/reviews?state=overdue&lead=${leadProfessional}`, 'everything');
    expect(found.ticks).toBe(25);
    const number = Number(/\((\d+) cases\)/.exec(found.words)?.[1]);
    expect(number).toBeGreaterThanOrEqual(27);
    expect(found.opened.status).toBe(303);
    const [kept] = await test.sql<{ n: number }>(
      'SELECT cardinality(individual_ids) AS n FROM handovers ORDER BY made_at DESC, id DESC LIMIT 1',
    );
    expect(kept?.n).toBe(number);
    // Nobody hands over all that an agency has: that list goes on over its page and is about nobody.
    const all = load((await (await test.browse(MANAGER)).get('/reviews')).text);
    expect(all('form[action="/handovers"] input[type=checkbox]').length).toBeGreaterThan(0);
    expect(all('button[name=allIndividualIds]')).toHaveLength(0);
  });

  it('says that a list finds more than may be handed over at once', async () => {
    const made = await makeCase(test, { plan: 'live' });
    for (let at = 0; at < 101; at += 1) await openAction(test, made.individualId, test.userId(MANAGER));
    const page = load((await (await test.browse(MANAGER)).get('/actions')).text);
    expect(page('[data-qa=too-many]').text()).toContain('more than 100 actions');
    expect(page('button[name=allActionIds]')).toHaveLength(0);
  });
});

import { load } from 'cheerio';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { boxesOf, CHAIR, linesOf, makeManagersCases, MANAGER } from './support/managers-cases';

describe('the lists of a manager’s screen', () => {
  let test: TestApp;
  let ownerless: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    ({ ownerless } = await makeManagersCases(test));
  });
  afterAll(() => test.stop());

  it('compares workers and agencies with counts and totals that open their lists too', async () => {
    const browser = await test.browse(CHAIR);
    const page = load((await browser.get('/reviews')).text);
    // The lines of agencies and of who has no plan owner: every kind of link once, and few of many pages.
    const links = page('#by-worker tr:contains("No plan owner") a, #by-agency a').toArray();
    const agencies = page('#by-agency tbody tr').toArray();
    expect(agencies.map((row) => page(row).find('th').text())).toHaveLength(4);
    expect(page('#by-agency [data-qa=totals] td').first().text()).toContain('29');
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) {
      const href = String(page(link).attr('href'));
      expect([href, (await linesOf(browser, href)).length]).toEqual([href, Number.parseInt(page(link).text(), 10)]);
    }
    const bars = page('#by-worker svg rect').toArray();
    expect(bars.map((bar) => Number(page(bar).attr('width'))).slice(0, 2)).toEqual([100, 4]);
  });

  it('counts a worker as plan owner and as lead professional, each labelled and opening a list of that length', async () => {
    const browser = await test.browse(CHAIR);
    const page = load((await browser.get('/reviews')).text);
    expect(page('#by-worker-caption').text()).toBe('By worker, as plan owner or owner of an action');
    expect(page('#by-lead-caption').text()).toBe('By worker, as lead professional');
    const cells = (table: string, name: string) => page(`${table} tr:contains("${name}") td a`).toArray();
    // Lena Marsh owns no plan here, and leads all but one of those that are overdue.
    expect(cells('#by-worker', 'Lena Marsh')).toEqual([]);
    const led = [...cells('#by-lead', 'Lena Marsh'), ...cells('#by-lead', 'No lead professional')];
    expect(Number.parseInt(page(led[0]).text(), 10)).toBe(28);
    for (const link of led) {
      const href = String(page(link).attr('href'));
      expect([href, (await linesOf(browser, href)).length]).toEqual([href, Number.parseInt(page(link).text(), 10)]);
    }
    const narrowed = load((await browser.get(String(page(led[0]).attr('href')))).text);
    expect(narrowed('[aria-label="Shown here"]').text()).toContain('Lead professional: Lena Marsh');
  });

  it('narrows by worker, agency, tier and state together, shows how, and takes each away', async () => {
    const browser = await test.browse(CHAIR);
    const worker = test.userId('manager@tvp.example');
    const narrowed = await browser.get(`/reviews?state=overdue&tier=high&worker=${worker}`);
    const page = load(narrowed.text);
    expect(page('#work tbody th a').text()).toBe('Police Demo');
    expect(boxesOf(narrowed.text)['Overdue reviews']?.[0]).toBe(1);
    const removals = page('[aria-label="Shown here"] a').toArray();
    expect(removals).toHaveLength(3);
    const wider = String(page(removals[0]).attr('href'));
    expect(wider).not.toContain('state=');
    expect(wider).toContain(worker);
    expect(await linesOf(browser, '/reviews?worker=nobody')).toEqual(['Ownerless']);
    expect(await linesOf(await test.browse(MANAGER), '/reviews?state=overdue&tier=none')).toEqual(['Outside']);
    expect((await browser.get('/reviews?state=everything&worker=me&tier=9&sort=x')).status).toBe(200);
    expect((await browser.get('/reviews?cursor=abc')).status).toBe(422);
  });

  it('puts the highest tier first and the latest first within it, or the latest of all', async () => {
    const browser = await test.browse(MANAGER);
    const byRisk = await linesOf(browser, '/reviews?state=overdue');
    expect(byRisk.slice(0, 4).map((name) => name.replace(/\d+/, ''))).toEqual(['Critical', 'Outside', 'Late', 'Late']);
    const byLateness = await linesOf(browser, '/reviews?state=overdue&sort=lateness');
    expect([byLateness[0], byLateness.at(-1)]).toEqual(['Outside', 'Critical']);
    expect(byLateness).toHaveLength(29);
  });

  it('is where a manager starts, and hands one case on from its row', async () => {
    const browser = await test.browse(MANAGER);
    expect((await browser.get('/')).headers['location']).toBe('/reviews');
    const list = '/reviews?state=no_plan_owner';
    const page = load((await browser.get(list)).text);
    expect(page('#work a[href$="/people"]').text()).toContain('Name a plan owner');
    const overdue = load((await browser.get('/reviews?state=overdue')).text);
    const button = overdue('#work button[name=individualIds]').first();
    expect(button.text()).toContain('Reassign Critical Demo');
    const opened = await browser.submit(
      '/handovers',
      { individualIds: String(button.attr('value')) },
      '/reviews?state=overdue',
    );
    expect(opened.status).toBe(303);
    expect((await browser.get(String(opened.headers['location']))).text).toContain('Critical Demo');
    expect((await browser.get(`/individuals/${ownerless.individualId}/people`)).status).toBe(200);
  });
});

import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases, type Known } from './generated-cases';

const chair = 'chair@mace.example';
const analyst = 'analyst@sbc.example';
const governance = 'governance@sbc.example';

describe('the pages of figures', () => {
  let test: TestApp;
  let known: Known[];
  const clients = new Map<string, PageClient>();
  const as = (email: string): PageClient => {
    const client = clients.get(email);
    if (!client) throw new Error(email);
    return client;
  };

  beforeAll(async () => {
    test = await TestApp.start();
    known = await generatedCases(test);
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    for (const email of [chair, analyst, governance]) clients.set(email, await test.browse(email));
  }, 60_000);
  afterAll(() => test.stop());

  const people = (html: string): string[] =>
    load(html)('[data-qa=people] tbody tr')
      .toArray()
      .map((row) => load(row)('td').first().text());

  it('show today beside the last quarter and a year ago, with the target and how it stands in words', async () => {
    const $ = load((await as(chair).get('/figures')).text);
    const row = $('[data-qa=figures] tr')
      .filter((_, one) => $(one).text().includes('Plan coverage'))
      .first();
    expect(row.text()).toMatch(/\d+(\.\d)?%/);
    expect(row.text()).toContain('100%');
    expect(row.text()).toMatch(/On target|Near target|Off target/);
    expect($.text()).toContain('As at 21 November 2026');
    expect($('[data-qa=marking]').first().text()).toContain('Internal: not for publication');
    const supplied = $('[data-qa=figures] tr')
      .filter((_, one) => $(one).text().includes('Drugs warrants'))
      .first();
    expect(supplied.find('td').first().find('strong').text()).toBe('Not supplied yet');
  });

  it('open the list behind a figure, and it has as many as the figure', async () => {
    const figure = load((await as(chair).get('/figures/I2')).text)('[data-qa=now]').text();
    const [, met, total] = /\((\d+) of (\d+)\)/.exec(figure) ?? [];
    const all = await as(chair).get('/figures/I2/list');
    expect(people(all.text)).toHaveLength(Number(total));
    expect(all.text).toContain(`This is all of the figure: ${total}.`);
    expect(people((await as(chair).get('/figures/I2/list?met=yes')).text)).toHaveLength(Number(met));
    for (const html of [all.text, (await as(chair).get('/figures/top-five')).text])
      expect(load(html)('[data-qa=marking]').text()).toContain('Internal: not for publication');
    const lists = load((await as(chair).get('/figures/I6')).text)('main').text();
    expect(lists).toContain('Fewer than five still count as done');
    const audited = await test.sql(`SELECT 1 FROM audit_events WHERE act = 'figure_list.read' AND actor_id = $1`, [
      test.userId(chair),
    ]);
    expect(audited).toHaveLength(2);
    // Lists and reports are no people: the page leads to them.
    for (const [code, href] of [
      ['I6', '/figures/top-five'],
      ['I18', '/quarterly-reports'],
    ]) {
      const list = load((await as(chair).get(`/figures/${code}/list`)).text);
      expect(list('[data-qa=instead] a').attr('href')).toBe(href);
      expect(list('main').text()).not.toContain('Nobody you may see');
    }
  });

  it('name nobody to an analyst on any page, nor to governance on any of figures, and round what they show', async () => {
    const names = known.flatMap(({ made }) => [made.reference, made.individualId]);
    const given = await test.sql<{ given_name: string; family_name: string }>(
      'SELECT given_name, family_name FROM individuals',
    );
    for (const email of [analyst, governance]) {
      // Of an analyst every page there is a link to; governance reads cases in the audit, so for it the pages of figures.
      const seen = await (email === analyst
        ? crawl(as(email), '/figures', 'a[href^="/"]:not([href^="/sign-out"])')
        : crawl(as(email), '/figures', 'main a[href^="/figures"], main a[href^="/quarterly-reports"]'));
      expect(seen.size).toBeGreaterThan(30);
      for (const [path, text] of seen) {
        const found = [...names, ...given.map((one) => `${one.given_name} ${one.family_name}`)].filter((name) =>
          text.includes(name),
        );
        expect([path, found]).toEqual([path, []]);
      }
      expect((await as(email).get('/figures/I2/list')).status).toBe(403);
    }
    // The partnership's board reads as the analyst does, and opens no list.
    const board = await test.browse('member@mace.example');
    const lines = async (client: PageClient) => load((await client.get('/figures')).text)('main table').text();
    expect(await lines(board)).toBe(await lines(as(analyst)));
    expect((await board.get('/figures/C1')).status).toBe(200);
    expect((await board.get('/figures/C1/list')).status).toBe(403);
    const shown = load((await as(analyst).get('/figures/C1')).text);
    const counts = shown('[data-qa=by-agency] td, [data-qa=by-age_band] td, [data-qa=now]')
      .toArray()
      .flatMap((cell) => load(cell).text().match(/\d+/g) ?? [])
      .map(Number);
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.every((count) => count % 5 === 0)).toBe(true);
  });

  it('ask the worker for fresh figures, and count nothing themselves', async () => {
    expect((await as(analyst).submit('/figures/refresh', {}, '/figures')).status).toBe(303);
    const asked = await test.sql(`SELECT 1 FROM outbox_events WHERE kind = 'figures.refresh_asked'`);
    expect(asked).toHaveLength(1);
    expect((await as(analyst).get('/figures/nothing')).status).toBe(404);
  });
});

/** Every page that can be reached from one by its links, within figures and reports. */
async function crawl(client: PageClient, from: string, links: string): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    const { status, text } = await client.get(path);
    seen.set(path, status === 200 ? text : '');
    const $ = load(text);
    for (const link of $(links).toArray()) {
      waiting.push(String($(link).attr('href')).split('#')[0] ?? '');
    }
  }
  return seen;
}

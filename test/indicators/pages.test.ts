import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases, type Known } from './generated-cases';

const chair = 'chair@mace.example';
const manager = 'manager@scf.example';
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
    for (const email of [chair, manager, analyst, governance]) clients.set(email, await test.browse(email));
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

  it('show a manager the whole and their own agency, and list their agency alone', async () => {
    const page = load((await as(manager).get('/figures')).text);
    expect(page('th').text()).toContain('Demonstration Children First');
    const listed = people((await as(manager).get('/figures/C1/list?agency=none')).text);
    const own = known.filter((one) => one.isIn && one.agency === manager).map((one) => one.made.reference);
    expect(listed.sort()).toEqual(own.sort());
    const [police] = await test.sql<{ name: string }>(`SELECT name FROM agencies WHERE kind = 'police'`);
    const main = load((await as(manager).get('/figures/C1')).text)('main').text();
    expect(main).not.toContain(police?.name);
    expect(load((await as(chair).get('/figures/C1')).text)('main').text()).toContain(police?.name);
  });

  it('show a manager the partnership as its board reads it, by age and strand too, beside the exact part of their own agency', async () => {
    const board = await test.browse('member@mace.example');
    const cells = ($: ReturnType<typeof load>, table: string): string[] =>
      $(`[data-qa=${table}] tbody tr`)
        .toArray()
        .map((row) => $(row).text());
    const [ours, theirs] = [
      load((await as(manager).get('/figures/C1')).text),
      load((await board.get('/figures/C1')).text),
    ];
    for (const table of ['by-age_band', 'by-strand']) {
      expect(cells(ours, table).length).toBeGreaterThan(0);
      expect(cells(ours, table)).toEqual(cells(theirs, table));
    }
    expect(ours('[data-qa=now]').text()).toBe(theirs('[data-qa=now]').text());
    const own = known.filter((one) => one.isIn && one.agency === manager).length;
    expect(own % 5).not.toBe(0);
    expect(ours('[data-qa=by-agency] tbody tr')).toHaveLength(1);
    expect(ours('[data-qa=by-agency] tbody tr').text()).toContain(String(own));
    // Where one other agency alone has people enough, what is left of the whole would be theirs: neither it nor its parts are shown.
    const hideOthers = `DELETE FROM kept_figures WHERE code = 'C1' AND dimension = 'agency' AND key <> $1
                           AND key <> (SELECT k.key FROM kept_figures k WHERE k.code = 'C1' AND k.dimension = 'agency' AND k.key NOT IN ($1, 'none') ORDER BY k.total DESC, k.key LIMIT 1)`;
    const [{ agency_id: agencyId } = { agency_id: '' }] = await test.sql<{ agency_id: string }>(
      'SELECT agency_id FROM users WHERE email = $1',
      [manager],
    );
    await test.sql(hideOthers, [agencyId]);
    const alone = load((await as(manager).get('/figures/C1')).text);
    expect(alone('[data-qa=now]').text()).toContain('Not shown (fewer than two other agencies');
    expect(alone('[data-qa=by-age_band], [data-qa=by-strand]')).toHaveLength(0);
    expect(alone('[data-qa=by-agency] tbody tr').text()).toContain(String(own));
    const dashboard = load((await as(manager).get('/figures')).text);
    const line = dashboard('[data-qa=figures] tbody tr').filter(
      (_, row) => dashboard(row).find('th .govuk-hint').text() === 'C1',
    );
    expect(line.find('td').first().text()).toContain('Not shown');
    expect(line.find('td').eq(1).text()).toContain(String(own));
    await test.get(RefreshFigures).run();
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

  it('take a quarter from the agency that holds it, tell no data from zero, and keep what was there beside a correction', async () => {
    const police = await test.browse('manager@tvp.example');
    const supply = (client: PageClient, code: string, fields: Record<string, string>) =>
      client.submit(`/figures/${code}/values`, { until: '2026-09-30', ...fields });
    expect((await supply(police, 'I11', { hasData: 'yes', met: '0' })).status).toBe(303);
    expect((await supply(police, 'I7', { hasData: 'no', note: '' })).text).toContain('Say why there is no data');
    expect((await supply(police, 'I7', { hasData: 'no', note: 'The extract failed' })).status).toBe(303);
    const words = async (code: string) =>
      load((await as(chair).get(`/figures/${code}`)).text)('[data-qa=quarters] tbody tr')
        .toArray()
        .map((row) => load(row)('td').slice(0, 3).text().replace(/\s+/g, ' '));
    expect((await words('I11'))[0]).toContain('0');
    expect((await words('I7'))[0]).toContain('No data supplied');
    expect((await supply(police, 'I11', { hasData: 'yes', met: '4', note: 'Two were missed' })).status).toBe(303);
    expect(await words('I11')).toHaveLength(2);
    // Not theirs: a figure of the council, and one that the service counts.
    for (const code of ['I10', 'I2']) expect((await police.get(`/figures/${code}/values`)).status).toBe(403);
    expect((await as(manager).get('/figures/I11/values')).status).toBe(403);
    const before = await words('I2');
    expect((await supply(as(analyst), 'I2', { hasData: 'yes', met: '9', total: '10', note: '' })).text).toContain(
      'Say why the figure is corrected',
    );
    expect((await supply(as(analyst), 'I2', { hasData: 'yes', met: '11', total: '10', note: 'x' })).text).toContain(
      'cannot be greater',
    );
    expect(
      (await supply(as(analyst), 'I2', { hasData: 'yes', met: '9', total: '10', note: 'A plan was dated wrongly' }))
        .status,
    ).toBe(303);
    const after = await words('I2');
    expect(after).toHaveLength(before.length + 1);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.join()).toContain('Correction 1');
  });

  it('change a definition by a new version, seen by whoever was quicker; frozen figures keep theirs', async () => {
    const fields = {
      name: 'Plan coverage',
      amberWithin: '5',
      owner: 'Chair',
      source: 'This service',
      target: '95',
      baseline: '60% in 2024',
    };
    const hidden = await as(chair).hiddenFields('/figures/I2/definition', '/figures/I2/definition');
    expect((await as(chair).post('/figures/I2/definition', { ...hidden, ...fields })).status).toBe(303);
    expect((await as(chair).submit('/figures/I2/definition', { ...fields, target: '250' })).text).toContain(
      'cannot have a target above 100',
    );
    const late = {
      ...(await as(analyst).hiddenFields('/figures/I2/definition', '/figures/I2/definition')),
      version: '1',
    };
    expect((await as(analyst).post('/figures/I2/definition', { ...late, ...fields, target: '90' })).status).toBe(409);
    const page = load((await as(chair).get('/figures/I2')).text);
    expect(page('[data-qa=definition]').text()).toContain('95%');
    expect(page('main').text()).toContain('Version 1: Plan coverage, target 100%');
    const [frozen] = await test.sql<{ number: number }>(
      `SELECT d.number FROM figure_sets s JOIN indicator_definitions d ON d.id = s.definition_id WHERE s.code = 'I2' AND s.number = 1`,
    );
    expect(frozen?.number).toBe(1);
    // Judged by the target of its own quarter, whatever the target is today; a correction of it too.
    const stands = async () =>
      load((await as(chair).get('/figures/I1')).text)('[data-qa=quarters] tbody tr')
        .toArray()
        .map((row) => load(row)('td').slice(1, 2).text().trim());
    const [today, ...before] = await stands();
    expect(
      (await as(chair).submit('/figures/I1/definition', { ...fields, target: '1', amberWithin: '0' })).status,
    ).toBe(303);
    const [todayAfter, ...after] = await stands();
    expect([todayAfter, after]).toEqual([expect.stringContaining('On target'), before]);
    expect([today, before[0]]).toEqual([expect.stringContaining('Off target'), expect.stringContaining('Off target')]);
    const correction = { until: '2026-09-30', hasData: 'yes', met: '5', total: '100', note: 'Counted anew' };
    expect((await as(analyst).submit('/figures/I1/values', correction)).status).toBe(303);
    expect((await stands())[1]).toContain('Off target');
  });

  it('let governance alone set the rule for small numbers, and refuse one that would tell of changes', async () => {
    const rule = { mode: 'round', threshold: '10', base: '5', leastForShare: '20', reason: 'Health data' };
    expect((await as(governance).submit('/figures/small-numbers', rule)).text).toContain('Round to 10');
    expect((await as(governance).submit('/figures/small-numbers', { ...rule, base: '10' })).status).toBe(303);
    const page = load((await as(governance).get('/figures/small-numbers')).text);
    expect(page('[data-qa=rule]').text()).toContain('fewer than 5');
    expect(page('[data-qa=next-rule]').text()).toContain('fewer than 10');
    expect(page('main').text()).toContain('From 1 January 2027');
    expect((await as(chair).get('/figures/small-numbers')).text).not.toContain('Set the rule');
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

import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases, type Known } from './generated-cases';

const chair = 'chair@mace.example';
const manager = 'manager@scf.example';

describe('the figures of a manager', () => {
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
    for (const email of [chair, manager]) clients.set(email, await test.browse(email));
  }, 60_000);
  afterAll(() => test.stop());

  const people = (html: string): string[] =>
    load(html)('[data-qa=people] tbody tr')
      .toArray()
      .map((row) => load(row)('td').first().text());

  it('show a manager the whole and their own agency, and list their agency alone', async () => {
    const page = load((await as(manager).get('/figures')).text);
    expect(page('[data-qa=own-words]').text()).toContain('Your agency is Demonstration Children First');
    const listed = people((await as(manager).get('/figures/C1/list?agency=none')).text);
    const own = known.filter((one) => one.isIn && one.agency === manager).map((one) => one.made.reference);
    expect(listed.sort()).toEqual(own.sort());
    const [police] = await test.sql<{ name: string }>(`SELECT name FROM agencies WHERE kind = 'police'`);
    const main = load((await as(manager).get('/figures/C1')).text)('main').text();
    expect(main).not.toContain(police?.name);
    expect(load((await as(chair).get('/figures/C1')).text)('main').text()).toContain(police?.name);
  });

  it('are over the API what the page shows: the own agency exactly, and to nobody else', async () => {
    const own = known.filter((one) => one.isIn && one.agency === manager).length;
    const read = async (email: string) => (await (await test.api(email)).get('/indicators/C1')).body;
    expect(await read(manager)).toMatchObject({ isRounded: true, own: { now: { value: own, words: String(own) } } });
    for (const email of [chair, 'member@mace.example', 'analyst@sbc.example'])
      expect(await read(email)).toMatchObject({ own: null });
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
    expect(ours('[data-qa=beside]').text()).toBe(`Partnership: ${theirs('[data-qa=now]').text()}`);
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
    // Then the own part stands for itself, with what it was, where it should be and how it stands.
    expect(alone('[data-qa=now]').text()).toContain(`Your agency: ${own}`);
    expect(alone('[data-qa=beside]')).toHaveLength(0);
    expect(alone('[data-qa=by-age_band], [data-qa=by-strand]')).toHaveLength(0);
    expect(alone('[data-qa=by-agency] tbody tr').text()).toContain(String(own));
    const dashboard = load((await as(manager).get('/figures')).text);
    const line = dashboard('[data-qa=figures] tbody tr').filter(
      (_, row) => dashboard(row).find('th .govuk-hint').text() === 'C1',
    );
    expect(line.find('th').text()).toContain('Your agency');
    expect(line.find('td').first().text()).toBe(String(own));
    expect(line.find('td').eq(1).text()).toMatch(/\d/);
    // Beside it what was told of the quarter before.
    expect(line.next().find('th').text()).toBe('People in the cohort Partnership');
    expect(line.next().find('td').first().text()).toBe('Not shown');
    expect(dashboard('main table').text()).not.toContain('fewer than two other agencies');
    expect(dashboard('[data-qa=marking]').text()).toContain('wherever at least two other agencies');
    await test.get(RefreshFigures).run();
  });
});

import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';

const chair = 'chair@mace.example';
const manager = 'manager@scf.example';
const analyst = 'analyst@sbc.example';
const governance = 'governance@sbc.example';

describe('figures that are supplied, corrected and judged anew', () => {
  let test: TestApp;
  const clients = new Map<string, PageClient>();
  const as = (email: string): PageClient => {
    const client = clients.get(email);
    if (!client) throw new Error(email);
    return client;
  };

  beforeAll(async () => {
    test = await TestApp.start();
    await generatedCases(test);
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    for (const email of [chair, manager, analyst, governance]) clients.set(email, await test.browse(email));
  }, 60_000);
  afterAll(() => test.stop());

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
});

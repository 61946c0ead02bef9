import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { type ApiClient, type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';

const until = '2026-09-30';

describe('figures that agencies hold', () => {
  let test: TestApp;
  let analyst: PageClient;
  let [analystApi, chairApi, policeApi]: ApiClient[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    await generatedCases(test);
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    analyst = await test.browse('analyst@sbc.example');
    [analystApi, chairApi, policeApi] = await Promise.all(
      ['analyst@sbc.example', 'chair@mace.example', 'manager@tvp.example'].map((email) => test.api(email)),
    );
  }, 60_000);
  afterAll(() => test.stop());

  const paste = (client: PageClient, csv: string) => client.submit('/figures/imports', { csv }, '/figures/imports');
  const recorded = () =>
    test.sql(
      `SELECT s.code, s.number, s.has_data, s.source, c.met::float8 AS met FROM figure_sets s LEFT JOIN figure_cells c ON c.set_id = s.id
        WHERE s.source <> 'computed' ORDER BY s.code, s.number`,
    );

  it('come from one table: every line, or none and each fault by its line', async () => {
    const faulty = await paste(
      analyst,
      `indicator,quarter_end,number,out_of,note\nI11,${until},7,,\nI99,${until},1,,\nI7,2026-09-29,1,,\nI10,30/09/2026,1,,\nI11,${until},8,,\nI13,${until},many,,\nI9a,${until},3.7,,`,
    );
    expect(faulty.status).toBe(422);
    const errors = load(faulty.text)('.govuk-error-summary li')
      .toArray()
      .map((one) => load(one).text().trim());
    expect(errors).toEqual(
      expect.arrayContaining([
        'Line 3: there is no such indicator',
        'Line 4: Select a quarter that is over',
        'Line 5: write the last day of the quarter as 2026-09-30',
        'Line 6: this figure of this quarter stands in the table twice',
        'Line 8: Enter a whole number, 0 or more',
        'Line 7: enter the number in figures, or “no data”',
      ]),
    );
    expect((await paste(analyst, `I11;${until};7;;`)).text).toContain('use commas');
    expect(load(faulty.text)('textarea').val()).toContain('I13');
    expect(await recorded()).toEqual([]);
    expect((await paste(analyst, `I11,${until},7,,\nI7,${until},no data,,The extract failed`)).status).toBe(303);
    expect(await recorded()).toEqual([
      { code: 'I11', number: 1, has_data: true, source: 'imported', met: 7 },
      { code: 'I7', number: 1, has_data: false, source: 'imported', met: null },
    ]);
  });

  it('are taken by the API, and only from the agency that holds them', async () => {
    expect((await policeApi?.post('/indicators/I11/values', { until, hasData: true, met: 9 }))?.status).toBe(422);
    const corrected = await policeApi?.post('/indicators/I11/values', {
      ...{ until, hasData: true, met: 9 },
      note: 'Two were missed',
    });
    expect([corrected?.status, corrected?.body.number]).toEqual([201, 2]);
    expect((await policeApi?.post('/indicators/I10/values', { until, hasData: true, met: 9 }))?.status).toBe(403);
    const table = await policeApi?.post('/indicators/imports', { csv: `I10,${until},3,,` });
    expect(table?.body.errors?.[0]?.message ?? JSON.stringify(table?.body)).toContain('held by another agency');
    expect(await recorded()).toHaveLength(3);
  });

  it('are read by the API as on the page: exactly by the chair, rounded by the analyst', async () => {
    const of = async (api: ApiClient | undefined, code: string) => (await api?.get(`/indicators/${code}`))?.body;
    const [exact, rounded] = [await of(chairApi, 'I2'), await of(analystApi, 'I2')];
    const page = load((await (await test.browse('chair@mace.example')).get('/figures/I2')).text)(
      '[data-qa=now]',
    ).text();
    expect(page).toContain(`(${exact.now.of})`);
    expect([exact.isRounded, rounded.isRounded]).toEqual([false, true]);
    const numbers =
      String(rounded.now.of)
        .replaceAll(/fewer than 5/g, '')
        .match(/\d+/g) ?? [];
    expect(numbers.filter((one) => Number(one) % 5 !== 0)).toEqual([]);
    const all = (await analystApi?.get('/indicators'))?.body.items;
    expect(all.length).toBeGreaterThan(25);
    expect(all.find((one: { code: string }) => one.code === 'I7').quarters.at(-1)).toMatchObject({
      hasData: false,
      words: 'No data supplied',
      note: 'The extract failed',
    });
    expect((await analystApi?.get('/indicators/nothing'))?.status).toBe(404);
  });

  it('lead with their newest quarter, on the page as on the dashboard, beside the one before it', async () => {
    expect((await paste(analyst, `I9a,${until},17,,\nI9a,2026-06-30,19,,\nI9a,2025-09-30,23,,`)).status).toBe(303);
    const chair = await test.browse('chair@mace.example');
    const now = load((await chair.get('/figures/I9a')).text)('[data-qa=now]').text();
    expect(now).toMatch(/^17, July to September 2026/);
    const $ = load((await chair.get('/figures')).text);
    const cells = $('[data-qa=figures] tr')
      .filter((_, row) => $(row).text().includes('I9a'))
      .find('td')
      .toArray()
      .map((cell) => $(cell).text().trim());
    expect(cells[0]).toMatch(/^17 .*July to September 2026$/);
    expect(cells[1]).toMatch(/^19 .*Down 2/);
    expect(cells[2]).toMatch(/^23 .*Down 6/);
  });

  it('are never one figure of who is harmed and who harms', async () => {
    const rows = await test.sql<{ code: string; numerator: string }>(
      `SELECT code, numerator FROM indicator_definitions WHERE code LIKE 'I14%' ORDER BY code`,
    );
    expect(rows).toEqual([
      { code: 'I14a', numerator: 'Victims of 18 to 24' },
      { code: 'I14b', numerator: 'Perpetrators of 18 to 24' },
    ]);
    const blurred = `SELECT code FROM indicator_definitions WHERE numerator ~* 'victim' AND numerator ~* 'perpetrat'`;
    expect(await test.sql(blurred)).toEqual([]);
  });
});

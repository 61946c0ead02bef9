import { type CheerioAPI, load } from 'cheerio';
import { FreezeGroups } from '../../src/indicators';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { notRounded } from './told-counts';

const CENSUS = `dimension,group,people
ethnicity,W,9000
ethnicity,A,14000
ethnicity,B,1000
ethnicity,M,0
ethnicity,O,0
sex,male,12000
sex,female,12000
age_band,under_14,8000
age_band,14_to_17,8000
age_band,18_and_over,8000
disability,disabled,4000
disability,none,20000`;

describe('disproportionality', () => {
  let test: TestApp;
  let analyst: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    analyst = await test.browse('analyst@sbc.example');
    // 23 Black, 14 Asian and 3 White people in the cohort; one Black person is restricted and counts for nothing.
    for (let at = 0; at < 40; at += 1) {
      const { individualId } = await makeCase(test, {
        cohortSince: '2026-03-01',
        plan: at % 2 === 0 ? 'live' : 'none',
        ...(at === 0 ? { restrictedTo: ['manager@scf.example'] } : {}),
      });
      const ethnicity = at < 23 ? 'B1' : at < 37 ? 'A2' : 'W1';
      await test.sql('UPDATE individuals SET ethnicity = $2, version = version + 1 WHERE id = $1', [
        individualId,
        ethnicity,
      ]);
    }
  }, 60_000);
  afterAll(() => test.stop());

  it('loads a population by an analyst, and refuses a table with a group that is none', async () => {
    const page = '/figures/disproportionality';
    const send = (csv: string) => analyst.submit('/figures/census', { source: 'Census 2021', csv }, page);
    expect((await send('ethnicity,Z,12')).text).toContain('“ethnicity,Z” is no group');
    expect((await send('ethnicity,W,many')).text).toContain('Line 1: the number of people');
    expect((await send('ethnicity,W,1\nethnicity,W,2')).text).toContain('stands in the table twice');
    const part = (await send('sex,male,10000')).text;
    expect(part).toContain('A table has every group. Missing: Ethnicity, White (ethnicity,W);');
    expect(part).toContain('Sex, Female (sex,female);');
    expect((await send(CENSUS)).status).toBe(303);
    expect((await test.sql('SELECT 1 FROM census_counts')).length).toBe(12);
  });

  it('freezes the groups of a quarter once, without restricted people, and notices what is marked', async () => {
    expect(await test.get(FreezeGroups).run()).toBeGreaterThan(0);
    expect(await test.get(FreezeGroups).run()).toBe(0);
    const rows = await test.sql(
      `SELECT key, people FROM group_figures WHERE measure = 'in_cohort' AND dimension = 'ethnicity' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { key: 'A', people: 14 },
      { key: 'B', people: 22 },
      { key: 'W', people: 3 },
    ]);
    const [notice] = await test.sql<{ words: string }>(
      `SELECT words FROM group_notices WHERE measure = 'entered' AND key = 'B'`,
    );
    // 20 of 1,000 against 17 of 23,000, as everybody reads 22, 14 and 3: 20, 15 and fewer than 5; of the other two groups the population has nobody.
    expect(notice?.words).toBe('Entered in 12 months, Black: 27.1 times as often as all others');
    await expect(test.sql('UPDATE group_figures SET people = 1')).rejects.toMatchObject({ code: 'TC002' });
  });

  it('keeps the population it was frozen with, whatever is loaded later', async () => {
    test.clock.set(new Date('2026-11-22T10:00:00Z'));
    const later = await test.browse('analyst@sbc.example');
    const page = '/figures/disproportionality';
    const csv = CENSUS.replace('ethnicity,B,1000', 'ethnicity,B,20000');
    expect((await later.submit('/figures/census', { source: 'Estimate 2027', csv }, page)).status).toBe(303);
    const { text } = await later.get(page);
    expect(text).toContain('Population: Census 2021');
    expect(text).toContain('27.1 times');
  });

  it('shows ratios with intervals, no small number and no zero, to governance and the chair as to the analyst', async () => {
    for (const email of ['analyst@sbc.example', 'governance@sbc.example', 'chair@mace.example']) {
      const $ = load((await (await test.browse(email)).get('/figures/disproportionality')).text);
      const entered = $('table').filter((_, table) => $(table).text().includes('Entered in 12 months'));
      const row = (group: string): string =>
        entered
          .find('tr')
          .filter((_, one) => $(one).find('th').text() === group)
          .text();
      expect(row('Ethnicity: Black')).toMatch(/20.*27\.1 times \(\d+\.\d to \d+\.\d\), more than chance/);
      expect(row('Ethnicity: White')).toMatch(/fewer than 5.*too few to compare/);
      expect(row('Ethnicity: Other')).toContain('fewer than 5');
      expect($('[data-qa=notices]').text()).toContain('Entered in 12 months, Black');
      const counts = $('[data-qa=group] td:nth-child(2)')
        .toArray()
        .map((cell) => $(cell).text());
      expect(notRounded(counts)).toEqual([]);
    }
    expect((await (await test.browse('manager@scf.example')).get('/figures/disproportionality')).status).toBe(403);
  });

  it('loses no quarter that passed while the service did not run', async () => {
    test.clock.set(new Date('2027-08-10T10:00:00Z'));
    await test.get(FreezeGroups).run();
    const quarters = await test.sql<{ day: string }>(
      'SELECT DISTINCT period_until::text AS day FROM group_figures ORDER BY 1',
    );
    expect(quarters.map(({ day }) => day)).toEqual(['2026-09-30', '2026-12-31', '2027-03-31', '2027-06-30']);
    const $ = await pageOf();
    expect($('#entered-caption').text()).toContain('held against the population, April');
  });

  it('shows the quarter that is chosen, held against the population of then, beside the quarter before', async () => {
    const $ = await pageOf('2026-09-30');
    expect($('#entered-caption').text()).toContain('July to September 2026');
    expect($('main').text()).toContain('Population: Census 2021');
    expect($('#until option[selected]').text()).toBe('July to September 2026');
    expect($('#until option')).toHaveLength(4);
    expect(blackEntered($)).toMatch(/27\.1 times.*Not frozen$/);
    // Held against the later estimate: 20 of 20,000 against 17 of 23,000.
    expect(blackEntered(await pageOf('2026-12-31'))).toMatch(
      /1\.4 times.*People: 20 of 1,000Share: 50% \(of the population 4%\)Ratio: 27\.1 times/,
    );
    const later = await pageOf('2027-03-31');
    expect(blackEntered(later)).toMatch(/fewer than 5 of 20,000not showntoo few to comparePeople: 20/);
    const told = later('[data-qa=group] td:nth-child(5)')
      .toArray()
      .map((cell) => /People: (\d.*?)Share/.exec(later(cell).text())?.[1] ?? '');
    expect(told.filter((people) => people !== '').length).toBeGreaterThan(5);
    expect(notRounded(told)).toEqual([]);
    // The picker stands first, then what changed in that quarter alone, then each measure, folded.
    const parts = $('#until, [data-qa=notices], [data-qa=fold]')
      .toArray()
      .map((one) => $(one).attr('id') ?? $(one).attr('data-qa'));
    expect(parts).toEqual(['until', 'notices', ...Array.from({ length: 8 }, () => 'fold')]);
    expect($('[data-qa=fold][open]')).toHaveLength(0);
    const folds = $('[data-qa=fold] summary').text();
    expect(folds).toContain('Entered in 12 months: 1 group differs from all others by more than chance');
    const wordsOf = (page: CheerioAPI): string[] =>
      page('[data-qa=notices] li')
        .toArray()
        .map((one) => page(one).text());
    expect(wordsOf($)).toContain('Entered in 12 months, Black: 27.1 times as often as all others');
    expect(wordsOf(await pageOf('2026-12-31')).filter((words) => wordsOf($).includes(words))).toEqual([]);
    for (const day of ['2026-06-30', '2026-10-01', 'none'])
      expect([day, (await fresh.get(`${PAGE}?until=${day}`)).status]).toEqual([day, 404]);
  });

  it('says of which quarters the groups were taken late, and when', async () => {
    const late = async (until: string) => (await pageOf(until))('[data-qa=late]').text();
    expect(await late('2027-06-30')).toBe(
      'April to June 2027: taken on 10 August 2027, with what was on record then.' +
        'January to March 2027: taken on 10 August 2027, with what was on record then.',
    );
    test.clock.set(new Date('2027-10-01T00:20:00+01:00'));
    await test.get(FreezeGroups).run();
    fresh = await test.browse('analyst@sbc.example');
    expect(await late('2027-09-30')).not.toContain('July to September 2027');
  });

  const PAGE = '/figures/disproportionality';
  let fresh: PageClient;
  const pageOf = async (until?: string) => {
    fresh = await test.browse('analyst@sbc.example');
    return load((await fresh.get(until === undefined ? PAGE : `${PAGE}?until=${until}`)).text);
  };
  const blackEntered = ($: CheerioAPI): string =>
    $('table:has(#entered-caption) tr')
      .filter((_, row) => $(row).find('th').text() === 'Ethnicity: Black')
      .find('td')
      .text();
});

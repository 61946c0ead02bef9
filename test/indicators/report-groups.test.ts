import { load } from 'cheerio';
import { FreezeGroups, FreezeQuarters, LoadCensus, RefreshFigures } from '../../src/indicators';
import { makeCase } from '../factories';
import { readPdf } from '../support/read-pdf';
import { type PageClient, TestApp } from '../support/test-app';
import { notRounded } from './told-counts';

const until = '2026-09-30';
const READERS = ['chair@mace.example', 'analyst@sbc.example', 'governance@sbc.example', 'member@mace.example'];
const CENSUS = `ethnicity,W,9000
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

describe('the groups of a quarterly report', () => {
  let test: TestApp;
  let chair: PageClient;
  let report: string;

  beforeAll(async () => {
    test = await TestApp.start();
    const analyst = await test.actor('analyst@sbc.example');
    await test.get(LoadCensus).run(analyst, { source: 'Census 2021', isIllustrative: false, csv: CENSUS });
    // 22 Black, 14 Asian and 3 White people; the page shows 20, 15 and fewer than 5.
    for (let at = 0; at < 39; at += 1) {
      const leadProfessional = at < 25 ? 'lead@scf.example' : at < 35 ? 'nurse@health.example' : 'officer@tvp.example';
      const { individualId } = await makeCase(test, { cohortSince: '2026-03-01', leadProfessional, planOwner: null });
      await test.sql('UPDATE individuals SET ethnicity = $2, version = version + 1 WHERE id = $1', [
        individualId,
        at < 22 ? 'B1' : at < 36 ? 'A2' : 'W1',
      ]);
    }
    await test.get(FreezeQuarters).run();
    await test.get(FreezeGroups).run();
    await test.get(RefreshFigures).run();
    chair = await test.browse('chair@mace.example');
    report = await issued('');
  }, 60_000);
  afterAll(() => test.stop());

  const issued = async (changeNote: string): Promise<string> => {
    const path = String((await chair.submit('/quarterly-reports', { until, changeNote })).headers['location']);
    const hidden = await chair.hiddenFields(path, `${path}/issue`);
    expect((await chair.post(`${path}/issue`, { ...hidden, isWithoutWords: 'yes' })).status).toBe(303);
    return path;
  };
  const publish = async (path: string): Promise<void> => {
    const hidden = await chair.hiddenFields(path, `${path}/publication`);
    expect((await chair.post(`${path}/publication`, { ...hidden, isRead: 'yes' })).status).toBe(303);
  };
  const release = async (path: string): Promise<void> => {
    const governance = await test.browse('governance@sbc.example');
    const page = `${path}/publication`;
    const hidden = await governance.hiddenFields(page, `${page}/release`);
    expect((await governance.post(`${page}/release`, { ...hidden, words: 'all' })).status).toBe(303);
  };
  const groupsAt = async (path: string, email = 'chair@mace.example') =>
    load((await (await test.browse(email)).get(path)).text)('[data-qa=groups]');
  const wordsAt = async (path: string, email?: string) => (await groupsAt(path, email)).text().replace(/\s+/g, ' ');
  const countsIn = async (path: string, email?: string): Promise<string[]> => {
    const groups = await groupsAt(path, email);
    return groups
      .find('td:nth-child(2)')
      .toArray()
      .map((cell) => load(cell).text());
  };
  const paperAt = async (path: string): Promise<string> =>
    readPdf((await chair.get(path)).body as Buffer)
      .pages.join(' ')
      .replace(/\s+/g, ' ');

  it('are those of its quarter, rounded for every reader, and said to be late', async () => {
    const toChair = await wordsAt(report);
    expect(toChair).toMatch(
      /Entered in 12 months, .*Ethnicity: Black20 of 1,00050% \(of the population 4%\)27\.1 times.*Ethnicity: Whitefewer than 5/,
    );
    expect(toChair).toContain('July to September 2026: taken on 21 November 2026, with what was on record then.');
    expect(toChair).toContain('Population: Census 2021.');
    for (const email of READERS) expect([email, await wordsAt(report, email)]).toEqual([email, toChair]);
    const counts = await countsIn(report);
    expect(counts.length).toBeGreaterThan(100);
    expect(notRounded(counts)).toEqual([]);
  });

  it('are to a manager what they are to the board where two other agencies have people enough, and else not shown', async () => {
    expect(await wordsAt(report, 'manager@tvp.example')).toBe(await wordsAt(report));
    // Beside the people of the largest agency one other alone has enough.
    const toManager = await wordsAt(report, 'manager@scf.example');
    expect(toManager).toContain('Not shown to you: fewer than two other agencies');
    expect(await countsIn(report, 'manager@scf.example')).toEqual([]);
    expect(toManager).not.toContain('27.1');
    const papers = await Promise.all(
      ['manager@tvp.example', 'manager@scf.example'].map(async (email) =>
        readPdf((await (await test.browse(email)).get(`${report}/paper`)).body as Buffer).pages.join(' '),
      ),
    );
    expect(papers.map((paper) => paper.includes('27.1'))).toEqual([true, false]);
  });

  it('are kept in the pack as they are shown: no count of a few people is in it', async () => {
    const [pack] = await test.sql<{ groups: unknown }>(`SELECT content -> 'groups' AS groups FROM report_packs`);
    const kept = JSON.stringify(pack?.groups);
    expect(kept).toContain('"people":"fewer than 5"');
    expect(notRounded(kept.match(/"people":"[^"]*"/g) ?? [])).toEqual([]);
    expect(kept).not.toMatch(/"people":\d/);
  });

  it('are published without what is small or by age, and the same again by a later version', async () => {
    await publish(report);
    await release(report);
    const published = await wordsAt(`${report}/publication`, 'manager@scf.example');
    expect(published).toMatch(
      /Entered in 12 months, .*Ethnicity: Black20 of 1,00050% \(of the population 4%\)27\.1 times.*Ethnicity: Whitefewer than 5/,
    );
    expect(published).not.toContain('Age: ');
    expect(published).not.toContain('Census 2021');
    const counts = await countsIn(`${report}/publication`);
    expect(notRounded(counts)).toEqual([]);
    const second = await issued('Another version');
    await publish(second);
    expect(await wordsAt(`${second}/publication`)).toBe(await wordsAt(`${report}/publication`));
    const [content] = await test.sql<{ kept: string }>(
      `SELECT content::text AS kept FROM figure_publications ORDER BY published_at LIMIT 1`,
    );
    expect(content?.kept).not.toContain('"people": 22');
  });

  it('say nothing of anybody where the population comes from', async () => {
    const analyst = await test.browse('analyst@sbc.example');
    const page = '/figures/disproportionality';
    const refused = await analyst.submit('/figures/census', { source: 'As in TC-2025-0005', csv: CENSUS }, page);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('This may name somebody')]);
  });

  it('are in the papers as on the pages', async () => {
    const [internal, published] = [await paperAt(`${report}/paper`), await paperAt(`${report}/publication/paper`)];
    for (const words of [internal, published]) {
      expect(words).toContain('Disproportionality');
      expect(words).toContain('taken on 21 November 2026');
      expect(words).toMatch(/Ethnicity: Black 20 of 1,000 50% \(of the population 4%\) 27\.1 times/);
      expect(words).toMatch(/Ethnicity: White fewer than 5/);
    }
    expect(internal).toContain('Age: 14 to 17');
    expect(published).not.toContain('Age: 14 to 17');
  });
});

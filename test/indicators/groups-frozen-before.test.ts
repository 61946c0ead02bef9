import { load } from 'cheerio';
import { freezeGroupFigures } from '../../migrations/figures-whole';
import { FreezeGroups, FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const PAGE = '/figures/disproportionality';
const OLD = '2026-09-30';
const SAID = 'Stepped down in 12 months, Female: 2.7 times as often as all others';
const WITHDRAWN = `Withdrawn: “${SAID}”; it was held against those in the cohort on the last day of the quarter, and whoever had left by then is not among them`;

describe('groups that were frozen before it was counted who was in the cohort in the year', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    // 24 women and 40 men in the year, of whom half left each: as often the one as the other.
    for (let at = 0; at < 64; at += 1) {
      const { individualId } = await makeCase(test, { cohortSince: '2026-03-01', plan: at % 4 < 2 ? 'live' : 'none' });
      await test.sql('UPDATE individuals SET sex = $2, version = version + 1 WHERE id = $1', [
        ...[individualId, at < 24 ? 'female' : 'male'],
      ]);
      if (at % 2 === 0)
        await test.sql(
          `UPDATE cohort_memberships SET ended_on = '2026-08-01', exit_reason = 'stepped_down', exit_rationale = 'Of the test', version = version + 1 WHERE individual_id = $1`,
          [individualId],
        );
    }
    const [now] = await test.sql<{ text: string }>(
      `SELECT pg_get_functiondef('freeze_group_figures(date, timestamptz)'::regprocedure) AS text`,
    );
    await test.sql(freezeGroupFigures('standing_stays'));
    await test.get(FreezeGroups).run();
    await test.sql(now?.text ?? '');
    await test.sql(
      `INSERT INTO group_notices (id, period_until, measure, dimension, key, words, made_at) VALUES ($1, $2, 'stepped_down', 'sex', 'female', $3, now())`,
      [newId(), OLD, SAID],
    );
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
  }, 60_000);
  afterAll(() => test.stop());

  const pageOf = async (until: string) =>
    load((await (await test.browse('analyst@sbc.example')).get(`${PAGE}?until=${until}`)).text);
  const cellsOf = async (measure: string, group: string, until: string): Promise<string> => {
    const $ = await pageOf(until);
    const row = $(`table:has(#${measure}-caption) tr`).filter((_, one) => $(one).find('th').text() === group);
    return [
      $(`#${measure}-caption`).text(),
      ...row
        .find('td')
        .toArray()
        .map((cell) => $(cell).text()),
    ].join(' | ');
  };
  const noticesOf = async (until: string): Promise<string[]> => {
    const $ = await pageOf(until);
    return $('[data-qa=notices] li')
      .toArray()
      .map((one) => $(one).text());
  };

  it('keep their counts, hold nobody who left against those who had stayed, and withdraw what was said of them', async () => {
    const cells = await cellsOf('stepped_down', 'Sex: Female', OLD);
    expect(cells).toContain('held against nobody, because who was in the cohort at any time in the 12 months was not');
    expect(cells).toMatch(/\| 10 \| 33% \| not compared \|/);
    expect(await noticesOf(OLD)).toEqual([WITHDRAWN]);
    const $ = await pageOf(OLD);
    expect($('#referred_entered-caption')).toHaveLength(0);
    expect($('#planned-caption').text()).toContain('of those in the cohort at the end of the quarter');
    const first = load((await (await test.browse('analyst@sbc.example')).get('/figures')).text);
    expect(first('[data-qa=noticed]')).toHaveLength(0);
    expect(await test.sql(`SELECT words FROM group_notices WHERE measure = 'stepped_down'`)).toEqual([{ words: SAID }]);
  });

  it('go into a report of their quarter withdrawn', async () => {
    const chair = await test.browse('chair@mace.example');
    const report = await chair.submit('/quarterly-reports', { until: OLD, changeNote: '' });
    const path = String(report.headers['location']);
    const hidden = await chair.hiddenFields(path, `${path}/issue`);
    expect((await chair.post(`${path}/issue`, { ...hidden, isWithoutWords: 'yes' })).status).toBe(303);
    const groups = load((await chair.get(path)).text)('[data-qa=groups]').text();
    expect(groups).toContain(WITHDRAWN);
    expect(groups).not.toMatch(/Stepped down in 12 months: \d+ groups? differ/);
  });

  it('stand beside the next quarter, which holds them against all they were among', async () => {
    test.clock.set(new Date('2027-01-01T09:00:00Z'));
    await test.get(FreezeGroups).run();
    const female = await cellsOf('stepped_down', 'Sex: Female', '2026-12-31');
    expect(female).toContain('of those in the cohort at any time in the 12 months');
    expect(female).toMatch(/\| 10 of 25 \| 33% \| 0\.8 times \(.*\| People: 10Share: 33%Ratio: not compared/);
    expect(await noticesOf('2026-12-31')).not.toContainEqual(expect.stringContaining('Stepped down'));
    expect(await cellsOf('referred_entered', 'Sex: Female', '2026-12-31')).toMatch(/Not frozen$/);
  });
});

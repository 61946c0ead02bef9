import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { agencyMeaning } from '../../src/indicators/domain/agency-of-figure';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';
import { generatedPanels } from './generated-panels';

const OF_THE_CASE = agencyMeaning('C1');

describe('a figure by agency', () => {
  let test: TestApp;
  let chair: PageClient;
  let manager: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    await generatedPanels(test, await generatedCases(test));
    await actionsOfTwoAgencies();
    // Nobody has left, so that the chair sees everybody who is counted.
    await test.sql(
      `UPDATE cohort_memberships SET ended_on = NULL, exit_reason = NULL, exit_rationale = NULL, version = version + 1 WHERE ended_on = '2026-11-15'`,
    );
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    chair = await test.browse('chair@mace.example');
    manager = await test.browse('manager@scf.example');
  }, 60_000);
  afterAll(() => test.stop());

  /** Of a case that a third agency has. */
  async function actionsOfTwoAgencies(): Promise<void> {
    const made = await makeCase(test, { givenName: 'Wanda', plan: 'live' });
    for (const email of ['officer@tvp.example', 'nurse@health.example']) {
      await test.sql(
        `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
         SELECT $1, $2, 'plan', $3, 'Mentor', 'support', u.id, u.agency_id, '2026-11-02', u.id, '2026-06-04' FROM users u WHERE u.email = $4`,
        [newId(), made.individualId, made.planId, email],
      );
    }
  }
  const agencies = () => test.sql<{ id: string; name: string }>('SELECT id, name FROM agencies');
  const page = async (client: PageClient, path: string) => load((await client.get(path)).text);
  /** “31 of 43” or “7” of each agency on the page of an indicator. */
  const partsOf = async (code: string): Promise<Record<string, string>> => {
    const $ = await page(chair, `/figures/${code}`);
    const rows = $('[data-qa=by-agency] tbody tr').toArray();
    return Object.fromEntries(
      rows.map((row) => [$(row).find('th').text(), $(row).find('a, td:last-child').last().contents().first().text()]),
    );
  };
  /** What the list behind it adds up to. */
  const listed = async (code: string, agency: string, isShare: boolean): Promise<string> => {
    const $ = await page(chair, `/figures/${code}/list?agency=${agency}`);
    const counts = $('[data-qa=people] tbody tr td:last-child')
      .toArray()
      .map((cell) => $(cell).text());
    const parts = counts.map((words): [number, number] => {
      const [, met, total] = /^(\d+) of (\d+)$/.exec(words) ?? [];
      return met && total ? [Number(met), Number(total)] : isShare ? [words === 'Yes' ? 1 : 0, 1] : [0, Number(words)];
    });
    const [met, total] = [0, 1].map((at) => parts.reduce((sum, part) => sum + (part[at] ?? 0), 0));
    return isShare ? `${met} of ${total}` : String(total);
  };

  it('is by the agency of the case, or where its definition says so by the agency that was to do the work; never by both', async () => {
    const rules = await test.sql<{ code: string; rule: string }>(
      'SELECT DISTINCT code, rule FROM indicator_definitions WHERE rule IS NOT NULL ORDER BY code',
    );
    for (const { code, rule } of rules) {
      const [units] = await test.sql<{ own: number; all: number }>(
        `SELECT count(u.agency_id)::int AS own, count(u.individual_id)::int AS all FROM figure_units($1, '2026-10-01', '2026-11-21') u`,
        [rule],
      );
      const isOfWork = agencyMeaning(code) !== OF_THE_CASE;
      expect([code, units?.own]).toEqual([code, isOfWork ? units?.all : 0]);
      if (isOfWork) expect(units?.all).toBeGreaterThan(0);
    }
  });

  it.each(['C1', 'I2', 'M3', 'M4', 'M8'])(
    '%s comes to the same on its page and in the list behind each part',
    async (code) => {
      const parts = await partsOf(code);
      expect(Object.keys(parts).length).toBeGreaterThan(1);
      for (const { id, name } of await agencies()) {
        const part = parts[name];
        if (part !== undefined) expect([name, await listed(code, id, part.includes(' of '))]).toEqual([name, part]);
      }
    },
  );

  it('comes to the same for a manager on the dashboard, and in the frozen quarter and its report', async () => {
    const [own] = await test.sql<{ id: string; name: string }>(
      `SELECT a.id, a.name FROM users u JOIN agencies a ON a.id = u.agency_id WHERE u.email = 'manager@scf.example'`,
    );
    const $ = await page(manager, '/figures');
    expect($('main').text()).toContain(`${own?.name}: the cases whose plan it owns`);
    for (const code of ['C1', 'I2']) {
      const line = $('[data-qa=figures] tbody tr').filter((_, row) => $(row).find('.govuk-hint').text() === code);
      const part = (await partsOf(code))[own?.name ?? ''];
      expect(line.first().find('td').first().text()).toContain(part);
    }
    const report = String((await chair.submit('/quarterly-reports', { until: '2026-09-30' })).headers['location']);
    await chair.post(`${report}/issue`, {
      ...(await chair.hiddenFields(report, `${report}/issue`)),
      isWithoutWords: 'yes',
    });
    const [pack] = await test.sql<{ cells: object[] }>(
      `SELECT f -> 'cells' AS cells FROM report_packs, jsonb_array_elements(content -> 'figures') f WHERE f ->> 'code' = 'M8'`,
    );
    const frozen = await test.sql(
      `SELECT c.dimension, c.key, c.met::int, c.total::int, c.amount FROM figure_sets s JOIN figure_cells c ON c.set_id = s.id
        WHERE s.code = 'M8' AND s.period_until = '2026-09-30' AND c.dimension IN ('agency', 'age_band', 'strand', 'part') ORDER BY 1, 2`,
    );
    expect(pack?.cells).toEqual(frozen);
  });

  it('says which agency it means: in the definition, over the table, over the list and in what is published', async () => {
    for (const [code, words] of [
      ['I2', 'of the case'],
      ['M4', 'that owns the action'],
      ['M8', 'expected at the review'],
    ] as const) {
      const $ = await page(chair, `/figures/${code}`);
      expect($('#agency-caption').text()).toMatch(new RegExp(`^By agency ${words}, today`));
      expect($('[data-qa=definition]').text()).toContain(agencyMeaning(code).words);
      expect((await page(chair, `/figures/${code}/list`))('[data-qa=people] thead').text()).toContain(`gency ${words}`);
    }
    expect((await page(chair, '/figures/I18'))('[data-qa=definition]').text()).not.toContain('By agency');
  });

  it('names in the list every agency whose work with a person it counts', async () => {
    const $ = await page(chair, '/figures/M4/list');
    const row = $('[data-qa=people] tbody tr').filter((_, one) => $(one).text().includes('Wanda'));
    const names = await test.sql<{ name: string }>(
      `SELECT a.name FROM users u JOIN agencies a ON a.id = u.agency_id WHERE u.email IN ('officer@tvp.example', 'nurse@health.example')`,
    );
    for (const { name } of names) expect(row.find('td').eq(1).text()).toContain(name);
  });
});

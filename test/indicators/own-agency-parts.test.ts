import { load } from 'cheerio';
import { Figures, FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { Transactions } from '../../src/platform/database';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases } from './generated-cases';
import { generatedPanels } from './generated-panels';
import { listed } from './listed';
import { recomputed } from './recomputed';

const manager = 'manager@scf.example';
const police = 'manager@tvp.example';
const PARTS = ['age_band', 'strand', 'part'];
const OF_AN_AGENCY = `dimension LIKE 'agency%' AND dimension <> 'agency'`;

interface Counted {
  dimension: string;
  key: string;
  met: number;
  total: number;
}

describe('the figures of one agency by age band, strand and part', () => {
  let test: TestApp;
  const clients = new Map<string, PageClient>();
  const agencies = new Map<string, string>();

  beforeAll(async () => {
    test = await TestApp.start();
    const known = await generatedCases(test, 60);
    await generatedPanels(test, known);
    for (const [n, { made }] of known.entries())
      await test.sql(
        `UPDATE cohort_memberships SET strand = $2, tier = $3, version = version + 1 WHERE individual_id = $1 AND ended_on IS NULL`,
        [made.individualId, n % 4 > 1 ? 'active' : 'at_risk', n % 4 > 1 ? 'critical' : 'medium'],
      );
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    for (const email of [manager, police]) {
      clients.set(email, await test.browse(email));
      agencies.set(email, (await test.actor(email)).agencyId);
    }
  }, 90_000);
  afterAll(() => test.stop());

  const page = async (email: string, path: string) => {
    const client = clients.get(email) ?? (await test.browse(email));
    clients.set(email, client);
    return load((await client.get(path)).text);
  };
  /** Worked out from the words of the definition: what each part of an agency comes to. */
  const ownParts = async (code: string, email: string): Promise<Record<string, Counted>> => {
    const rows = await test.sql<Counted>(recomputed(code), ['2026-10-01', '2026-11-21']);
    const own = `${agencies.get(email)}:`;
    return Object.fromEntries(
      rows.flatMap((row) =>
        row.key.startsWith(own) ? [[`${row.dimension.slice('agency_'.length)} ${row.key.slice(own.length)}`, row]] : [],
      ),
    );
  };
  const tables = ($: ReturnType<typeof load>): string[] =>
    $('[data-qa^=by-]')
      .toArray()
      .map((table) => $(table).attr('data-qa') ?? '');

  it.each([
    ['C1', manager],
    ['I2', manager],
    ['I17b', manager],
    ['M2', manager],
    ['M3', police],
    ['M4', police],
    ['M8', police],
  ])('%s is read by a manager (%s) exactly, first, and opens the list behind each part', async (code, email) => {
    const $ = await page(email, `/figures/${code}`);
    const expected = await ownParts(code, email);
    const read: string[] = [];
    for (const dimension of PARTS) {
      const table = $(`[data-qa=by-own-${dimension}]`);
      if (table.length > 0) expect(table.find('caption').text()).toMatch(/^Your agency: by [a-z ]+, today$/);
      for (const row of table.find('tbody tr').toArray()) {
        const link = $(row).find('a');
        const key = new URLSearchParams(String(link.attr('href')).split('?')[1]).get(dimension);
        const counted = link.contents().first().text();
        const part = expected[`${dimension} ${key}`];
        const isShare = counted.includes(' of ');
        expect([dimension, key, counted]).toEqual([
          dimension,
          key,
          isShare ? `${part?.met} of ${part?.total}` : String(part?.total),
        ]);
        const list = await page(email, String(link.attr('href')));
        const completeness = list('[data-qa=completeness]').text();
        if (listed(list, isShare) === counted)
          expect(completeness).toBe(`This is all of this part of the figure: ${part?.total}.`);
        else expect(completeness).toMatch(/whom you may see|You may see/);
        expect([key, email === police || listed(list, isShare) === counted]).toEqual([key, true]);
        read.push(`${dimension} ${key}`);
      }
    }
    expect(read.sort()).toEqual(Object.keys(expected).sort());
    expect(read.length).toBeGreaterThan(1);
    const order = tables($);
    const [lastOwn, firstWhole] = [
      order.findLastIndex((name) => name.startsWith('by-own')),
      order.findIndex((name) => PARTS.some((dimension) => name === `by-${dimension}`)),
    ];
    if (firstWhole >= 0) expect(firstWhole).toBeGreaterThan(lastOwn);
  });

  it('stands before the partnership’s, which says that it is, where that may stand beside it', async () => {
    const $ = await page(manager, '/figures/C1');
    expect(tables($)).toEqual([
      ...['by-agency', 'by-own-age_band', 'by-own-strand', 'by-own-part', 'by-age_band', 'by-strand', 'by-part'],
    ]);
    expect($('#age_band-caption').text()).toBe('Partnership: by age, today');
    for (const email of ['chair@mace.example', 'member@mace.example', 'analyst@sbc.example']) {
      const theirs = await page(email, '/figures/C1');
      expect([email, tables(theirs)]).toEqual([email, ['by-agency', 'by-age_band', 'by-strand', 'by-part']]);
      expect(theirs('#age_band-caption').text()).toBe('By age, today');
    }
  });

  it('is read by the managers of that agency alone, by row-level security alone too', async () => {
    const read = async (email: string, table: string): Promise<string[]> => {
      const rows = await test
        .get(Transactions)
        .act(await test.actor(email), (tx) =>
          tx.query<{ key: string }>(
            `SELECT DISTINCT split_part(key, ':', 1) AS key FROM ${table} WHERE ${OF_AN_AGENCY}`,
          ),
        );
      return rows.map(({ key }) => key);
    };
    for (const table of ['kept_figures', 'figure_cells']) {
      const [all] = await test.sql<{ n: number }>(
        `SELECT count(DISTINCT split_part(key, ':', 1))::int AS n FROM ${table} WHERE ${OF_AN_AGENCY}`,
      );
      expect(all?.n).toBeGreaterThan(2);
      for (const email of [manager, police]) expect(await read(email, table)).toEqual([agencies.get(email)]);
      for (const email of [
        'chair@mace.example',
        'member@mace.example',
        'analyst@sbc.example',
        'governance@sbc.example',
      ])
        expect([email, await read(email, table)]).toEqual([email, []]);
    }
  });

  it('is in no answer of the API, on no dashboard and in no report', async () => {
    const answer = await (await test.api(manager)).get('/indicators/C1');
    expect(answer.status).toBe(200);
    expect(answer.body.own.now.value).toBeGreaterThan(0);
    expect(JSON.stringify(answer.body)).not.toMatch(/18_to_24|at_risk|critical/);
    const all = await test.get(Figures).all(await test.actor(manager));
    expect(all.flatMap(({ own }) => own.now?.cells ?? []).every(({ dimension }) => dimension === 'agency')).toBe(true);
    // Of all who make a report, only a chair who is a manager too could have read their own agency's.
    await test.sql(
      `UPDATE users SET roles = roles || 'manager'::text, version = version + 1 WHERE email = 'chair@mace.example'`,
    );
    const chair = await test.browse('chair@mace.example');
    const both = load((await chair.get('/figures/C1')).text);
    expect(tables(both)).toEqual(expect.arrayContaining(['by-own-age_band', 'by-age_band']));
    const report = String((await chair.submit('/quarterly-reports', { until: '2026-09-30' })).headers['location']);
    await chair.post(`${report}/issue`, {
      ...(await chair.hiddenFields(report, `${report}/issue`)),
      isWithoutWords: 'yes',
    });
    const dimensions = await test.sql<{ d: string }>(
      `SELECT DISTINCT c ->> 'dimension' AS d FROM report_packs, jsonb_array_elements(content -> 'figures') f, jsonb_array_elements(f -> 'cells') c ORDER BY 1`,
    );
    expect(dimensions.map(({ d }) => d)).toEqual(['age_band', 'agency', 'part', 'strand']);
  });

  it('is left out where it was not counted, in quarters of before', async () => {
    await test.sql(`DELETE FROM kept_figures WHERE code = 'C1' AND ${OF_AN_AGENCY}`);
    expect(tables(await page(manager, '/figures/C1')).filter((name) => name.startsWith('by-own'))).toEqual([]);
    await test.sql(`DELETE FROM kept_figures WHERE code = 'I2'`);
    const frozen = await page(manager, '/figures/I2');
    expect(frozen('#own-age_band-caption').text()).toBe('Your agency: by age, July to September 2026');
    await test.get(RefreshFigures).run();
  });
});

import { load } from 'cheerio';
import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { unitsBehind } from '../../src/indicators/indicators.queries';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { generatedCases, type Known } from './generated-cases';
import { generatedPanels } from './generated-panels';
import { listed } from './listed';

const PARTS = ['age_band', 'strand', 'part'];

describe('the list behind a part of a figure', () => {
  let test: TestApp;
  let known: Known[];
  let chair: PageClient;
  let manager: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    known = await generatedCases(test);
    await generatedPanels(test, known);
    // Nobody has left, so that the chair sees everybody who is counted; and they are of more than one strand and tier.
    await test.sql(
      `UPDATE cohort_memberships SET ended_on = NULL, exit_reason = NULL, exit_rationale = NULL, version = version + 1 WHERE ended_on = '2026-11-15'`,
    );
    for (const [n, { made }] of known.entries()) {
      if (n % 3 > 0)
        await test.sql(
          `UPDATE cohort_memberships SET strand = $2, tier = $3, version = version + 1 WHERE individual_id = $1 AND ended_on IS NULL`,
          [made.individualId, n % 3 === 1 ? 'active' : 'at_risk', n % 3 === 1 ? 'critical' : 'medium'],
        );
    }
    await cameBackAtOnce();
    await test.get(FreezeQuarters).run();
    await test.get(RefreshFigures).run();
    chair = await test.browse('chair@mace.example');
    manager = await test.browse('manager@scf.example');
  }, 60_000);
  afterAll(() => test.stop());

  /** Left in this quarter and is in the cohort again: the chair sees who is behind that exit. */
  async function cameBackAtOnce(): Promise<void> {
    const made = await makeCase(test, { givenName: 'Wanda', cohortSince: '2026-11-02' });
    await test.sql(
      `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, ended_on, tier, decision, evidence, evidence_on, decided_by, recorded_at, exit_reason)
       VALUES ($1, $2, $3, '2026-03-01', '2026-10-10', 'high', 'Accepted', 'Seen', '2026-02-01', $4, '2026-03-01', 'stepped_down')`,
      [newId(), made.individualId, test.partnership.panelId, test.userId('chair@mace.example')],
    );
  }

  const page = async (client: PageClient, path: string) => load((await client.get(path)).text);

  it.each([
    ['C1', 'part'],
    ['I2', 'strand'],
    ['I17b', 'part'],
    ['M2', 'part'],
    ['M3', 'strand'],
    ['M6', 'part'],
    ['M8', 'strand'],
  ])('%s opens for each age band, strand and part what was counted there', async (code, narrowest) => {
    const $ = await page(chair, `/figures/${code}`);
    const seen = new Set<string>();
    for (const dimension of PARTS) {
      for (const row of $(`[data-qa=by-${dimension}] tbody tr`).toArray()) {
        const name = $(row).find('th').text();
        const link = $(row).find('a');
        const part = link.contents().first().text();
        const list = await page(chair, String(link.attr('href')));
        expect([dimension, name, listed(list, part.includes(' of '))]).toEqual([dimension, name, part]);
        expect(list('h1').text()).toContain(`, ${name}: the list behind it`);
        const total = /\d+$/.exec(part)?.[0];
        expect(list('[data-qa=completeness]').text()).toBe(`This is all of this part of the figure: ${total}.`);
        const choices = list('nav[aria-label="Which part"] a').toArray();
        for (const choice of choices) expect(list(choice).attr('href')).toMatch(new RegExp(`${dimension}=\\w+`));
        if (choices[1]) {
          const met = await page(chair, String(list(choices[1]).attr('href')));
          const [of] = part.split(' of ');
          expect(listed(met, true)).toMatch(new RegExp(`^${of} of `));
          expect(met('h1').text()).toContain(name);
        }
        seen.add(dimension);
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining(['age_band', narrowest]));
    expect($(`[data-qa=by-${narrowest}] tbody tr`).length).toBeGreaterThan(code === 'I17b' || code === 'C1' ? 1 : 0);
  });

  it('opens what was counted in a frozen quarter, and says what is missing from that part since', async () => {
    await test.sql(`UPDATE individuals SET date_of_birth = '1999-01-01', version = version + 1 WHERE id = $1`, [
      known.find((one) => one.entered === '2026-03-01' && one.age === 17)?.made.individualId,
    ]);
    const [cell] = await test.sql<{ total: number }>(
      `SELECT c.total::int FROM figure_sets s JOIN figure_cells c ON c.set_id = s.id
        WHERE s.code = 'C1' AND s.period_until = '2026-09-30' AND c.dimension = 'age_band' AND c.key = '16_to_17'`,
    );
    const list = await page(chair, '/figures/C1/list?until=2026-09-30&age_band=16_to_17');
    expect(list('[data-qa=completeness]').text()).toContain(
      `This part of the figure counts ${cell?.total}. ${(cell?.total ?? 0) - 1} are listed; 1 is not shown`,
    );
  });

  it('knows no part that there is none of, and no two at once', async () => {
    for (const query of [
      'age_band=16',
      'age_band=constructor',
      'strand=16_to_17',
      'part=nothing',
      'age_band=16_to_17&age_band=18_to_24',
      'age_band=16_to_17&strand=active',
    ])
      expect([query, (await chair.get(`/figures/C1/list?${query}`)).status]).toEqual([query, 404]);
  });

  it('is for a manager of their own agency alone, and names nobody whom they may not see, by row-level security alone too', async () => {
    const list = await page(manager, '/figures/C1/list?age_band=18_to_24&agency=none');
    const own = known.filter(({ agency, age }) => agency === 'manager@scf.example' && age >= 18 && age < 25);
    const references = list('[data-qa=people] tbody tr td:first-of-type')
      .toArray()
      .map((cell) => list(cell).text());
    expect(references.sort()).toEqual(own.map(({ made }) => made.reference).sort());
    expect(references.length).toBeGreaterThan(1);
    expect((await page(manager, '/figures/C1'))('[data-qa=by-age_band] a')).toHaveLength(0);
    const asked = unitsBehind({
      rule: 'in_cohort',
      from: '2026-10-01',
      until: '2026-11-21',
      agency: null,
      part: { dimension: 'age_band', key: '18_to_24' },
      isMet: null,
    });
    const behind = async (email: string) => {
      const actor = await test.actor(email);
      return test.get(Transactions).act(actor, async (tx) => ({
        listed: (await tx.query<{ reference: string }>(asked.text, [...(asked.values ?? [])])).map(
          ({ reference }) => reference,
        ),
        seen: (await tx.query<{ reference: string }>('SELECT reference FROM individuals')).map(
          ({ reference }) => reference,
        ),
      }));
    };
    const all = known.filter(({ age }) => age >= 18 && age < 25).map(({ made }) => made.reference);
    for (const email of ['manager@scf.example', 'chair@mace.example', 'analyst@sbc.example']) {
      const { listed: rows, seen } = await behind(email);
      expect([email, rows]).toEqual([email, all.filter((reference) => seen.includes(reference)).sort()]);
    }
    expect((await behind('analyst@sbc.example')).listed).toEqual([]);
  });
});

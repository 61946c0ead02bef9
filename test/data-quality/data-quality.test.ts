import { load } from 'cheerio';
import { Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { RULE_NAMES } from '../../src/data-quality/rules';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';
const POLICE = 'manager@tvp.example';
const CHAIR = 'chair@mace.example';
const ANALYST = 'analyst@sbc.example';

describe('data quality', () => {
  let test: TestApp;
  let gapsId: string;
  let wholeId: string;

  beforeAll(async () => {
    test = await TestApp.start();
    gapsId = (await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20' })).individualId;
    wholeId = (await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20' })).individualId;
    await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20', restrictedTo: ['lead@scf.example'] });
    await test.sql(
      `UPDATE individuals SET date_of_birth = NULL, ethnicity = 'not_asked', communication_needs = NULL, sex = 'not_recorded',
              version = version + 1 WHERE id = $1`,
      [gapsId],
    );
    await test.sql(
      `UPDATE individuals SET date_of_birth = '2010-03-01', ethnicity = 'NS', communication_needs = 'None', sex = 'male',
              version = version + 1 WHERE id = $1`,
      [wholeId],
    );
    await test.sql(
      `INSERT INTO individual_addresses (id, individual_id, lines, kind, recorded_at) VALUES ($1, $2, '1 Demo Road', 'home', now())`,
      [newId(), wholeId],
    );
    await sayOfDisability('not_known', '2026-11-01');
    await test.sql(
      `INSERT INTO individual_education (id, individual_id, status, recorded_at) VALUES ($1, $2, 'on_roll', now())`,
      [newId(), wholeId],
    );
  });
  afterAll(() => test.stop());

  const sayOfDisability = (answer: string, knownOn: string, visibility = 'all_agencies') =>
    test.sql(
      `INSERT INTO measures (id, individual_id, kind, subject, answer, known_on, source, visibility, recorded_by, agency_id, recorded_at)
       VALUES ($1, $2, 'disability', 'status', $3, $4, 'Family', $5, $6, $7, now())`,
      [newId(), wholeId, answer, knownOn, visibility, test.userId(MANAGER), test.partnership.agencies['scf']],
    );

  const brokenBy = async (individualId: string) => {
    const rows = await test
      .get(Transactions)
      .act(await test.actor(CHAIR), (tx) =>
        tx.query<{ rule: string }>(
          'SELECT rule FROM data_quality_problems($1, $2) WHERE individual_id = $3 ORDER BY rule',
          [tx.today, tx.actor.accessKeys, individualId],
        ),
      );
    return rows.map(({ rule }) => rule);
  };

  it('finds what is missing; “not stated” is an answer', async () => {
    const gaps = await brokenBy(gapsId);
    expect(gaps).toEqual(
      expect.arrayContaining([
        'communication_needs_not_asked',
        'disability_not_asked',
        'ethnicity_not_asked',
        'no_address',
        'no_date_of_birth',
        'sex_not_recorded',
      ]),
    );
    expect((await brokenBy(wholeId)).filter((rule) => /not_|no_/.test(rule) && rule !== 'plan_without_goals')).toEqual(
      [],
    );
  });

  it('asks whether somebody is disabled: “not known” is an answer, “not asked” is not, and what health keeps is not told', async () => {
    const isAsked = async () => !(await brokenBy(wholeId)).includes('disability_not_asked');
    expect(await isAsked()).toBe(true);
    await sayOfDisability('not_asked', '2026-11-10');
    expect(await isAsked()).toBe(false);
    await sayOfDisability('none', '2026-11-11', 'health_only');
    expect(await isAsked()).toBe(false);
    // Counted by a role that reads everything, and yet not told.
    const { body } = await (await test.api(CHAIR)).get('/data-quality/counts');
    const counted = body.items.filter(({ rule }: { rule: string }) => rule === 'disability_not_asked');
    expect(counted).toMatchObject([{ cases: 2, problems: 2 }]);
    await sayOfDisability('none', '2026-11-12');
    expect(await isAsked()).toBe(true);
    const list = load((await (await test.browse(MANAGER)).get('/data-quality/rules/disability_not_asked')).text);
    expect(list(`a[href="/individuals/${gapsId}/measures"]`).length).toBe(1);
    expect(list(`a[href="/individuals/${wholeId}/measures"]`).length).toBe(0);
  });

  it('finds what is contradictory or stale, and no longer when it is mended', async () => {
    const by = [test.userId(MANAGER), test.partnership.agencies['scf']];
    await test.sql(
      `INSERT INTO individual_statuses (id, individual_id, kind, status, from_on, source, recorded_by, agency_id, recorded_at)
       VALUES ($1, $2, 'custody', 'remand', '2026-11-01', 'Court', $3, $4, now())`,
      [newId(), wholeId, ...by],
    );
    await test.sql(
      `INSERT INTO individual_addresses (id, individual_id, lines, kind, recorded_at) VALUES ($1, $2, '2 Demo Road', 'home', now())`,
      [newId(), wholeId],
    );
    await test.sql(
      `INSERT INTO individual_identifiers (id, individual_id, kind, value, source, recorded_at) VALUES ($1, $2, 'local_reference', 'X1', 'a list', now())`,
      [newId(), wholeId],
    );
    const wrong = ['custody_and_school', 'two_homes', 'unverified_identifier'];
    expect(await brokenBy(wholeId)).toEqual(expect.arrayContaining(wrong));
    await test.sql(
      `UPDATE individual_addresses SET until_on = '2026-11-20', version = version + 1 WHERE lines = '2 Demo Road'`,
    );
    await test.sql(
      `UPDATE individual_statuses SET until_on = '2026-11-20', version = version + 1 WHERE individual_id = $1`,
      [wholeId],
    );
    await test.sql(`UPDATE individual_identifiers SET is_verified = true, version = version + 1 WHERE value = 'X1'`);
    expect((await brokenBy(wholeId)).filter((rule) => wrong.includes(rule))).toEqual([]);
    await test.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE email = 'lead@scf.example'`);
    expect(await brokenBy(wholeId)).toContain('lead_left');
    await test.sql(`UPDATE users SET status = 'active', version = version + 1 WHERE email = 'lead@scf.example'`);
    expect(await brokenBy(wholeId)).not.toContain('lead_left');
  });

  it('is a work list to whoever oversees the case, with the way to mend it, and nobody else; reading is audited', async () => {
    const manager = await test.browse(MANAGER);
    const overview = load((await manager.get('/data-quality')).text)('[data-qa=rules]');
    expect(overview.find('a[href="/data-quality/rules/no_date_of_birth"]').length).toBe(1);
    const list = load((await manager.get('/data-quality/rules/no_date_of_birth')).text)('[data-qa=cases]');
    expect(list.find(`a[href="/individuals/${gapsId}/identity/change"]`).length).toBe(1);
    expect((await manager.get('/data-quality/rules/nothing')).status).toBe(404);
    const police = await test.api(POLICE);
    expect((await police.get('/data-quality/rules/no_date_of_birth')).body.items).toEqual([]);
    const [audit] = await test.sql<{ n: number }>(
      `SELECT count(*)::integer AS n FROM audit_events WHERE act = 'data_quality.listed' AND fields = '{no_date_of_birth}'`,
    );
    expect(audit?.n).toBe(2);
  });

  it('is counted for analysts without names, restricted people or small numbers', async () => {
    const analyst = await test.browse(ANALYST);
    expect((await analyst.get('/data-quality')).status).toBe(403);
    const page = load((await analyst.get('/data-quality/completeness')).text)('main').text();
    expect(page).toContain('Counts are rounded');
    const counts = async (email: string) => (await (await test.api(email)).get('/data-quality/counts')).body.items;
    expect(await counts(ANALYST)).toHaveLength(RULE_NAMES.length);
    // Two in the open, and one restricted, who is in no count: too few to be shown.
    expect((await counts(ANALYST))[0].cases).toBeNull();
    expect((await counts(CHAIR))[0].cases).toBe(2);
    await Promise.all(Array.from({ length: 4 }, () => makeCase(test)));
    const address = async (email: string) =>
      (await counts(email)).filter(({ rule }: { rule: string }) => rule === 'no_address')[0];
    expect(await address(CHAIR)).toMatchObject({ cases: 6, problems: 5 });
    // One of six has an address: five beside six would tell of the one.
    expect(await address(ANALYST)).toMatchObject({ cases: 5, problems: null });
    const shown = load((await analyst.get('/data-quality/completeness')).text)(
      '[data-qa=problems] td, [data-qa=completeness] td',
    );
    const numbers = shown
      .toArray()
      .flatMap(
        (cell) =>
          load(cell)
            .text()
            .match(/\d+(?!\d*%)/g) ?? [],
      )
      .map(Number);
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers.filter((count) => count % 5 !== 0)).toEqual([]);
    const asManager = test
      .get(Transactions)
      .act(await test.actor(POLICE), (tx) => tx.query('SELECT * FROM data_quality_counts($1)', [tx.today]));
    await expect(asManager).rejects.toMatchObject({ driverError: { code: 'TC003' } });
  });
});

import { createHmac, randomBytes } from 'node:crypto';
import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import { keysOfExtract } from '../../src/exports/take-export';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';
const CHAIR = 'chair@mace.example';
const ANALYST = 'analyst@sbc.example';
const GOVERNANCE = 'governance@sbc.example';

describe('exports', () => {
  let test: TestApp;
  let seenId: string;
  let hiddenReference: string;

  beforeAll(async () => {
    test = await TestApp.start();
    seenId = (await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-20' })).individualId;
    hiddenReference = (await makeCase(test, { restrictedTo: ['lead@scf.example'] })).reference;
    await test.sql(`UPDATE individuals SET given_name = '=HYPERLINK("x")', version = version + 1 WHERE id = $1`, [
      seenId,
    ]);
  });
  afterAll(() => test.stop());

  const ask = async (email: string, fields: Record<string, string>) => {
    const browser = await test.browse(email);
    const asked = await browser.submit('/exports', fields, '/exports/new');
    return { browser, asked, path: String(asked.headers['location']) };
  };
  const cells = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

  it('give a manager the cases they see, with purpose, marking and an end, no formula, nobody restricted, and are logged', async () => {
    expect((await ask(MANAGER, { kind: 'cases', purpose: ' ', tier: '' })).asked.status).toBe(422);
    const { browser, asked, path } = await ask(MANAGER, { kind: 'cases', purpose: 'Board of December', tier: '' });
    expect(asked.status).toBe(303);
    const file = await browser.submit(`${path}/file`, {}, path);
    expect(file.headers['content-disposition']).toBe('attachment; filename="cases-2026-11-21.csv"');
    const rows = cells(file.text);
    expect(rows[0]).toEqual(['OFFICIAL-SENSITIVE. Internal: not for publication']);
    expect(rows[1]).toEqual(['Purpose', 'Board of December']);
    expect(rows[3]?.[1]).toBe('2027-02-19');
    const [, ...people] = rows.slice(5);
    expect(rows[5]?.slice(0, 3)).toEqual(['reference', 'given_name', 'family_name']);
    expect(people).toHaveLength(1);
    expect(people[0]?.[1]).toBe(`'=HYPERLINK("x")`);
    expect(file.text).not.toContain(hiddenReference);
    const audit = await test.sql<{ fields: string[]; reason: string }>(
      `SELECT fields, reason FROM audit_events WHERE act = 'export.taken'`,
    );
    expect(audit).toEqual([{ fields: ['cases', 'tier:all', 'rows:1'], reason: 'Board of December' }]);
    const police = await test.browse('manager@tvp.example');
    expect((await police.get(path)).status).toBe(404);
    test.clock.set(new Date('2026-11-22T10:00:01Z'));
    const late = await (await test.browse(MANAGER)).get(path);
    expect(late.text).toContain('It can no longer be fetched');
    const token = await (await test.browse(MANAGER)).hiddenFields('/exports/new');
    const client = await test.browse(MANAGER);
    const fields = await client.hiddenFields('/exports/new');
    expect((await client.post(`${path}/file`, { _csrf: fields['_csrf'] ?? token['_csrf'] ?? '' })).status).toBe(409);
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
  });

  it('of more than a hundred people wait for a second person, and what grew since is not given', async () => {
    const { browser, path } = await ask(CHAIR, { kind: 'cases', purpose: 'Census of cases', tier: '' });
    await Promise.all(Array.from({ length: 100 }, () => makeCase(test)));
    expect((await browser.submit(`${path}/file`, {}, path)).status).toBe(409);
    const { path: waiting } = await ask(CHAIR, { kind: 'cases', purpose: 'Census of cases', tier: '' });
    expect((await browser.get(waiting)).text).toContain('Waits for a second person');
    const agreed = { isAgreed: 'yes', reason: 'The board asked' };
    expect((await browser.post(`${waiting}/decision`, { ...agreed, version: '1' })).status).toBe(403);
    const manager = await test.browse(MANAGER);
    expect((await manager.submit(`${waiting}/decision`, agreed, waiting)).status).toBe(303);
    const file = await browser.submit(`${waiting}/file`, {}, waiting);
    expect(cells(file.text).length).toBe(6 + 101);
    const twice = test.sql(
      `UPDATE exports SET decided_by = requested_by, version = version + 1 WHERE status = 'ready' AND decided_by IS NOT NULL`,
    );
    await expect(twice).rejects.toThrow('exports_two_people');
  });

  it('of more than a hundred people need a second person cut by tier too, and their purpose names nobody', async () => {
    test.clock.set(new Date('2026-11-23T10:00:00Z'));
    const tiers = (await test.sql<{ tier: string }>('SELECT tier FROM cohort_memberships ORDER BY id')).map(
      ({ tier }) => tier,
    );
    await test.sql(
      `UPDATE cohort_memberships m SET tier = CASE WHEN r.n <= 51 THEN 'critical' ELSE 'medium' END, version = version + 1
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM cohort_memberships) r WHERE r.id = m.id`,
    );
    const cases = (tier: string) => ask(CHAIR, { kind: 'cases', purpose: 'Census of cases', tier });
    const { browser, path } = await cases('critical');
    expect((await browser.get(path)).text).not.toContain('Waits for a second person');
    expect((await browser.get((await cases('critical')).path)).text).not.toContain('Waits for a second person');
    const { path: rest } = await cases('medium');
    expect((await browser.get(rest)).text).toContain('Waits for a second person');
    expect((await browser.submit(`${path}/file`, {}, path)).status).toBe(200);
    // A day later it is another list.
    test.clock.set(new Date('2026-11-24T10:00:01Z'));
    const { browser: later, path: next } = await cases('medium');
    expect((await later.get(next)).text).not.toContain('Waits for a second person');
    const [named] = await test.sql<{ name: string }>(
      `SELECT given_name || ' ' || family_name AS name FROM individuals WHERE NOT is_restricted AND given_name ~ '^[A-Z]' LIMIT 1`,
    );
    const { asked } = await ask(CHAIR, { kind: 'cases', purpose: `For the file of ${named?.name}`, tier: 'critical' });
    expect([asked.status, asked.text.includes('This may name somebody')]).toEqual([422, true]);
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    await test.sql(
      `UPDATE cohort_memberships m SET tier = r.tier, version = version + 1
         FROM (SELECT id, ($1::text[])[row_number() OVER (ORDER BY id)] AS tier FROM cohort_memberships) r WHERE r.id = m.id`,
      [tiers],
    );
  });

  it('for an evaluator name nobody, need governance, and cannot be joined to each other', async () => {
    const { browser, path } = await ask(ANALYST, { kind: 'evaluation', purpose: 'Evaluation of the pilot' });
    const governance = await test.browse(GOVERNANCE);
    const manager = await test.browse(MANAGER);
    expect((await manager.get(path)).status).toBe(404);
    expect(
      (await governance.submit(`${path}/decision`, { isAgreed: 'yes', reason: 'Agreement signed' }, path)).status,
    ).toBe(303);
    const one = cells((await browser.submit(`${path}/file`, {}, path)).text).slice(7);
    const text = one.flat().join(' ');
    const people = await test.sql<{ reference: string; family_name: string; id: string; date_of_birth: string | null }>(
      'SELECT id, reference, family_name, date_of_birth::text FROM individuals',
    );
    for (const { id, reference, family_name: family, date_of_birth: born } of people) {
      for (const known of [id, reference, family, born ?? id]) expect(text).not.toContain(known);
    }
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    // All but the restricted one.
    expect(one).toHaveLength(people.length - 1);
    const other = cells((await browser.submit(`${path}/file`, {}, path)).text).slice(7);
    const pseudonyms = new Set(one.map(([name]) => name));
    expect(other.filter(([name]) => pseudonyms.has(name))).toEqual([]);
  });

  it('leave nobody alone in an extract: measured when asked for, told before it is fetched, coarser until all stand in groups', async () => {
    const QUASI = ['age_band', 'sex', 'ethnicity_group', 'area', 'entered_in', 'left_in'];
    const ids = (await test.sql<{ id: string }>('SELECT id FROM individuals WHERE NOT is_restricted ORDER BY id')).map(
      ({ id }) => id,
    );
    // Everybody entered in a month of their own kind; four are the only ones of their sex, and so are to be found at every step.
    for (const [n, id] of ids.entries()) {
      await test.sql(
        `UPDATE individuals SET sex = $2, ethnicity = $3, date_of_birth = $4, version = version + 1 WHERE id = $1`,
        [id, n < 4 ? 'other' : n % 2 ? 'male' : 'female', n % 3 ? 'W1' : 'B2', n % 5 ? '2009-03-27' : '2014-01-01'],
      );
      await test.sql(
        `UPDATE cohort_memberships SET started_on = $2::date, version = version + 1 WHERE individual_id = $1`,
        [id, `${2025 + (n % 2)}-${String((n % 11) + 1).padStart(2, '0')}-03`],
      );
    }
    const take = async () => {
      const { browser, asked, path } = await ask(ANALYST, { kind: 'evaluation', purpose: 'Evaluation of the pilot' });
      const governance = await test.browse(GOVERNANCE);
      const fields = { isAgreed: 'yes', reason: 'Agreement signed' };
      if (asked.status === 303) await governance.submit(`${path}/decision`, fields, path);
      return { browser, asked, path, governance };
    };
    const { browser, path, governance } = await take();
    const told = async (client: typeof browser) =>
      load((await client.get(path)).text)('main')
        .text()
        .replace(/\s+/g, ' ');
    for (const client of [browser, governance]) {
      expect(await told(client)).toMatch(/About [1-9]0 in 100 would stand alone .*Smallest group ?5 people/);
    }
    const [kept] = await test.sql<{ detail: number }>(
      `SELECT detail, least_group, alone_share > 0 AS alone FROM exports WHERE id = $1`,
      [path.split('/').at(-1)],
    );
    expect(kept).toEqual({ detail: expect.any(Number), least_group: 5, alone: true });
    const rows = cells((await browser.submit(`${path}/file`, {}, path)).text);
    const header = rows.findIndex(([name]) => name === 'pseudonym');
    expect(rows.slice(0, header).flat().join(' ')).toContain('stand for 5 people or more, or are withheld');
    const alike = (row: string[]) => QUASI.map((name) => row[rows[header]?.indexOf(name) ?? -1]).join('|');
    const groups = new Map<string, number>();
    for (const key of rows.slice(header + 1).map(alike)) groups.set(key, (groups.get(key) ?? 0) + 1);
    expect([...groups.values()].filter((people) => people < 5)).toEqual([]);
    expect(groups.size).toBeGreaterThan(2);
    expect(groups.get(QUASI.map(() => 'withheld').join('|'))).toBeLessThanOrEqual(ids.length / 5);
    const [audit] = await test.sql<{ fields: string[] }>(
      `SELECT fields FROM audit_events WHERE act = 'export.asked' AND subject_id = $1`,
      [path.split('/').at(-1)],
    );
    expect(audit?.fields).toEqual(expect.arrayContaining(['least_group:5', `detail:${String(kept?.detail)}`]));
    // Half of them enter on years of their own: what was agreed to would now tell of them, and is refused.
    await test.sql(
      `UPDATE cohort_memberships SET started_on = date '1990-01-01' + (row.n || ' years')::interval, version = version + 1
         FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM cohort_memberships) row
        WHERE row.id = cohort_memberships.id AND row.n <= 30`,
    );
    const changed = await browser.submit(`${path}/file`, {}, path);
    expect([changed.status, changed.text.includes('have changed since')]).toEqual([409, true]);
    const { asked: refused } = await take();
    expect([refused.status, refused.text.includes('however coarse')]).toEqual([409, true]);
    await test.sql(`UPDATE cohort_memberships SET started_on = '2026-03-01', version = version + 1`);
  });

  it('make pseudonyms by HMAC, in the database as in any library', async () => {
    const key = randomBytes(32);
    const { inner, outer } = keysOfExtract(key);
    const [row] = await test.sql<{ name: string }>(
      `SELECT encode(sha256($1::bytea || sha256($2::bytea || convert_to($3, 'UTF8'))), 'hex') AS name`,
      [outer, inner, seenId],
    );
    expect(row?.name).toBe(createHmac('sha256', key).update(seenId).digest('hex'));
  });
});

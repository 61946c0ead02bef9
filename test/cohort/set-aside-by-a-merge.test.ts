import { load } from 'cheerio';
import { RefreshFigures } from '../../src/indicators';
import * as merging from '../reviews/support/merging';
import { TestApp } from '../support/test-app';

/** Of two stays of one time a merge lets one stand: the other is kept, readable, and counts nowhere. */
describe('a stay in the cohort that a merge of two records set aside', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const figures = async (): Promise<object> => {
    await test.get(RefreshFigures).run();
    const rows = await test.sql<{ code: string; met: string; total: string }>(
      `SELECT code, met::text, total::text FROM kept_figures WHERE dimension = 'all' AND code IN ('C1', 'I1', 'I2', 'M6', 'M7')`,
    );
    return Object.fromEntries(rows.map(({ code, met, total }) => [code, `${met} of ${total}`]));
  };
  const planOwedFrom = async (individualId: string): Promise<string[]> =>
    (
      await test.sql<{ day: string }>(
        'SELECT DISTINCT plan_owed_from::text AS day FROM cases_by_key WHERE individual_id = $1',
        [individualId],
      )
    ).map(({ day }) => day);
  const owedSince = async (individualId: string): Promise<string[]> =>
    (
      await test.sql<{ due: string }>(
        `SELECT due_on::text AS due FROM obligations('2026-11-21') WHERE kind = 'no_plan' AND individual_id = $1`,
        [individualId],
      )
    ).map(({ due }) => due);

  it('takes nobody out of a figure, and puts off no plan that is owed', async () => {
    const both = await merging.two(
      test,
      { plan: 'none', cohortSince: '2026-03-02' },
      { plan: 'none', cohortSince: '2026-11-10', familyName: 'Demmo' },
    );
    const [kept] = both;
    const [overdue] = [await owedSince(kept.individualId)];
    expect(overdue).toHaveLength(1);
    await merging.merge(test, both, { cohort: 'survivor' });
    expect(await figures()).toEqual({ C1: '1 of 1', I1: '0 of 1', I2: '0 of 1', M6: '0 of 0', M7: '0 of 0' });
    expect(await owedSince(kept.individualId)).toEqual(overdue);
    expect(await planOwedFrom(kept.individualId)).toEqual(['2026-03-02']);
  });

  it('is neither when they left nor part of what happened, and stands on the page of people as one that does not count', async () => {
    const both = await merging.two(
      test,
      { plan: 'none', cohortSince: '2026-02-02', familyName: 'Halden' },
      { plan: 'none', cohortSince: '2026-04-07', familyName: 'Haldan' },
    );
    const [kept] = both;
    await test.sql(
      `UPDATE cohort_memberships SET ended_on = '2026-06-01', exit_reason = 'moved_area', exit_rationale = 'Moved', version = version + 1 WHERE individual_id = $1`,
      [kept.individualId],
    );
    await merging.merge(test, both, { cohort: 'survivor' });
    const manager = await test.browse(merging.MANAGER);
    const page = async (part: string): Promise<string> =>
      load((await manager.get(`/individuals/${kept.individualId}${part}`)).text)('main')
        .text()
        .replace(/\s+/g, ' ');
    expect(await page('')).toContain('they left the cohort on 1 June 2026');
    const people = await page('/people');
    expect(people).toMatch(/from 7 April 2026 to 21 November 2026\..*stands: this one does not count/);
    expect(people.match(/does not count/g)).toHaveLength(1);
    const chronology = await page('/chronology?kind=cohort');
    expect(chronology).toContain('2 February 2026');
    expect(chronology).not.toContain('7 April 2026');
  });
});

import { load } from 'cheerio';
import { KeepDays } from '../../src/reviews';
import { Transactions } from '../../src/platform/database';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { MANAGER, merge, two, undo } from './support/merging';

describe('the birthdays of two records that were joined, of which one date of birth stands', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const countedFrom = (day: string, both: MadeCase[]) =>
    test.sql(`UPDATE review_schedules SET counted_from = $2, version = version + 1 WHERE individual_id = ANY ($1)`, [
      both.map(({ individualId }) => individualId),
      day,
    ]);

  /** The first turns 18 on 12 December, the other 17 and a half on 25 November; both reviews are brought forward. */
  const pair = async () => {
    const both = await two(
      test,
      { plan: 'live', reviewDueOn: '2026-12-31', dateOfBirth: '2008-12-12' },
      { plan: 'live', reviewDueOn: '2026-12-31', dateOfBirth: '2009-05-25', familyName: 'Demmo' },
    );
    await countedFrom('2026-11-01', both);
    await new KeepDays(test.get(Transactions)).run();
    return both;
  };
  const effects = async ({ individualId }: MadeCase) => {
    const page = load((await (await test.browse(MANAGER)).get(`/individuals/${individualId}/review-date`)).text);
    return page('#triggers tbody tr')
      .toArray()
      .map((row) => `${page('th', row).text().trim()}: ${page('td', row).last().text().trim()}`)
      .sort();
  };

  const history = async ({ scheduleId }: MadeCase) =>
    (
      await test.sql<{ reason: string }>(
        `SELECT concat(change_reason, ' ', explanation) AS reason FROM review_schedules WHERE id = $1
          UNION ALL SELECT reason FROM review_schedule_changes WHERE schedule_id = $1`,
        [scheduleId],
      )
    ).map(({ reason }) => reason);

  it('says of the other record’s that the records were joined, and nothing of a correction', async () => {
    const [stays, goes] = await pair();
    const before = await effects(goes);
    const { id } = await merge(test, [stays, goes]);
    expect(await effects(stays)).toEqual([
      'Will turn 17 and a half: Brought the review of the other record forward to 23 December 2026. The two records were joined, and its date of birth does not stand',
      'Will turn 18: Brought forward to 11 December 2026',
    ]);
    await undo(test, id);
    expect(await effects(goes)).toEqual(before);
    expect(await effects(stays)).toEqual(['Will turn 18: Brought forward to 11 December 2026']);
  });

  it('says of its own that the date of birth of the other stands', async () => {
    const both = await pair();
    await merge(test, both, { date_of_birth: 'merged' });
    expect((await effects(both[0])).join()).toContain(
      'Will turn 18: Counts no longer: two records were joined, and the date of birth of the other stands',
    );
    const reasons = (await history(both[0])).join('\n');
    expect(reasons).toContain(
      'Two records of one person were joined, and one date of birth stands since 21 November 2026',
    );
    expect(reasons).not.toContain('corrected');
  });

  const dueOn = async (...of: MadeCase[]) =>
    (
      await test.sql<{ due: string }>(
        `SELECT due_on AS due FROM review_schedules WHERE status = 'active' AND individual_id = ANY ($1) ORDER BY individual_id`,
        [of.map(({ individualId }) => individualId)],
      )
    ).map(({ due }) => due);
  const later = { plan: 'live', reviewDueOn: '2026-12-31', dateOfBirth: '2009-12-15' } as const;
  const TURNS_18 = '2008-12-15';

  it('taken apart, the birthday of the other brings nothing forward any more', async () => {
    const both = await two(test, later, { dateOfBirth: TURNS_18 });
    await countedFrom('2026-11-19', both);
    const { id } = await merge(test, both, { date_of_birth: 'merged' });
    expect(await dueOn(both[0])).toEqual(['2026-12-15']);
    await undo(test, id);
    expect(await dueOn(both[0])).toEqual(['2026-12-31']);
    await new KeepDays(test.get(Transactions)).run();
    expect(await dueOn(both[0])).toEqual(['2026-12-31']);
  });

  it('count at once where the plan comes from the record whose date of birth does not stand', async () => {
    const both = await two(test, { dateOfBirth: TURNS_18 }, later);
    await countedFrom('2026-11-19', both);
    const { id } = await merge(test, both);
    expect(await dueOn(both[0])).toEqual(['2026-12-15']);
    await undo(test, id);
    expect(await dueOn(...both)).toEqual(['2026-12-31']);
  });
});

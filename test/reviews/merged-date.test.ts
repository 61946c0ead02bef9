import { load } from 'cheerio';
import { RecordTrigger } from '../../src/reviews';
import { ChangeReviewDate } from '../../src/reviews/change-review-date';
import { ExemptReview } from '../../src/reviews/exempt-review';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import * as merging from './support/merging';

const { MANAGER } = merging;

describe('the date of the review of two records that were joined: who set it, and how late it may be', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** Two of the high tier, each due by 17 December by its rule. */
  const two = async (): Promise<[MadeCase, MadeCase]> => {
    const both = await merging.two(
      test,
      { plan: 'live', reviewDueOn: '2026-12-17' },
      { plan: 'live', reviewDueOn: '2026-12-17', familyName: 'Demmo' },
    );
    await test.sql(
      `UPDATE review_schedules SET counted_from = '2026-11-05', tier = 'high', no_later_than = due_on, version = version + 1
        WHERE id = ANY ($1)`,
      [both.map(({ scheduleId }) => scheduleId)],
    );
    return both;
  };

  const setByHand = async ({ scheduleId }: MadeCase, dueOn: string) => {
    const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
      'SELECT version FROM review_schedules WHERE id = $1',
      [scheduleId],
    );
    const change = { scheduleId, version, dueOn, reason: 'School asked for it' };
    return test.get(ChangeReviewDate).run(await test.actor(MANAGER), change);
  };

  /** What the why page says beside each of its headings. */
  const why = async ({ individualId }: MadeCase): Promise<Record<string, string>> => {
    const page = load((await (await test.browse(MANAGER)).get(`/individuals/${individualId}/review-date`)).text);
    return Object.fromEntries(
      page('.govuk-summary-list__row')
        .toArray()
        .map((row) => [page('dt', row).text().trim(), page('dd', row).first().text().trim()]),
    );
  };

  it('taken apart, it is counted from the day it was counted from before, and nobody chose it', async () => {
    const [stays, goes] = await two();
    await setByHand(goes, '2026-11-27');
    const before = await why(stays);
    expect(before).toMatchObject({ 'Due by': '17 December 2026', 'Counted from': '5 November 2026' });
    const { id } = await merging.merge(test, [stays, goes]);
    expect(await why(stays)).toMatchObject({ 'Due by': '27 November 2026' });
    await merging.undo(test, id);
    expect(await why(stays)).toEqual(before);
    expect((await why(goes))['Counted from']).toMatch(/ chose this date on 21 November 2026, /);
  });

  it('taken apart, a date that somebody had chosen before is still theirs', async () => {
    const [stays, goes] = await two();
    await setByHand(stays, '2026-12-10');
    await setByHand(goes, '2026-11-27');
    const before = await why(stays);
    expect(before['Counted from']).toMatch(/ chose this date on 21 November 2026, /);
    const { id } = await merging.merge(test, [stays, goes]);
    await merging.undo(test, id);
    expect(await why(stays)).toEqual(before);
  });

  it('a date chosen on the other record can be put back as far as the rules of both allow', async () => {
    const [stays, goes] = await two();
    await setByHand(goes, '2026-11-27');
    await merging.merge(test, [stays, goes]);
    expect(await why(stays)).toMatchObject({
      'Due by': '27 November 2026',
      'Latest the rules allow': expect.stringMatching(/^17 December 2026/),
    });
    await expect(setByHand(stays, '2026-12-18')).rejects.toThrow();
    expect(await setByHand(stays, '2026-12-17')).toMatchObject({ dueOn: '2026-12-17' });
  });

  it('but never later than what happened to the other allows', async () => {
    const [stays, goes] = await two();
    await test.get(RecordTrigger).run(await test.actor(MANAGER), {
      ...{ individualId: goes.individualId, kind: 'arrest', happenedOn: '2026-11-20' },
      ...{ source: 'Police custody', description: '' },
    });
    await setByHand(goes, '2026-11-25');
    await merging.merge(test, [stays, goes]);
    expect(await why(stays)).toMatchObject({
      'Due by': '25 November 2026',
      'Latest the rules allow': expect.stringMatching(/^27 November 2026/),
    });
  });

  it('nor than the tier that stands allows', async () => {
    const [stays, goes] = await two();
    await test.sql(`UPDATE cohort_memberships SET tier = 'critical', version = version + 1 WHERE individual_id = $1`, [
      goes.individualId,
    ]);
    await setByHand(goes, '2026-11-27');
    await merging.merge(test, [stays, goes], { cohort: 'merged' });
    expect(await why(stays)).toMatchObject({
      'Due by': '27 November 2026',
      'Latest the rules allow': expect.stringMatching(/^3 December 2026/),
    });
  });

  describe('taken apart, where it was touched while they were one', () => {
    /** An arrest of the other brings the review of both forward to 27 November. */
    const arrestedOther = async (): Promise<[MadeCase, MadeCase, string]> => {
      const [stays, goes] = await two();
      await arrested(goes);
      const { id } = await merging.merge(test, [stays, goes]);
      expect(await rules(stays)).toMatchObject({ due: '2026-11-27', latest: '2026-11-27', rule: ARREST });
      return [stays, goes, id];
    };
    const arrested = async ({ individualId }: MadeCase, happenedOn = '2026-11-20') =>
      test.get(RecordTrigger).run(await test.actor(MANAGER), {
        ...{ individualId, kind: 'arrest', happenedOn, source: 'Police custody', description: '' },
      });
    const rules = async ({ scheduleId }: MadeCase) =>
      (
        await test.sql(
          `SELECT due_on::text AS due, no_later_than::text AS latest, rule, tier, window_from::text AS opens, status FROM review_schedules WHERE id = $1`,
          [scheduleId],
        )
      )[0];
    const ARREST = expect.stringMatching(/arrest/);

    it('a date set by hand stays, by the rule and up to the latest day of its own record', async () => {
      const [stays, goes, id] = await arrestedOther();
      await setByHand(stays, '2026-11-25');
      await merging.undo(test, id);
      expect(await rules(stays)).toMatchObject({ due: '2026-11-25', latest: '2026-12-17', tier: 'high' });
      expect(await why(stays)).toMatchObject({ 'Rule of this date': expect.not.stringContaining('arrest') });
      expect(await why(stays)).toMatchObject({
        'Counted from': expect.stringContaining(' chose this date on '),
        'Latest the rules allow': expect.stringMatching(/^17 December 2026\. Counted from 5 November 2026$/),
      });
      expect(await setByHand(stays, '2026-12-17')).toMatchObject({ dueOn: '2026-12-17' });
      expect(await rules(goes)).toMatchObject({ due: '2026-11-27', latest: '2026-11-27', rule: ARREST });
    });

    it('what happened meanwhile, and did not beat the date of both, is the latest day', async () => {
      const [stays, , id] = await arrestedOther();
      await arrested(stays, '2026-11-21');
      await setByHand(stays, '2026-11-25');
      await merging.undo(test, id);
      expect(await rules(stays)).toMatchObject({ due: '2026-11-25', latest: '2026-11-27' });
    });

    it('an exemption chose no date: the date from before holds again, and the review stays exempt', async () => {
      const [stays, , id] = await arrestedOther();
      const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
        'SELECT version FROM review_schedules WHERE id = $1',
        [stays.scheduleId],
      );
      await test.get(ExemptReview).run(await test.actor(MANAGER), {
        ...{ scheduleId: stays.scheduleId, version, kind: 'hospital', until: '2026-12-01', words: 'An operation' },
      });
      await merging.undo(test, id);
      expect(await rules(stays)).toMatchObject({ due: '2026-12-17', latest: '2026-12-17', status: 'exempt' });
    });
  });
});

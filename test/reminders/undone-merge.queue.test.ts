import { load } from 'cheerio';
import { RecordTrigger } from '../../src/reviews';
import { merge, MANAGER, two, undo } from '../reviews/support/merging';
import { RemindersTest } from './support/reminders-test';

describe('what is owed about a review while two records are one', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
  });
  afterAll(() => test.stop());

  /** Both reviews are due by the rule of their tier, so that neither brings the other forward. */
  const twoByRule = async () => {
    const live = { plan: 'live', reviewDueOn: '2026-12-29' } as const;
    const both = await two(test.app, live, { ...live, familyName: 'Demmo' });
    await test.app.sql(
      `UPDATE review_schedules SET counted_from = '2026-11-17', tier = 'high', change_reason = 'Counted', version = version + 1
        WHERE id = ANY ($1)`,
      [both.map(({ scheduleId }) => scheduleId)],
    );
    return both;
  };
  const textOf = async (path: string) =>
    load((await (await test.app.browse(MANAGER)).get(path)).text)('main')
      .text()
      .replace(/\s+/g, ' ');

  it('is owed about whom the review is of, once the records are apart, and sent', async () => {
    const both = await twoByRule();
    const [survivor, merged] = both;
    const { id } = await merge(test.app, both, { plan: 'merged' });
    await test.app.get(RecordTrigger).run(await test.app.actor(MANAGER), {
      ...{ individualId: survivor.individualId, kind: 'arrest', happenedOn: '2026-11-20' },
      ...{ source: 'Police custody', description: '' },
    });
    // The mail server is away: what is owed waits, under the one record there is.
    test.mailbox.behaviour = 'away';
    await test.startWorker();
    await test.tried(merged.scheduleId);
    const aboutWhom = () =>
      test.app.sql('SELECT DISTINCT individual_id FROM reminders WHERE subject_id = $1', [merged.scheduleId]);
    expect(await aboutWhom()).toEqual([{ individual_id: survivor.individualId }]);

    await undo(test.app, id);
    expect(await aboutWhom()).toEqual([{ individual_id: merged.individualId }]);
    const onList = load((await (await test.app.browse(MANAGER)).get('/reminders')).text)('main').html() ?? '';
    expect(onList).toContain(merged.individualId);
    expect(onList).not.toContain(survivor.individualId);

    test.mailbox.behaviour = 'accept';
    test.app.clock.set('2026-11-23T10:00:00Z');
    const rows = await test.settled(merged.scheduleId);
    expect(rows.map(({ email, rung, status }) => [email, rung, status])).toEqual([
      ['lead@scf.example', 'due_in_7_days', 'sent'],
      [MANAGER, 'due_in_7_days', 'sent'],
    ]);
    expect(test.mailbox.to(MANAGER).at(-1)?.text).toContain('The review of a plan you own is due in 4 days.');
    expect(await textOf(`/individuals/${merged.individualId}/review-date`)).not.toContain('Not needed any more');
  });

  it('has a history that says on both why pages that the merge was undone', async () => {
    const both = await twoByRule();
    const { id } = await merge(test.app, both, { plan: 'merged' });
    await undo(test.app, id);
    for (const { individualId } of both) {
      const words = await textOf(`/individuals/${individualId}/review-date`);
      expect(words).not.toContain('No reason kept');
    }
    expect(await textOf(`/individuals/${both[0].individualId}/review-date`)).toContain(
      'The merge of two records was undone: this review stands again as it was',
    );
  });
});

import { RecordReview } from '../../src/reviews';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('a plan that was left without a schedule and is given one', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** Reviewed on 12 November 2026, by the rule of the high tier, and without a schedule since. */
  const givenOneOn = async (day: string) => {
    test.clock.set('2026-11-21T10:00:00Z');
    const { individualId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-25' });
    await test.get(RecordReview).run(await test.actor('lead@scf.example'), {
      ...{ individualId, heldOn: '2026-11-12', personViewAnswer: 'agrees', personView: 'Fine', attendees: [] },
      ...{ summary: 'Well', decision: 'continue', rationale: 'It works', earlyReason: 'They asked' },
    });
    await test.sql(
      `UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE individual_id = $1 AND status = 'active'`,
      [individualId],
    );
    test.clock.set(`${day}T10:00:00Z`);
    const lead = await test.browse('lead@scf.example');
    await lead.submit(`/individuals/${individualId}/review-schedules`, {}, `/individuals/${individualId}/reviews`);
    const [made] = await test.sql(
      `SELECT counted_from AS "countedFrom", due_on AS "dueOn", no_later_than AS "noLaterThan", explanation
         FROM review_schedules WHERE individual_id = $1 AND status = 'active'`,
      [individualId],
    );
    return made;
  };

  it('is due by the rule from its last review, not from the day somebody noticed', async () => {
    expect(await givenOneOn('2026-12-14')).toMatchObject({
      ...{ countedFrom: '2026-11-12', dueOn: '2026-12-24', noLaterThan: '2026-12-24' },
      explanation: expect.stringContaining('Counted from 12 November 2026.'),
    });
  });

  it('is due at once where that day is over, and says so', async () => {
    expect(await givenOneOn('2027-01-05')).toMatchObject({
      ...{ countedFrom: '2026-11-12', dueOn: '2027-01-05', noLaterThan: '2027-01-05' },
      explanation: expect.stringContaining(
        'By the rule that was 24 December 2026, which is over, so the review is due today.',
      ),
    });
    // A Sunday.
    expect(await givenOneOn('2027-01-10')).toMatchObject({
      dueOn: '2027-01-11',
      explanation: expect.stringContaining('so the review is due on the next working day.'),
    });
  });
});

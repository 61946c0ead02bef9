import { load } from 'cheerio';
import { KeepDays, RecordReview } from '../../src/reviews';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';

describe('a birthday that counts for several reviews', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('stands once on the page of each of them and once in the chronology', async () => {
    const { individualId, scheduleId } = await makeCase(test, {
      ...{ plan: 'live', reviewDueOn: '2026-12-31', dateOfBirth: '2008-12-12' },
    });
    await test.sql(`UPDATE review_schedules SET counted_from = '2026-11-01', version = version + 1`);
    await new KeepDays(test.get(Transactions)).run();
    await test.get(RecordReview).run(await test.actor(LEAD), {
      ...{ individualId, heldOn: '2026-11-21', personViewAnswer: 'agrees', personView: 'Fine', attendees: [] },
      ...{ summary: 'Well', decision: 'continue', rationale: 'It works', earlyReason: 'They asked' },
    });
    const kept = await test.sql(`SELECT 1 FROM review_triggers WHERE individual_id = $1 AND kind = 'turning_18'`, [
      individualId,
    ]);
    expect(kept).toHaveLength(2);
    const lead = await test.browse(LEAD);
    const times = async (page: string, within: string) =>
      load((await lead.get(`/individuals/${individualId}/${page}`)).text)(within)
        .text()
        .split(/turn(?:s|ing|ed)? 18/i).length - 1;
    expect(await times('review-date', '#triggers tbody')).toBe(1);
    expect(await times(`review-schedules/${scheduleId}`, '#triggers tbody')).toBe(1);
    expect(await times('chronology', 'main')).toBe(1);
  });
});

import { load } from 'cheerio';
import { ChangeTier } from '../../src/cohort';
import { RecordTrigger } from '../../src/reviews';
import { ChangeReviewDate } from '../../src/reviews/change-review-date';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import * as merging from './support/merging';

const { MANAGER } = merging;

describe('the latest day the rules allow of a review whose date people set sooner', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const setByHand = async ({ scheduleId }: MadeCase, dueOn: string) => {
    const [row] = await test.sql<{ version: number }>('SELECT version FROM review_schedules WHERE id = $1', [
      scheduleId,
    ]);
    const change = { scheduleId, version: row?.version ?? 0, dueOn, reason: 'School asked for it' };
    return test.get(ChangeReviewDate).run(await test.actor(MANAGER), change);
  };
  const dates = async ({ scheduleId }: MadeCase) => {
    const [row] = await test.sql<{ due: string; latest: string }>(
      'SELECT due_on::text AS due, no_later_than::text AS latest FROM review_schedules WHERE id = $1',
      [scheduleId],
    );
    return [row?.due, row?.latest];
  };
  const limited = ({ scheduleId }: MadeCase, latest: string) =>
    test.sql(
      `UPDATE review_schedules SET due_on = $2, no_later_than = $2, counted_from = '2026-11-05', tier = 'high', version = version + 1 WHERE id = $1`,
      [scheduleId, latest],
    );
  const made = async (latest = '2026-12-17') => {
    const one = await makeCase(test, { plan: 'live', tier: 'high', reviewDueOn: latest });
    await limited(one, latest);
    return one;
  };
  const arrested = async ({ individualId }: MadeCase) =>
    test.get(RecordTrigger).run(await test.actor(MANAGER), {
      ...{ individualId, kind: 'arrest', happenedOn: '2026-11-20' },
      ...{ source: 'Police custody', description: '' },
    });

  const why = async ({ individualId }: MadeCase) =>
    load((await (await test.browse(MANAGER)).get(`/individuals/${individualId}/review-date`)).text)('main').text();

  it('is lowered by an event that does not beat the date, and the page says so', async () => {
    const one = await made();
    await setByHand(one, '2026-11-24');
    expect((await arrested(one)).broughtForward).toBe(false);
    expect(await dates(one)).toEqual(['2026-11-24', '2026-11-27']);
    await expect(setByHand(one, '2026-12-17')).rejects.toThrow();
    const page = load((await (await test.browse(MANAGER)).get(`/individuals/${one.individualId}/review-date`)).text);
    expect(page('#changes tbody tr').first().text()).toMatch(
      /The date stays; the latest the rules allow is 27 November 2026 now/,
    );
    expect(page('#triggers tbody').text()).toContain(
      'The date was sooner already; it may be no later than 27 November 2026',
    );
    expect(page('main').text()).toMatch(/27 November 2026\. .+\. Counted from 20 November 2026, when this happened/);
    expect(await setByHand(one, '2026-11-27')).toMatchObject({ dueOn: '2026-11-27' });
  });

  it('is lowered by a tier whose rule does not beat the date', async () => {
    const one = await made();
    await setByHand(one, '2026-11-24');
    await test.get(ChangeTier).run(await test.actor(MANAGER), {
      ...{ individualId: one.individualId, tier: 'critical', strand: null },
      ...{ decision: 'The panel agreed.', evidence: 'A threat on Friday.' },
    });
    expect(await dates(one)).toEqual(['2026-11-24', '2026-12-03']);
    // Which rule, and from which day, though the rule of the schedule is still that of its date.
    expect(await why(one)).toMatch(
      /3 December 2026\. Set on .+ because the tier became critical\. Critical tier: every 4 weeks\. .+ Counted from 5 November 2026/,
    );
    // An event that happened before, and allows the same day, or a later one, has no part in it.
    expect((await arrested(one)).latestOn).toBe('2026-11-27');
    expect(await why(one)).toMatch(/Counted from 20 November 2026, when this happened: an arrest/);
  });

  it('stands beside a date set by hand, which is what something is sooner than', async () => {
    const one = await made();
    await setByHand(one, '2026-12-10');
    expect((await arrested(one)).broughtForward).toBe(true);
    const words = await why(one);
    expect(words).toContain('That is sooner than 10 December 2026 (set by hand).');
    expect(words).not.toContain('10 December 2026 (High tier');
  });

  it('is of the first of two events that allow the same day; the other changed nothing, and nobody is told else', async () => {
    const one = await made();
    await setByHand(one, '2026-11-24');
    const manager = await test.browse(MANAGER);
    const at = `/individuals/${one.individualId}/review-date`;
    const happened = async (kind: string) => {
      const [year, month, day] = ['2026', '11', '20'];
      const on = { 'happenedOn-day': day, 'happenedOn-month': month, 'happenedOn-year': year };
      await manager.submit(`${at}/event`, { kind, ...on, source: 'Mother', description: '' });
      return load((await manager.get(at)).text);
    };
    const first = await happened('arrest');
    expect(first('.govuk-notification-banner').text()).toContain(
      'The review was due by then anyway, on 24 November 2026. It may be put back no later than 27 November 2026 now',
    );
    const second = await happened('move');
    expect(second('.govuk-notification-banner').text()).not.toContain('put back no later');
    const effects = second('#triggers tbody tr')
      .toArray()
      .map((row) => second('td', row).last().text().trim());
    expect(effects.sort()).toEqual([
      'Changed nothing',
      'The date was sooner already; it may be no later than 27 November 2026',
    ]);
    expect(await why(one)).toMatch(/Counted from 20 November 2026, when this happened: an arrest/);
    // Put back to that day, it is still the arrest that allows no more.
    await setByHand(one, '2026-11-27');
    expect(await why(one)).toMatch(/Counted from 20 November 2026, when this happened: an arrest/);
  });

  it('is the tighter of two records that are joined, and given back when they are taken apart', async () => {
    const both = await merging.two(
      test,
      { plan: 'live', reviewDueOn: '2026-12-17' },
      { plan: 'live', reviewDueOn: '2026-12-10', familyName: 'Demmo' },
    );
    const [stays, goes] = both;
    await limited(stays, '2026-12-17');
    await limited(goes, '2026-12-10');
    await setByHand(stays, '2026-11-27');
    const { id } = await merging.merge(test, both);
    expect(await dates(stays)).toEqual(['2026-11-27', '2026-12-10']);
    expect(await why(stays)).toContain('What the rules allowed of both records when they were joined');
    await expect(setByHand(stays, '2026-12-17')).rejects.toThrow();
    await merging.undo(test, id);
    expect(await dates(stays)).toEqual(['2026-11-27', '2026-12-17']);
  });
});

import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { filled, meetingOfThree, MEMBER } from '../meetings/meeting-of-three';
import { TestApp } from '../support/test-app';

const WHY = 'They move away in the first week of December';
const ASKED = 'his is 11 days before this review can be held, from 2 December 2026';

describe('a review that is held before its window opens', () => {
  let test: TestApp;
  let made: MadeCase;
  const typed = {
    ...{ personViewAnswer: 'agrees', personView: 'Fine', summary: 'All is well', rationale: 'It works' },
    ...{ 'heldOn-day': '21', 'heldOn-month': '11', 'heldOn-year': '2026', decision: 'continue' },
  };
  const body = (more: object = {}) => ({
    ...{ individualId: made.individualId, heldOn: '2026-11-21', personViewAnswer: 'agrees', personView: 'Fine' },
    ...{ summary: 'All is well', decision: 'continue', rationale: 'It works', attendees: [], ...more },
  });
  const list = () => `/individuals/${made.individualId}/reviews`;
  const press = async (step: string, more: Record<string, string> = {}) =>
    (await test.browse('lead@scf.example')).submit(list(), { ...typed, ...more, step }, `${list()}/new`);
  const kept = () =>
    test.sql<{ early_reason: string }>('SELECT early_reason FROM reviews WHERE individual_id = $1', [
      made.individualId,
    ]);
  const ended = async () => {
    const [row] = await test.sql<{ reason: string }>(
      `SELECT reason FROM review_schedule_changes WHERE schedule_id = $1 AND act = 'completed'`,
      [made.scheduleId],
    );
    return row?.reason;
  };

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-16' });
  });
  afterAll(() => test.stop());

  it('is asked on the page why, keeps what was typed, and shows the reason wherever the review is shown', async () => {
    const lead = await test.browse('lead@scf.example');
    const form = load((await lead.get(`${list()}/new`)).text);
    expect(form('#heldOn-hint').text()).toContain('It can be held from 2 December 2026');
    expect(form('#earlyReason')).toHaveLength(0);
    for (const step of ['check', 'record']) {
      const asked = await press(step, { earlyReason: ' ' });
      const page = load(asked.text);
      expect([step, asked.status, page('.govuk-error-summary a').attr('href')]).toEqual([step, 422, '#earlyReason']);
      expect(page('label[for="earlyReason"]').text()).toContain(`T${ASKED}. Why is it held early?`);
      expect(page('#rationale').val()).toBe('It works');
    }
    expect(await kept()).toEqual([]);
    expect((await press('check', { earlyReason: WHY })).text).toContain(
      `11 days before it could be held, from 2 December 2026. ${WHY}`,
    );
    const saved = await press('record', { earlyReason: WHY });
    expect(saved.status).toBe(303);
    expect(await kept()).toEqual([{ early_reason: WHY }]);
    const cases = load((await lead.get(list())).text);
    expect(cases('#past-reviews').text()).toContain('Held early');
    const review = await lead.get(String(cases('#past-reviews th a').attr('href')));
    expect(load(review.text)('.govuk-summary-list').text()).toContain(WHY);
    const why = await lead.get(`/individuals/${made.individualId}/review-schedules/${made.scheduleId}`);
    expect(load(why.text)('#changes').text()).toContain(
      `Reviewed on 21 November 2026. Held early: 11 days before it could be held, from 2 December 2026. ${WHY}`,
    );
    expect(load(why.text)('.govuk-summary-list').text()).toContain(`Held early: 11 days before`);
  });

  it('is not asked on the first day of the window, and keeps no reason then', async () => {
    made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-05' });
    expect((await press('record', { earlyReason: WHY })).status).toBe(303);
    expect(await kept()).toEqual([{ early_reason: '' }]);
    expect(await ended()).toBe('Reviewed on 21 November 2026');
  });

  it('is refused by the API without a reason, which names the field, and read back with it', async () => {
    const lead = await test.api('lead@scf.example');
    const refused = await lead.post('/reviews', body());
    expect([refused.status, refused.body.problems]).toMatchObject([422, [{ field: 'earlyReason' }]]);
    expect(JSON.stringify(refused.body)).toContain(ASKED);
    const recorded = await lead.post('/reviews', body({ earlyReason: WHY }));
    expect(recorded.status).toBe(201);
    expect((await lead.get(`/reviews/${recorded.body.id}`)).body).toMatchObject({ daysEarly: 11, earlyReason: WHY });
  });

  it('has the panel as its reason when the panel decides it', async () => {
    const meeting = await meetingOfThree(test);
    made = meeting.overdue;
    await test.sql(
      `UPDATE review_schedules SET window_from = '2026-12-02', due_on = '2026-12-16', version = version + 1 WHERE id = $1`,
      [made.scheduleId],
    );
    const path = await meeting.itemPath('Overdue');
    const decided = await (await test.browse(MEMBER)).submit(`${path}/decision`, filled, path);
    expect(decided.status).toBe(303);
    const [panel] = await test.sql<{ name: string }>(
      'SELECT name FROM panels WHERE id = (SELECT panel_id FROM meetings WHERE id = $1)',
      [meeting.meetingId],
    );
    expect(await kept()).toEqual([{ early_reason: `Decided by ${panel?.name} on 21 November 2026.` }]);
  });
});

import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { TEST_NOW, TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';

describe('acknowledging an overdue review', () => {
  let test: TestApp;
  let made: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    test.clock.set(new Date(TEST_NOW));
    made = await makeCase(test, { givenName: 'Late', plan: 'live', reviewDueOn: '2026-11-10' });
  });
  afterAll(() => test.stop());

  const path = () => `/individuals/${made.individualId}/review-date/acknowledgement`;
  const chase = (day: string) => ({ 'chaseOn-day': day, 'chaseOn-month': '11', 'chaseOn-year': '2026' });
  const kept = () =>
    test.sql<{ version: number; reason: string; chase_on: string }>(
      'SELECT version, reason, chase_on::text FROM review_acknowledgements WHERE schedule_id = $1 ORDER BY version',
      [made.scheduleId],
    );
  const rowOf = async (email: string) => {
    const page = load(
      (await (await test.browse(email)).get('/reviews?state=overdue&worker=' + test.userId(MANAGER))).text,
    );
    return page(`#work tr:has(a[href*="${made.individualId}"])`).text();
  };

  it('says who, why and when they chase, in the list and on the page, and leaves the review overdue', async () => {
    const manager = await test.browse(MANAGER);
    const answer = await manager.submit(path(), { reason: 'The school was closed', ...chase('24') });
    expect(answer.headers['location']).toBe(`/individuals/${made.individualId}/review-date`);
    expect(await kept()).toEqual([{ version: 1, reason: 'The school was closed', chase_on: '2026-11-24' }]);
    const row = await rowOf(MANAGER);
    expect(row).toContain('Overdue by 11 days');
    expect(row).toContain('Chase on 24 November 2026');
    expect(row).toContain('21 November 2026: The school was closed');
    expect(await rowOf('lead@scf.example')).toContain('The school was closed');
    const [schedule] = await test.sql('SELECT due_on::text, status, version FROM review_schedules WHERE id = $1', [
      made.scheduleId,
    ]);
    expect(schedule).toEqual({ due_on: '2026-11-10', status: 'active', version: 1 });
    const audited = await test.sql(
      `SELECT individual_id, fields FROM audit_events WHERE act = 'review_schedule.acknowledged' AND subject_id = $1`,
      [made.scheduleId],
    );
    expect(audited).toEqual([{ individual_id: made.individualId, fields: ['reason', 'chaseOn'] }]);
    test.clock.set(new Date('2026-11-25T10:00:00Z'));
    expect(await rowOf(MANAGER)).toContain('The day to chase has passed: 24 November 2026');
  });

  it('keeps what was typed when it is refused: no reason, a day too far, somebody quicker', async () => {
    const manager = await test.browse(MANAGER);
    const empty = await manager.submit(path(), { reason: ' ', ...chase('24') });
    expect([empty.status, load(empty.text)('.govuk-error-summary').text()]).toEqual([
      422,
      expect.stringContaining('Enter why the review is overdue'),
    ]);
    const far = await manager.submit(path(), {
      reason: 'Kept words',
      'chaseOn-day': '6',
      'chaseOn-month': '12',
      'chaseOn-year': '2026',
    });
    expect(load(far.text)('.govuk-error-summary').text()).toContain('must be 5 December 2026 or sooner');
    expect(load(far.text)('textarea').text()).toContain('Kept words');
    const seen = await manager.hiddenFields(path());
    const chair = await test.browse('chair@mace.example');
    expect((await chair.submit(path(), { reason: 'Seen by the panel', ...chase('23') })).status).toBe(303);
    const stale = await manager.post(path(), { ...seen, reason: 'Also seen', ...chase('24') });
    expect([stale.status, load(stale.text)('textarea').text().trim()]).toEqual([409, 'Also seen']);
    expect(stale.text).toContain('chases it on 23 November 2026');
    expect((await manager.submit(path(), { reason: 'Seen again', ...chase('30') })).status).toBe(303);
    expect((await kept()).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('makes one of a double click', async () => {
    const manager = await test.browse(MANAGER);
    const sent = { ...(await manager.hiddenFields(path())), reason: 'Once', ...chase('24') };
    const answers = [await manager.post(path(), sent), await manager.post(path(), sent)];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await kept()).toHaveLength(1);
  });

  it('is for managers and the panel: not for who must hold it, another agency, or who is gone', async () => {
    expect((await (await test.browse('lead@scf.example')).get(path())).status).toBe(403);
    expect((await (await test.browse('nurse@health.example')).get(path())).status).toBe(404);
    const body = { reason: 'Seen', chaseOn: '2026-11-24' };
    const address = `/review-schedules/${made.scheduleId}/acknowledgements`;
    const send = async (email: string) => (await test.api(email)).post(address, body).set('If-Match', '"0"');
    expect((await send('lead@scf.example')).status).toBe(403);
    expect((await send('manager@tvp.example')).status).toBe(404);
    const manager = await test.api(MANAGER);
    await test.sql(`UPDATE assignments SET ended_at = now(), version = version + 1 WHERE individual_id = $1`, [
      made.individualId,
    ]);
    expect((await manager.post(address, body).set('If-Match', '"0"')).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  it('is there over the API, with versions, and refuses what is not overdue', async () => {
    const api = await test.api(MANAGER);
    const address = `/review-schedules/${made.scheduleId}/acknowledgements`;
    const none = await api.get(address);
    expect([none.headers['etag'], none.body.items]).toEqual(['"0"', []]);
    const body = { reason: 'Seen', chaseOn: '2026-11-24' };
    expect((await api.post(address, body)).status).toBe(428);
    const first = await api.post(address, body).set('If-Match', '"0"');
    expect([first.status, first.headers['etag']]).toEqual([201, '"1"']);
    expect(first.body).toMatchObject({ dueOn: '2026-11-10', chaseOn: '2026-11-24', reason: 'Seen', version: 1 });
    expect((await api.post(address, body).set('If-Match', '"0"')).status).toBe(409);
    const both = await Promise.all([1, 2].map(() => api.post(address, body).set('If-Match', '"1"')));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    // Nobody chases on a Sunday: on the Friday before, and tomorrow's Sunday on the Monday.
    for (const [version, asked, kept] of [
      [2, '2026-11-29', '2026-11-27'],
      [3, '2026-11-22', '2026-11-23'],
    ] as const) {
      const again = await api.post(address, { reason: 'Seen', chaseOn: asked }).set('If-Match', `"${version}"`);
      expect([again.status, again.body.chaseOn]).toEqual([201, kept]);
    }
    expect((await api.get(address)).body.items.map((item: { version: number }) => item.version)).toEqual([4, 3, 2, 1]);
    const soon = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-21' });
    const refused = await api
      .post(`/review-schedules/${soon.scheduleId}/acknowledgements`, body)
      .set('If-Match', '"0"');
    expect([refused.status, refused.body.title]).toEqual([409, expect.stringContaining('not overdue')]);
  });
});

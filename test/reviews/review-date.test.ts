import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { type ApiClient, type PageClient, TestApp } from '../support/test-app';

describe('why a review is due, and what can be done about its date', () => {
  let test: TestApp;
  let lead: PageClient;
  let managerApi: ApiClient;
  const at = ({ individualId }: MadeCase) => `/individuals/${individualId}/review-date`;
  const due = (reviewDueOn = '2026-12-31') => makeCase(test, { plan: 'live', reviewDueOn });
  const shown = async (client: PageClient, made: MadeCase) => load((await client.get(at(made))).text)('main').text();
  const schedule = async ({ scheduleId }: MadeCase) =>
    (
      await test.sql<{ status: string; dueOn: string; version: number }>(
        'SELECT status, due_on AS "dueOn", version FROM review_schedules WHERE id = $1',
        [scheduleId],
      )
    )[0];
  const day = (field: string, iso: string) => {
    const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
    return { [`${field}-day`]: dayOfMonth, [`${field}-month`]: month, [`${field}-year`]: year };
  };

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    lead = await test.browse('lead@scf.example');
    managerApi = await test.api('manager@scf.example');
  });
  afterEach(() => test.clock.set(new Date('2026-11-21T10:00:00Z')));
  afterAll(() => test.stop());

  it('says why in one click from the reviews of a case: rule, dates, changes', async () => {
    const made = await due('2026-11-10');
    const page = load((await lead.get(`/individuals/${made.individualId}/reviews`)).text);
    expect(page('[data-qa=why]').text()).toBe('Why is this overdue?');
    expect(page('[data-qa=why]').attr('href')).toBe(at(made));
    const why = load((await lead.get(at(made))).text);
    expect(why('h1').text()).toBe('Why is this review overdue?');
    expect(why('[data-qa=explanation]').text()).toContain('reviewed within 6 weeks');
    expect(why('#changes').text()).toMatch(/Scheduled\s+10 November 2026/);
    expect(why('#to-come tbody').text()).toMatch(/24 November 2026\s+Overdue by 14 days, to the panel chair\s+At once/);
    expect(why('main').text()).toContain('What stays overdue is said again every 7 days');
  });

  it('brings the date forward when something happens, says so once, and never puts it back', async () => {
    const made = await due();
    const answer = await lead.submit(`${at(made)}/event`, {
      kind: 'arrest',
      ...day('happenedOn', '2026-11-20'),
      source: 'Police custody',
      description: 'Held overnight.',
    });
    expect(answer.headers['location']).toBe(at(made));
    expect(await shown(lead, made)).toContain('The review is brought forward to 27 November 2026');
    expect(await schedule(made)).toEqual({ status: 'active', dueOn: '2026-11-27', version: 2 });
    expect(await shown(lead, made)).toMatch(/Counted from\s+20 November 2026, when this happened: an arrest/);
    await lead.submit(`${at(made)}/event`, { kind: 'move', ...day('happenedOn', '2026-11-20'), source: 'Mother' });
    const page = await shown(lead, made);
    expect(page).toContain('The review was due by then anyway, on 27 November 2026');
    expect(page).toContain('Held overnight.');
    expect(await schedule(made)).toEqual({ status: 'active', dueOn: '2026-11-27', version: 2 });
    const acts = await test.sql(
      `SELECT act FROM audit_events WHERE individual_id = $1 AND act LIKE 'review\\_%' ORDER BY at, act`,
      [made.individualId],
    );
    expect(acts).toEqual(
      ['review_schedule.brought_forward', 'review_trigger.recorded', 'review_trigger.recorded'].map((act) => ({ act })),
    );
  });

  it('refuses an event without its facts and keeps what was typed', async () => {
    const made = await due();
    const answer = await lead.submit(`${at(made)}/event`, {
      ...day('happenedOn', '2026-11-22'),
      source: 'The <school>',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select what happened');
    expect(answer.text).toContain('The &lt;school&gt;');
    const tomorrow = await lead.submit(`${at(made)}/event`, {
      kind: 'arrest',
      ...day('happenedOn', '2026-11-22'),
      source: 'School',
    });
    expect(tomorrow.text).toContain('The day it happened must be today or in the past');
  });

  it('opens as many days later as it is put back', async () => {
    const made = await due();
    const opensAt = async () =>
      (
        await test.sql<{ from: string }>('SELECT window_from AS "from" FROM review_schedules WHERE id = $1', [
          made.scheduleId,
        ])
      )[0]?.from;
    const change = (to: string) => lead.submit(`${at(made)}/change`, { ...day('dueOn', to), reason: 'Court.' });
    await change('2026-12-10');
    const opened = await opensAt();
    await change('2026-12-17');
    expect([opened, await opensAt()]).toEqual(['2026-11-26', '2026-12-03']);
  });

  it('moves the date by hand to at most what the rules allow, and never an overdue one', async () => {
    const made = await due();
    const change = (dueOn: string) =>
      lead.submit(`${at(made)}/change`, { ...day('dueOn', dueOn), reason: 'Court on the 10th.' });
    expect((await change('2026-12-10')).headers['location']).toBe(at(made));
    expect((await change('2027-01-04')).text).toContain('on or before 31 December 2026, the latest the rules allow');
    const moved = await shown(lead, made);
    expect(moved).toMatch(/Brought forward\s+31 December 2026 to 10 December 2026/);
    expect(moved).toMatch(
      /Counted from\s+Lena Marsh chose this date on 21 November 2026, so it is not counted from a day/,
    );
    // A Sunday: said as it is done.
    await change('2026-12-06');
    expect(await shown(lead, made)).toContain(
      'Date of the review changed to 4 December 2026. Sunday 6 December 2026 is not a working day',
    );
    expect((await change('2026-12-05')).text).toContain(
      'must differ from the one there is. Saturday 5 December 2026 is not',
    );
  });

  it('does the same over the API, with the version, and tells the history', async () => {
    const made = await due();
    const path = `/review-schedules/${made.scheduleId}`;
    const body = { kind: 'custody', words: 'Remanded.', until: '2027-01-20' };
    expect((await managerApi.post(`${path}/exemption`, body)).status).toBe(428);
    const exempted = await managerApi.post(`${path}/exemption`, body).set('If-Match', '"1"');
    expect([exempted.status, exempted.body.status, exempted.headers['etag']]).toEqual([201, 'exempt', '"2"']);
    const again = await managerApi.post(`${path}/exemption`, body).set('If-Match', '"2"');
    expect([again.status, again.body.title]).toEqual([
      409,
      'This review is exempt already. Clear that exemption first.',
    ]);
    expect(
      (await managerApi.post(`${path}/due-date`, { dueOn: '2026-12-01', reason: 'x' }).set('If-Match', '"2"')).status,
    ).toBe(409);
    await managerApi.post(`${path}/exemption/clearing`, { reason: 'Released.' }).set('If-Match', '"2"');
    const changes = await managerApi.get(`${path}/changes`);
    expect(changes.body.items.map((change: { act: string }) => change.act)).toEqual([
      'started',
      'exempted',
      'exemption_cleared',
    ]);
    expect(changes.body.items[1]).toMatchObject({ reason: expect.stringContaining('Remanded.'), toStatus: 'exempt' });
    const event = { individualId: made.individualId, kind: 'release', happenedOn: '2026-11-20', source: 'Probation' };
    const key = { 'Idempotency-Key': 'released-once' };
    const recorded = await managerApi.post('/review-triggers', event).set(key);
    expect(recorded.body).toMatchObject({ broughtForward: true, dueOn: '2026-11-27' });
    expect((await managerApi.post('/review-triggers', event).set(key)).body).toEqual(recorded.body);
    const listed = await managerApi.get(`/review-triggers?individualId=${made.individualId}`);
    expect(listed.body.items).toHaveLength(1);
    const stranger = await test.api('officer@tvp.example');
    expect((await stranger.get(`${path}/changes`)).status).toBe(404);
  });
});

import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { type ApiClient, type PageClient, TestApp } from '../support/test-app';

describe('why a review is due, and what can be done about its date', () => {
  let test: TestApp;
  let lead: PageClient;
  let manager: PageClient;
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
  const exemption = { kind: 'hospital', words: 'On the ward; the trust keeps watch.', ...day('until', '2027-01-20') };

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    lead = await test.browse('lead@scf.example');
    manager = await test.browse('manager@scf.example');
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
    expect(page).toContain('The review was due sooner anyway, on 27 November 2026');
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

  it('exempts with a reason and an end, and gives the days back when it is cleared, but rescues nothing overdue', async () => {
    const made = await due('2026-11-25');
    const overdue = await due('2026-11-20');
    for (const one of [made, overdue]) {
      expect((await manager.submit(`${at(one)}/exemption`, exemption)).headers['location']).toBe(at(one));
    }
    expect(await shown(lead, made)).toContain('In hospital, until 20 January 2027');
    test.clock.set(new Date('2026-12-14T10:00:00Z'));
    // The session of three weeks ago has ended.
    const later = await test.browse('manager@scf.example');
    for (const one of [made, overdue]) {
      await later.submit(`${at(one)}/exemption/clearing`, { reason: 'Home again.' });
    }
    expect(await schedule(made)).toEqual({ status: 'active', dueOn: '2026-12-30', version: 3 });
    expect(await schedule(overdue)).toEqual({ status: 'active', dueOn: '2026-11-20', version: 3 });
    expect(await shown(later, made)).toMatch(/Counted from\s+14 December 2026, when the exemption was over/);
    expect(await shown(later, overdue)).toContain('It was overdue when it was exempted');
  });

  it('keeps the sooner date of what happens while it is exempt for the day the exemption is cleared', async () => {
    const made = await due('2027-03-01');
    await manager.submit(`${at(made)}/exemption`, exemption);
    expect(load((await lead.get(`${at(made)}/event`)).text)('main').text()).toContain('exempt until 20 January 2027');
    const event = { kind: 'missing_episode', ...day('happenedOn', '2026-11-20'), source: 'Police' };
    await lead.submit(`${at(made)}/event`, event);
    const page = await shown(lead, made);
    expect(page).toContain('The review is brought forward to 27 November 2026. It is still exempt');
    expect(page).toMatch(/Brought forward\s+1 March 2027 to 27 November 2026/);
    expect(await schedule(made)).toEqual({ status: 'exempt', dueOn: '2026-11-27', version: 3 });
    test.clock.set(new Date('2026-12-14T10:00:00Z'));
    const later = await test.browse('manager@scf.example');
    await later.submit(`${at(made)}/exemption/clearing`, { reason: 'Home again.' });
    // Ten working days to hold it, not the eleven weeks of the date before the event.
    expect(await schedule(made)).toEqual({ status: 'active', dueOn: '2026-12-30', version: 4 });
  });

  it('says at the head of the case and on its list that the review is exempt, until when, and why in one click', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2027-03-01', screenedOn: '2026-11-01' });
    await manager.submit(`${at(made)}/exemption`, exemption);
    const page = load((await lead.get(`/individuals/${made.individualId}`)).text);
    const head = page('[data-qa=case-banner]');
    expect(head.text()).toMatch(/Next review\s+Exempt until 20 January 2027: why\?In hospital/);
    expect(head.find(`a[href="${at(made)}"]`)).toHaveLength(1);
    expect(head.text()).not.toContain('No review scheduled');
    expect(page('main').text()).toContain('Nothing is due: the review is exempt until 20 January 2027');
    const listed = load((await lead.get('/individuals')).text)(`a[href="${at(made)}"]`).text();
    expect(listed).toContain('Exempt until 20 January 2027');
  });

  it('says of an exempt review, and not as a success, that it cannot be recorded or exempted again', async () => {
    const made = await due();
    await manager.submit(`${at(made)}/exemption`, exemption);
    await manager.get(at(made));
    const list = `/individuals/${made.individualId}/reviews`;
    const forms = [
      [`${list}/new`, list, /Not done\s+This review is exempt until 20 January 2027, so there is none to record/],
      [`${at(made)}/exemption`, at(made), /Not done\s+This review is exempt already\. Clear that exemption first/],
    ] as const;
    for (const [form, place, words] of forms) {
      expect((await manager.get(form)).headers['location']).toBe(place);
      const page = load((await manager.get(place)).text);
      expect(page('.govuk-notification-banner').text()).toMatch(words);
      expect(page('.govuk-notification-banner--success')).toHaveLength(0);
    }
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

  it('lets those who must hold the review not excuse it', async () => {
    const made = await due();
    expect((await lead.get(`${at(made)}/exemption`)).status).toBe(403);
    expect((await lead.get(at(made))).text).not.toContain('Exempt this review');
    expect((await manager.get(at(made))).text).toContain('Exempt this review');
    const other = await test.browse('officer@tvp.example');
    for (const page of ['', '/event', '/change', '/exemption']) {
      expect((await other.get(at(made) + page)).status).toBe(404);
    }
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

  it('refuses the second of two people and keeps what they typed', async () => {
    const made = await due();
    const hidden = await manager.hiddenFields(`${at(made)}/exemption`, `${at(made)}/exemption`);
    await lead.submit(`${at(made)}/change`, { ...day('dueOn', '2026-12-10'), reason: 'Court.' });
    const answer = await manager.post(`${at(made)}/exemption`, { ...hidden, ...exemption });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('the trust keeps watch');
    expect((await schedule(made))?.status).toBe('active');
  });

  it('refuses an event on a form from before the exemption, and keeps what was typed', async () => {
    const made = await due();
    const hidden = await lead.hiddenFields(`${at(made)}/event`, `${at(made)}/event`);
    await manager.submit(`${at(made)}/exemption`, exemption);
    const event = {
      kind: 'arrest',
      ...day('happenedOn', '2026-11-20'),
      source: 'Police',
      description: 'At the <park>.',
    };
    const answer = await lead.post(`${at(made)}/event`, { ...hidden, ...event });
    expect([answer.status, answer.text.includes('At the &lt;park&gt;.')]).toEqual([409, true]);
    expect(await schedule(made)).toEqual({ status: 'exempt', dueOn: '2026-12-31', version: 2 });
    expect(await test.sql('SELECT 1 FROM review_triggers WHERE schedule_id = $1', [made.scheduleId])).toEqual([]);
    // The page shown again has the version of now: sent once more, it counts.
    const newest = load(answer.text)('input[name=version]').val();
    const again = await lead.post(`${at(made)}/event`, { ...hidden, ...event, version: String(newest) });
    expect(again.headers['location']).toBe(at(made));
    expect((await schedule(made))?.dueOn).toBe('2026-11-27');
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

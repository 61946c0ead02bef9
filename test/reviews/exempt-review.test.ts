import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

describe('a review that is exempt', () => {
  let test: TestApp;
  let lead: PageClient;
  let manager: PageClient;
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
  });
  afterEach(() => test.clock.set(new Date('2026-11-21T10:00:00Z')));
  afterAll(() => test.stop());

  it('exempts with a reason and an end, and gives the days back when it is cleared, but rescues nothing overdue', async () => {
    const made = await due('2026-11-25');
    const overdue = await due('2026-11-20');
    for (const one of [made, overdue]) {
      expect((await manager.submit(`${at(one)}/exemption`, exemption)).headers['location']).toBe(at(one));
    }
    expect(await shown(lead, made)).toContain('In hospital, until 20 January 2027');
    const instead =
      'No review can be recorded while this one is exempt until 20 January 2027. If it can be held sooner,';
    for (const path of [at(made), `/individuals/${made.individualId}/reviews`]) {
      const words = async (client: PageClient) => load((await client.get(path)).text)('main').text();
      expect(await words(lead)).toContain(`${instead} ask a manager to clear the exemption first.`);
      expect(await words(manager)).toContain(`${instead} clear the exemption first.`);
    }
    test.clock.set(new Date('2026-12-14T10:00:00Z'));
    // The session of three weeks ago has ended.
    const later = await test.browse('manager@scf.example');
    for (const one of [made, overdue]) {
      await later.submit(`${at(one)}/exemption/clearing`, { reason: 'Home again.' });
    }
    expect(await schedule(made)).toEqual({ status: 'active', dueOn: '2026-12-30', version: 3 });
    expect(await schedule(overdue)).toEqual({ status: 'active', dueOn: '2026-11-20', version: 3 });
    expect(await shown(later, made)).toMatch(/Counted from\s+14 December 2026, when the exemption was over/);
    expect(await shown(later, made)).toMatch(/Rule of this date\s+.+\. An exemption has changed what it gave/);
    expect(await shown(later, overdue)).not.toContain('An exemption has changed');
    expect(await shown(later, overdue)).toContain('It was overdue when it was exempted');
    // The rule is still said, and the exemption beside it.
    for (const one of [made, overdue]) expect(await shown(later, one)).toMatch(/reviewed within 6 weeks\..+exempt/s);
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
    const made = await makeCase(test, {
      ...{ plan: 'live', reviewDueOn: '2027-03-01', screenedOn: '2026-11-01', cohortSince: '2026-11-02' },
    });
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

  it('is nowhere said to be overdue; that it was before, and will be again, is said in words', async () => {
    const made = await due('2026-11-25');
    const overdue = await due('2026-11-04');
    const list = ({ individualId }: MadeCase) => `/individuals/${individualId}/reviews`;
    for (const one of [made, overdue]) await manager.submit(`${at(one)}/exemption`, exemption);
    test.clock.set(new Date('2026-12-14T10:00:00Z'));
    const later = await test.browse('manager@scf.example');
    const work = load((await later.get('/reviews?state=exempt')).text);
    expect(work('tbody').text()).toContain('Exempt until 20 January 2027: In hospital');
    for (const one of [made, overdue]) {
      const places = [
        load((await later.get(list(one))).text)('[data-qa=current-review]'),
        work('tbody tr').filter((_, row) => work(row).text().includes(one.reference)),
        load((await later.get(at(one))).text)('main'),
      ];
      for (const place of places) {
        expect(place.find('.app-due--overdue')).toHaveLength(0);
        expect(place.text()).toMatch(/Due by (25|4) November 2026, and not owed while it is exempt\./);
        const words =
          'It was overdue when it was exempted, on 21 November 2026, and is again once the exemption is over.';
        if (one === overdue) expect(place.text()).toContain(words);
        else expect(place.text()).not.toContain('was overdue');
      }
    }
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
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { assigned, colleague, end, holders, leaver } from './arrange';

const MANAGER = 'manager@scf.example';

describe('the pages of handovers', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('lead from the count on the manager’s page through choice and check to what changed, and back', async () => {
    const { gone, individualId, reference } = await leaver(test);
    const manager = await test.browse(MANAGER);
    expect(load((await manager.get('/reviews')).text)('main').text()).toContain('Held by somebody who is gone');
    const list = load((await manager.get('/handovers')).text);
    expect(list('[data-qa=gone]').text()).toContain('Holds 1 part in a case, 1 open action');
    const opened = await manager.submit('/handovers', { fromUserId: gone }, '/handovers');
    expect(opened.status).toBe(303);
    const choices = String(opened.headers['location']);
    const page = load((await manager.get(choices)).text);
    expect(page('main').text()).toContain('Review to hold by 25 November 2026');
    // Each date leads to why it is then: of both things, the review of the case and the action.
    const whys = page('[data-qa=why-then]')
      .toArray()
      .map((link) => String(link.attribs['href']));
    expect(whys).toEqual(
      expect.arrayContaining([
        `/individuals/${individualId}/review-date`,
        expect.stringMatching(/^\/actions\/.+\/due-date$/),
      ]),
    );
    for (const why of whys) expect((await manager.get(why)).status).toBe(200);
    const picked = Object.fromEntries(
      page('select[name^=each-]')
        .toArray()
        .map((select) => [
          String(page(select).attr('name')),
          String(page(select).find('option[selected]').attr('value')),
        ]),
    );
    expect(Object.keys(picked)).toHaveLength(2);
    const chosen = await manager.submit(choices, { ...picked });
    const check = load((await manager.get(String(chosen.headers['location']))).text);
    expect(check('tbody tr')).toHaveLength(2);
    expect(check('main').text()).toContain('all of them or none');
    const one = choices.replace('/choices', '');
    const done = await manager.submit(`${one}/confirmation`, {}, `${one}/check`);
    expect([done.status, done.headers['location']]).toEqual([303, one]);
    expect((await holders(test, individualId)).some(({ user_id }) => user_id === gone)).toBe(false);
    expect((await manager.get('/handovers')).text).not.toContain('Gail Leaver, Demonstration');
    expect((await manager.get(one)).text).toContain(reference);
    const now = test.clock.now();
    test.clock.set(new Date(now.getTime() + 24 * 3_600_000 + 1_000));
    const late = load((await (await test.browse(MANAGER)).get(one)).text);
    expect(late('[data-qa=undo-over]').text()).toContain('could be undone until 22 November 2026 at 10am.');
    expect(late('form[action$=undoing]')).toHaveLength(0);
    test.clock.set(now);
    expect(load((await manager.get(one)).text)('[data-qa=undo-over]')).toHaveLength(0);
    const undone = await manager.submit(`${one}/undoing`, {}, one);
    expect(undone.status).toBe(303);
    expect((await manager.get(one)).text).toContain('Given back');
    expect((await manager.get('/handovers')).text).toContain('Gail Leaver, Demonstration');
  });

  it('keep what was typed and say which thing cannot go where', async () => {
    const { gone } = await leaver(test, 'Gert Leaver');
    const manager = await test.browse(MANAGER);
    const choices = String(
      (await manager.submit('/handovers', { fromUserId: gone }, '/handovers')).headers['location'],
    );
    const officer = test.userId('officer@tvp.example');
    const refused = await manager.submit(choices, { forAll: officer });
    expect(refused.status).toBe(422);
    // Once, however many things it is about, and naming one of them.
    const said = load(refused.text)('.govuk-error-summary__list li');
    expect([said.length, said.find('a').attr('href')]).toEqual([1, '#forAll']);
    expect(said.text()).toMatch(
      /may not take over 2 of these 2, for example TC-.+ neither in the agency that holds it/,
    );
    // Nobody else is shown as chosen: a browser would show the first of the list.
    const chosen = load(refused.text)('#forAll option[selected]');
    expect([chosen.attr('value'), chosen.text()]).toEqual([
      officer,
      'Owen Tarrant: can no longer take this. Choose again',
    ]);
    const page = load((await manager.get(choices)).text);
    expect(page('select[name^=each-] option[selected]').first().text()).toMatch(/^Recommended, /);
    const nothing = page('select[name^=each-]').toArray();
    const kept = Object.fromEntries(nothing.map((select) => [String(select.attribs['name']), 'keep']));
    const nobody = await manager.submit(choices, { forAll: '', ...kept });
    expect(load(nobody.text)('.govuk-error-summary').text()).toContain('Select a new person for at least one thing');
  });

  it('say what the new holders have now and will have after it, counting cases there is work in', async () => {
    const gone = await colleague(test, 'Greg Leaver', 'scf');
    const next = await colleague(test, 'Nora Next', 'scf');
    for (const plan of ['live', undefined] as const) {
      const { individualId } = await makeCase(test, { leadProfessional: null, ...(plan ? { plan } : {}) });
      await assigned(test, individualId, 'lead_professional', gone);
      const other = await makeCase(test, { leadProfessional: null, ...(plan ? { plan } : {}) });
      await assigned(test, other.individualId, 'lead_professional', next);
    }
    await test.sql(
      `UPDATE cohort_memberships SET ended_on = '2026-11-01', exit_reason = 'stepped_down', version = version + 1
        WHERE ended_on IS NULL AND individual_id IN (SELECT a.individual_id FROM assignments a WHERE a.user_id = ANY ($1))
          AND individual_id NOT IN (SELECT individual_id FROM plans)`,
      [[gone, next]],
    );
    await end(test, gone);
    const manager = await test.browse(MANAGER);
    const opened = await manager.submit('/handovers', { fromUserId: gone }, '/handovers');
    const choices = String(opened.headers['location']);
    const page = load((await manager.get(choices)).text);
    expect(page('main').text()).toContain('1 part in a case, 1 part in cases with no plan and outside the cohort');
    expect(page('#forAll option:contains("Nora Next")').text()).toMatch(/, 1 open case$/);
    const chosen = await manager.submit(choices, { forAll: next });
    const check = load((await manager.get(String(chosen.headers['location']))).text);
    expect(check('[data-qa=loads] li').text()).toBe('Nora Next: 1 open case now, 2 after this');
    const again = load((await manager.get(choices)).text);
    expect(again('option[selected]:contains("Nora Next")').first().text()).toContain('1 open case now, 2 after this');
  });

  it('offer what still stands when one thing changed meanwhile, and hand that over at the next press', async () => {
    const { gone, next, individualId } = await leaver(test, 'Gerd Leaver');
    const manager = await test.browse(MANAGER);
    const choices = String(
      (await manager.submit('/handovers', { fromUserId: gone }, '/handovers')).headers['location'],
    );
    await manager.submit(choices, { forAll: next });
    const one = choices.replace('/choices', '');
    const hidden = await manager.hiddenFields(`${one}/check`, `${one}/confirmation`);
    await test.sql(`UPDATE actions SET description = 'Find a gym', version = version + 1 WHERE owner_id = $1`, [gone]);
    const refused = await manager.post(`${one}/confirmation`, hidden);
    expect(refused.status).toBe(409);
    const page = load(refused.text);
    expect(page('[data-qa=nothing-moved]').text()).toMatch(/action “Find a gym”: somebody changed it after you chose/);
    expect(page('#things').text()).toContain('1 change,');
    expect(page('tbody tr')).toHaveLength(1);
    const again = Object.fromEntries(
      page(`form[action="${one}/confirmation"] input[type=hidden]`)
        .toArray()
        .map((input) => [String(page(input).attr('name')), String(page(input).val())]),
    );
    expect((await manager.post(`${one}/confirmation`, again)).headers['location']).toBe(one);
    expect((await holders(test, individualId)).some(({ user_id }) => user_id === gone)).toBe(false);
    expect(load((await manager.get(one)).text)('[data-qa=nothing-moved], main').text()).toContain('Find a gym');
  });

  it('propose nobody whose address takes no mail, and warn of them where they are chosen', async () => {
    const { gone, individualId } = await leaver(test);
    const manager = await test.browse(MANAGER);
    const choices = String(
      (await manager.submit('/handovers', { fromUserId: gone }, '/handovers')).headers['location'],
    );
    const chosenIn = async () => load((await manager.get(choices)).text)('select[name^=each-] option[selected]');
    const refused = String((await chosenIn()).first().attr('value'));
    await test.sql(
      `INSERT INTO address_bounces (user_id, email, answer, bounced_at) SELECT id, email, '550', now() FROM users WHERE id = $1`,
      [refused],
    );
    expect(
      (await chosenIn())
        .toArray()
        .map((option) => option.attribs['value'])
        .includes(refused),
    ).toBe(false);
    const offered = load((await manager.get(choices)).text)(`select[name^=each-] option[value="${refused}"]`);
    expect(offered.first().text()).toContain('gets no e-mail');
    const chosen = await manager.submit(choices, { forAll: refused });
    const check = load((await manager.get(String(chosen.headers['location']))).text);
    expect(check('.govuk-warning-text').text()).toMatch(/\w+: the e-mail address takes no mail\./);
    await test.sql('UPDATE address_bounces SET cleared_at = now() WHERE user_id = $1', [refused]);
    const again = load((await manager.get(String(chosen.headers['location']))).text);
    expect(again('main').text()).not.toContain('takes no mail');
    expect((await holders(test, individualId)).length).toBeGreaterThan(0);
  });

  it('propose nobody who is away for long from next week, say it beside the name, and of a short leave too', async () => {
    const { gone } = await leaver(test);
    const manager = await test.browse(MANAGER);
    const choices = String(
      (await manager.submit('/handovers', { fromUserId: gone }, '/handovers')).headers['location'],
    );
    const selects = async () => load((await manager.get(choices)).text)('select[name^=each-]');
    const proposed = async () => String((await selects()).find('option[selected]').first().attr('value'));
    const away = (userId: string, [startsOn, endsOn]: [string, string | null]) =>
      test.sql(
        `INSERT INTO absences (id, user_id, starts_on, ends_on, kind, recorded_by, recorded_at)
         VALUES (gen_random_uuid(), $1, $2, $3, 'leave', $1, now())`,
        [userId, startsOn, endsOn],
      );
    const first = await proposed();
    const lineOf = async () => (await selects()).find(`option[value="${first}"]`).first().text();
    await away(first, ['2026-11-20', '2026-11-22']);
    expect(await proposed()).toBe(first);
    expect(await lineOf()).toContain(', away until 22 November 2026, ');
    await test.sql('UPDATE absences SET ends_on = NULL, version = version + 1 WHERE user_id = $1', [first]);
    expect(await proposed()).not.toBe(first);
    expect(await lineOf()).toContain(', away until further notice, ');
    await test.sql('UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE user_id = $1', [first]);
    await away(first, ['2026-11-26', '2026-11-27']);
    expect(await proposed()).toBe(first);
    expect(await lineOf()).toContain(', away from 26 November 2026 until 27 November 2026, ');
    await away(first, ['2026-11-30', null]);
    expect(await proposed()).not.toBe(first);
    expect(await lineOf()).toContain(', away from 30 November 2026 until further notice, ');
    const chosen = await manager.submit(choices, { forAll: first });
    const check = load((await manager.get(String(chosen.headers['location']))).text);
    expect(check('.govuk-warning-text').text()).toMatch(/ is away from 30 November 2026 until further notice\./);
    await test.sql('UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE user_id = $1', [first]);
    await away(first, ['2026-11-20', null]);
    const now = load((await manager.get(String(chosen.headers['location']))).text);
    expect(now('.govuk-warning-text').text()).toMatch(/ is away until further notice\./);
  });
});

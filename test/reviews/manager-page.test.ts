import { load } from 'cheerio';
import { newId } from '../../src/shared/ids';
import { makeCase, type MadeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';
const CHAIR = 'chair@mace.example';

describe('the one screen of a manager', () => {
  let test: TestApp;
  let ownerless: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    const live = (givenName: string, reviewDueOn: string, more = {}) =>
      makeCase(test, { givenName, plan: 'live', reviewDueOn, ...more });
    for (let at = 0; at < 27; at += 1) await live(`Late${at}`, '2026-11-10', { tier: 'medium' });
    await live('Critical', '2026-11-19', { tier: 'critical' });
    await live('Outside', '2026-11-01', { tier: null });
    ownerless = await live('Ownerless', '2026-11-25', { planOwner: null });
    await live('Leaderless', '2026-11-26', { leadProfessional: null });
    await live('Police', '2026-11-18', { leadProfessional: 'officer@tvp.example', planOwner: 'manager@tvp.example' });
    await makeCase(test, { givenName: 'Dateless', plan: 'live' });
    // 20 working days before the 21st is the 23rd of October; whoever came in that day is late from the 21st on.
    await makeCase(test, { givenName: 'Unwritten', cohortSince: '2026-10-23' });
    await makeCase(test, { givenName: 'Unapproved', plan: 'awaiting_approval', cohortSince: '2026-10-01' });
    await makeCase(test, { givenName: 'Recent', cohortSince: '2026-10-26' });
    const away = await live('Away', '2026-11-12');
    await test.sql(
      `UPDATE review_schedules SET status = 'exempt', status_reason = 'In custody', exempt_kind = 'custody',
              exempt_since = '2026-11-01', exempt_until = '2027-01-01', version = 2 WHERE id = $1`,
      [away.scheduleId],
    );
    const acting = await live('Acting', '2027-02-01');
    await addAction(acting, MANAGER, 'all_agencies', '2026-11-20');
    await addAction(acting, MANAGER, 'all_agencies', '2026-11-21');
    await addAction(acting, 'officer@tvp.example', 'police_only', '2026-11-01');
    const secret = await live('Secret', '2026-11-02', { restrictedTo: ['officer@tvp.example', 'manager@tvp.example'] });
    await addAction(secret, MANAGER, 'all_agencies', '2026-11-05');
    await makeCase(test, { givenName: 'Secret', cohortSince: '2026-08-01', restrictedTo: ['officer@tvp.example'] });
  });
  afterAll(() => test.stop());

  const addAction = async (made: MadeCase, owner: string, visibility: string, dueOn: string) => {
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on,
                            visibility, created_by, created_at)
       SELECT $1, $2, 'plan', $3, 'Ring the school', 'support', u.id, u.agency_id, $5, $6, u.id, now() FROM users u WHERE u.id = $4`,
      [newId(), made.individualId, made.planId, test.userId(owner), dueOn, visibility],
    );
  };

  /** Every line of a list, over all its pages. */
  const linesOf = async (browser: PageClient, href: string): Promise<string[]> => {
    const names: string[] = [];
    for (let next: string | undefined = href; next !== undefined;) {
      const page = load((await browser.get(next)).text);
      names.push(
        ...page('#work tbody th a')
          .map((_, link) => page(link).text().replace(' Demo', ''))
          .toArray(),
      );
      next = page('.govuk-pagination__next a').attr('href');
    }
    return names;
  };
  const boxesOf = (html: string) => {
    const page = load(html);
    return Object.fromEntries(
      page('.app-count-box')
        .toArray()
        .map((box) => [
          page(box).find('a').text(),
          [Number(page(box).find('.app-count-box__number').text()), String(page(box).find('a').attr('href'))] as const,
        ]),
    );
  };

  it.each([
    [MANAGER, [29, 2, 1, 1, 1, 1, 2, 1]],
    [CHAIR, [29, 2, 1, 1, 1, 1, 2, 1]],
    ['manager@tvp.example', [2, 0, 0, 0, 0, 0, 0, 1]],
    ['officer@tvp.example', [2, 0, 0, 0, 0, 0, 1, 1]],
    ['lead@scf.example', [29, 1, 1, 1, 0, 1, 2, 1]],
    ['nurse@health.example', [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('counts for %s what each list holds, over all its pages', async (email, expected) => {
    const browser = await test.browse(email);
    const home = await browser.get('/reviews');
    const boxes = Object.entries(boxesOf(home.text)).filter(([, [, href]]) => href.startsWith('/reviews'));
    expect(boxes.map(([, [count]]) => count)).toEqual(expected);
    for (const [name, [count, href]] of boxes) {
      const lines = await linesOf(browser, href);
      expect([name, lines.length]).toEqual([name, count]);
      expect(new Set(lines).size).toBe(count);
      if (!email.includes('tvp')) expect(lines).not.toContain('Secret');
    }
  });

  it('compares workers and agencies with counts and totals that open their lists too', async () => {
    const browser = await test.browse(CHAIR);
    const page = load((await browser.get('/reviews')).text);
    // The lines of agencies and of who has no plan owner: every kind of link once, and few of many pages.
    const links = page('#by-worker tr:contains("No plan owner") a, #by-agency a').toArray();
    const agencies = page('#by-agency tbody tr').toArray();
    expect(agencies.map((row) => page(row).find('th').text())).toHaveLength(4);
    expect(page('#by-agency [data-qa=totals] td').first().text()).toContain('29');
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) {
      const href = String(page(link).attr('href'));
      expect([href, (await linesOf(browser, href)).length]).toEqual([href, Number.parseInt(page(link).text(), 10)]);
    }
    const bars = page('#by-worker svg rect').toArray();
    expect(bars.map((bar) => Number(page(bar).attr('width'))).slice(0, 2)).toEqual([100, 4]);
  });

  it('narrows by worker, agency, tier and state together, shows how, and takes each away', async () => {
    const browser = await test.browse(CHAIR);
    const worker = test.userId('manager@tvp.example');
    const narrowed = await browser.get(`/reviews?state=overdue&tier=high&worker=${worker}`);
    const page = load(narrowed.text);
    expect(page('#work tbody th a').text()).toBe('Police Demo');
    expect(boxesOf(narrowed.text)['Overdue reviews']?.[0]).toBe(1);
    const removals = page('[aria-label="Shown here"] a').toArray();
    expect(removals).toHaveLength(3);
    const wider = String(page(removals[0]).attr('href'));
    expect(wider).not.toContain('state=');
    expect(wider).toContain(worker);
    expect(await linesOf(browser, '/reviews?worker=nobody')).toEqual(['Ownerless']);
    expect(await linesOf(await test.browse(MANAGER), '/reviews?state=overdue&tier=none')).toEqual(['Outside']);
    expect((await browser.get('/reviews?state=everything&worker=me&tier=9&sort=x')).status).toBe(200);
    expect((await browser.get('/reviews?cursor=abc')).status).toBe(422);
  });

  it('puts the highest tier first and the latest first within it, or the latest of all', async () => {
    const browser = await test.browse(MANAGER);
    const byRisk = await linesOf(browser, '/reviews?state=overdue');
    expect(byRisk.slice(0, 4).map((name) => name.replace(/\d+/, ''))).toEqual(['Critical', 'Outside', 'Late', 'Late']);
    const byLateness = await linesOf(browser, '/reviews?state=overdue&sort=lateness');
    expect([byLateness[0], byLateness.at(-1)]).toEqual(['Outside', 'Critical']);
    expect(byLateness).toHaveLength(29);
  });

  it('counts what the reminders are owed for', async () => {
    const chair = await test.actor(CHAIR);
    const boxes = boxesOf((await (await test.browse(CHAIR)).get('/reviews')).text);
    await test.sql(`INSERT INTO bank_holidays VALUES ('2026-12-25') ON CONFLICT DO NOTHING`);
    const owed = await test.sql<{ kind: string; count: number }>(
      `SELECT kind, count(*)::integer AS count FROM obligations('2026-11-20') o
        WHERE o.access_keys && $1::uuid[] AND o.visibility = 'all_agencies' AND kind NOT IN ('screening', 'validation')
          AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = o.individual_id AND i.access_keys && $1::uuid[]) GROUP BY kind`,
      [chair.accessKeys],
    );
    expect(Object.fromEntries(owed.map(({ kind, count }) => [kind, count]))).toEqual({
      review: boxes['Overdue reviews']?.[0],
      no_schedule: boxes['Plans with no review date']?.[0],
      no_plan_owner: boxes['Plans with no plan owner']?.[0],
      no_lead_professional: boxes['Plans with no lead professional']?.[0],
      no_plan: boxes['Plans not written in time']?.[0],
      action: boxes['Overdue actions']?.[0],
    });
  });

  it('is where a manager starts, and hands one case on from its row', async () => {
    const browser = await test.browse(MANAGER);
    expect((await browser.get('/')).headers['location']).toBe('/reviews');
    const list = '/reviews?state=no_plan_owner';
    const page = load((await browser.get(list)).text);
    expect(page('#work a[href$="/people"]').text()).toContain('Name a plan owner');
    const overdue = load((await browser.get('/reviews?state=overdue')).text);
    const button = overdue('#work button[name=individualIds]').first();
    expect(button.text()).toContain('Reassign Critical Demo');
    const opened = await browser.submit(
      '/handovers',
      { individualIds: String(button.attr('value')) },
      '/reviews?state=overdue',
    );
    expect(opened.status).toBe(303);
    expect((await browser.get(String(opened.headers['location']))).text).toContain('Critical Demo');
    expect((await browser.get(`/individuals/${ownerless.individualId}/people`)).status).toBe(200);
  });
});

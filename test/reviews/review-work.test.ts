import { load } from 'cheerio';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

const STATES = [
  'overdue',
  'due_in_14_days',
  'exempt',
  'no_plan_owner',
  'no_lead_professional',
  'no_schedule',
  'no_plan',
  'overdue_action',
];

describe('the reviews a person answers for', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    const live = (givenName: string, reviewDueOn?: string, more = {}) =>
      makeCase(test, { givenName, plan: 'live', ...(reviewDueOn ? { reviewDueOn } : {}), ...more });
    await live('Overdue', '2026-11-20');
    await live('Ownerless', '2026-11-19', { planOwner: null });
    await live('Today', '2026-11-21');
    await live('Fortnight', '2026-12-05');
    await live('Later', '2026-12-06');
    await live('Dateless');
    await makeCase(test, { givenName: 'Draft', plan: 'draft', cohortSince: '2026-11-01' });
    await live('Police', '2026-11-18', { leadProfessional: 'officer@tvp.example', planOwner: 'manager@tvp.example' });
    await live('Secret', '2026-11-17', { restrictedTo: ['officer@tvp.example'] });
  });
  afterAll(() => test.stop());

  const browsers = new Map<string, PageClient>();
  const open = async (email: string, query = '') => {
    const browser = browsers.get(email) ?? (await test.browse(email));
    browsers.set(email, browser);
    const answer = await browser.get(`/reviews${query}`);
    const $ = load(answer.text);
    return {
      counts: $('.app-count-box__number')
        .toArray()
        .map((count) => Number($(count).text()))
        .slice(0, STATES.length),
      names: $('#work tbody th a')
        .toArray()
        .map((link) => $(link).text().replace(' Demo', '')),
      hrefs: $('.app-count-box a, #by-worker td a')
        .toArray()
        .map((link) => [String($(link).attr('href')), Number.parseInt($(link).text(), 10)] as const),
      text: answer.text,
    };
  };

  it.each([
    ['lead@scf.example', [2, 2, 0, 1, 0, 1, 0, 0], ['Dateless', 'Ownerless', 'Overdue', 'Today', 'Fortnight', 'Later']],
    [
      'manager@scf.example',
      [2, 2, 0, 1, 0, 1, 0, 0],
      ['Dateless', 'Ownerless', 'Overdue', 'Today', 'Fortnight', 'Later'],
    ],
    ['manager@tvp.example', [1, 0, 0, 0, 0, 0, 0, 0], ['Police']],
    [
      'chair@mace.example',
      [3, 2, 0, 1, 0, 1, 0, 0],
      ['Dateless', 'Police', 'Ownerless', 'Overdue', 'Today', 'Fortnight', 'Later'],
    ],
    ['nurse@health.example', [0, 0, 0, 0, 0, 0, 0, 0], []],
  ])('shows %s their own, counted', async (email, counts, names) => {
    const page = await open(email);
    expect(page.counts).toEqual(counts);
    expect(page.names).toEqual(names);
    expect(page.text).not.toContain('Secret');
  });

  it('opens from every count the list it counts', async () => {
    const { counts, hrefs } = await open('chair@mace.example');
    for (const [at, state] of STATES.entries()) {
      expect((await open('chair@mace.example', `?state=${state}`)).names).toHaveLength(counts[at] ?? -1);
    }
    const byWorker = hrefs.filter(([href]) => href.includes('worker='));
    expect(byWorker.length).toBeGreaterThan(5);
    for (const [href, count] of byWorker) {
      expect([href, (await open('chair@mace.example', href.replace('/reviews', ''))).names.length]).toEqual([
        href,
        count,
      ]);
    }
    expect((await open('chair@mace.example', '?worker=nobody')).names).toEqual(['Ownerless']);
  });

  it('gives the API the same people, by status, day and person, page by page', async () => {
    const api = await test.api('lead@scf.example');
    const { body } = await api.get('/review-schedules?status=active&dueBefore=2026-11-21');
    expect(body.items.map((schedule: { dueOn: string }) => schedule.dueOn)).toEqual(['2026-11-19', '2026-11-20']);
    expect(body.items.every((schedule: { state: string }) => schedule.state === 'overdue')).toBe(true);
    expect((await api.get('/review-schedules?status=overdue')).status).toBe(422);
    expect((await api.get('/review-schedules?dueBefore=2026-02-30')).status).toBe(422);
    expect((await api.get('/review-schedules?cursor=abc')).status).toBe(422);
    const [secret] = await test.sql<{ id: string }>(
      `SELECT s.id FROM review_schedules s JOIN individuals i ON i.id = s.individual_id WHERE i.given_name = 'Secret'`,
    );
    expect((await api.get(`/review-schedules/${secret?.id}`)).status).toBe(404);
    expect((await api.get('/review-schedules/none')).status).toBe(404);
    expect((await (await test.api('analyst@sbc.example')).get('/review-schedules')).status).toBe(403);
  });

  it('goes on after 25 without losing or repeating one', async () => {
    for (let at = 0; at < 30; at += 1)
      await makeCase(test, { plan: 'live', reviewDueOn: '2027-01-15', planOwner: null });
    const api = await test.api('lead@scf.example');
    const first = await api.get('/review-schedules');
    const second = await api.get(`/review-schedules?cursor=${first.body.nextCursor}`);
    const ids = [...first.body.items, ...second.body.items].map((schedule: { id: string }) => schedule.id);
    expect(first.body.items).toHaveLength(25);
    expect(new Set(ids).size).toBe(35);
    expect(second.body.nextCursor).toBeNull();
    const page = await open('lead@scf.example', '?state=later');
    const next = /href="(\/reviews\?[^"]*cursor=[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const rest = await open('lead@scf.example', next.replace('/reviews', ''));
    expect(page.names.length + rest.names.length).toBe(31);
  });
});

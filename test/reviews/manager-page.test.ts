import { TestApp } from '../support/test-app';
import { boxesOf, CHAIR, linesOf, makeManagersCases, MANAGER } from './support/managers-cases';

describe('the counts of a manager’s screen', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeManagersCases(test);
  });
  afterAll(() => test.stop());

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
});

import { visitsOf } from '../../architecture/page-visits';
import { richPartnership, type RichPartnership } from '../../architecture/rich-partnership';
import { type PageClient, TestApp } from '../../support/test-app';

describe('one row of audit for one page of a case', () => {
  let test: TestApp;
  let world: RichPartnership;
  const browsers = new Map<string, PageClient>();

  beforeAll(async () => {
    test = await TestApp.start();
    world = await richPartnership(test);
  }, 120_000);
  afterAll(() => test.stop());

  const rowsOf = async (email: string, path: string): Promise<string[]> => {
    const browser = browsers.get(email) ?? (await test.browse(email));
    browsers.set(email, browser);
    const [before] = await test.sql<{ at: string }>('SELECT count(*) AS at FROM audit_events');
    const answer = await browser.get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    const rows = await test.sql<{ act: string }>('SELECT act FROM audit_events ORDER BY position, id OFFSET $1', [
      before?.at,
    ]);
    return rows.map(({ act }) => act);
  };

  it('is written on every page with a case on it, whoever opens it: never none, never two', async () => {
    const pages = new Map(
      visitsOf(world)
        .filter(([, path]) => /^\/individuals\/[0-9a-f-]{36}|^\/meetings\/[^/]+\/items\//.test(path))
        .map(([email, path]) => [path, email]),
    );
    expect(pages.size).toBeGreaterThan(50);
    const wrong: [string, string[]][] = [];
    for (const [path, email] of pages) {
      const acts = await rowsOf(email, path);
      if (acts.length !== 1) wrong.push([path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id'), acts]);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

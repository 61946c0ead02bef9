import type { Browser, BrowserContext, Page } from 'playwright-core';
import { planPaths } from '../../src/plans';
import { makeCase, type MadeCase } from '../factories';
import { launchBrowser, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const WORDS = { id: '#wordsOfThePerson', before: 'Get home safe', after: 'Get home safe, and play football again' };

/** What only a real browser shows: that a connection that is gone takes no word of a plan with it. */
describe('a plan that is written while the connection is gone', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;
  let made: MadeCase;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    test = await TestApp.start();
    site = await serve(test);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await test?.stop();
  });
  beforeEach(async () => {
    made = await makeCase(test, { plan: 'draft' });
    await test.sql('DELETE FROM drafts');
    context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    page = await signIn(context, site.url, LEAD);
    await page.goto(`${site.url}${planPaths.newGoal(made.individualId)}`);
  });
  afterEach(() => context.close());

  const words = () => page.locator(WORDS.id);
  const status = () => page.locator('[data-app-draft-status]').first();
  const goals = () => test.sql('SELECT words_of_the_person AS words FROM plan_goals WHERE plan_id = $1', [made.planId]);
  const kept = async () => {
    const [draft] = await test.sql<{ fields: string[][] }>('SELECT fields FROM drafts');
    return draft?.fields.find(([name]) => name === 'wordsOfThePerson')?.[1];
  };

  it('says that the draft is not saved, sends nothing, and sends it once when somebody answers again', async () => {
    await words().fill(WORDS.before);
    await status()
      .getByText(/^Draft saved/)
      .waitFor();
    await context.setOffline(true);
    await words().fill(WORDS.after);
    await status()
      .getByText(/^Draft not saved: we cannot be reached/)
      .waitFor();
    await page.locator('#practitionerWording').fill('No new assault for 12 weeks');
    await page.getByRole('button', { name: 'Add goal' }).click();
    await page.getByText(/^Not sent: we cannot be reached/).waitFor();
    expect(await words().inputValue()).toBe(WORDS.after);
    expect([await kept(), await goals()]).toEqual([WORDS.before, []]);
    await context.setOffline(false);
    await page.getByText(/^We are back/).waitFor();
    await page.getByRole('button', { name: 'Add goal' }).click();
    await page.waitForURL((address) => !address.pathname.endsWith('/new'));
    expect(await goals()).toEqual([{ words: WORDS.after }]);
    expect(await test.sql('SELECT 1 FROM drafts')).toEqual([]);
  });

  it('keeps what was typed meanwhile as soon as the connection is back, and puts it back on another page', async () => {
    await context.setOffline(true);
    await words().fill(WORDS.after);
    await status()
      .getByText(/^Draft not saved/)
      .waitFor();
    expect(await kept()).toBeUndefined();
    await context.setOffline(false);
    await status()
      .getByText(/^Draft saved/)
      .waitFor();
    expect(await kept()).toBe(WORDS.after);
    await page.close();
    page = await context.newPage();
    await page.goto(`${site.url}${planPaths.newGoal(made.individualId)}`);
    await page.getByRole('button', { name: 'Use the draft' }).click();
    await page.waitForLoadState('load');
    expect(await words().inputValue()).toBe(WORDS.after);
    expect(await goals()).toEqual([]);
  });
});

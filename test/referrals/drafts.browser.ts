import type { Browser } from 'playwright-core';
import { inspect, launchBrowser, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const SAVED = '[data-app-draft-status]:has-text("Draft saved")';
const ROW = '[data-qa=draft-referrals] tbody tr';

/** With a script what is typed is kept without a button, each begun referral by itself. */
describe('referrals that are begun, in a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;

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

  it('are kept while they are typed, and a second window is handed what the first has kept', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await signIn(context, site.url, 'lead@scf.example');
    for (const name of ['Orrin', 'Sefa']) {
      await page.goto(`${site.url}/referrals/new`);
      await page.fill('#givenName', name);
      await page.waitForSelector(SAVED);
    }
    await page.goto(`${site.url}/referrals`);
    expect(await page.locator(ROW).count()).toBe(2);
    await inspect(page);
    await page.click(`${ROW}:has-text("Orrin") a`);
    expect(await page.inputValue('#givenName')).toBe('Orrin');

    const second = await context.newPage();
    await second.goto(page.url());
    await page.fill('#familyName', 'First');
    await page.waitForSelector(SAVED);
    await second.fill('#familyName', 'Second');
    await second.click('text=Use the draft');
    await second.waitForSelector('h2:focus:has-text("This is your draft")');
    expect(await second.inputValue('#familyName')).toBe('First Second');
    await context.close();
  });
});

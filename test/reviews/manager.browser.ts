import type { Browser } from 'playwright-core';
import { makeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const SCREENS = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } };

describe('the pages of a manager in a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    test = await TestApp.start();
    site = await serve(test);
    browser = await launchBrowser();
    const police = { leadProfessional: 'officer@tvp.example', planOwner: 'manager@tvp.example' };
    for (const reviewDueOn of ['2026-11-10', '2026-11-12', '2026-11-30']) {
      await makeCase(test, { plan: 'live', reviewDueOn });
      await makeCase(test, { plan: 'live', reviewDueOn, ...police });
    }
    await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-08', planOwner: null, tier: 'critical' });
    await makeCase(test, { cohortSince: '2026-08-01' });
    await makeCase(test, { plan: 'live' });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await test.stop();
  });

  it.each([
    ['wide', true],
    ['narrow', true],
    ['narrow', false],
  ] as const)('count, acknowledge and narrow on a %s screen (JavaScript: %s)', async (screen, script) => {
    const name = `${screen}${script ? '' : '-nojs'}`;
    const context = await browser.newContext({ viewport: SCREENS[screen], javaScriptEnabled: script });
    const page = await signIn(context, site.url, 'chair@mace.example');
    const look = async (title: string) => {
      await picture(page, `manager-${title}-${name}`);
      const width = await page.locator('body').evaluate((body) => body.scrollWidth);
      expect([title, width]).toEqual([title, SCREENS[screen].width]);
      if (script) expect([title, await inspect(page)]).toEqual([title, []]);
    };
    await page.goto(`${site.url}/reviews`);
    await look('work');
    await page.getByRole('link', { name: 'Overdue reviews', exact: true }).click();
    await page
      .getByRole('link', { name: /^Acknowledge/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await look('acknowledge-errors');
    await page.getByLabel('Why is it overdue?').fill('The school was closed.');
    await page.getByLabel('Day').fill('24');
    await page.getByLabel('Month').fill('11');
    await page.getByLabel('Year').fill('2026');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('The review stays overdue until it is held').waitFor();
    await look('acknowledged');
    await page.goto(`${site.url}/reviews?state=overdue&tier=high`);
    await page.getByText('Select what is shown').click();
    await look('filters');
    await page.goto(`${site.url}/reviews?state=no_plan`);
    await look('no-plan');
    await page.goto(`${site.url}/account/calendar`);
    await look('calendar');
    await page
      .getByRole('button', { name: /the address|an address/ })
      .first()
      .click();
    await page.getByText('It is shown this once').waitFor();
    await look('calendar-address');
    await context.close();
  });
});

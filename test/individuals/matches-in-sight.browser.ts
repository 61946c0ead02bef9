import type { Browser, Page } from 'playwright-core';
import { makeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const FORMS = ['/individuals/new', '/referrals/new'];

/** Who may be on record already is in sight of whoever types, on a wide screen and on a phone, with a script and without. */
describe('possible matches in a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test, { givenName: 'Isolde', familyName: 'Marchbank', dateOfBirth: '2010-05-04' });
    site = await serve(test);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await test?.stop();
  });

  const open = async (path: string, width: number, javaScriptEnabled: boolean): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
    context.setDefaultTimeout(10_000);
    const page = await signIn(context, site.url, LEAD);
    await page.goto(`${site.url}${path}`);
    await page.fill('#givenName', 'Isolda');
    await page.fill('#familyName', 'Marchbanks');
    return page;
  };
  const isInSight = async (page: Page, selector: string): Promise<boolean> => {
    const box = await page.locator(selector).boundingBox();
    return box !== null && box.y >= 0 && box.y + Math.min(box.height, 80) <= 800;
  };

  it.each([
    [FORMS[0], 1280, '#factsSource'],
    [FORMS[0], 320, '#factsSource'],
    [FORMS[1], 1280, '#onBehalfOf'],
    [FORMS[1], 320, '#onBehalfOf'],
  ] as const)(
    'are in sight on %s at %i pixels while somebody types, at the foot of the form too',
    async (path, width, foot) => {
      const page = await open(String(path), width, true);
      await page.waitForSelector('[data-qa=possible-matches]');
      const seen = width === 1280 ? '[data-qa=match]' : '[data-app-matches-line]';
      expect(await page.locator('[role=status][data-app-matches-line]').innerText()).toBe(
        '1 person may be on record already',
      );
      expect(await isInSight(page, seen)).toBe(true);
      await page.focus(foot);
      await picture(page, `matches-${width}${String(path).replaceAll('/', '-')}`);
      expect(await isInSight(page, seen)).toBe(true);
      await inspect(page);
      await page.context().close();
    },
  );

  it.each([1280, 320])(
    'stand before the fields of the form that comes back without a script, at %i pixels',
    async (width) => {
      for (const [path, found] of [
        [FORMS[0], '[data-qa=possible-matches]'],
        [FORMS[1], '[data-qa=known-already]'],
      ] as const) {
        const page = await open(String(path), width, false);
        await page.getByRole('button', { name: /^(Add individual|Send the referral)$/ }).click();
        const [notice, field] = [
          await page.locator(found).boundingBox(),
          await page.locator('#givenName').boundingBox(),
        ];
        expect(notice?.y).toBeLessThan(Number(field?.y));
        await picture(page, `matches-no-script-${width}${String(path).replaceAll('/', '-')}`);
        await page.context().close();
      }
    },
  );
});

import type { Browser, Page } from 'playwright-core';
import { planPaths } from '../../src/plans';
import { auditQuestions } from '../../src/plans/domain/audit-tool';
import { makeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site, widerBy } from '../support/browser';
import { TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';

/** A plan is audited as somebody does it who has a keyboard alone, a phone's width, and perhaps no JavaScript. */
describe('auditing a plan in a browser', () => {
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

  const drawn = async (): Promise<string> => {
    await makeCase(test, { plan: 'live' });
    const { body } = await (await test.api(CHAIR)).post('/plan-audits', { size: 50 });
    return body.ids[0];
  };

  /** Tab until the place has the focus, as often as the page has places. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let step = 0; step < 120; step += 1) {
      if (await page.evaluate(`document.activeElement.matches('${selector}')`)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no keyboard reaches ${selector}`);
  }
  const press = async (page: Page, key: string) => {
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press(key)]);
    await page.waitForLoadState('load');
  };
  const byName = (name: string) => `[name="${name}"]`;

  it.each([[true], [false]])('is graded by keyboard alone at 320 px, JavaScript %s', async (javaScriptEnabled) => {
    const id = await drawn();
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled });
    const page = await signIn(context, site.url, CHAIR);
    await page.goto(`${site.url}${planPaths.audit(id)}`);
    await tabTo(page, 'main form button');
    await press(page, 'Enter');
    const links = page.locator('.govuk-error-summary__list a');
    expect(await links.count()).toBe(auditQuestions.length + 1);
    for (const question of auditQuestions) {
      // A link of the summary leads to the answers of its own question, where a space chooses.
      await links.nth(auditQuestions.indexOf(question)).focus();
      await page.keyboard.press('Enter');
      await tabTo(page, byName(`answer-${question}`));
      await page.keyboard.press('Space');
    }
    await tabTo(page, byName('grade'));
    await page.keyboard.press('Space');
    await tabTo(page, byName('strengths'));
    await page.keyboard.type('Everybody knows what to do');
    await picture(page, `audit-${javaScriptEnabled}`);
    await tabTo(page, 'main form button');
    await press(page, 'Enter');
    expect(await test.sql('SELECT grade, answers FROM plan_audits WHERE id = $1', [id])).toEqual([
      { grade: 'outstanding', answers: Object.fromEntries(auditQuestions.map((question) => [question, '4'])) },
    ]);
    await context.close();
  });

  it('is listed at 320 px without anything to scroll sideways', async () => {
    await drawn();
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await signIn(context, site.url, CHAIR);
    await page.goto(`${site.url}${planPaths.audits}`);
    expect(await inspect(page)).toEqual([]);
    expect(await widerBy(page)).toBe(0);
    const pane = page.locator('.app-scroll-table');
    expect(await pane.evaluate((table) => table.scrollWidth - table.clientWidth)).toBe(0);
    await picture(page, 'audits-narrow');
    await context.close();
  });
});

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MergeRecords } from '../../src/individuals/duplicates/merge-records';
import { makeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';

/** Two records are taken apart as somebody does it who has a keyboard alone, and a browser without JavaScript. */
describe('undoing a merge in a browser', () => {
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

  const merged = async () => {
    const [one, two] = [
      await makeCase(test, { givenName: 'Emrys', familyName: 'Whitlock', plan: 'live' }),
      await makeCase(test, { givenName: 'Emrys', familyName: 'Whitlok', screenedOn: '2026-10-01' }),
    ];
    const versions = await test.sql<{ id: string; version: number }>('SELECT id, version FROM individuals');
    const versionOf = (id: string) => versions.find((row) => row.id === id)?.version ?? 0;
    await test.get(MergeRecords).run(await test.actor(MANAGER), {
      ...{ survivorId: one.individualId, mergedId: two.individualId, reason: 'Seen together with their mother' },
      stands: { plan: 'survivor', cohort: 'survivor', name: 'survivor', date_of_birth: 'survivor' },
      survivorVersion: versionOf(one.individualId),
      mergedVersion: versionOf(two.individualId),
    });
    return { one, two };
  };

  /** Presses Tab until what is wanted has the focus: what a keyboard cannot reach is not there. */
  const tabTo = async (page: Page, wanted: string) => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(wanted)})`)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${wanted}`);
  };

  it.each([1280, 320])('goes by keyboard alone, without JavaScript, at %i pixels', async (width) => {
    const { one, two } = await merged();
    const context: BrowserContext = await browser.newContext({
      viewport: { width, height: 800 },
      javaScriptEnabled: false,
    });
    const page = await signIn(context, site.url, MANAGER);
    await page.goto(`${site.url}/individuals/${one.individualId}/identity`);
    await tabTo(page, 'a[href*="/merges/"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/merges\//);
    await picture(page, `merge-${width}`);
    await tabTo(page, 'main button');
    await page.keyboard.press('Enter');
    await page.locator('#because-error').waitFor();
    await picture(page, `merge-refused-${width}`);
    await tabTo(page, '#because');
    await page.keyboard.type('Cousins who share a name');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[data-qa=undone]').waitFor();
    expect(await page.locator('[data-qa=undone]').innerText()).toContain('Cousins who share a name');
    await picture(page, `merge-undone-${width}`);
    await tabTo(page, `a[href$="${two.individualId}"]`);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`${two.individualId}$`));
    expect(await page.locator('main').innerText()).toContain('Emrys Whitlok');
    await context.close();
  });

  it('has no violation at 320 pixels, before and after', async () => {
    const { one } = await merged();
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await signIn(context, site.url, MANAGER);
    await page.goto(`${site.url}/individuals/${one.individualId}/identity`);
    await page.locator('a[href*="/merges/"]').first().click();
    expect(await inspect(page)).toEqual([]);
    await page.getByLabel('Why are they two people?').fill('Cousins');
    await page.getByRole('button', { name: 'Undo the merge' }).click();
    await page.locator('[data-qa=undone]').waitFor();
    expect(await inspect(page)).toEqual([]);
    await context.close();
  });
});

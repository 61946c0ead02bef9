import type { Browser } from 'playwright-core';
import { makeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

describe('signing in with a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    test = await TestApp.start();
    await makeCase(test, { givenName: 'Kian', familyName: 'Demo', plan: 'live', reviewDueOn: '2026-11-10' });
    site = await serve(test);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await test.stop();
  });

  it.each([
    ['wide', { width: 1280, height: 900 }, true],
    ['narrow, without JavaScript', { width: 320, height: 800 }, false],
  ])('shows my cases, %s', async (name, viewport, javaScriptEnabled) => {
    const context = await browser.newContext({ viewport, javaScriptEnabled, bypassCSP: false });
    const page = await signIn(context, site.url, 'lead@scf.example');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('My cases');
    await picture(page, `my-cases-${name}`);
    if (javaScriptEnabled) expect(await inspect(page)).toEqual([]);
    await page.getByRole('link', { name: 'Kian Demo' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Overview');
    await picture(page, `overview-${name}`);
    if (javaScriptEnabled) expect(await inspect(page)).toEqual([]);
    await context.close();
  });
});

import type { Browser, Page } from 'playwright-core';
import { inspect, launchBrowser, picture, serve, signIn, type Site, widerBy } from '../support/browser';
import { TestApp } from '../support/test-app';
import { sample } from './sample';
import { untilMade } from './until-made';

describe('importing the spreadsheet with a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    test = await TestApp.start();
    site = await serve(test);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await test.stop();
  });

  const upload = async (page: Page, content: Buffer): Promise<void> => {
    await page.goto(`${site.url}/imports`);
    await page.setInputFiles('input[type=file]', { name: 'cohort.csv', mimeType: 'text/csv', buffer: content });
    await page.getByRole('button', { name: 'Upload and preview' }).click();
  };
  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

  it('previews at 1280 pixels, and says what is wrong with an upload', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await signIn(context, site.url, 'chair@mace.example');
    await page.goto(`${site.url}/imports`);
    await page.getByRole('button', { name: 'Upload and preview' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Select the spreadsheet, saved as CSV');
    await picture(page, 'import-upload-error-wide');
    expect(await inspect(page)).toEqual([]);
    await upload(page, sample.content);
    expect(await heading(page)).toBe('Preview of the import');
    await picture(page, 'import-preview-wide');
    expect(await inspect(page)).toEqual([]);
    await context.close();
  });

  it('answers, confirms and imports again without JavaScript at 320 pixels', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, javaScriptEnabled: false });
    const page = await signIn(context, site.url, 'chair@mace.example');
    await upload(page, sample.content);
    await picture(page, 'import-preview-narrow');
    expect(await widerBy(page)).toBe(0);
    await page.getByLabel('One person: make one record with what all rows say').first().check();
    await page.getByLabel('Row 24, Rohan Kowalski').check();
    await page
      .getByLabel('“PC 4417”')
      .selectOption({ label: 'Owen Tarrant, Neighbourhood officer (Demonstration Police)' });
    await page.getByRole('button', { name: 'Save answers and update the preview' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Your answers are saved');
    await page.getByRole('button', { name: 'Confirm import' }).click();
    await untilMade(page);
    expect(await heading(page)).toBe('Result of the import');
    await picture(page, 'import-result-narrow');
    expect(await widerBy(page)).toBe(0);
    await upload(page, Buffer.from(sample.content.toString('latin1').replace('3 Dec 2026', '4 Dec 2026'), 'latin1'));
    expect(await page.getByText('Imported before').first().isVisible()).toBe(true);
    await picture(page, 'import-again-narrow');
    expect(await widerBy(page)).toBe(0);
    await context.close();
  });
});

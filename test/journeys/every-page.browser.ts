import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { crawl } from '../support/crawl';
import { type Product, startProduct, temporaryDataDir } from '../support/product';

const PEOPLE = [
  'lead@scf.example',
  'manager@scf.example',
  'officer@tvp.example',
  'chair@mace.example',
  'member@mace.example',
  'analyst@sbc.example',
  'governance@sbc.example',
  'administrator@sbc.example',
];

/** No page with an axe violation (WCAG 2.2 A and AA), none wider than 320 px, none that answers with an error. */
describe('every page that links lead to', () => {
  const data = temporaryDataDir();
  let product: Product;
  let browser: Browser;
  const inspected = new Set<string>();

  beforeAll(async () => {
    product = await startProduct(data.path);
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    data.remove();
  }, 60_000);

  it('starts in under a minute', () => {
    expect(product.startedInSeconds).toBeLessThan(60);
  });

  it.each(PEOPLE)(
    'is accessible to %s',
    async (email) => {
      const { kinds, problems } = await crawl(browser, product.url, email, inspected);
      expect(problems).toEqual([]);
      expect(kinds.length).toBeGreaterThan(3);
    },
    900_000,
  );
});

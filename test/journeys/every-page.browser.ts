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

  // Alone it takes some 40 seconds of two cores. Other tests share them: this tells a start that hangs from one that waits its turn.
  it('starts in two minutes at the most, and says in how many seconds', () => {
    process.stdout.write(`Ready on a new folder in ${product.startedInSeconds.toFixed(1)} s\n`);
    expect(product.startedInSeconds).toBeLessThan(120);
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

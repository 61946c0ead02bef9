import type { Browser, Page } from 'playwright-core';
import { newId } from '../../src/shared/ids';
import { launchBrowser, serve, signIn, type Site } from '../support/browser';
import { type Product, startProduct, temporaryDataDir } from '../support/product';
import { readPdf } from '../support/read-pdf';
import { TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree } from './meeting-of-three';

const LONG =
  'He was seen by the youth worker at the Observatory and would not say who drove him home that night, or why. ';
const UNBROKEN = 'Wmotorway'.repeat(30);
const NEEDS =
  `mental_health speech_language_communication learning_disability adverse_childhood_experiences education_employment
  substance_use physical_health accommodation family peers identity_belonging finance faith_culture`.split(/\s+/);

/** How many sheets come out of the printer, and out of whoever opens the copy as a PDF. */
async function sheetsOf(page: Page, url: string): Promise<{ printed: number; papers: string[] }> {
  await page.goto(`${url}/pack`);
  await page.getByRole('button', { name: 'Make my copy to print' }).click();
  await page.locator('[data-qa=contents]').waitFor();
  const bytes = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
  const paper = await page.request.get(`${page.url()}/paper`);
  return {
    printed: bytes.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0,
    papers: readPdf(await paper.body()).pages,
  };
}

describe('the pack on paper', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  describe('of a case that holds much', () => {
    let test: TestApp;
    let site: Site;
    beforeAll(async () => {
      test = await TestApp.start();
      site = await serve(test);
    });
    afterAll(async () => {
      await site?.close();
      await test?.stop();
    });

    it.each([
      ['words', LONG.repeat(5)],
      ['short words', 'Short'],
      ['words that are longer than a line', `${UNBROKEN} ${UNBROKEN}`],
      ['letters of another script', '青少年暴力防止'.repeat(40)],
    ])('keeps to one sheet: %s', async (_, text) => {
      const { meetingId, overdue, itemPath } = await meetingOfThree(test);
      const itemId = (await itemPath('Overdue')).split('/').at(-1);
      const { individualId, planId } = overdue;
      const chair = test.userId(CHAIR);
      await test.sql(
        `INSERT INTO plan_needs (id, plan_id, individual_id, domain, status, detail, recorded_by, recorded_at)
         SELECT gen_random_uuid(), $1, $2, domain, 'unmet', $3, $4, now() FROM unnest($5::text[]) AS domain`,
        [planId, individualId, text, chair, NEEDS],
      );
      await test.sql(
        `INSERT INTO plan_risks (id, plan_id, individual_id, factor, direction, level, recorded_by, recorded_at)
         SELECT gen_random_uuid(), $1, $2, $3, 'to_others', 'high', $4, now() FROM generate_series(1, 30)`,
        [planId, individualId, text, chair],
      );
      await test.sql(
        `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
         SELECT gen_random_uuid(), $1, 'plan', $2, $3, 'support', u.id, u.agency_id, '2026-12-01', u.id, now()
           FROM users u, generate_series(1, 30) WHERE u.id = $4`,
        [individualId, planId, text, test.userId('lead@scf.example')],
      );
      for (const kind of ['return', 'discussion']) {
        await test.sql(
          `INSERT INTO meeting_entries (id, meeting_id, panel_id, item_id, individual_id, kind, text, author_id, agency_id, recorded_at)
           SELECT gen_random_uuid(), $1, m.panel_id, $2, $3, $4, $5, u.id, u.agency_id, now()
             FROM meetings m, users u, generate_series(1, 12) WHERE m.id = $1 AND u.id = $6`,
          [meetingId, itemId, individualId, kind, text, chair],
        );
      }
      await test.sql(
        `INSERT INTO panel_questions (id, individual_id, text, asked_by, asked_at) VALUES ($1, $2, $3, $4, now())`,
        [newId(), individualId, text, chair],
      );
      const context = await browser.newContext();
      const page = await signIn(context, site.url, CHAIR);
      const { printed, papers } = await sheetsOf(page, `${site.url}/meetings/${meetingId}`);
      const copy = await page.locator('[data-qa=sheet]').first().innerText();
      await context.close();
      // The cover and two cases: whoever is restricted has no sheet.
      expect([printed, papers.length]).toEqual([3, 3]);
      expect(copy).toMatch(/and \d+ more in the record/);
      expect(copy).toContain('What each agency brings');
      expect(papers[1]).toContain(`OFFICIAL-SENSITIVE. Item 1 of 2, ${overdue.reference}`);
    });
  });

  it('of the demonstration is a cover, a sheet a case and one of what is no case', async () => {
    const data = temporaryDataDir();
    let product: Product | undefined;
    try {
      product = await startProduct(data.path);
      const page = await signIn(await browser.newContext(), product.url, CHAIR);
      await page.goto(`${product.url}/meetings`);
      const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      const address = links.find((href) => /^\/meetings\/[0-9a-f-]{36}$/.test(href));
      const { printed, papers } = await sheetsOf(page, `${product.url}${address ?? ''}`);
      const cases = await page.locator('[data-qa=sheet]').count();
      const topics = await page.locator('[data-qa=topics]').count();
      expect(cases).toBeGreaterThan(10);
      expect([printed, papers.length]).toEqual([1 + cases + topics, 1 + cases + topics]);
    } finally {
      await product?.stop();
      data.remove();
    }
  });
});

import type { Browser } from 'playwright-core';
import { makeCase, type MadeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const SCREENS = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } };

describe('the pages of reviews in a browser', () => {
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

  it.each([
    ['wide', true],
    ['narrow', true],
    ['narrow', false],
  ] as const)('lead from the overdue list to the next date on a %s screen (JavaScript: %s)', async (screen, script) => {
    const made = await overdueCase();
    const name = `${screen}${script ? '' : '-nojs'}`;
    const context = await browser.newContext({ viewport: SCREENS[screen], javaScriptEnabled: script });
    const page = await signIn(context, site.url, 'chair@mace.example');
    const look = async (title: string) => {
      await picture(page, `reviews-${title}-${name}`);
      // axe needs JavaScript on the page.
      if (script) expect([title, await inspect(page)]).toEqual([title, []]);
    };
    await page.goto(`${site.url}/reviews?state=overdue`);
    await look('work');
    await page.getByRole('link', { name: made.name, exact: true }).click();
    await page.getByText('Why is this overdue?').click();
    await look('case');
    await page.getByRole('button', { name: 'Record a review' }).click();
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await page.getByText('There is a problem').waitFor();
    await look('errors');
    await page.getByLabel('Agrees with part of the plan').check();
    await page.getByLabel('What they say').fill('I want to go back to boxing.');
    await page.getByLabel('What the agencies said').fill('School and police agree things are calmer.');
    await page.getByRole('group', { name: 'Date of the review' }).getByLabel('Day').fill('20');
    await page.getByRole('group', { name: 'Date of the review' }).getByLabel('Month').fill('11');
    await page.getByRole('group', { name: 'Date of the review' }).getByLabel('Year').fill('2026');
    const first = page.getByRole('group', { name: 'Person 1' });
    await first.getByLabel('Name').fill('Ash Demo');
    await first.getByLabel('Yes').check();
    await page.getByRole('button', { name: 'Add another person' }).click();
    await page.getByLabel('Step up to Critical').check();
    await page.getByLabel('Reasons for the decision').fill('Two new threats since the last review.');
    await look('form');
    // Enter in a box goes on: it must not press ‘Add another person’.
    await page.getByRole('group', { name: 'Person 1' }).getByLabel('Name').press('Enter');
    await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
    await look('check');
    await page.getByRole('button', { name: 'Change your answers' }).click();
    await page.getByRole('button', { name: 'Check your answers' }).click();
    await page.getByRole('button', { name: 'Record the review' }).click();
    await page.getByRole('heading', { name: 'Review recorded' }).waitFor();
    expect(await page.locator('.govuk-panel').textContent()).toContain('Friday 18 December 2026');
    await look('confirmation');
    await page.getByRole('link', { name: 'See the review' }).click();
    await look('review');
    await page.goto(`${site.url}/individuals/${made.individualId}/reviews/new`);
    expect(await page.getByRole('complementary').textContent()).toContain('I want to go back to boxing.');
    await look('next');
    await context.close();
  });

  let cases = 0;
  async function overdueCase(): Promise<MadeCase & { name: string }> {
    cases += 1;
    const givenName = `Robin${cases}`;
    const made = await makeCase(test, { givenName, plan: 'live', reviewDueOn: '2026-11-10' });
    await test.sql(
      `INSERT INTO reminders (id, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, owed_at, kind)
       SELECT gen_random_uuid(), s.id, s.version, s.individual_id, $2, 'agency_manager', 'overdue_manager', s.due_on, $3, 'review'
         FROM review_schedules s WHERE s.id = $1`,
      [made.scheduleId, test.userId('manager@scf.example'), test.clock.now()],
    );
    return { ...made, name: `${givenName} Demo` };
  }
});

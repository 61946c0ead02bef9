import type { Browser } from 'playwright-core';
import { PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { CHAIR } from '../meetings/meeting-of-three';
import { withoutCases } from '../meetings/without-cases';
import { WebProcess } from '../proofs/web-process';
import { launchBrowser, signIn } from '../support/browser';
import { TestApp } from '../support/test-app';

const SAVED = 'She wants to go back to school';
const TYPED = 'Half a sentence about the stairw';

/** What people see; that nothing acknowledged is lost under ten kills is `npm run proof:meeting-killed`. */
describe('a web process killed in mid-meeting', () => {
  let test: TestApp;
  let web: WebProcess;
  let browser: Browser;

  afterAll(async () => {
    await browser?.close();
    await web?.stop();
    await test?.stop();
  }, 60_000);

  it('has what was saved, says that what is typed is not kept yet, and keeps it by itself once it is back', async () => {
    test = await TestApp.start();
    await withoutCases(test);
    await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
    const where = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Observatory room' };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [id]);
    web = await WebProcess.start(test.database.serviceUrl);
    browser = await launchBrowser();
    const page = await signIn(await browser.newContext(), web.url, CHAIR);
    await page.goto(`${web.url}/meetings/${id}/items/${item?.id ?? ''}`);
    await page.getByLabel('What was said, and by whom').fill(SAVED);
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Written down', { exact: true }).waitFor();

    await web.stop();
    const form = page.locator('[data-qa=decision-form]');
    await form.getByLabel('Reasons for the decision').fill(TYPED);
    await form.getByText('Draft not saved').waitFor();
    expect(await form.getByLabel('Reasons for the decision').inputValue()).toBe(TYPED);
    await web.run();
    await form.getByText('Draft saved').waitFor();
    await page.reload();
    expect(await page.locator('[data-qa=entries]').innerText()).toContain(SAVED);
    // Of the same page, so it is put back unasked.
    await form.getByText('What you had typed here is back').waitFor();
    expect(await page.getByLabel('Reasons for the decision').inputValue()).toBe(TYPED);
  });
});

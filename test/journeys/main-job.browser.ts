import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { addDays } from '../../src/shared/day';
import { SystemClock } from '../../src/shared/clock';
import { untilMade } from '../imports/until-made';
import { launchBrowser, signIn } from '../support/browser';
import { type Product, startProduct, temporaryDataDir } from '../support/product';
import {
  choose,
  fillDay,
  follow,
  heading,
  namePerson,
  pick,
  press,
  sayGrounds,
  SPREADSHEET,
  text,
  writePlan,
} from './main-job-pages';

const DAYS_LATER = 60;

/** The main job, end to end, as the README tells it: the real product, a real browser, no JavaScript. */
describe('the main job', () => {
  const data = temporaryDataDir();
  const today = new SystemClock().today();
  let product: Product;
  let browser: Browser;
  let caseUrl = '';

  const as = async (email: string): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(10_000);
    return { page: await signIn(context, product.url, email), context };
  };

  beforeAll(async () => {
    product = await startProduct(data.path);
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    data.remove();
  }, 60_000);

  it('1. starts with the sign-ins on the screen', () => {
    expect(product.lines.join('\n')).toContain('lead@scf.example');
  });

  it('2. lets the coordinator import the spreadsheet, once', async () => {
    const { page, context } = await as('chair@mace.example');
    await follow(page, 'More');
    await follow(page, 'Import');
    await page.getByLabel('Spreadsheet saved as CSV').setInputFiles(SPREADSHEET);
    await press(page, 'Upload and preview');
    const preview = await text(page);
    expect(preview).toContain('S. Bello (SCF)');
    expect(preview).toMatch(/held back/i);
    await press(page, 'Confirm import');
    await untilMade(page);
    expect(await text(page)).toMatch(/imported|made/i);
    await page.goto(`${product.url}/imports`);
    await page.getByLabel('Spreadsheet saved as CSV').setInputFiles(SPREADSHEET);
    await press(page, 'Upload and preview');
    expect(await text(page)).toMatch(/imported before/i);
    await context.close();
  }, 120_000);

  it('3. lets a lead professional screen a person and write the plan', async () => {
    const { page, context } = await as('lead@scf.example');
    await page.goto(`${product.url}/individuals/new`);
    await page.getByLabel('Given name').fill('Journey');
    await page.getByLabel('Family name').fill('Demo');
    await fillDay(page, 'Date of birth', '2010-03-27');
    await press(page, 'Add individual');
    caseUrl = page.url();
    await namePerson(page, 'Lead professional', 'Lena Marsh');
    await namePerson(page, 'Plan owner', 'Sana Whitlock');
    await page.goto(`${caseUrl}/screenings/new`);
    for (const yes of (await page.getByLabel('Not known').all()).slice(0, 4)) await yes.check();
    for (const group of (await page.getByRole('group').all()).slice(0, 12)) {
      if ((await group.getByLabel('Yes', { exact: true }).count()) === 1)
        await group.getByLabel('Yes', { exact: true }).check();
    }
    for (const axis of ['exploitation', 'violence']) {
      await page
        .getByRole('group', { name: `Your judgement of ${axis}` })
        .getByRole('radio')
        .first()
        .check();
    }
    await press(page, 'Save screening');
    expect(await text(page)).toContain('Not known');
    await page.goto(`${caseUrl}/plan`);
    await press(page, 'Start a plan');
    await writePlan(page, `${caseUrl}/plan`, addDays(today, 20));
    await page.goto(`${caseUrl}/plan`);
    await press(page, 'Send for approval');
    expect(await text(page)).toContain('Awaiting approval');
    await context.close();
  }, 120_000);

  it('4. lets a manager take them into the cohort, return the plan, then approve it', async () => {
    const manager = await as('manager@scf.example');
    await manager.page.goto(`${caseUrl}/cohort-membership/entry`);
    await choose(manager.page, 'Tier', 'High');
    await choose(manager.page, 'At risk of experiencing violence?', 'Yes');
    await choose(manager.page, 'At risk of perpetrating violence?', 'Not known');
    await manager.page.getByLabel('Decision').fill('Accepted: harm is recent');
    await manager.page.getByLabel('Evidence', { exact: true }).fill('Injury seen by the school nurse');
    await fillDay(manager.page, 'Day they entered the cohort', addDays(today, -1));
    await fillDay(manager.page, 'Day of the evidence', addDays(today, -5));
    await sayGrounds(manager.page);
    await press(manager.page, 'Enter the cohort');
    await follow(manager.page, 'Plans to approve');
    await manager.page.goto(`${caseUrl}/plan/approval`);
    await manager.page.getByLabel('What must change before you can approve it').fill('Say who tells the family.');
    await press(manager.page, 'Return the plan');
    const lead = await as('lead@scf.example');
    await lead.page.goto(`${caseUrl}/plan`);
    expect(await text(lead.page)).toContain('Say who tells the family.');
    await press(lead.page, 'Send for approval');
    await manager.page.goto(`${caseUrl}/plan/approval`);
    await press(manager.page, 'Approve the plan');
    await manager.page.goto(`${caseUrl}/reviews`);
    expect(await text(manager.page)).toContain('Due in');
    await manager.context.close();
    await lead.context.close();
  }, 120_000);

  it('5. lets a panel member decide the case at the next meeting', async () => {
    const chair = await as('chair@mace.example');
    await follow(chair.page, 'Meetings');
    // Only an open meeting decides, and the next one of the demonstration is days away.
    await press(chair.page, 'Plan a meeting');
    await fillDay(chair.page, 'Date of the meeting', today);
    await chair.page.getByLabel('Start time').fill('10:00');
    await chair.page.getByLabel('Place').fill('Online');
    await pick(chair.page, 'Panel', 'Multi-Agency Child Exploitation');
    await chair.page.getByRole('button', { name: 'Plan meeting', exact: true }).click();
    // On a weekend or bank holiday it is asked first.
    const asked = chair.page.getByLabel('Hold it on that day all the same');
    if ((await asked.count()) > 0) {
      await asked.check();
      await press(chair.page, 'Plan meeting');
    }
    const meeting = chair.page.url();
    await follow(chair.page, 'In the room');
    await pick(chair.page, 'Who minutes?', 'Mo Lindqvist, Demonstration Health Trust');
    await press(chair.page, 'The statement was read: open the meeting');
    await chair.context.close();
    const { page, context } = await as('member@mace.example');
    await page.goto(meeting);
    await follow(page, 'Journey Demo');
    await page.getByText('Needs, risks and goals of the plan').click();
    expect(await text(page)).toContain('Get home without looking over my shoulder');
    await choose(page, 'What does the person think of the plan?', 'Agrees with part of the plan');
    await page.getByLabel('What did the person want the panel to hear?').fill('I want to be moved.');
    await page.getByLabel('Accept to the cohort, as').check();
    await pick(page, 'Strand they are accepted under', 'At risk');
    await page.getByLabel('Reasons for the decision').fill('The plan is new and the threat is real.');
    await page.getByLabel('We decide without a quorum because').fill('School could not come, the threat is real');
    await page.getByLabel('What will be done').first().fill('Ask for a safe transfer');
    await pick(page, 'Owner', 'Hari Stubbs');
    await pick(page, 'What it is for', 'Safeguard');
    await fillDay(page, 'Due', addDays(today, 14));
    await page.getByRole('button', { name: /Save and go to the next case/ }).click();
    await page.goto(`${caseUrl}/reviews`);
    expect(await text(page)).toContain('Continue');
    await page.goto(`${caseUrl}/actions`);
    expect(await text(page)).toContain('Ask for a safe transfer');
    await context.close();
  }, 120_000);

  it('6. tells the manager when time has passed, by inbox and e-mail, until the review is recorded', async () => {
    await product.stop();
    product = await startProduct(data.path, { CLOCK_OFFSET_DAYS: String(DAYS_LATER), SCAN_EVERY_SECONDS: '1' });
    const id = caseUrl.split('/').at(-1) ?? '';
    const address = `${product.url}/individuals/${id}`;
    const manager = await as('manager@scf.example');
    // Two months of everybody's reviews and actions are late as well: they fill pages.
    await waitFor(async () => {
      await manager.page.goto(`${product.url}/reminders`);
      for (;;) {
        const row = manager.page.locator('tr', { hasText: 'Journey Demo' }).filter({ hasText: 'Overdue' });
        if ((await row.filter({ hasText: 'E-mailed' }).count()) > 0) return true;
        const next = manager.page.locator('.govuk-pagination__next a');
        if ((await next.count()) === 0) return false;
        await next.click();
      }
    }, 120_000);
    await manager.page.goto(`${product.url}/demonstration/mail`);
    expect(await text(manager.page)).toContain('manager@scf.example');
    expect(await text(manager.page)).not.toContain('Journey');
    const lead = await as('lead@scf.example');
    await lead.page.goto(`${address}/reviews/new`);
    await choose(lead.page, 'What do they think of the plan?', 'Agrees with part of the plan');
    await lead.page.getByLabel('What they say').fill('Better at school.');
    await lead.page.getByLabel('What the agencies said').fill('No new threat.');
    await fillDay(lead.page, 'Date of the review', addDays(today, DAYS_LATER));
    for (const goesOn of await lead.page.getByLabel('Not finished: it goes on').all()) await goesOn.check();
    await choose(lead.page, 'What was decided?', 'Continue with the plan');
    await lead.page.getByLabel('Reasons for the decision').fill('It works.');
    await press(lead.page, 'Check your answers');
    await press(lead.page, 'Record the review');
    expect(await heading(lead.page)).toMatch(/recorded/i);
    await lead.page.goto(address);
    expect(await text(lead.page)).not.toMatch(/Overdue by/);
    await manager.context.close();
    await lead.context.close();
  }, 240_000);

  it('7. goes on when the worker is killed, and starts it again', async () => {
    const [worker] = childrenOf(product.pid).filter((pid) => commandOf(pid).includes('worker.js'));
    if (worker === undefined) throw new Error('There is no worker.');
    process.kill(worker, 'SIGKILL');
    await waitFor(async () => product.lines.some((line) => line.includes('The worker process stopped (SIGKILL)')));
    await waitFor(async () =>
      childrenOf(product.pid).some((pid) => pid !== worker && commandOf(pid).includes('worker.js')),
    );
    expect((await fetch(`${product.url}/health/ready`)).status).toBe(200);
  }, 60_000);
});

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

/** Asks again until it is so; the product works at its own pace. */
async function waitFor(isSo: () => Promise<boolean>, patience = 60_000): Promise<void> {
  const until = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error('It did not happen in time.');
    await delay(100);
  }
}

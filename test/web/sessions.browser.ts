import type { Browser, BrowserContext, Page } from 'playwright-core';
import { AccountLinks, SendAccountLink } from '../../src/users';
import { makeCase } from '../factories';
import { inspect, launchBrowser, picture, serve, signIn, type Site, widerBy } from '../support/browser';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const ADMINISTRATOR = 'administrator@sbc.example';

describe('a session with a browser', () => {
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

  const text = async (page: Page, selector: string): Promise<string> =>
    (await page.locator(selector).innerText()).trim();

  it('warns two minutes before it ends, counts down, and goes on when its reader says so', async () => {
    const context = await browser.newContext();
    const page = await signIn(context, site.url, LEAD);
    await page.clock.install();
    await page.reload();
    const dialog = page.locator('[data-app-session-dialog]');
    await page.clock.runFor(12.5 * 60_000);
    expect(await dialog.isVisible()).toBe(false);
    await page.clock.runFor(60_000);
    expect(await dialog.isVisible()).toBe(true);
    expect(await text(page, '[data-app-session-left]')).toBe('in 2 minutes');
    expect(await inspect(page)).toEqual([]);
    await picture(page, 'session-warning');
    await page.clock.runFor(60_000);
    expect(await text(page, '[data-app-session-left]')).toMatch(/^in \d+ seconds$/);
    // The keyboard is in the dialog: nobody has to look for the button.
    expect(await page.evaluate(`document.activeElement?.closest('dialog') !== null`)).toBe(true);
    const extended = page.waitForResponse('**/session');
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    expect((await extended).status()).toBe(200);
    await dialog.waitFor({ state: 'hidden' });
    await page.clock.runFor(60_000);
    expect(await dialog.isVisible()).toBe(false);
    test.clock.set(new Date(test.clock.now().getTime() + 16 * 60_000));
    await page.clock.runFor(15 * 60_000);
    await page.waitForURL('**/sign-in?ended=yes');
    await context.close();
  });

  it('saves a long form as it is typed, and offers it again in a browser that was opened anew', async () => {
    const { individualId } = await makeCase(test);
    const path = `${site.url}/individuals/${individualId}/notes`;
    const first = await browser.newContext();
    const page = await signIn(first, site.url, LEAD);
    await page.goto(path);
    await page.locator('textarea[name=text]').fill('He asked for a worker who knows the estate');
    await page.getByText(/^Draft saved \d/).waitFor();
    await picture(page, 'draft-saved');
    await first.close();
    for (const [name, javaScriptEnabled, width] of [
      ['wide', true, 1280],
      ['narrow-without-js', false, 320],
    ] as const) {
      const second = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 } });
      const again = await signIn(second, site.url, LEAD);
      await again.goto(path);
      await again.getByRole('heading', { name: /^You have an unsaved draft from/ }).waitFor();
      if (javaScriptEnabled) expect(await inspect(again)).toEqual([]);
      await picture(again, `draft-offer-${name}`);
      await again.getByRole('button', { name: 'Use the draft' }).click();
      await again.getByRole('heading', { name: 'This is your draft' }).waitFor();
      expect(await again.locator('textarea[name=text]').inputValue()).toBe(
        'He asked for a worker who knows the estate',
      );
      await picture(again, `draft-opened-${name}`);
      await second.close();
    }
  });

  const pagesOf = (): [email: string, name: string, path: string][] => [
    [LEAD, 'account', '/account'],
    [LEAD, 'sessions', '/account/sessions'],
    [LEAD, 'session', '/session'],
    [LEAD, 'tokens', '/account/tokens'],
    [LEAD, 'confirm', '/confirm-it-is-you'],
    [ADMINISTRATOR, 'users', '/users'],
    [ADMINISTRATOR, 'invite', '/users/new'],
    [ADMINISTRATOR, 'user', `/users/${test.userId(LEAD)}`],
    [ADMINISTRATOR, 'own-account', `/users/${test.userId(ADMINISTRATOR)}`],
  ];

  it.each([
    ['wide', 1280, true],
    ['narrow', 320, true],
    ['narrow-without-js', 320, false],
  ])(
    'is looked at, ended and administered on pages that everybody can use: %s',
    async (size, width, javaScriptEnabled) => {
      const context = (): Promise<BrowserContext> =>
        browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
      const problems: Record<string, string[]> = {};
      const look = async (page: Page, name: string): Promise<void> => {
        const found = width > 320 ? await inspect(page) : await tooWide(page);
        if (found.length > 0) problems[name] = found;
        await picture(page, `${name}-${size}`);
      };
      const [lead, administrator] = await Promise.all(
        [LEAD, ADMINISTRATOR].map(async (email) => signIn(await context(), site.url, email)),
      );
      const visitor = await (await context()).newPage();
      for (const [name, path] of [
        ['forgotten', '/sign-in/forgotten-password'],
        ['link', `/sign-in/links/${await linkFor(test, LEAD)}`],
      ] as const) {
        await visitor.goto(`${site.url}${path}`);
        await look(visitor, name);
      }
      await visitor.getByRole('button').last().click();
      expect(await text(visitor, '.govuk-error-summary')).toContain('There is a problem');
      await look(visitor, 'link-wrong');
      await visitor.context().close();
      for (const [email, name, path] of pagesOf()) {
        const page = email === LEAD ? lead : administrator;
        if (!page) throw new Error('nobody is signed in');
        await page.goto(`${site.url}${path}`);
        await look(page, name);
      }
      if (!lead || !administrator) throw new Error('nobody is signed in');
      await lead.goto(`${site.url}/account/tokens`);
      await lead.getByRole('button', { name: 'Make token' }).click();
      await look(lead, 'tokens-wrong');
      await lead.getByLabel('What it is for').fill('Figures for the board');
      await lead.getByRole('checkbox').first().check();
      await lead.getByRole('button', { name: 'Make token' }).click();
      expect(await text(lead, 'h1')).toBe('Your new token');
      await look(lead, 'new-token');
      await lead.getByRole('link', { name: 'I have copied it' }).click();
      await look(lead, 'tokens-one');
      await administrator.goto(`${site.url}/users/${test.userId(LEAD)}`);
      await administrator.getByRole('button', { name: 'Reset second factor' }).click();
      expect(await text(administrator, '.govuk-error-summary')).toContain('Enter the reason');
      await look(administrator, 'user-wrong');
      await administrator.getByRole('link', { name: 'Enter the reason' }).click();
      expect(await administrator.evaluate('document.activeElement?.id')).toBe('reason');
      await lead.context().close();
      await administrator.context().close();
      expect(problems).toEqual({});
    },
  );
});

/** A link that was mailed, as its reader opens it. */
async function linkFor(test: TestApp, email: string): Promise<string> {
  await test.get(SendAccountLink).forgotten(email, { address: '192.0.2.1' });
  const [link] = await test.sql<{ id: string }>('SELECT id FROM account_links ORDER BY made_at DESC, id DESC LIMIT 1');
  return (await test.get(AccountLinks).arm(link?.id ?? ''))?.token ?? '';
}

async function tooWide(page: Page): Promise<string[]> {
  const overflow = await widerBy(page);
  return overflow > 0 ? [`${overflow} px wider than the screen`] : [];
}

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SETTINGS, type Settings } from '../../../src/config';
import { inspect, launchBrowser, picture, serve, type Site } from '../../support/browser';
import { TestApp } from '../../support/test-app';
import { addRealPerson, App, later, REAL_PASSWORD } from './real-person';

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && 'baseUrl' in value;

describe('a second factor with a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    test = await TestApp.start();
    site = await serve(test);
    // A passkey belongs to a name, never to a number of the network.
    url = site.url.replace('127.0.0.1', 'localhost');
    const settings: unknown = test.app.get(SETTINGS, { strict: false });
    if (isSettings(settings)) settings.baseUrl = url;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await test.stop();
  });

  const heading = async (page: Page): Promise<string> =>
    (await page.getByRole('heading', { level: 1 }).innerText()).trim();

  async function startSigningIn(context: BrowserContext, email: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(REAL_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((address) => address.pathname !== '/sign-in');
    return page;
  }

  it.each([
    ['wide', { width: 1280, height: 900 }, true],
    ['narrow, without JavaScript', { width: 320, height: 800 }, false],
  ])('is an app: set up, kept codes, signed in again, removed: %s', async (name, viewport, javaScriptEnabled) => {
    const email = javaScriptEnabled ? 'wide@council.test' : 'narrow@council.test';
    await addRealPerson(test, email);
    const context = await browser.newContext({ viewport, javaScriptEnabled });
    const look = async (page: Page, what: string): Promise<void> => {
      await picture(page, `${what}-${name}`);
      if (javaScriptEnabled) expect(await inspect(page)).toEqual([]);
      else expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    };
    const page = await startSigningIn(context, email);
    expect(await heading(page)).toBe('Set up an authenticator app');
    await look(page, 'set-up-app');
    const app = App.scan(await page.content());
    await page.getByRole('link', { name: 'Set up a passkey instead' }).click();
    expect(await heading(page)).toBe('Set up a passkey');
    // The page's script takes it away when it has run.
    await page.getByText('Passkeys need JavaScript').waitFor({ state: javaScriptEnabled ? 'hidden' : 'visible' });
    await look(page, 'set-up-passkey');
    await page.getByRole('link', { name: 'Set up an authenticator app instead' }).click();
    await page.getByLabel('Code from the app').fill(app.code(test));
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await heading(page)).toBe('Your recovery codes');
    await look(page, 'recovery-codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    expect(await heading(page)).toBe('My cases');
    later(test, 60);
    await page.getByRole('button', { name: 'Sign out' }).click();
    const again = await startSigningIn(context, email);
    expect(await heading(again)).toBe('Enter your code');
    await look(again, 'code');
    await again.getByLabel('Code', { exact: true }).fill('123');
    await again.getByRole('button', { name: 'Continue' }).click();
    await look(again, 'code-wrong');
    await again.getByLabel('Code', { exact: true }).fill(app.code(test));
    await again.getByRole('button', { name: 'Continue' }).click();
    await again.getByRole('link', { name: 'Robin Vale' }).click();
    expect(await heading(again)).toBe('Your account');
    await look(again, 'account');
    await again.getByRole('link', { name: 'Remove' }).click();
    await look(again, 'remove-factor');
    await again.getByLabel('Your password', { exact: true }).fill(REAL_PASSWORD);
    await again.getByRole('button', { name: 'Remove' }).click();
    expect(await again.getByRole('alert').first().innerText()).toContain('your only second factor');
    await again.goto(`${url}/confirm-it-is-you`);
    await look(again, 'confirm');
    await context.close();
  });

  it('is a passkey: made, used to sign in, and answered by a code instead', async () => {
    const email = 'passkey@council.test';
    const userId = await addRealPerson(test, email);
    const context = await browser.newContext();
    const page = await startSigningIn(context, email);
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${url}/sign-in/set-up/passkey`);
    await page.getByLabel('Name for this passkey').fill('Work laptop');
    await page.getByRole('button', { name: 'Set up a passkey' }).click();
    await page.waitForURL('**/account/recovery-codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.waitForURL('**/individuals');
    const [kept] = await test.sql<{ name: string; kind: string }>(
      'SELECT name, kind FROM second_factors WHERE user_id = $1',
      [userId],
    );
    expect(kept).toEqual({ name: 'Work laptop', kind: 'passkey' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(REAL_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/sign-in/code');
    await picture(page, 'code-with-passkey');
    expect(await inspect(page)).toEqual([]);
    // An answer to another question is worth nothing: the challenge of this page is spent by a first wrong one.
    const replayed = await page.request.post(`${url}/sign-in/passkey`, {
      form: { _csrf: await page.locator('main input[name=_csrf]').first().inputValue(), passkey: '{"id":"x"}' },
      maxRedirects: 0,
    });
    expect(replayed.status()).toBe(422);
    await page.reload();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/individuals');
    await page.goto(`${url}/confirm-it-is-you`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/individuals');
    expect(
      await test.sql(`SELECT 1 FROM audit_events WHERE act = 'session.confirmed' AND actor_id = $1`, [userId]),
    ).toHaveLength(1);
    await context.close();
  });
});

import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import express from 'express';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import type { TestApp } from './test-app';

// Without these a browser in a closed network tries, many times over, to reach its maker.
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', ...QUIET],
  });

export interface Site {
  url: string;
  close(): Promise<void>;
}

/** The application of a test, listening, with the built style sheet and scripts. */
export async function serve(test: TestApp): Promise<Site> {
  const site = express();
  site.use('/assets', express.static(join(process.cwd(), 'dist', 'src', 'web', 'assets')));
  site.use(test.app.getHttpAdapter().getInstance());
  const server = await new Promise<Server>((resolve) => {
    const listening = site.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

export async function signIn(context: BrowserContext, url: string, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMONSTRATION_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
  return page;
}

/** WCAG 2.2 A and AA by axe, and no page wider than its screen. */
export async function inspect(page: Page): Promise<string[]> {
  await page.waitForLoadState('load');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  const overflow = await widerBy(page);
  return overflow > 0 ? [...found, `the page is ${overflow} px wider than the screen`] : found;
}

/** By how many pixels the page is wider than its screen, once its style sheet is there. */
export async function widerBy(page: Page): Promise<number> {
  await page.waitForLoadState('load');
  return Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
}

/** Keeps a picture where SCREENSHOTS names a folder, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { makeCase } from '../factories';
import { launchBrowser, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
/** Each would do something if a page took it for more than text: open a dialog, load, or show 49. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  "'><svg/onload=alert(3)>",
  '</textarea><script>alert(4)</script>',
  '</title><script>alert(5)</script>',
  '<a href="javascript:alert(6)">x</a>',
  '<iframe srcdoc="<script>alert(7)</script>"></iframe>',
  '{{7*7}} ${7*7} <%=7*7%> #{7*7} {% print(7*7) %}',
  '<style>@import "http://evil.test/x";</style>',
  '<form action="http://evil.test"><button>x</button></form>',
  '=HYPERLINK("http://evil.test";7*7)',
  'a\r\nBcc: everybody@evil.test\r\n\r\n<b>b</b>',
  '\u202egnp.exe <!-- -->',
  '<math><mi xlink:href="data:x,<script>alert(8)</script>">',
];
const ALL = HOSTILE.join(' ');

/** ASVS 5.0 V1.2.1, V1.3.7, V3.4.7. */
describe('hostile words in every field', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const dialogs: string[] = [];
  const refused: string[] = [];
  const outside: string[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    site = await serve(test);
    browser = await launchBrowser();
    context = await browser.newContext();
    context.on('page', (opened) => {
      opened.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      opened.on('console', (message) => {
        if (/Content Security Policy|Refused to/.test(message.text()))
          refused.push(`${opened.url()} ${message.text()}`);
      });
      opened.on('request', (request) => {
        if (!request.url().startsWith(site.url)) outside.push(request.url());
      });
    });
    page = await signIn(context, site.url, LEAD);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await site.close();
    await test.stop();
  });

  /** Fills every text field of the form with hostile words and every choice with its first, and sends it. */
  const attack = async (path: string, action: string, fixed: Record<string, string> = {}): Promise<number> => {
    await page.goto(site.url + path);
    const form = page.locator(`form[method=post][action="${action}"]`).first();
    for (const box of await form.locator('input[type=text], input:not([type]), textarea').all()) {
      const name = (await box.getAttribute('name')) ?? '';
      const isDay = /-(day|month|year)$/.test(name);
      const given = fixed[name] ?? (isDay ? undefined : ALL.slice(0, 180));
      if (given !== undefined && (await box.isVisible())) await box.fill(given);
    }
    for (const [name, value] of Object.entries(fixed)) {
      const choice = form.locator(`input[name="${name}"][value="${value}"]`);
      if ((await choice.count()) > 0) await choice.first().check();
    }
    const [answer] = await Promise.all([page.waitForNavigation(), form.locator('button').last().click()]);
    return answer?.status() ?? 0;
  };

  it('stay words wherever they are shown, when saved and when refused', async () => {
    const { individualId } = await makeCase(test, { givenName: ALL, familyName: HOSTILE[0], plan: 'draft' });
    const kept = `/individuals/${individualId}`;
    await test.sql(`UPDATE individuals SET preferred_name = $1, aliases = $2, version = version + 1 WHERE id = $3`, [
      ALL,
      HOSTILE,
      individualId,
    ]);
    const day = { 'happenedOn-day': '20', 'happenedOn-month': '11', 'happenedOn-year': '2026' };
    await attack('/individuals/new', '/individuals');
    await attack(`${kept}/notes`, `${kept}/notes`, { basis: 'fact', ...day });
    for (const form of ['needs', 'risks/new', 'goals/new', 'actions/new', 'entries/worries/new', 'entries/voice/new']) {
      await attack(`${kept}/plan/${form}`, `${kept}/plan/${form}`);
    }
    const saved = await test.sql('SELECT 1 FROM notes WHERE text LIKE $1', ['%onerror=alert%']);
    expect(saved).toHaveLength(1);
    const pages = [
      '',
      '/notes',
      '/plan',
      '/actions',
      '/people',
      '/screenings',
      '/reviews',
      '/plan/needs',
      '/plan/goals/new',
    ];
    await page.goto(`${site.url}/individuals`);
    await page.fill('#search', HOSTILE[1] ?? '');
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Find cases' }).click()]);
    const found = page.url();
    expect(found).not.toContain('onerror');
    for (const place of ['/individuals', found.slice(site.url.length), ...pages.map((one) => kept + one)]) {
      const answer = await page.goto(site.url + place);
      expect([place, answer?.status()]).toEqual([place, 200]);
      expect([place, /\b49\b/.test(await page.locator('body').innerText())]).toEqual([place, false]);
      expect(
        await page.locator('iframe, svg[onload], img[onerror], a[href^="javascript:"], form[action^="http"]').count(),
      ).toBe(0);
      expect(await page.title()).not.toContain('alert');
    }
    expect({ dialogs, refused, outside }).toEqual({ dialogs: [], refused: [], outside: [] });
  }, 110_000);

  it('would be refused by the browser and told to us, if a page ever let one through', async () => {
    await page.goto(`${site.url}/help`);
    const told = page.waitForRequest((request) => request.url().endsWith('/browser-reports'), { timeout: 20_000 });
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="alert(9)">')`);
    const answer = await (await told).response();
    expect(answer?.status()).toBe(204);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(dialogs).toEqual([]);
  }, 60_000);
});

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DeferItem } from '../../src/meetings';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

/** What only a real browser shows: that no word typed in the room is lost. */
describe('a case in the room, in a browser', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;
  let itemPath: MeetingOfThree['itemPath'];
  let meetingId: string;
  let context: BrowserContext;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    test = await TestApp.start();
    site = await serve(test);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await test?.stop();
  });
  beforeEach(async () => {
    ({ itemPath, meetingId } = await meetingOfThree(test));
    await test.sql('DELETE FROM drafts');
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await signIn(context, site.url, CHAIR);
    url = `${site.url}${await itemPath('Overdue')}`;
    await page.goto(url);
  });
  afterEach(() => context.close());

  const reasons = () => page.locator('#rationale');
  const kept = () =>
    page
      .getByText(/^Draft saved \d/)
      .first()
      .waitFor();
  const decision = () => page.locator('[data-qa=decision-form]');

  it('writes a line down without touching what is typed into the decision', async () => {
    await reasons().fill('He asked for it himself');
    await kept();
    await page.getByLabel('What was said, and by whom').fill('The school sees him daily');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.locator('[data-qa=entries]').getByText('The school sees him daily').waitFor();
    expect(await reasons().inputValue()).toBe('He asked for it himself');
    expect(await page.getByLabel('What was said, and by whom').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.locator('#text-problem').waitFor();
    expect(await page.locator('#text-problem').innerText()).toMatch(/Enter what/);
    expect(await inspect(page)).toEqual([]);
    expect(await test.sql('SELECT text FROM meeting_entries')).toEqual([{ text: 'The school sees him daily' }]);
  });

  it('puts back by itself what stood in the decision when another form of the page was sent', async () => {
    await reasons().fill('Typed before it was put off');
    await page.getByText('Put this case off').click();
    await page.getByRole('button', { name: 'Put off to the next meeting' }).click();
    await decision().getByText('What you had typed here is back.').waitFor();
    expect(await reasons().inputValue()).toBe('Typed before it was put off');
  });

  it('never writes over an older draft of another page: it asks, and puts both together', async () => {
    await reasons().fill('The first words');
    await kept();
    const other = await context.newPage();
    await other.goto(url);
    await other.getByRole('heading', { name: /^You have an unsaved draft from/ }).waitFor();
    await other.locator('#rationale').fill('Later words');
    await other.getByText(/^What you type now is not kept as a draft until/).waitFor();
    await other.getByRole('button', { name: 'Use the draft' }).click();
    expect(await other.locator('#rationale').inputValue()).toBe('The first words\n\nLater words');
    await other.getByText(/^Draft saved \d/).waitFor();
    expect(await test.sql<{ fields: string[][] }>('SELECT fields FROM drafts')).toMatchObject([
      { fields: expect.arrayContaining([['rationale', 'The first words\n\nLater words']]) },
    ]);
    // The page before has not seen these, so it does not write over them either.
    await reasons().fill('The first words, again');
    await page.getByRole('heading', { name: /^You have an unsaved draft from/ }).waitFor();
  });

  it('sends nothing while nobody answers, says so, and sends it once when somebody does', async () => {
    await page.locator('input[name=decision][value=continue]').check();
    await page.locator('input[name=personViewAnswer]').first().check();
    await page.locator('#personView').fill('Wants football back');
    await reasons().fill('Typed with the connection off');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Save and go to the next case' }).click();
    await page.getByText(/^Not sent: we cannot be reached/).waitFor();
    expect(page.url()).toBe(url);
    expect(await reasons().inputValue()).toBe('Typed with the connection off');
    await page.getByLabel('What was said, and by whom').fill('Said meanwhile');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page
      .getByText(/^Not sent: we cannot be reached/)
      .nth(1)
      .waitFor();
    await picture(page, 'room-offline');
    await context.setOffline(false);
    await page
      .getByText(/^We are back/)
      .nth(1)
      .waitFor();
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.locator('[data-qa=entries]').getByText('Said meanwhile').waitFor();
    await page.getByRole('button', { name: 'Save and go to the next case' }).click();
    await page.waitForURL((address) => !address.toString().startsWith(url));
    // What was said meanwhile, and the person's words with the decision.
    expect(
      await test.sql(`SELECT rationale, (SELECT count(*)::int FROM meeting_entries) AS entries FROM meeting_items
                       WHERE status = 'decided'`),
    ).toEqual([{ rationale: 'Typed with the connection off', entries: 2 }]);
    expect(await test.sql('SELECT 1 FROM drafts')).toEqual([]);
  });

  it('shows what another minute-taker writes, beside what is being typed', async () => {
    await page.getByLabel('What was said, and by whom').fill('Half a sen');
    const member = await test.browse(MEMBER);
    const path = await itemPath('Overdue');
    await member.submit(`${path}/entries`, { kind: 'discussion', text: 'From the other end of the table' }, path);
    await page.locator('[data-qa=entries]').getByText('From the other end of the table').waitFor();
    expect(await page.getByLabel('What was said, and by whom').inputValue()).toBe('Half a sen');
  });

  it('keeps the words of whoever saves a case that was put off meanwhile', async () => {
    await reasons().fill('Mine');
    const itemId = (await itemPath('Overdue')).split('/').at(-1) ?? '';
    const [{ version } = { version: 0 }] = await test.sql<{ version: number }>(
      'SELECT version FROM meeting_items WHERE id = $1',
      [itemId],
    );
    await test.get(DeferItem).run(await test.actor(CHAIR), { meetingId, itemId, version, reason: 'Nobody knows him' });
    await page.getByRole('button', { name: 'Save and go to the next case' }).click();
    await page.getByText('Mine').first().waitFor();
  });

  it('is folded on a telephone, opens by the keyboard, and without a script has all of it open', async () => {
    const heightOf = (one: Page) => one.evaluate<number>('document.documentElement.scrollHeight');
    const narrow = { viewport: { width: 320, height: 800 } };
    const plain = await browser.newContext({ ...narrow, javaScriptEnabled: false });
    const state = await context.storageState();
    await plain.addCookies(state.cookies);
    const unfolded = await plain.newPage();
    await unfolded.goto(url);
    expect(await unfolded.locator('details[data-app-fold]:not([open])').count()).toBe(0);
    expect(await unfolded.getByLabel('What will be done').first().isVisible()).toBe(true);
    await page.setViewportSize(narrow.viewport);
    await page.goto(url);
    await page.locator('details[data-app-fold]:not([open])').first().waitFor({ state: 'attached' });
    expect(await heightOf(page)).toBeLessThan(0.65 * (await heightOf(unfolded)));
    const actions = page.locator('summary', { hasText: 'New actions' });
    await actions.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('What will be done').first().fill('Find a safe club');
    // What is wrong in it stands open when the page comes back.
    await page.getByRole('button', { name: 'Save and go to the next case' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.getByLabel('What will be done').first().inputValue()).toBe('Find a safe club');
    expect(await page.getByLabel('What will be done').first().isVisible()).toBe(true);
    expect(await inspect(page)).toEqual([]);
    await plain.close();
  });

  it('moves a case to the number that is typed, by Enter as by its button', async () => {
    await page.goto(`${site.url}/meetings/${meetingId}`);
    const names = () => page.locator('#agenda tbody th').allInnerTexts();
    const before = await names();
    const first = page.locator('#agenda tbody tr').first();
    await first.locator('summary').click();
    await first.locator('input[name=place]').fill('2');
    await first.locator('input[name=place]').press('Enter');
    await page.getByText('Order of the agenda changed').waitFor();
    expect((await names()).at(-1)).toBe(before[0]);
  });
});

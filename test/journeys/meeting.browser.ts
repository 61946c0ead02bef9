import type { Browser } from 'playwright-core';
import { PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { CHAIR, MEMBER } from '../meetings/meeting-of-three';
import { withoutCases } from '../meetings/without-cases';
import { inspect, launchBrowser, picture, serve, signIn, type Site } from '../support/browser';
import { TestApp } from '../support/test-app';
import { AtTheKeyboard, type Cost, costWords } from './meeting-people';

const CASES = 20;
const POLICE = 'officer@tvp.example';
const SCHOOL = 'dsl@school.example';
const OTHERS = [MEMBER, POLICE, SCHOOL];

/** A meeting of twenty cases by the keyboard alone, with four people of four agencies in it at once. */
describe('a meeting of twenty cases', () => {
  let test: TestApp;
  let site: Site;
  let browser: Browser;
  let meetingUrl = '';
  const people = new Map<string, AtTheKeyboard>();
  const costs: Cost[] = [];
  const startedAt = performance.now();

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    const seated = [test.userId(POLICE), test.userId(SCHOOL)];
    await test.sql(`UPDATE users SET roles = roles || '{panel_member}', version = version + 1 WHERE id = ANY ($1)`, [
      seated,
    ]);
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at) SELECT gen_random_uuid(), $1, u, '2026-01-01' FROM unnest($2::uuid[]) u`,
      [test.partnership.panelId, seated],
    );
    for (let at = 1; at <= CASES; at += 1) {
      const givenName = `Case${String(at).padStart(2, '0')}`;
      await makeCase(test, { givenName, plan: 'live', reviewDueOn: '2026-11-10' });
    }
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:00', place: 'Observatory room' };
    const { id } = await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21', onRestDay: true });
    await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-12-19', onRestDay: true });
    site = await serve(test);
    meetingUrl = `${site.url}/meetings/${id}`;
    browser = await launchBrowser();
    for (const email of [CHAIR, ...OTHERS]) people.set(email, await arrive(email));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await test?.stop();
  }, 60_000);

  async function arrive(email: string): Promise<AtTheKeyboard> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    return AtTheKeyboard.of(context, await signIn(context, site.url, email));
  }

  function at(email: string): AtTheKeyboard {
    const person = people.get(email);
    if (!person) throw new Error(`${email} is not in the room`);
    return person;
  }

  it('is opened in the room: the statement read, everybody ticked, quorate', async () => {
    const { page } = at(CHAIR);
    await page.goto(`${meetingUrl}/room`);
    await page.getByLabel('Who minutes?').selectOption({ label: 'Mo Lindqvist, Demonstration Health Trust' });
    await page.getByRole('button', { name: 'open the meeting' }).click();
    for (const group of await page.locator('[data-qa=attender]').getByRole('group').all())
      await group.getByLabel('Present').check();
    for (const box of await page.locator('[data-qa=attender]').getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Save attendance' }).click();
    expect(await page.locator('[data-qa=quorum]').innerText()).toMatch(/Quorate\W+4 present/i);
    await picture(page, 'room');
  }, 60_000);

  it('decides every case by the keyboard, while the three others write down what they know', async () => {
    const chair = at(CHAIR);
    await chair.pressWithAlt('n');
    await chair.page.waitForURL('**/items/**');
    for (let done = 0; done < CASES; done += 1) {
      const url = chair.page.url();
      // All three write about every fourth case, and one of them about each: together, while the chair decides it.
      const writing = OTHERS.filter((_, at) => done % 4 === 0 || at === done % OTHERS.length);
      const [cost] = await Promise.all([
        chair.counted(() => decide(chair, done === 0)),
        ...writing.map((email) => writeDown(at(email), url, `Said about ${done + 1} by ${email}`)),
      ]);
      costs.push(cost);
    }
    await picture(chair.page, 'decisions');
    const [kept] = await test.sql(
      `SELECT (SELECT count(*)::int FROM meeting_items WHERE status = 'decided') AS decided,
              (SELECT count(*)::int FROM meeting_entries) AS entries, (SELECT count(*)::int FROM reviews) AS reviews`,
    );
    // Of each case what the person wanted heard and what was discussed; and what the others wrote down.
    expect(kept).toEqual({ decided: CASES, entries: CASES * 2 + 5 * 2, reviews: CASES });
    process.stderr.write(`A meeting of the panel: ${costWords(costs)}\n`);
    expect(costs.map((cost) => cost.loads)).toEqual(costs.map(() => 1));
    expect(Math.max(...costs.slice(1).map((cost) => cost.keys))).toBeLessThanOrEqual(14);
  }, 150_000);

  it('put the action it made on its owner’s list, and shows everybody the same decisions', async () => {
    const { page } = at(POLICE);
    await page.goto(`${site.url}/actions`);
    expect(await page.locator('main').innerText()).toContain('Find a safe club');
    await page.goto(`${meetingUrl}/decisions`);
    expect(await page.locator('main').innerText()).toContain(`Case${CASES}`);
  }, 30_000);

  it('is closed, its papers go round, and the next meeting approves and seals the minutes', async () => {
    const { page } = at(CHAIR);
    const press = (name: string) => page.getByRole('button', { name }).click();
    await page.goto(`${meetingUrl}/closing`);
    await press('Close the meeting');
    await page.goto(`${meetingUrl}/minutes`);
    await press('Send the action list round');
    await press('Send the minutes round');
    test.clock.set(new Date('2026-12-19T09:30:00Z'));
    const [next] = await test.sql<{ id: string }>(`SELECT id FROM meetings WHERE held_on = '2026-12-19'`);
    const { page: again } = await arrive(CHAIR);
    await again.goto(`${site.url}/meetings/${next?.id ?? ''}/room`);
    await again.getByLabel('Who minutes?').selectOption({ index: 1 });
    await again.getByRole('button', { name: 'open the meeting' }).click();
    await again.locator('[data-qa=attender]').first().getByLabel('Present', { exact: true }).check();
    await again.getByRole('button', { name: 'Save attendance' }).click();
    await again.goto(`${meetingUrl}/minutes`);
    await again.getByRole('button', { name: 'Approve and seal the minutes' }).click();
    expect(await again.locator('h1').innerText()).toMatch(/sealed/i);
    expect(await inspect(again)).toEqual([]);
    await picture(again, 'minutes');
    process.stderr.write(`From agenda to sealed minutes: ${Math.round((performance.now() - startedAt) / 1_000)} s\n`);
  }, 60_000);

  /** The panel's form by the keyboard alone: to the decision, through its fields, saved; the next case is there. */
  async function decide(chair: AtTheKeyboard, hasAction: boolean): Promise<void> {
    const url = chair.page.url().split('#')[0] ?? '';
    await chair.pressWithAlt('d');
    await chair.tabTo('personViewAnswer');
    await chair.press('Space');
    await chair.tabTo('personView');
    await chair.type('Wants football back');
    await chair.tabTo('decision');
    await chair.press('Space');
    await chair.tabTo('rationale');
    await chair.type('The plan is working, fewer missing episodes');
    if (hasAction) await addAction(chair);
    const gone = chair.page.waitForURL((address) => !address.toString().startsWith(url));
    await chair.pressWithAlt('s');
    await gone;
  }

  async function addAction(chair: AtTheKeyboard): Promise<void> {
    await chair.tabTo('actions-1-description', 20);
    await chair.type('Find a safe club');
    await chair.tabTo('actions-1-ownerId');
    await chair.choose(test.userId(POLICE));
    await chair.tabTo('actions-1-kind');
    await chair.press('ArrowDown');
    for (const [part, words] of Object.entries({ day: '1', month: '12', year: '2026' })) {
      await chair.tabTo(`actions-1-dueOn-${part}`);
      await chair.type(words);
    }
  }

  async function writeDown({ page }: AtTheKeyboard, url: string, words: string): Promise<void> {
    await page.goto(url);
    await page.getByLabel('What was said, and by whom').fill(words);
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Written down').first().waitFor();
  }
});

import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const SPREADSHEET = join(process.cwd(), 'test', 'imports', 'fixtures', 'cohort-working-copy.csv');

/** What a person does on the pages of the main job, by the words they see. */
export const choose = (page: Page, group: string, answer: string): Promise<void> =>
  page.getByRole('group', { name: group }).getByLabel(answer, { exact: true }).first().check();

/** Presses a button; an answer that was refused is a failure that says why. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const refused = page.locator('.govuk-error-summary');
  if ((await refused.count()) > 0) throw new Error(`${name}: ${await refused.innerText()}`);
}

export const follow = (page: Page, name: string): Promise<void> => page.getByRole('link', { name }).first().click();

export async function fillDay(page: Page, group: string, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  const boxes = page.getByRole('group', { name: group });
  await boxes.getByLabel('Day').fill(date);
  await boxes.getByLabel('Month').fill(month);
  await boxes.getByLabel('Year').fill(year);
}

export async function pick(page: Page, label: string, words: string): Promise<void> {
  const select = page.getByLabel(label, { exact: true }).first();
  const value = await select.locator('option', { hasText: words }).first().getAttribute('value');
  await select.selectOption(value ?? '');
}

export const heading = async (page: Page): Promise<string> =>
  (await page.getByRole('heading', { level: 1 }).innerText()).trim();

export const text = (page: Page): Promise<string> => page.locator('main').innerText();

export async function namePerson(page: Page, part: string, person: string): Promise<void> {
  await follow(page, 'People');
  await choose(page, 'Named as', part);
  await pick(page, 'Person', person);
  await press(page, 'Name this person');
}

/** Writes the least a plan needs before it can be sent for approval. */
export async function writePlan(page: Page, planUrl: string, dueOn: string): Promise<void> {
  await page.goto(`${planUrl}/needs`);
  for (const domain of [
    'Mental health',
    'Speech, language and communication',
    'Learning disability',
    'Adverse childhood experiences',
  ]) {
    await choose(page, domain, 'Unmet');
  }
  const needs = page.locator('textarea[name$="-detail"]');
  for (let at = 0; at < 4; at += 1) await needs.nth(at).fill('Help was asked for today');
  await press(page, 'Save needs');
  await page.goto(`${planUrl}/risks/new`);
  await page.getByLabel('Risk', { exact: true }).fill('Debt to older young people');
  await choose(page, 'Where would the harm come from?', 'From others');
  await choose(page, 'How high is it now?', 'High');
  await press(page, 'Add risk');
  await page.goto(`${planUrl}/goals/new`);
  await page.getByLabel('What the person wants, in their own words').fill('Get home without looking over my shoulder');
  await page.getByLabel('What you will work towards').fill('No new threat for twelve weeks');
  await press(page, 'Add goal');
  for (const [description, owner] of [
    ['Agree a safe way home', 'Dawn Sefton'],
    ['Speak to the older group', 'Owen Tarrant'],
  ] as const) {
    await page.goto(`${planUrl}/actions/new`);
    await page.getByLabel('What will be done').fill(description);
    await choose(page, 'What it is for', 'Safeguard');
    await pick(page, 'Who will do it', owner);
    await fillDay(page, 'When it is due', dueOn);
    await press(page, 'Add action');
  }
  await page.goto(`${planUrl}/entries/voice/new`);
  await choose(page, 'Does the person agree with the plan?', 'Agrees with part of the plan');
  await page.getByLabel(/In their own words/).fill('They keep asking about the knife.');
  await press(page, 'Add entry');
}

/** What an entry into the cohort rests on beside its evidence. */
export async function sayGrounds(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Which criteria are met?' }).getByRole('checkbox').first().check();
  await page.getByRole('group', { name: 'What kind of evidence is it?' }).getByRole('radio').first().check();
  await page.getByLabel('Considered and rejected').fill('Early help alone: the harm is too recent');
  await page.getByLabel('Who decided', { exact: true }).fill('Martin Oyelaran, children’s services');
  await choose(page, 'Did anybody disagree?', 'No');
}

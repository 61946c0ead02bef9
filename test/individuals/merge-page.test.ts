import { load } from 'cheerio';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';

describe('two records of one person, on the page that joins them', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const twoCases = async (given: string, other = {}) => {
    const one = await makeCase(test, {
      givenName: given,
      familyName: 'Whitlock',
      plan: 'live',
      reviewDueOn: '2026-12-20',
    });
    const two = await makeCase(test, {
      ...{ givenName: given, familyName: 'Whitlok', plan: 'draft', screenedOn: '2026-10-01', ...other },
    });
    return [one, two] as const;
  };

  it('say of whoever may be chosen that their account is disabled', async () => {
    const gone = 'officer@tvp.example';
    const both = await twoCases('Isambard', { leadProfessional: gone });
    await test.sql(`UPDATE users SET status = 'disabled', version = version + 1 WHERE id = $1`, [test.userId(gone)]);
    const page = await (
      await test.browse(MANAGER)
    ).get(`/duplicates/${both.map((one) => one.individualId).join('/')}/merge`);
    await test.sql(`UPDATE users SET status = 'active', version = version + 1 WHERE id = $1`, [test.userId(gone)]);
    const choices = load(page.text)('input[name="lead_professional"] + label');
    expect(choices.toArray().map((label) => load(label).text().trim().endsWith(', whose account is disabled'))).toEqual(
      [false, true],
    );
  });

  it('are compared in the words of every other page: days as days, states as states', async () => {
    const both = await twoCases('Ambrose', { dateOfBirth: '2009-02-08' });
    await test.sql(
      `UPDATE plans SET created_at = '2026-02-08T23:30:00Z', version = version + 1 WHERE individual_id = $1`,
      [both[0].individualId],
    );
    await test.sql(`UPDATE plans SET status = 'awaiting_approval', version = version + 1 WHERE individual_id = $1`, [
      both[1].individualId,
    ]);
    const page = await (
      await test.browse(MANAGER)
    ).get(`/duplicates/${both.map((one) => one.individualId).join('/')}/merge`);
    const words = load(page.text)('main').text();
    expect(words).toContain('begun 8 February 2026');
    expect(words).toContain('Plan awaiting approval, begun');
    expect(words).toContain('8 February 2009');
    expect(words).toMatch(/In the cohort from \d+ \w+ \d{4}/);
    expect(words).not.toMatch(/\d\d\.\d\d\.\d{4}|_/);
  });
});

import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const OVERDUE = 'This review is overdue, so its date cannot change. Hold it and record it.';

describe('the date of a review that nobody can change any more', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterEach(() => test.clock.set(new Date('2026-11-21T10:00:00Z')));
  afterAll(() => test.stop());

  const due = (reviewDueOn: string) => makeCase(test, { plan: 'live', reviewDueOn });
  const at = ({ individualId }: MadeCase) => `/individuals/${individualId}/review-date`;
  const page = async (email: string, made: MadeCase) => load((await (await test.browse(email)).get(at(made))).text);
  const links = async (email: string, made: MadeCase) => (await page(email, made))('main a').text();
  const fixed = async (email: string, made: MadeCase) => (await page(email, made))('[data-qa=fixed]').text();

  it('is not offered when it is overdue, and the page says what to do instead', async () => {
    const made = await due('2026-11-20');
    expect(await links(LEAD, made)).not.toContain('Change the date');
    expect(await fixed(LEAD, made)).toBe(`${OVERDUE} If it cannot be held, ask a manager to exempt it and say why.`);
    expect(await fixed(MANAGER, made)).toBe(`${OVERDUE} If it cannot be held, exempt it and say why.`);
    const lead = await test.browse(LEAD);
    expect((await lead.get(`${at(made)}/change`)).headers['location']).toBe(at(made));
    expect(load((await lead.get(at(made))).text)('.govuk-notification-banner').text()).toContain(OVERDUE);
  });

  it('nor when no other working day is left that the rules allow', async () => {
    test.clock.set(new Date('2026-11-23T10:00:00Z'));
    const today = await due('2026-11-23');
    expect(await links(LEAD, today)).not.toContain('Change the date');
    expect(await fixed(LEAD, today)).toContain('No other working day is left up to 23 November 2026');
    const tomorrow = await due('2026-11-24');
    expect(await links(LEAD, tomorrow)).toContain('Change the date');
    expect(await fixed(LEAD, tomorrow)).toBe('');
  });

  it('is said with all that was typed to whom it happens while they type', async () => {
    const made = await due('2026-11-24');
    const lead = await test.browse(LEAD);
    const hidden = await lead.hiddenFields(`${at(made)}/change`, `${at(made)}/change`);
    await test.sql(`UPDATE review_schedules SET due_on = '2026-11-20', version = version + 1 WHERE id = $1`, [
      made.scheduleId,
    ]);
    const answer = await lead.post(`${at(made)}/change`, {
      ...hidden,
      ...{ 'dueOn-day': '1', 'dueOn-month': '12', 'dueOn-year': '2026', reason: 'Court, and\nthen school' },
    });
    const shown = load(answer.text);
    expect(answer.status).toBe(409);
    expect(shown('main').text()).toContain(OVERDUE);
    expect(shown(`form[action="${at(made)}/change"]`)).toHaveLength(0);
    const kept = shown('[data-qa=kept-text]').text();
    expect(kept).toContain('1 December 2026');
    expect(kept).toContain('Court, and\nthen school');
  });
});

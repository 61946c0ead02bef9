import { load } from 'cheerio';
import { TestApp } from '../support/test-app';

const administrator = 'administrator@sbc.example';
const lead = 'lead@scf.example';
const PAGE = '/reminder-rungs';

describe('the pages of the ladder and of preferences', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const rungs = () =>
    test.sql<{ rung: string }>(
      `SELECT rung FROM reminder_rungs WHERE removed_at IS NULL ORDER BY days_after_due, rung`,
    );

  it('lets an administrator add and remove a rung, audited, and keeps the last one', async () => {
    const client = await test.browse(administrator);
    const added = await client.submit(PAGE, { days: '21', side: 'after', audience: 'panel_chairs', also: 'immediate' });
    expect(added.status).toBe(303);
    expect((await rungs()).at(-1)).toEqual({ rung: 'day_21_panel_chairs' });
    const lower = await client.submit(PAGE, { days: '30', side: 'after', audience: 'responsible' });
    expect(lower.status).toBe(422);
    expect(load(lower.text)('.govuk-error-summary').text()).toContain('The last rung cannot go');
    expect(load(lower.text)('#days').attr('value')).toBe('30');
    // Asked first, and only then done.
    const removal = `${PAGE}/day_21_panel_chairs/removal`;
    const asked = load((await client.submit(removal, {}, PAGE)).text)('[data-qa=removal]');
    expect(asked.text()).toMatch(/21 days.+Panel chair and coordinator.+at once, about everything but actions/s);
    expect((await rungs()).at(-1)).toEqual({ rung: 'day_21_panel_chairs' });
    expect((await client.submit(removal, { sure: 'yes' }, PAGE)).status).toBe(303);
    expect(await rungs()).toHaveLength(9);
    const acts = await test.sql(`SELECT act FROM audit_events WHERE act LIKE 'reminder.rung%' ORDER BY at`);
    expect(acts).toEqual([{ act: 'reminder.rung_saved' }, { act: 'reminder.rung_removed' }]);
  });

  it('refuses a ladder that tells nobody above the owner of an action, with what to keep, and changes nothing', async () => {
    const client = await test.browse(administrator);
    const covers = () => test.sql('SELECT rung, covers_actions, removed_at FROM reminder_rungs ORDER BY rung');
    const change = async (days: string, also = {}) => {
      const rung = { days, side: 'after', audience: 'agency_managers', ...also };
      const asked = load((await client.submit(PAGE, rung)).text)('[data-qa=change]');
      return {
        asked,
        send: () => client.submit(PAGE, { ...rung, replaces: String(asked.find('[name=replaces]').val()) }),
      };
    };
    const uncheck = async (days: string) => (await change(days)).send();
    const untouched = await covers();
    const first = await change('1');
    expect(first.asked.text()).toMatch(
      /It comes now in the e-mail of the day, about everything\..*It would come in the e-mail of the day, about everything but actions\..*no actions on this day any more/s,
    );
    expect(await covers()).toEqual(untouched);
    expect((await first.send()).status).toBe(303);
    // What was seen is not what stands there now.
    expect((await first.send()).status).toBe(409);
    const before = await covers();
    const last = await uncheck('7');
    expect(last.status).toBe(422);
    expect(load(last.text)('.govuk-error-summary a').attr('href')).toBe('#also');
    expect(load(last.text)('.govuk-error-summary').text()).toContain('The last rung for actions cannot go');
    const removed = await client.submit(`${PAGE}/overdue_7_days_manager/removal`, { sure: 'yes' }, PAGE);
    expect([removed.status, removed.text.includes('The last rung for actions cannot go')]).toEqual([422, true]);
    expect(await covers()).toEqual(before);
    expect((await (await change('1', { also: 'actions' })).send()).status).toBe(303);
  });

  it('names a partnership lead who sits on the panel, and nobody else', async () => {
    const client = await test.browse(administrator);
    const outsider = await client.submit(`${PAGE}/partnership-lead`, { userId: test.userId(lead) }, PAGE);
    expect(outsider.status).toBe(422);
    const member = test.userId('member@mace.example');
    expect((await client.submit(`${PAGE}/partnership-lead`, { userId: member }, PAGE)).status).toBe(303);
    expect(await test.sql('SELECT user_id FROM partnership_leads WHERE ended_at IS NULL')).toEqual([
      { user_id: member },
    ]);
  });

  it('shows everybody with cases who is told when, and lets nobody but an administrator change it', async () => {
    const client = await test.browse(lead);
    const page = load((await client.get(PAGE)).text);
    expect(page('#ladder tbody tr')).toHaveLength(9);
    expect(page('main form')).toHaveLength(0);
    const { _csrf = '' } = await client.hiddenFields('/reminders/preferences');
    expect((await client.post(PAGE, { _csrf, days: '3', side: 'after', audience: 'panel_chairs' })).status).toBe(403);
  });

  it('keeps what a person chose about their e-mail, and refuses no day at all', async () => {
    const client = await test.browse(lead);
    const path = '/reminders/preferences';
    expect((await client.submit(path, { alsoImmediate: 'no' })).status).toBe(422);
    expect((await client.submit(path, { days: ['1', '4'], alsoImmediate: 'no' })).status).toBe(303);
    expect(await test.sql('SELECT days, also_immediate, version FROM reminder_preferences')).toEqual([
      { days: [1, 4], also_immediate: false, version: 1 },
    ]);
    const stale = { ...(await client.hiddenFields(path)), version: '0', days: ['1'], alsoImmediate: 'yes' };
    expect((await client.post(path, stale)).status).toBe(409);
  });

  it('does not let the last rung that somebody above the agency hears be removed', async () => {
    const client = await test.browse(administrator);
    const remove = (rung: string) => client.submit(`${PAGE}/${rung}/removal`, { sure: 'yes' }, PAGE);
    expect((await remove('overdue_14_days_panel')).status).toBe(303);
    expect((await remove('overdue_14_days_lead')).status).toBe(303);
    const before = await rungs();
    const last = await remove('overdue_7_days_panel');
    expect(last.status).toBe(422);
    expect(load(last.text)('.govuk-error-summary').text()).toContain('The last rung cannot go');
    expect(await rungs()).toEqual(before);
  });
});

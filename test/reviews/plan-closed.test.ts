import { load } from 'cheerio';
import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';

const CLOSE = {
  personViewAnswer: 'agrees',
  personView: 'I am done with this.',
  summary: 'All goals are met.',
  'heldOn-day': '20',
  'heldOn-month': '11',
  'heldOn-year': '2026',
  decision: 'close',
  rationale: 'Nothing is left to do.',
};

describe('a plan closed by a review, of somebody who stays in the cohort', () => {
  let test: TestApp;
  let lead: PageClient;
  let individualId: string;
  const owed = () =>
    test.sql(
      `SELECT due_on, subject_version FROM obligations_of('9999-12-31', ARRAY[$1::uuid]) WHERE kind = 'no_plan'`,
      [individualId],
    );

  beforeAll(async () => {
    test = await TestApp.start();
    lead = await test.browse('lead@scf.example');
    ({ individualId } = await makeCase(test, {
      cohortSince: '2026-01-05',
      screenedOn: '2026-10-01',
      plan: 'live',
      reviewDueOn: '2026-11-25',
    }));
  });
  afterAll(() => test.stop());

  it('says before and after what is next: they leave, or a new plan within 20 working days of the closing', async () => {
    const path = `/individuals/${individualId}/reviews`;
    const check = await lead.submit(path, { ...CLOSE, step: 'check' }, `${path}/new`);
    expect(load(check.text)('.govuk-inset-text').text()).toContain(
      'They stay in the cohort: either they leave it, or a new plan is written and approved by 18 December 2026.',
    );
    const $ = load(check.text);
    const hidden = $(`form[action="${path}"] input[type=hidden]`).toArray();
    const fields = Object.fromEntries(hidden.map((input) => [$(input).attr('name'), String($(input).attr('value'))]));
    const recorded = await lead.post(path, { ...fields, step: 'record' });
    const confirmation = load((await lead.get(String(recorded.headers['location']))).text);
    expect(confirmation('[data-qa=staying]').text()).toContain('approved by Friday 18 December 2026');
    const exit = `a[href="/individuals/${individualId}/cohort-membership/exit"]`;
    expect(confirmation('[data-qa=staying]').find(exit)).toHaveLength(0);
    const chair = await test.browse('chair@mace.example');
    const theirs = load((await chair.get(String(recorded.headers['location']))).text);
    expect(theirs('[data-qa=staying]').find(exit)).toHaveLength(1);
  });

  it('raises no reminder that day, is on no list of late plans, and says on each page from when it is counted', async () => {
    expect(await owed()).toEqual([{ due_on: '2026-12-18', subject_version: 2 }]);
    await new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
    expect(
      await test.sql(`SELECT 1 FROM reminders WHERE individual_id = $1 AND kind = 'no_plan' AND status = 'owed'`, [
        individualId,
      ]),
    ).toEqual([]);
    const manager = await test.browse('manager@scf.example');
    expect((await manager.get('/reviews?state=no_plan')).text).not.toContain(`/individuals/${individualId}/`);
    expect(load((await lead.get(`/individuals/${individualId}`)).text)('main').text()).toContain('18 December 2026');
    expect(load((await lead.get(`/individuals/${individualId}/plan`)).text)('[data-qa=write-by]').text()).toContain(
      'They are still in the cohort: unless they leave it, a new plan is written and approved by',
    );
    expect((await lead.get(`/individuals/${individualId}/due-dates/no_plan`)).text).toContain(
      'The plan before was closed on 21 November 2026, and they are still in the cohort',
    );
  });

  it('is late once that day has passed, by one count everywhere', async () => {
    test.clock.set('2026-12-19T10:00:00Z');
    const manager = await test.browse('manager@scf.example');
    expect((await manager.get('/reviews?state=no_plan')).text).toContain(`/individuals/${individualId}/`);
    await new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
    expect(
      await test.sql(
        `SELECT DISTINCT due_on, subject_version FROM reminders WHERE individual_id = $1 AND kind = 'no_plan'`,
        [individualId],
      ),
    ).toEqual([{ due_on: '2026-12-18', subject_version: 2 }]);
  });
});

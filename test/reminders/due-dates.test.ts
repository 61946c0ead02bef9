import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { Transactions } from '../../src/platform/database';
import { AddAction } from '../../src/actions';
import { AcknowledgeOverdue } from '../../src/reviews/acknowledge-overdue';
import { newId } from '../../src/shared/ids';
import { bankHolidays } from '../../src/shared/working-days';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const lead = 'lead@scf.example';
const manager = 'manager@scf.example';
const chair = 'chair@mace.example';
const officer = 'officer@tvp.example';

/** Issue: "Why is this due, or overdue? One click from every date: the rule, the dates, the exemptions, the reminders sent." */
describe('why something is due', () => {
  let test: TestApp;
  let late: MadeCase;
  let planless: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    late = await makeCase(test, {
      plan: 'live',
      reviewDueOn: '2026-11-10',
      screenedOn: '2026-05-11',
      givenName: 'Late',
    });
    planless = await makeCase(test, { plan: 'none', cohortSince: '2026-10-01', screenedOn: '2026-10-01' });
    await test.get(AcknowledgeOverdue).run(await test.actor(manager), {
      scheduleId: late.scheduleId,
      version: 0,
      reason: 'School closed',
      chaseOn: '2026-11-24',
    });
    await test
      .get(Transactions)
      .act(SYSTEM_ACTOR, (tx) =>
        tx.query<object>('SELECT owe_reminders($1, $2, 7, $3)', ['2026-11-21', '2026-11-21T08:00:00Z', bankHolidays()]),
      );
  });
  afterAll(() => test.stop());

  const browsers = new Map<string, ReturnType<TestApp['browse']>>();
  const page = async (email: string, path: string) => {
    const browser = browsers.get(email) ?? test.browse(email);
    browsers.set(email, browser);
    return (await browser).get(path);
  };
  const read = async (email: string, path: string) => {
    const answer = await page(email, path);
    expect([path, answer.status]).toEqual([path, 200]);
    const $ = load(answer.text);
    return {
      text: $('main').text().replace(/\s+/g, ' '),
      rows: (id: string) =>
        $(`#${id} tbody tr`)
          .map((_, row) => $(row).text().replace(/\s+/g, ' ').trim())
          .get(),
      hrefs: $('main a')
        .map((_, a) => $(a).attr('href'))
        .get(),
    };
  };

  it('says of a screening the rule, the day it counts from, who was told and who is told next', async () => {
    const why = await read(lead, `/individuals/${late.individualId}/due-dates/screening`);
    expect(why.text).toContain('Why is this overdue?');
    expect(why.text).toContain('Everybody in the cohort is screened at entry and every 6 months.');
    expect(why.text).toContain('Last screened on 11 May 2026');
    expect(why.text).toContain('Due by 11 November 2026');
    expect(why.text).toContain('Only the date of a review can be exempted');
    expect(why.rows('reminders').length).toBeGreaterThan(1);
    // Fourteen days late to the panel's chair and to the partnership lead.
    expect(why.rows('to-come').map((row) => row.slice(0, 16))).toEqual(['25 November 2026', '25 November 2026']);
    // The other dates of the case are one click further.
    expect(why.hrefs).toEqual(
      expect.arrayContaining([
        `/individuals/${late.individualId}/review-date`,
        `/individuals/${late.individualId}/due-dates/chase`,
      ]),
    );
  });

  it('says the same of a day to chase, a plan to write, the cohort decision, and of somebody missing', async () => {
    const chase = await read(manager, `/individuals/${late.individualId}/due-dates/chase`);
    expect(chase.text).toMatch(/Due by 24 November 2026/);
    expect(chase.text).toContain('School closed');
    const plan = await read(lead, `/individuals/${planless.individualId}/due-dates/no_plan`);
    expect(plan.text).toContain('A plan is written within 20 working days of entering the cohort');
    expect(plan.text).toContain('Came into the cohort on 1 October 2026');
    expect(plan.text).toContain('Due by 29 October 2026');
    expect((await read(chair, `/individuals/${late.individualId}/due-dates/validation`)).text).toContain(
      'Counted from Came into the cohort on 1 June 2026',
    );
    const nobody = await makeCase(test, { plan: 'live', planOwner: null });
    expect((await read(chair, `/individuals/${nobody.individualId}/due-dates/no_plan_owner`)).text).toContain(
      'The day it went missing',
    );
    const not = await read(lead, `/individuals/${late.individualId}/due-dates/no_lead_professional`);
    expect(not.text).toContain('Nothing of this kind is owed now');
  });

  it('says it of an action to an owner who does not see the case, and of minutes to the panel', async () => {
    const { id } = await test.get(AddAction).run(await test.actor(lead), {
      individualId: late.individualId,
      madeIn: 'plan',
      madeInId: late.planId,
      description: 'Ring the school',
      kind: 'support',
      ownerId: test.userId(officer),
      dueOn: '2026-12-12',
    });
    const why = await read(officer, `/actions/${id}/due-date`);
    // Somebody may be met on a Saturday: the day stays, and the pages say that it is one.
    const rest = 'Saturday 12 December 2026 is not a working day. It was chosen, and stays.';
    expect(why.text).toContain(rest);
    expect((await read(officer, `/actions/${id}`)).text).toContain(rest);
    expect(why.text).toContain('The day that was agreed for the action');
    expect(why.text).toContain('Agreed in a plan on 21 November 2026');
    expect((await page(officer, `/individuals/${late.individualId}/due-dates/screening`)).status).toBe(404);
    const meeting = newId();
    await test.sql(
      `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, closed_at, created_by, created_at)
       VALUES ($1, $2, '2026-11-16', '10:00', 'Town hall', 'held', '2026-11-16T12:00:00Z', $3, '2026-11-01')`,
      [meeting, test.partnership.panelId, test.userId(chair)],
    );
    const minutes = await read(chair, `/meetings/${meeting}/minutes/due-date`);
    expect(minutes.text).toContain('10 working days');
    expect(minutes.text).toContain('Due by 30 November 2026');
  });

  it('is one click from the date on every list', async () => {
    const links = async (email: string, path: string) => (await read(email, path)).hrefs;
    const of = (id: string, owed: string) => `/individuals/${id}/due-dates/${owed}`;
    expect(await links(lead, '/reminders')).toContain(of(late.individualId, 'screening'));
    expect(await links(manager, '/reviews?state=no_plan')).toContain(of(planless.individualId, 'no_plan'));
    expect(await links(manager, '/reviews?state=overdue')).toEqual(
      expect.arrayContaining([`/individuals/${late.individualId}/review-date`, of(late.individualId, 'chase')]),
    );
    expect(await links(chair, '/reviews?state=no_plan_owner')).toEqual(
      expect.arrayContaining([expect.stringMatching(/due-dates\/no_plan_owner$/)]),
    );
    expect(await links(officer, '/actions')).toEqual(expect.arrayContaining([expect.stringMatching(/due-date$/)]));
    expect(await links(lead, `/individuals/${late.individualId}`)).toContain(of(late.individualId, 'screening'));
    expect(await links(lead, `/individuals/${planless.individualId}`)).toContain(of(planless.individualId, 'no_plan'));
  });

  it('is not there for whoever may not see it, nor of a kind that nobody knows', async () => {
    expect((await page('nurse@health.example', `/individuals/${late.individualId}/due-dates/screening`)).status).toBe(
      404,
    );
    expect((await page(lead, `/individuals/${late.individualId}/due-dates/review`)).status).toBe(404);
    expect((await page(lead, `/individuals/${newId()}/due-dates/screening`)).status).toBe(404);
  });

  it('leads from each of two days to look again to why it is that day, and to the other one', async () => {
    const made = await makeCase(test, { plan: 'live', familyName: 'Twice' });
    const days = ['2026-12-01', '2026-12-15'];
    for (const [index, day] of days.entries()) {
      await test.sql(
        `INSERT INTO individual_relationships (id, individual_id, kind, name, source, basis, reliability, visibility, recorded_by, recorded_at, review_on)
         VALUES ($1, $2, 'peer', $3, 'School', 'fact', 'reliable', 'all_agencies', $4, now(), $5)`,
        [newId(), made.individualId, `Friend ${index}`, test.userId(lead), day],
      );
    }
    const browser = await test.browse(lead);
    const list = load((await browser.get(`/individuals/${made.individualId}/second-looks`)).text);
    const hrefs = list('main a[href*="/due-dates/relationship_review?of="]')
      .toArray()
      .map((link) => String(link.attribs['href']));
    expect(new Set(hrefs).size).toBe(2);
    for (const [index, words] of ['1 December 2026', '15 December 2026'].entries()) {
      const page = load((await browser.get(String(hrefs[index]))).text);
      expect(page('main .app-due').first().text()).toContain(words);
      const other = page(`section[aria-labelledby=others-heading] a[href="${hrefs[1 - index]}"]`);
      expect(other).toHaveLength(1);
    }
    const none = `/individuals/${made.individualId}/due-dates/relationship_review?of=${newId()}`;
    expect((await browser.get(none)).text).toContain('No date is owed');
    expect((await browser.get(none.replace(/of=.*/, 'of=1'))).status).toBe(404);
  });
});

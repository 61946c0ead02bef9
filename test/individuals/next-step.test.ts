import { load } from 'cheerio';
import { DecideAgainstEntry } from '../../src/cohort';
import { acceptedPerson } from '../cohort/support/accepted';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('the next step of a case', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const overview = async (email: string, individualId: string) => {
    const $ = load((await (await test.browse(email)).get(`/individuals/${individualId}`)).text);
    const words = (what: string): string => $(what).text().replace(/\s+/g, ' ').trim();
    return { next: words('[data-qa=next-step]'), all: words('main') };
  };
  const plan = { plan: 'live', reviewDueOn: '2027-01-20' } as const;

  it('is another screening, or the check that they still belong, where that is due first', async () => {
    const screened = await makeCase(test, { ...plan, screenedOn: '2026-04-01', cohortSince: '2026-11-02' });
    expect((await overview('lead@scf.example', screened.individualId)).next).toContain('Screen again');
    const held = await makeCase(test, { ...plan, screenedOn: '2026-11-01', cohortSince: '2026-05-10' });
    const manager = await overview('manager@scf.example', held.individualId);
    expect(manager.next).toMatch(/Check that they still belong in the cohort.*10 November 2026/);
    expect((await overview('lead@scf.example', held.individualId)).next).toContain('Record the next review');
  });

  it('is an action of their own that is overdue or due soon, for its owner alone', async () => {
    const made = await makeCase(test, { ...plan, screenedOn: '2026-11-01', cohortSince: '2026-11-02' });
    const { individualId } = made;
    await test.sql(
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
       SELECT gen_random_uuid(), $1, 'plan', $2, 'Call the school', 'support', u.id, u.agency_id, '2026-12-06', u.id, '2026-10-01'
         FROM users u WHERE u.id = $3`,
      [individualId, made.planId, test.userId('lead@scf.example')],
    );
    const dueOn = (day: string) =>
      test.sql('UPDATE actions SET due_on = $2, version = version + 1 WHERE individual_id = $1', [individualId, day]);
    expect((await overview('lead@scf.example', individualId)).next).toContain('Record the next review');
    await dueOn('2026-12-05');
    expect((await overview('lead@scf.example', individualId)).next).toContain('Do your action');
    await dueOn('2026-11-01');
    expect((await overview('lead@scf.example', individualId)).next).toMatch(/Do your action.*1 November 2026.*20 days/);
    expect((await overview('manager@scf.example', individualId)).next).toContain('Record the next review');
  });

  it('is to name somebody, where nobody is named on a case of the cohort', async () => {
    const { individualId } = await makeCase(test, { leadProfessional: null, planOwner: null });
    expect((await overview('chair@mace.example', individualId)).next).toContain('Name a lead professional');
  });

  it('says from three months before when somebody is too old for the panel, beside whatever is due first', async () => {
    const turns = { ...plan, screenedOn: '2026-11-01', cohortSince: '2026-11-02', dateOfBirth: '2001-02-21' };
    const words = 'Turns 26 on 21 February 2027: plan the exit or the hand-over to adult services';
    const { individualId } = await makeCase(test, { ...turns, reviewDueOn: '2027-03-20' });
    const shown = await overview('manager@scf.example', individualId);
    expect([shown.next.includes(words), shown.all.includes(`Age for the cohort ${words}`)]).toEqual([true, true]);
    const later = await makeCase(test, { ...turns, dateOfBirth: '2001-02-22' });
    expect((await overview('manager@scf.example', later.individualId)).all).not.toContain('Turns 26');
  });

  it('is nothing about somebody of whom it was decided that they do not enter', async () => {
    const individualId = await acceptedPerson(test, { givenName: 'Isolde', familyName: 'Ashdown' });
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT gen_random_uuid(), $1, 'lead_professional', u.id, u.agency_id, '2026-11-21', u.id FROM users u WHERE u.id = $2`,
      [individualId, test.userId('lead@scf.example')],
    );
    const [seen = { id: '', version: 0 }] = await test.sql<{ id: string; version: number }>(
      'SELECT id, version FROM cohort_decisions_owed WHERE individual_id = $1',
      [individualId],
    );
    await test.get(DecideAgainstEntry).run(await test.actor('chair@mace.example'), {
      ...{ individualId, seen, reason: 'Early help', deciders: ['Ms Demo, council'], dissent: null },
    });
    expect((await overview('lead@scf.example', individualId)).next).toContain(
      'Nothing is due: decided not to enter on 21 November 2026',
    );
  });
});

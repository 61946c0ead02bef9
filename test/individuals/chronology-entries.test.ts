import { load } from 'cheerio';
import { acceptedPerson } from '../cohort/support/accepted';
import { makeCase } from '../factories';
import { answerList, installDemonstrationTool } from '../screenings/answers';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';

describe('the page of a chronology', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
  });
  afterAll(() => test.stop());

  const page = async (email: string, id: string) =>
    load((await (await test.browse(email)).get(`/individuals/${id}/chronology`)).text);
  const agencies = async (email: string, id: string): Promise<string[]> => {
    const $ = await page(email, id);
    return $('#agencyId option')
      .toArray()
      .map((option) => $(option).text().trim());
  };

  it('offers every agency that has an entry its reader may read, worked the case or not', async () => {
    const individualId = await acceptedPerson(test, { givenName: 'Corin', familyName: 'Larkhill' });
    const [{ school = '', worked = true } = {}] = await test.sql<{ school: string; worked: boolean }>(
      `SELECT g.name AS school, EXISTS (SELECT 1 FROM assignments a WHERE a.agency_id = g.id AND a.individual_id = r.individual_id) AS worked
         FROM referrals r JOIN agencies g ON g.id = r.agency_id WHERE r.individual_id = $1`,
      [individualId],
    );
    expect(worked).toBe(false);
    const [{ police = '' } = {}] = await test.sql<{ police: string }>(
      `SELECT name AS police FROM agencies WHERE id = $1`,
      [test.partnership.agencies['tvp']],
    );
    const offered = await agencies('chair@mace.example', individualId);
    expect(offered).toContain(school);
    expect(offered).not.toContain(police);
  });

  it('has what a second person said of a lower band', async () => {
    const { individualId } = await makeCase(test, { leadProfessional: LEAD });
    const screened = await (
      await test.api(LEAD)
    ).post('/screenings', {
      ...{ individualId, screenedOn: '2026-11-20', judgedViolenceBand: 'low', judgementReason: 'The threat is over' },
      answers: answerList({ weapon_carried: 'yes', threat_live: 'yes', harm_caused: 'yes' }),
    });
    const agreement = `/individuals/${individualId}/screenings/${screened.body.id}/agreement`;
    const manager = await test.browse('manager@scf.example');
    const answer = await manager.submit(agreement, { decision: 'agreed', reason: 'The school sees it too' });
    expect(answer.status).toBe(303);
    const { body } = await (await test.api(LEAD)).get(`/individuals/${individualId}/chronology?kind=screening`);
    expect(body.items[0]).toMatchObject({
      ...{ what: 'agreed', text: 'The school sees it too' },
      title: expect.stringMatching(/^Lower band agreed to by a second person: .*violence low$/),
    });
  });

  it('shows what is to come apart from what happened', async () => {
    const { individualId } = await makeCase(test, { leadProfessional: LEAD, plan: 'live', reviewDueOn: '2026-12-20' });
    const [{ id: scheduleId = '' } = {}] = await test.sql<{ id: string }>(
      `SELECT id FROM review_schedules WHERE individual_id = $1`,
      [individualId],
    );
    await test.sql(
      `INSERT INTO review_triggers (id, individual_id, schedule_id, kind, happened_on, source, description, rule, rule_due_on, brought_forward, recorded_by, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, 'turning_18', '2027-01-10', 'Date of birth', '', 'turning 18', '2026-12-20', false, $3, now())`,
      [individualId, scheduleId, test.userId(LEAD)],
    );
    const $ = await page(LEAD, individualId);
    expect($('[data-qa=to-come] li').text()).toContain('10 January 2027: Event: turning 18');
    expect($('[data-qa=entry]').text()).not.toContain('turning 18');
  });
});

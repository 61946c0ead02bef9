import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { demonstrationTool, InstallTool, RecordScreening } from '../../src/screenings';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { filledForm, installDemonstrationTool } from './answers';

describe('recording a screening', () => {
  let test: TestApp;
  let individualId: string;
  let list: string;
  let lead: PageClient;
  let token: Record<string, string>;

  beforeAll(async () => {
    test = await TestApp.start();
    const toolVersionId = await installDemonstrationTool(test);
    lead = await test.browse('lead@scf.example');
    token = { ...(await lead.hiddenFields('/help', '/sign-out')), toolVersionId };
  });
  beforeEach(async () => {
    ({ individualId } = await makeCase(test));
    list = `/individuals/${individualId}/screenings`;
  });
  afterAll(() => test.stop());

  const kept = () => test.sql('SELECT * FROM screenings WHERE individual_id = $1', [individualId]);
  const record = (fields: Record<string, string>) => lead.post(list, { ...token, ...fields });

  it('keeps the answers, traces the points, and is audited', async () => {
    const answer = await lead.submit(
      list,
      filledForm(
        { made_to_carry: 'yes', money_owed: 'possible', harmed_weapon: 'unknown', threat_live: 'blank' },
        {
          'answers[made_to_carry][evidence]': 'Told the school\r\non Monday',
          'answers[money_owed][lastHappenedOn-day]': '3',
          'answers[money_owed][lastHappenedOn-month]': '2',
          'answers[money_owed][lastHappenedOn-year]': '2025',
          'protectiveFactors[strength_belonging][answer]': 'yes',
          'protectiveFactors[strength_belonging][note]': 'Boxing club',
        },
      ),
      `${list}/new`,
    );
    expect(answer.status).toBe(303);
    const [row] = await kept();
    expect(row).toMatchObject({
      screened_on: '2026-11-20',
      exploitation_band: 'emerging',
      violence_band: 'medium',
      judged_exploitation_band: null,
      source: 'recorded',
      screened_by: test.userId('lead@scf.example'),
      answers: {
        questions: {
          made_to_carry: { answer: 'yes', evidence: 'Told the school\r\non Monday' },
          money_owed: { answer: 'possible', lastHappenedOn: '2025-02-03' },
          harmed_weapon: { answer: 'unknown' },
        },
        protectiveFactors: { strength_belonging: { answer: 'yes', note: 'Boxing club' } },
      },
      result: { notKnown: 1, unanswered: 1, total: 24, ageOnDay: 17, exploitation: { points: 7 } },
    });
    const audit = await test.sql(
      `SELECT act, individual_id FROM audit_events WHERE subject_id = $1 AND act = 'screening.recorded'`,
      [row?.['id']],
    );
    expect(audit).toEqual([{ act: 'screening.recorded', individual_id: individualId }]);
  });

  it('shows where every point came from, and never "not known" as no', async () => {
    const answers = { made_to_carry: 'yes', harmed_weapon: 'unknown', threat_live: 'blank' };
    const saved = await record(filledForm(answers));
    const page = await lead.get(String(saved.headers['location']));
    expect(page.status).toBe(200);
    const $ = load(page.text);
    expect($('[data-qa=band-exploitation]').text()).toContain('Emerging');
    expect($('[data-qa=points-exploitation] tbody').text()).toMatch(
      /carry, hide, sell.*Yes: worth 6, no date given\.\s*6\s/s,
    );
    expect($('#not-known').text()).toBe('Not known: 1 of 24');
    expect($('#not-answered').text()).toBe('Not answered: 1 of 24');
    expect($('#answered-no').text()).toBe('Answered no: 21 of 24');
    expect($('#answered-no').nextAll('ul').first().text()).not.toContain('weapon been used');
    expect(page.text).toContain('This is the first screening on record.');
  });

  it('lets a raised band count at once, and a lowered one only once a second person agrees', async () => {
    const fields = filledForm(
      { made_to_carry: 'yes' },
      {
        judgedViolenceBand: 'very_high',
        judgedExploitationBand: 'none_identified',
        judgementReason: 'Threat heard today',
      },
    );
    const saved = await record(fields);
    const [row] = await kept();
    expect(row).toMatchObject({
      exploitation_band: 'emerging',
      judged_exploitation_band: null,
      judged_violence_band: 'very_high',
      judgement_reason: 'Threat heard today',
      result: {
        judgement: {
          exploitation: { judged: 'none_identified', isDifferent: true, needsSecondPerson: true },
          violence: { judged: 'very_high', isDifferent: true, needsSecondPerson: false },
        },
      },
    });
    const $ = load((await lead.get(String(saved.headers['location']))).text);
    expect($('[data-qa=band-exploitation] .app-band__words').text()).toBe('Emerging');
    expect($('[data-qa=band-exploitation]').text()).toContain('Needs a second person’s agreement');
    expect($('[data-qa=band-violence] .app-band__words').text()).toBe('Very high');
    expect((await lead.get(list)).text).toContain('A lower band needs a second person’s agreement');
  });

  it('shows last time beside this time', async () => {
    await record({ ...filledForm({ made_to_carry: 'unknown' }), 'screenedOn-month': '8' });
    const saved = await record(filledForm({ made_to_carry: 'yes' }));
    const $ = load((await lead.get(String(saved.headers['location']))).text);
    expect($('[data-qa=last-time] tbody tr').eq(0).text()).toMatch(/20 August 2026\s*20 November 2026/);
    expect($('[data-qa=changes] tbody tr')).toHaveLength(1);
    expect($('[data-qa=changes] tbody tr').text()).toMatch(/carry, hide.*Not known\s*Yes/s);
  });

  it('undoes everything when the last step fails', async () => {
    const verb = test.get(RecordScreening);
    const actor = { ...(await test.actor('lead@scf.example')), address: 'no address' };
    const screening = { individualId, screenedOn: '2026-11-20', answers: { money_owed: { answer: 'yes' as const } } };
    await expect(verb.run(actor, screening)).rejects.toThrow(/inet/);
    expect(await kept()).toEqual([]);
  });

  it('makes one of the same answers sent again after going back, and two when anything differs', async () => {
    const answers = filledForm({ made_to_carry: 'yes' });
    const first = await lead.submit(list, answers, `${list}/new`);
    const again = await lead.submit(list, answers, `${list}/new`);
    expect([first.status, again.status]).toEqual([303, 303]);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(await kept()).toHaveLength(1);
    await lead.submit(list, filledForm({ made_to_carry: 'possible' }), `${list}/new`);
    expect(await kept()).toHaveLength(2);
    const now = test.clock.now();
    test.clock.set(new Date(now.getTime() + 61 * 60_000));
    // The session of before has ended by then.
    await (await test.browse('lead@scf.example')).submit(list, answers, `${list}/new`);
    test.clock.set(now);
    expect(await kept()).toHaveLength(3);
  });

  // Last in this file: the others are sent with the first version.
  it('keeps beside the questions of a new version what only the last one asked', async () => {
    const evidence = 'Found in a seaside town';
    const note = 'An uncle who rings each week';
    await record(
      filledForm(
        { away_far: 'yes' },
        {
          'answers[away_far][evidence]': evidence,
          'protectiveFactors[strength_trusted_adult][answer]': 'yes',
          'protectiveFactors[strength_trusted_adult][note]': note,
        },
      ),
    );
    const form = async () => load((await lead.get(`${list}/new`)).text);
    expect((await form())('#part-last-time')).toHaveLength(0);
    const [first, ...others] = demonstrationTool.domains;
    if (!first) throw new Error('The demonstration tool has no domains.');
    await test.get(InstallTool).run(SYSTEM_ACTOR, {
      ...demonstrationTool,
      version: 2,
      domains: [{ ...first, questions: first.questions.filter(({ id }) => id !== 'away_far') }, ...others],
      protectiveFactors: demonstrationTool.protectiveFactors.filter(({ id }) => id !== 'strength_trusted_adult'),
    });
    const $ = await form();
    expect($('[data-qa=only-last-time] .govuk-summary-list__row')).toHaveLength(2);
    expect($('[data-qa=only-last-time]').text()).toMatch(
      new RegExp(
        `town they have no clear reason to visit\\?\\s*Yes\\s*${evidence}.*adult they trust.*Yes\\s*${note}`,
        's',
      ),
    );
  });
});

import { load } from 'cheerio';
import { makeCase } from '../factories';
import { CRITERION_IDS, entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';

/** "Carried a knife or another weapon more than once in the last 6 months". */
const WITHIN_SIX_MONTHS = CRITERION_IDS.slice(2, 3);
const ENTRY = {
  ...{ startedOn: '2026-11-20', tier: 'high', isExperiencing: true, isPerpetrating: null, decision: 'Accepted' },
  ...{ ...entryGrounds(), evidence: 'Seen with a knife', evidenceKind: 'incident', evidenceOn: '2026-11-18' },
};

describe('a decision about the cohort', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const enter = async (individualId: string, more: object) =>
    (await test.api('manager@scf.example')).post('/cohort-memberships', { individualId, ...ENTRY, ...more });

  it('is refused with days that cannot be, in words beside each', async () => {
    const { individualId } = await makeCase(test, { tier: null, dateOfBirth: '2009-03-27' });
    const second = { kind: 'disclosure', text: 'Said so', happenedOn: '2009-03-26' };
    const wrongs: [object, string, string][] = [
      [{ startedOn: '2015-03-01', evidenceOn: '2015-02-01' }, 'startedOn', 'came into force, 5 January 2026'],
      [{ startedOn: '2008-01-01' }, 'startedOn', 'on or after their birth, 27 March 2009'],
      [{ startedOn: '2026-11-22' }, 'startedOn', 'today or in the past'],
      [{ evidenceOn: '2026-11-21' }, 'startedOn', 'newest evidence it rests on, 21 November 2026'],
      [{ evidenceOn: '1979-05-01' }, 'evidenceOn', 'after their birth, 27 March 2009'],
      [{ furtherEvidence: [second] }, 'furtherEvidence.0.happenedOn', 'after their birth'],
      [{ criteriaMet: WITHIN_SIX_MONTHS, evidenceOn: '2019-05-01' }, 'evidenceOn', '20 May 2026 or later'],
    ];
    for (const [wrong, field, words] of wrongs) {
      const { status, body } = await enter(individualId, wrong);
      const problems = JSON.stringify(body);
      expect([wrong, status, problems.includes(words), problems.includes(`"${field}"`)]).toEqual([
        wrong,
        422,
        true,
        true,
      ]);
    }
    const page = `/individuals/${individualId}/cohort-membership/entry`;
    const typed = await (
      await test.browse('manager@scf.example')
    ).submit(page, {
      ...{ 'startedOn-day': '20', 'startedOn-month': '11', 'startedOn-year': '2026', tier: 'high', strand: '' },
      ...{ 'evidenceOn-day': '1', 'evidenceOn-month': '5', 'evidenceOn-year': '2019', evidenceKind: 'incident' },
      ...{ isExperiencing: 'yes', isPerpetrating: 'not_known', decision: 'Accepted', evidence: 'Seen with a knife' },
      ...{ criteriaMet: WITHIN_SIX_MONTHS, deciders: 'Ms Demo, council', anyDissent: 'no', considered: 'Early help' },
    });
    expect([typed.status, load(typed.text)('.govuk-error-message').text()]).toEqual([
      422,
      expect.stringContaining('needs evidence of 20 May 2026 or later'),
    ]);
    expect((await enter(individualId, { criteriaMet: WITHIN_SIX_MONTHS })).status).toBe(201);
  });

  it('is refused likewise where it is checked that they still belong', async () => {
    const { individualId } = await makeCase(test, { dateOfBirth: '2009-03-27' });
    const api = await test.api('manager@scf.example');
    const periods = (await api.get(`/cohort-memberships?individualId=${individualId}`)).body;
    const [{ id, version }] = periods.items;
    const { considered, ...grounds } = entryGrounds();
    expect(considered).toBeDefined();
    const check = { decision: 'Stays', ...grounds, evidence: 'Again', evidenceOn: '2026-11-10' };
    const validate = (more: object) =>
      api.post(`/cohort-memberships/${id}/validations`, { ...check, ...more }).set('If-Match', `"${version}"`);
    for (const [wrong, words] of [
      [{ evidenceOn: '1979-05-01' }, 'after their birth'],
      [{ evidenceOn: '2019-05-01', criteriaMet: WITHIN_SIX_MONTHS }, '21 May 2026 or later'],
    ] as const) {
      const { status, text } = await validate(wrong);
      expect([status, text.includes(words)]).toEqual([422, true]);
    }
    expect((await validate({})).status).toBe(201);
  });

  it('takes nobody in who is outside the ages of the panel, and says where to turn', async () => {
    const ages = `UPDATE panels SET youngest_age = 10, oldest_age = 25, version = version + 1 WHERE id = $1`;
    await test.sql(ages, [test.partnership.panelId]);
    for (const [dateOfBirth, status, words] of [
      ['2000-11-20', 422, 'They are 26 on that day'],
      ['2000-11-21', 201, ''],
      ['2016-11-21', 422, 'children’s social care'],
      ['2016-11-20', 201, ''],
    ] as const) {
      const { individualId } = await makeCase(test, { tier: null, dateOfBirth });
      const answer = await enter(individualId, {});
      expect([dateOfBirth, answer.status, answer.text.includes(words)]).toEqual([dateOfBirth, status, true]);
    }
  });
});

import { load } from 'cheerio';
import { SYSTEM_ACTOR } from '../../src/platform/access';
import { demonstrationTool, InstallTool } from '../../src/screenings';
import { makeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { filledForm, installDemonstrationTool } from './answers';

describe('a screening that cannot be kept as it was sent', () => {
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

  it('asks for a reason when the judgement differs, and keeps all that was typed', async () => {
    const fields = filledForm(
      { made_to_carry: 'yes' },
      { judgedViolenceBand: 'very_high', 'answers[made_to_carry][evidence]': '<b>"Seen"</b> by a neighbour' },
    );
    const answer = await record(fields);
    expect(answer.status).toBe(422);
    const $ = load(answer.text);
    expect($('.govuk-error-summary').text()).toContain(
      'Say why you judge violence to be ‘Very high’ when the answers give ‘Medium’',
    );
    expect($('.govuk-error-summary a').attr('href')).toBe('#judgementReason');
    expect($('[id="answers.made_to_carry"]').is(':checked')).toBe(true);
    expect($('input[type=radio][value=no]:checked')).toHaveLength(23);
    expect($('[name="answers[made_to_carry][evidence]"]').val()).toBe('<b>"Seen"</b> by a neighbour');
    expect($('[name="judgedViolenceBand"]:checked').val()).toBe('very_high');
    expect(await kept()).toEqual([]);
  });

  it('says everything that is wrong with the answers at once', async () => {
    const answer = await record(
      filledForm(
        { weapon_carried: 'blank', harm_caused: 'perhaps' },
        {
          'answers[weapon_carried][evidence]': 'Seen in a bag',
          'answers[money_owed][evidence]': 'x'.repeat(2001),
          'answers[threat_live][lastHappenedOn-day]': '31',
          'answers[threat_live][lastHappenedOn-month]': '2',
          'answers[threat_live][lastHappenedOn-year]': '2026',
          judgedViolenceBand: '',
        },
      ),
    );
    expect(answer.status).toBe(422);
    const $ = load(answer.text);
    const links = $('.govuk-error-summary a').toArray();
    expect(links.map((link) => $(link).attr('href'))).toEqual([
      '#answers.money_owed.evidence',
      '#answers.threat_live.lastHappenedOn',
      '#answers.weapon_carried',
      '#answers.harm_caused',
      '#judgedViolenceBand',
    ]);
    for (const link of links) expect($(`[id="${String($(link).attr('href')).slice(1)}"]`)).toHaveLength(1);
    expect(links.slice(0, 2).map((link) => $(link).text())).toEqual([
      '‘Do they owe someone money or goods, or believe that they do?’: what this is based on must be 2,000 characters or fewer',
      expect.stringMatching(/^‘.+’: the day it last happened must be a real date/),
    ]);
    expect($('[name="answers[weapon_carried][evidence]"]').val()).toBe('Seen in a bag');
    expect(await kept()).toEqual([]);
  });

  it.each([
    [
      'no day',
      { 'screenedOn-day': '', 'screenedOn-month': '', 'screenedOn-year': '' },
      'Enter the day of the screening',
    ],
    ['a day to come', { 'screenedOn-day': '22' }, 'must be today or in the past'],
    ['a day before birth', { 'screenedOn-year': '2001' }, 'must be after their date of birth'],
    ['a question of no tool', { 'answers[money_lent][answer]': 'yes' }, 'is not part of the screening tool'],
    [
      'an answer in another shape',
      { 'answers[money_owed][answer][other]': 'yes' },
      'or believe that they do?’: select yes, no, possible',
    ],
    ['half a character', { judgementReason: 'NUL \u0000' }, 'hidden character'],
    [
      'an event after the screening',
      {
        'answers[money_owed][answer]': 'yes',
        'answers[money_owed][lastHappenedOn-day]': '21',
        'answers[money_owed][lastHappenedOn-month]': '11',
        'answers[money_owed][lastHappenedOn-year]': '2026',
      },
      'must be on or before the day of the screening',
    ],
  ])('refuses %s in words', async (_what, fields, words) => {
    const form: Record<string, string> = { ...filledForm(), ...fields };
    if ('answers[money_owed][answer][other]' in fields) delete form['answers[money_owed][answer]'];
    const answer = await record(form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await kept()).toEqual([]);
  });

  it('says what else is wrong beside a day that does not exist', async () => {
    const more = {
      'screenedOn-day': '31',
      'screenedOn-month': '2',
      judgedExploitationBand: '',
      judgementReason: 'x'.repeat(2001),
    };
    const $ = load((await record(filledForm({}, more))).text);
    const links = $('.govuk-error-summary a').toArray();
    expect(links.map((link) => $(link).attr('href'))).toEqual([
      '#screenedOn',
      '#judgedExploitationBand',
      '#judgementReason',
    ]);
    expect($('[name="screenedOn-day"]').val()).toBe('31');
  });

  it('makes one record of a form that is sent twice', async () => {
    const fields = { ...(await lead.hiddenFields(`${list}/new`, list)), ...filledForm() };
    const [first, second] = await Promise.all([lead.post(list, fields), lead.post(list, fields)]);
    expect(first.headers['location']).toBe(second.headers['location']);
    expect(await kept()).toHaveLength(1);
  });

  it('waits, whole, for the same person when the session ends in the middle of it', async () => {
    const manager = await test.browse('manager@scf.example');
    const typed = filledForm(
      { made_to_carry: 'yes', threat_live: 'blank' },
      { 'answers[made_to_carry][evidence]': 'First line\nsecond “line” & <more>', judgementReason: 'é'.repeat(1500) },
    );
    const fields = { ...(await manager.hiddenFields(`${list}/new`, list)), ...typed };
    await test.sql(`DELETE FROM sessions WHERE sess->>'userId' = $1`, [test.userId('manager@scf.example')]);
    const ended = await manager.post(list, fields);
    expect(ended.headers['location']).toBe('/sign-in?ended=yes');
    const signedIn = await manager.submit(
      '/sign-in',
      { email: 'manager@scf.example', password: 'Slough-demo-2026' },
      '/sign-in?ended=yes',
    );
    expect(signedIn.headers['location']).toBe('/sign-in/resume');
    const hidden = await manager.hiddenFields('/sign-in/resume', list);
    expect(hidden).toMatchObject(typed);
    const saved = await manager.post(list, hidden);
    expect(saved.status).toBe(303);
    expect(saved.headers['location']).toMatch(/\/screenings\/[0-9a-f-]{36}$/);
    expect(await kept()).toMatchObject([
      {
        judgement_reason: 'é'.repeat(1500),
        answers: { questions: { made_to_carry: { evidence: 'First line\nsecond “line” & <more>' } } },
      },
    ]);
  });

  it('says that the tool changed meanwhile, with what was typed and what no longer has a question', async () => {
    const typed = filledForm({}, { 'answers[away_far][evidence]': 'Found in a seaside town', judgementReason: 'Kept' });
    const fields = { ...(await lead.hiddenFields(`${list}/new`, list)), ...typed };
    const [first, ...others] = demonstrationTool.domains;
    if (!first) throw new Error('The demonstration tool has no domains.');
    const next = {
      ...demonstrationTool,
      version: 2,
      domains: [{ ...first, questions: first.questions.filter(({ id }) => id !== 'away_far') }, ...others],
    };
    await test.get(InstallTool).run(SYSTEM_ACTOR, next);
    const answer = await lead.post(list, fields);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('The screening tool changed while you were filling this in');
    const $ = load(answer.text);
    expect($('section[aria-labelledby=old-answers]').text()).toContain('Found in a seaside town');
    expect($('[name=judgementReason]').val()).toBe('Kept');
    expect(await kept()).toEqual([]);
    await test.get(InstallTool).run(SYSTEM_ACTOR, { ...demonstrationTool, version: 3 });
  });
});

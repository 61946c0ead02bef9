import { load } from 'cheerio';
import { makeCase } from '../factories';
import { CRITERION_IDS, entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';

const ENTRY = {
  'startedOn-day': '20',
  'startedOn-month': '11',
  'startedOn-year': '2026',
  'evidenceOn-day': '12',
  'evidenceOn-month': '11',
  'evidenceOn-year': '2026',
  tier: 'critical',
  strand: '',
  isExperiencing: 'yes',
  isPerpetrating: 'not_known',
  decision: 'Accepted by the panel',
  evidence: 'Stabbed on the way home',
  evidenceKind: 'incident',
  criteriaMet: CRITERION_IDS.slice(0, 2),
  deciders: 'Ms Demo, council\nMr Demo, police',
  anyDissent: 'yes',
  dissent: 'The school would have waited',
  considered: 'Early help alone: too slow',
};
const EVIDENCE_DAY = { 'evidenceOn-day': '20', 'evidenceOn-month': '11', 'evidenceOn-year': '2026' };

describe('the cohort', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('is entered by a manager’s decision with dated evidence, and then its panel sees the case', async () => {
    const { individualId } = await makeCase(test, { tier: null });
    const path = `/individuals/${individualId}`;
    const member = await test.browse('member@mace.example');
    expect((await member.get(path)).status).toBe(404);
    const manager = await test.browse('manager@scf.example');
    const entered = await manager.submit(`${path}/cohort-membership/entry`, ENTRY);
    expect([entered.status, entered.headers['location']]).toEqual([303, `${path}/people`]);
    const part = load((await member.get(`${path}/people`)).text)('[data-qa=cohort]').text();
    expect(part).toMatch(/Critical[\s\S]*experiencing violence\s+Yes[\s\S]*perpetrating violence\s+Not known/);
    expect(part).toContain('Stabbed on the way home (12 November 2026)');
    const [audit] = await test.sql(
      `SELECT fields FROM audit_events WHERE individual_id = $1 AND act = 'cohort_membership.started'`,
      [individualId],
    );
    expect(audit).toEqual({
      fields: [
        ...['startedOn', 'tier', 'strand', 'isExperiencing', 'isPerpetrating', 'decision', 'evidence', 'evidenceOn'],
        ...['criteriaMet', 'furtherEvidence', 'deciders', 'dissent', 'considered'],
      ],
    });
  });

  it('is not entered without evidence, ahead of time, twice, or by somebody at risk of neither', async () => {
    const { individualId } = await makeCase(test, { tier: null });
    const path = `/individuals/${individualId}/cohort-membership/entry`;
    const manager = await test.browse('manager@scf.example');
    const wrong = await manager.submit(path, { ...ENTRY, evidence: ' ', 'evidenceOn-day': '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Accepted by the panel');
    const missing = await manager.submit(path, { ...ENTRY, evidence: ' ' });
    expect(missing.text).toContain('Enter the evidence for this decision');
    const ahead = await manager.submit(path, { ...ENTRY, 'startedOn-year': '2027', 'evidenceOn-year': '2027' });
    expect(ahead.text).toContain('Start must be today or in the past');
    const neither = await manager.submit(path, { ...ENTRY, isExperiencing: 'no', isPerpetrating: 'no' });
    expect(neither.text).toContain('at risk of neither');
    expect((await manager.submit(path, ENTRY)).status).toBe(303);
    expect((await manager.submit(path, ENTRY)).text).toContain('already in the cohort');
  });

  it('is entered by nobody without criteria and dated evidence that is more than a score, by page or API, in plain words', async () => {
    const { individualId } = await makeCase(test, { tier: null });
    const manager = await test.browse('manager@scf.example');
    const api = await test.api('manager@scf.example');
    const entry = { individualId, startedOn: '2026-11-20', tier: 'high', isExperiencing: true, isPerpetrating: null };
    const whole = { decision: 'a', evidence: 'b', evidenceOn: '2026-11-20', ...entry, ...entryGrounds() };
    const refusals: [page: object, body: object, field: string, words: string][] = [
      [{ criteriaMet: '' }, { criteriaMet: [] }, 'criteriaMet', 'Select each criterion that is met'],
      [{ evidence: ' ' }, { evidence: ' ' }, 'evidence', 'Enter the evidence for this decision'],
      [{ 'evidenceOn-year': '2027' }, { evidenceOn: '2027-11-12' }, 'evidenceOn', 'must be today or in the past'],
      [{ evidenceKind: 'screening' }, { evidenceKind: 'screening' }, 'evidenceKind', 'A screening alone is not enough'],
      [{ deciders: ' ' }, { deciders: [] }, 'deciders', 'Enter who decided'],
    ];
    for (const [page, body, field, words] of refusals) {
      const form = `/individuals/${individualId}/cohort-membership/entry`;
      const shown = await manager.submit(form, { ...ENTRY, ...page });
      expect([shown.status, words, shown.text.includes(words)]).toEqual([422, words, true]);
      const answer = await api.post('/cohort-memberships', { ...whole, ...body });
      expect([answer.status, JSON.stringify(answer.body.problems)]).toEqual([422, expect.stringContaining(field)]);
    }
    const { evidenceOn: _, ...undated } = whole;
    expect((await api.post('/cohort-memberships', undated)).status).toBe(422);
    expect(await test.sql('SELECT 1 FROM cohort_memberships WHERE individual_id = $1', [individualId])).toEqual([]);
  });

  it('is decided by the panel and managers, never by a practitioner or another agency', async () => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}/cohort-membership/tier`;
    const change = { tier: 'medium', decision: 'Step down', evidence: 'Nothing since June', ...EVIDENCE_DAY };
    const chair = await test.browse('chair@mace.example');
    const seen = await chair.hiddenFields(path, path);
    const lead = await test.browse('lead@scf.example');
    expect((await lead.get(path)).status).toBe(403);
    expect((await (await test.browse('manager@tvp.example')).get(path)).status).toBe(404);
    expect((await lead.get(`/individuals/${individualId}/people`)).text).not.toContain('Change the tier');
    expect((await chair.post(path, { ...seen, ...change })).status).toBe(303);
    const entry = { individualId, startedOn: '2026-11-20', tier: 'high', isExperiencing: true, isPerpetrating: null };
    const text = { decision: 'a', evidence: 'b', evidenceOn: '2026-11-20', ...entryGrounds() };
    const api = await test.api('lead@scf.example');
    expect((await api.post('/cohort-memberships', { ...entry, ...text })).status).toBe(403);
    const other = await test.api('manager@tvp.example');
    expect((await other.post('/cohort-memberships', { ...entry, ...text })).status).toBe(404);
  });

  it('keeps the tier it had, and refuses a decision about a period that is over', async () => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}/cohort-membership/tier`;
    const [chair, manager] = [await test.browse('chair@mace.example'), await test.browse('manager@scf.example')];
    const seen = await manager.hiddenFields(path, path);
    await chair.submit(path, { tier: 'critical', decision: 'Step up', evidence: 'A threat', ...EVIDENCE_DAY });
    const stale = await manager.post(path, {
      ...seen,
      tier: 'medium',
      decision: 'Step down',
      evidence: 'Quiet',
      ...EVIDENCE_DAY,
    });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Step down');
    expect(stale.text).toContain('Somebody else decided');
    expect(
      await test.sql(
        'SELECT tier, started_on::text, ended_on::text, exit_reason, is_perpetrating FROM cohort_memberships WHERE individual_id = $1 ORDER BY started_on',
        [individualId],
      ),
    ).toEqual([
      {
        tier: 'high',
        started_on: '2026-06-01',
        ended_on: '2026-11-21',
        exit_reason: 'superseded',
        is_perpetrating: null,
      },
      { tier: 'critical', started_on: '2026-11-21', ended_on: null, exit_reason: null, is_perpetrating: null },
    ]);
  });

  it('is left with a reason; the panel’s sight ends at once, that of who works the case does not', async () => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}`;
    const chair = await test.browse('chair@mace.example');
    const form = `${path}/cohort-membership/exit`;
    expect((await chair.submit(form, { exitReason: 'superseded', rationale: 'x' })).status).toBe(422);
    const left = await chair.submit(form, { exitReason: 'stepped_down', rationale: 'Early help has taken over' });
    expect([left.status, left.headers['location']]).toEqual([303, '/individuals']);
    expect((await chair.get(path)).status).toBe(404);
    const people = (await (await test.browse('lead@scf.example')).get(`${path}/people`)).text;
    expect(people).toContain('Not in the cohort.');
    expect(people).toContain('Stepped down to other support: Early help has taken over');
  });

  it.each([
    [
      'exit',
      { exitReason: 'over_age', rationale: 'Early help agreed <b>on Monday</b>' },
      ['Early help agreed <b>on Monday</b>'],
    ],
    [
      'tier',
      { tier: 'critical', decision: 'Step up', evidence: 'Threats at school', ...EVIDENCE_DAY },
      ['Critical', 'Step up', 'Threats at school', '20 11 2026'],
    ],
  ])('gives back what was typed about a period that somebody else ended first (%s)', async (page, typed, words) => {
    const { individualId } = await makeCase(test);
    const path = `/individuals/${individualId}/cohort-membership`;
    const [chair, manager] = [await test.browse('chair@mace.example'), await test.browse('manager@scf.example')];
    const seen = await manager.hiddenFields(`${path}/${page}`, `${path}/${page}`);
    await chair.submit(`${path}/exit`, { exitReason: 'stepped_down', rationale: 'Early help' });
    const late = await manager.post(`${path}/${page}`, { ...seen, ...typed });
    expect(late.status).toBe(409);
    const $ = load(late.text);
    expect($('main form[method=post]').length).toBe(0);
    expect($('.govuk-error-summary').text()).toContain('This person is not in the cohort.');
    for (const text of words) expect($('[data-qa=kept-text]').text()).toContain(text);
    expect(load((await manager.get(`${path}/${page}`)).text)('[data-qa=kept-text]').length).toBe(0);
  });

  it('has an API: the present cohort in sight, the periods of one person, entry once, exit by version', async () => {
    const { individualId } = await makeCase(test, { tier: null });
    const manager = await test.api('manager@scf.example');
    const entry = {
      individualId,
      startedOn: '2026-11-20',
      tier: 'high',
      isExperiencing: null,
      isPerpetrating: true,
      decision: 'Accepted',
      evidence: 'Found with a knife',
      evidenceOn: '2026-11-19',
      ...entryGrounds(),
    };
    const first = await manager.post('/cohort-memberships', entry).set('Idempotency-Key', 'enter-once-1');
    const again = await manager.post('/cohort-memberships', entry).set('Idempotency-Key', 'enter-once-1');
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    const periods = (await manager.get(`/cohort-memberships?individualId=${individualId}`)).body;
    expect(periods.items).toMatchObject([
      { id: first.body.id, isExperiencing: null, isPerpetrating: true, version: 1 },
    ]);
    const now = (await (await test.api('member@mace.example')).get('/cohort-memberships')).body;
    expect(now.items.map((item: { id: string }) => item.id)).toContain(first.body.id);
    expect((await (await test.api('officer@tvp.example')).get('/cohort-memberships')).body.items).toEqual([]);
    const exit = { exitReason: 'entered_in_error', rationale: 'Another person of that name' };
    const path = `/cohort-memberships/${first.body.id}/exit`;
    expect((await (await test.api('lead@scf.example')).post(path, exit).set('If-Match', '"1"')).status).toBe(403);
    expect((await manager.post(path, exit).set('If-Match', '"9"')).status).toBe(409);
    expect((await manager.post(path, exit).set('If-Match', '"1"')).body).toEqual({
      id: first.body.id,
      staysVisible: true,
    });
  });
});

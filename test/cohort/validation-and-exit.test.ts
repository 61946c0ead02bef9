import { load } from 'cheerio';
import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { makeCase } from '../factories';
import { answerList, installDemonstrationTool } from '../screenings/answers';
import { CRITERION_IDS, entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';

const DAY = { 'evidenceOn-day': '10', 'evidenceOn-month': '11', 'evidenceOn-year': '2026' };
const CHECK = {
  ...DAY,
  criteriaMet: CRITERION_IDS.slice(0, 1),
  decision: 'Stays',
  evidence: 'The threat was renewed',
  evidenceKind: 'disclosure',
  deciders: 'Ms Demo, council',
  anyDissent: 'no',
};
const VALIDATIONS = `SELECT m.kind, m.status, m.status_reason FROM reminders m WHERE m.individual_id = $1 AND m.kind = 'validation'`;

describe('membership of the cohort', () => {
  let test: TestApp;
  let remind: OweReminders;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
    remind = new OweReminders(test.get(Transactions), { remindAgainDays: 7 });
  });
  afterAll(() => test.stop());

  it('is not entered on a score alone, without a criterion, or unsaid what was rejected; the database holds it too', async () => {
    const { individualId } = await makeCase(test, { tier: null });
    const manager = await test.api('manager@scf.example');
    const entry = {
      ...{ individualId, startedOn: '2026-11-20', tier: 'high', isExperiencing: true, isPerpetrating: null },
      ...{ decision: 'Accepted', evidence: 'Violence band high', evidenceOn: '2026-11-19', ...entryGrounds() },
    };
    const wrongs: [object, string][] = [
      [{ evidenceKind: 'screening' }, 'A screening alone is not enough'],
      [{ criteriaMet: [] }, 'Give each criterion that is met'],
      [{ criteriaMet: [individualId] }, 'criteria of the version in force'],
      [{ deciders: [] }, 'Give who decided'],
      [{ considered: ' ' }, 'Enter what else was considered'],
      [{ evidenceOn: '2026-11-22' }, 'must be today or in the past'],
    ];
    for (const [wrong, message] of wrongs) {
      const { status, text } = await manager.post('/cohort-memberships', { ...entry, ...wrong });
      expect([wrong, status, text.includes(message)]).toEqual([wrong, 422, true]);
    }
    await expect(
      test.sql(
        `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, tier, decision, evidence, evidence_on, decided_by, recorded_at, came_about)
         VALUES (gen_random_uuid(), $1, $2, '2026-11-20', 'high', 'd', 'e', '2026-11-20', $3, now(), 'decided')`,
        [individualId, test.partnership.panelId, test.userId('chair@mace.example')],
      ),
    ).rejects.toThrow('No entry without criteria met');
    const scored = { kind: 'screening', text: 'Violence band high', happenedOn: '2026-11-19' };
    const made = await manager.post('/cohort-memberships', { ...entry, furtherEvidence: [scored] });
    expect(made.status).toBe(201);
    const { body } = await (await test.api('chair@mace.example')).get(`/cohort-memberships/${made.body.id}`);
    expect(body).toMatchObject({
      cameAbout: 'decided',
      methodVersion: 1,
      validateBy: '2027-05-20',
      considered: 'Early help alone: the harm is too recent.',
      dissent: null,
      grounds: {
        criteria: [expect.stringContaining('Seriously injured by violence')],
        deciders: ['Ms Demo, council', 'Mr Demo, police'],
      },
    });
    expect(body.grounds.evidence.map(({ kind }: { kind: string }) => kind)).toEqual(['incident', 'screening']);
  });

  it('is checked at its interval: the check has grounds, moves the day, ends the reminder, and is refused when stale', async () => {
    const { individualId } = await makeCase(test, { cohortSince: '2026-05-10' });
    const path = `/individuals/${individualId}/cohort-membership/validation`;
    await remind.run();
    expect((await test.sql(VALIDATIONS, [individualId])).length).toBeGreaterThan(0);
    expect((await (await test.browse('lead@scf.example')).get(path)).status).toBe(403);
    const [chair, manager] = [await test.browse('chair@mace.example'), await test.browse('manager@scf.example')];
    const seen = await manager.hiddenFields(path, path);
    const unshown = await chair.submit(path, { ...CHECK, criteriaMet: [] });
    expect(unshown.text).toContain('Select each criterion that is met');
    const alone = await chair.submit(path, { ...CHECK, evidenceKind: 'screening' });
    expect(alone.text).toContain('A screening alone is not enough');
    expect((await chair.submit(path, CHECK)).status).toBe(303);
    const late = await manager.post(path, { ...seen, ...CHECK });
    expect([late.status, late.text.includes('The threat was renewed')]).toEqual([409, true]);
    const part = load((await chair.get(`/individuals/${individualId}/people`)).text)('[data-qa=cohort]').text();
    expect(part).toMatch(/check by\s+21 May 2027/);
    expect(part).toMatch(/late: it was due on 10 November 2026[\s\S]*The threat was renewed/);
    await remind.run();
    expect(await test.sql(`${VALIDATIONS} AND m.status <> 'suppressed'`, [individualId])).toEqual([]);
    const [audit] = await test.sql(
      `SELECT 1 FROM audit_events WHERE act = 'cohort_membership.validated' AND individual_id = $1`,
      [individualId],
    );
    expect(audit).toBeDefined();
  });

  it('keeps tier, strand and both roles with their dates, and carries the day of the check over', async () => {
    const { individualId } = await makeCase(test, { cohortSince: '2026-06-01' });
    const chair = await test.browse('chair@mace.example');
    const path = `/individuals/${individualId}/cohort-membership/tier`;
    const change = { decision: 'Nearer', evidence: 'Seen at the station', ...DAY };
    const same = await chair.submit(path, { tier: 'high', ...change });
    expect(same.text).toContain('or another strand or role');
    const place = { tier: 'high', strand: 'active', isExperiencing: 'yes', isPerpetrating: 'yes' };
    expect((await chair.submit(path, { ...place, ...change })).status).toBe(303);
    const part = load((await chair.get(`/individuals/${individualId}/people`)).text)('[data-qa=cohort]').text();
    expect(part).toMatch(/Strand\s+Active[\s\S]*perpetrating violence\s+Yes/);
    expect(part).toContain(
      'from 1 June 2026 to 21 November 2026. Strand: At risk. Experiencing violence: Yes. Perpetrating violence: Not known.',
    );
    expect(
      await test.sql('SELECT validate_by::text FROM cohort_memberships WHERE individual_id = $1 AND ended_on IS NULL', [
        individualId,
      ]),
    ).toEqual([{ validate_by: '2026-12-01' }]);
  });

  it('is left for another area only when somebody there accepted, with the day', async () => {
    const { individualId } = await makeCase(test);
    const chair = await test.browse('chair@mace.example');
    const path = `/individuals/${individualId}/cohort-membership/exit`;
    const move = { exitReason: 'moved_area', rationale: 'The family moved' };
    const refused = await chair.submit(path, move);
    expect([refused.status, refused.text.includes('Enter the authority that accepted them')]).toEqual([422, true]);
    const accepted = {
      acceptingAuthority: 'Reading',
      acceptedBy: 'Mr Demo, MASH',
      'acceptedOn-day': '20',
      'acceptedOn-month': '11',
      'acceptedOn-year': '2026',
    };
    expect((await chair.submit(path, { ...move, ...accepted })).status).toBe(303);
    const part = (await (await test.browse('lead@scf.example')).get(`/individuals/${individualId}/people`)).text;
    expect(part).toContain('Accepted by Reading (Mr Demo, MASH) on 20 November 2026');
  });

  it('ends on every operational list at once', async () => {
    const made = await makeCase(test, {
      givenName: 'Zennor',
      familyName: 'Leaving',
      plan: 'live',
      reviewDueOn: '2026-11-10',
    });
    const { individualId, planId, reference } = made;
    const [manager, lead] = [await test.api('manager@scf.example'), await test.api('lead@scf.example')];
    const owner = test.userId('lead@scf.example');
    const action = {
      individualId,
      madeIn: 'plan',
      madeInId: planId,
      description: 'Ring the school',
      kind: 'support',
      ownerId: owner,
    };
    expect((await manager.post('/actions', { ...action, dueOn: '2026-12-15' })).status).toBe(201);
    const zed = {
      kind: 'suspected_exploiter',
      name: 'Zed',
      source: 'School',
      basis: 'allegation',
      reliability: 'untested',
    };
    const related = await lead.post(`/individuals/${individualId}/relationships`, { ...zed, reviewOn: '2026-11-24' });
    expect(related.status).toBe(201);
    const judged = { judgedViolenceBand: 'low', judgementReason: 'It is over' };
    const answers = answerList({ threat_live: 'yes' });
    const screened = await lead.post('/screenings', { individualId, screenedOn: '2026-11-20', answers, ...judged });
    expect(screened.status).toBe(201);
    const sibling = await makeCase(test, { tier: null });
    await lead.post(`/individuals/${individualId}/family`, { reference: sibling.reference });
    for (const api of [lead, manager]) {
      await api.post(`/individuals/${individualId}/family-champion-claims`, { reason: 'I speak for them' });
    }
    await remind.run();
    const calendar = await test.api('manager@scf.example');
    const lists: [email: string, path: string][] = [
      ['lead@scf.example', '/individuals?view=mine'],
      ['manager@scf.example', '/individuals?view=all'],
      ['lead@scf.example', '/actions'],
      ['manager@scf.example', '/reviews'],
      ['chair@mace.example', '/reviews'],
      ['chair@mace.example', '/individuals?view=all'],
      ['lead@scf.example', '/second-looks'],
      ['manager@scf.example', '/screening-agreements'],
    ];
    const shown = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const [email, path] of lists) {
        const { text } = await (await test.browse(email)).get(path);
        if (text.includes('Zennor Leaving') || text.includes(reference)) found.push(`${email} ${path}`);
      }
      const owed = `SELECT 1 FROM obligations('9999-12-31') o WHERE o.individual_id = $1`;
      if ((await test.sql(owed, [individualId])).length > 0) found.push('obligations');
      for (const subject of ['relationship_review', 'judgement']) {
        const kinds = await test.sql(`${owed} AND o.kind = $2`, [individualId, subject]);
        if (kinds.length > 0) found.push(`obligations: ${subject}`);
      }
      const waiting = `SELECT 1 FROM reminders WHERE individual_id = $1 AND status IN ('owed','failed')`;
      if ((await test.sql(waiting, [individualId])).length > 0) found.push('reminders');
      const feed = `SELECT 1 FROM review_schedules WHERE individual_id = $1 AND status IN ('active','exempt')`;
      if ((await test.sql(feed, [individualId])).length > 0) found.push('calendar feed');
      if (JSON.stringify((await calendar.get('/cohort-memberships')).body).includes(individualId)) found.push('cohort');
      return found;
    };
    const owed = ['obligations', 'obligations: relationship_review', 'obligations: judgement'];
    const everywhere = [...lists.map((list) => list.join(' ')), ...owed, 'reminders', 'calendar feed', 'cohort'];
    expect(await shown()).toEqual(everywhere);
    // What was mailed already stays to be read, and is not said to be late any more.
    const mailed = `UPDATE reminders SET status = 'sent', sent_at = $2, message_id = id::text WHERE individual_id = $1 AND kind = 'relationship_review'`;
    await test.sql(mailed, [individualId, test.clock.now()]);
    const waits = async (): Promise<(string | undefined)[]> => {
      const $ = load((await (await test.browse('lead@scf.example')).get('/reminders')).text);
      const rows = $('tbody tr').toArray();
      const about = rows.map((row) => $(row).text()).filter((text) => text.includes('Relationship to look at again'));
      return about.map((text) => /No longer waiting|Due in \d+ days/.exec(text)?.[0]);
    };
    expect(await waits()).toEqual(['Due in 3 days']);
    const chair = await test.browse('chair@mace.example');
    const exit = { exitReason: 'over_age', rationale: 'Is 25 and adult services have taken over' };
    await chair.submit(`/individuals/${individualId}/cohort-membership/exit`, exit);
    expect(await shown()).toEqual([]);
    expect(await waits()).toEqual(['No longer waiting']);
    // Who works the case still finds the closed record by looking for it.
    const browser = await test.browse('lead@scf.example');
    expect((await browser.get(`/individuals/${individualId}`)).status).toBe(200);
    const found = await browser.submit('/individuals/searches', { search: reference, view: 'all' }, '/individuals');
    expect((await browser.get(String(found.headers['location']))).text).toContain('Zennor Leaving');
  });
});

import { load } from 'cheerio';
import { Transactions } from '../../src/platform/database';
import { PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { answerList, installDemonstrationTool } from './answers';

describe('a band judged lower than the answers give', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
  });
  afterAll(() => test.stop());

  /** Violence High by the answers, judged Low by the lead professional. */
  const lowered = async (who = 'lead@scf.example', options: Parameters<typeof makeCase>[1] = {}) => {
    const made = await makeCase(test, options);
    const api = await test.api(who);
    const answer = await api.post('/screenings', {
      individualId: made.individualId,
      screenedOn: '2026-11-20',
      answers: answerList({ weapon_carried: 'yes', threat_live: 'yes', harm_caused: 'yes' }),
      judgedViolenceBand: 'low',
      judgementReason: 'The threat is over',
    });
    expect(answer.status).toBe(201);
    const screeningId = String(answer.body.id);
    return { ...made, screeningId, page: `/individuals/${made.individualId}/screenings/${screeningId}` };
  };
  const overview = async (individualId: string): Promise<string> => {
    const $ = load((await (await test.browse('manager@scf.example')).get(`/individuals/${individualId}`)).text);
    return $('.govuk-summary-list__row')
      .filter((_, row) => $(row).find('dt').text().trim() === 'Violence')
      .find('dd')
      .text()
      .trim();
  };
  /** The page of the person's item on an agenda. */
  const onAgenda = async (individualId: string): Promise<string> => {
    const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Room 1' };
    const { id } = await test.get(PlanMeeting).run(await test.actor('chair@mace.example'), meeting);
    const [item] = await test.sql<{ id: string }>(
      'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [id, individualId],
    );
    return `/meetings/${id}/items/${item?.id}`;
  };
  const bandsOn = async (page: string): Promise<string> =>
    load((await (await test.browse('chair@mace.example')).get(page)).text)('[data-qa=bands]').text();

  it('shows the second person the band of the answers, the lower one, why, what gave it, and last time', async () => {
    const first = await lowered('lead@scf.example', { screenedOn: '2026-10-01' });
    const manager = await test.browse('manager@scf.example');
    const $ = load((await manager.get(`${first.page}/agreement`)).text);
    const violence = $('[data-qa=lowered-violence]').text().replace(/\s+/g, ' ');
    expect(violence).toMatch(
      /The answers give High Judged lower Low Counts until you decide High Last time Medium, screened on 1 October 2026/,
    );
    expect(violence).toMatch(/Why this band: ‘High’ is given from \d+ to below \d+ points\./);
    expect($('[data-qa=lowered-exploitation]')).toHaveLength(0);
    expect($('main').text()).toContain('The threat is over');
    expect($('[data-qa=points-violence] tbody tr')).toHaveLength(3);
    expect($('[data-qa=last-time]')).toHaveLength(1);
    const result = load((await manager.get(first.page)).text);
    expect(result('[data-qa=band-violence] [data-qa=rule]').text()).toContain('‘High’ is given from');
  });

  it('counts nowhere until somebody else agrees, and everywhere from then on', async () => {
    const { individualId, screeningId, page } = await lowered('lead@scf.example', {
      plan: 'live',
      reviewDueOn: '2026-11-10',
    });
    const manager = await test.browse('manager@scf.example');
    const list = `/individuals/${individualId}/screenings`;
    expect(await overview(individualId)).toBe('High');
    const agenda = await onAgenda(individualId);
    expect(await bandsOn(agenda)).toContain('High');
    expect(load((await manager.get(list)).text)('#screenings tbody').text()).toMatch(
      /High.*needs a second person|needs a second person.*High/s,
    );
    expect((await manager.get('/screening-agreements')).text).toContain(`href="${page}/agreement"`);
    expect((await manager.get('/reviews')).text).toContain('Lower bands to agree');

    const saved = await manager.submit(
      `${page}/agreement`,
      { decision: 'agreed', reason: 'Seen with the police' },
      `${page}/agreement`,
    );
    expect([saved.status, saved.headers['location']]).toEqual([303, page]);
    expect(await overview(individualId)).toBe('Low');
    expect(await bandsOn(agenda)).toContain('Low');
    const shown = load((await manager.get(page)).text);
    expect(shown('[data-qa=band-violence] .app-band__words').text()).toBe('Low');
    expect(shown('[data-qa=second-person]').text()).toContain('agreed to the lower band');
    expect(shown('main').text()).toContain('Seen with the police');
    expect((await manager.get('/screening-agreements')).text).not.toContain(`href="${page}/agreement"`);
    const api = await (await test.api('lead@scf.example')).get(`/screenings/${screeningId}`);
    expect(api.body).toMatchObject({
      violenceBand: 'high',
      judgedViolenceBand: 'low',
      awaitsSecondPerson: false,
      judgementDecision: 'agreed',
    });
    const audit = await test.sql(
      `SELECT individual_id FROM audit_events WHERE act = 'screening.lower_band_agreed' AND subject_id = $1`,
      [screeningId],
    );
    expect(audit).toEqual([{ individual_id: individualId }]);
    expect(
      (
        await (
          await test.api('manager@scf.example')
        ).post(`/screenings/${screeningId}/agreement`, { decision: 'not_agreed', reason: 'x' })
      ).status,
    ).toBe(409);
  });

  it('does not count when the second person does not agree', async () => {
    const { individualId, screeningId, page } = await lowered();
    const api = await test.api('member@mace.example');
    expect(
      (await api.post(`/screenings/${screeningId}/agreement`, { decision: 'not_agreed', reason: '' })).status,
    ).toBe(422);
    expect(
      (await api.post(`/screenings/${screeningId}/agreement`, { decision: 'not_agreed', reason: 'Too early' })).status,
    ).toBe(200);
    expect(await overview(individualId)).toBe('High');
    const shown = load((await (await test.browse('lead@scf.example')).get(page)).text);
    expect(shown('[data-qa=band-violence] .app-band__words').text()).toBe('High');
    expect(shown('[data-qa=band-violence]').text()).toContain('A second person did not agree');
  });

  it('is decided once, however many decide at the same moment', async () => {
    const { screeningId } = await lowered();
    const [manager, member] = [await test.api('manager@scf.example'), await test.api('member@mace.example')];
    const answers = await Promise.all([
      manager.post(`/screenings/${screeningId}/agreement`, { decision: 'agreed', reason: 'Yes' }),
      member.post(`/screenings/${screeningId}/agreement`, { decision: 'not_agreed', reason: 'No' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is decided by nobody who judged it, only reads it, or does not see it', async () => {
    const { individualId, screeningId, page } = await lowered('manager@scf.example');
    const body = { decision: 'agreed', reason: 'Yes' };
    const own = await (await test.api('manager@scf.example')).post(`/screenings/${screeningId}/agreement`, body);
    expect([own.status, own.body.title]).toEqual([403, expect.stringContaining('You made this judgement yourself')]);
    expect((await (await test.browse('manager@scf.example')).get('/screening-agreements')).text).not.toContain(page);
    expect((await (await test.browse('manager@scf.example')).get(`${page}/agreement`)).status).toBe(403);
    expect((await (await test.api('lead@scf.example')).post(`/screenings/${screeningId}/agreement`, body)).status).toBe(
      403,
    );
    expect(
      (await (await test.api('manager@tvp.example')).post(`/screenings/${screeningId}/agreement`, body)).status,
    ).toBe(404);
    expect((await (await test.browse('manager@tvp.example')).get('/screening-agreements')).text).not.toContain(page);
    const forge = async (email: string, decidedBy: string) => {
      const actor = await test.actor(email);
      return test.get(Transactions).act(actor, (tx) =>
        tx.query(
          `INSERT INTO screening_judgement_decisions (id, screening_id, individual_id, decision, reason, decided_by, agency_id, decided_at)
           VALUES (gen_random_uuid(), $1, $2, 'agreed', 'x', $3, $4, now())`,
          [screeningId, individualId, test.userId(decidedBy), actor.agencyId],
        ),
      );
    };
    await expect(forge('manager@scf.example', 'manager@scf.example')).rejects.toThrow(/second person/);
    await expect(forge('manager@scf.example', 'chair@mace.example')).rejects.toThrow(/row-level security/);
    await expect(forge('manager@tvp.example', 'manager@tvp.example')).rejects.toThrow(/row-level security/);
  });
});

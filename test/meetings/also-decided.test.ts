import { load } from 'cheerio';
import { AskTransfer, PlanMeeting } from '../../src/meetings';
import { DecideJudgement } from '../../src/screenings';
import { makeCase, type MadeCase } from '../factories';
import { answerList, installDemonstrationTool } from '../screenings/answers';
import { openTheRoom } from '../support/open-the-room';
import { type PageClient, TestApp } from '../support/test-app';
import { CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const LEAD = 'lead@scf.example';

describe('transfers and bands, decided in the meeting', () => {
  let test: TestApp;
  let meetingId: string;
  let chair: PageClient;
  let moves: MadeCase;
  let handed: MadeCase;
  let judged: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    await installDemonstrationTool(test);
    await withoutCases(test);
    const live = { plan: 'live' as const, reviewDueOn: '2027-02-01', cohortSince: '2026-01-01' };
    moves = await makeCase(test, { givenName: 'Moves', ...live });
    handed = await makeCase(test, { givenName: 'Handed', ...live });
    judged = await makeCase(test, { givenName: 'Judged', plan: 'live', reviewDueOn: '2026-11-10' });
    const answers = answerList({ weapon_carried: 'yes', threat_live: 'yes', harm_caused: 'yes' });
    const screening = { individualId: judged.individualId, screenedOn: '2026-11-20', answers };
    expect((await (await test.api(LEAD)).post('/screenings', screening)).status).toBe(201);
    const lead = await test.browse(LEAD);
    const page = (made: MadeCase) => `/individuals/${made.individualId}/transfer`;
    const asked = { kind: 'moves_out', otherAuthority: 'Reading', why: 'The family moves in May' };
    expect((await lead.submit(page(moves), { ...asked, otherAuthority: '' })).status).toBe(422);
    expect((await lead.submit(page(moves), asked)).status).toBe(303);
    expect((await lead.get(`/individuals/${moves.individualId}`)).text).toContain(page(moves));
    const toManager = { kind: 'change_of_lead', newLeadId: test.userId('manager@scf.example'), why: 'The lead goes' };
    expect((await lead.submit(page(handed), toManager)).status).toBe(303);
    const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
    await openTheRoom(test, meetingId);
    chair = await test.browse(CHAIR);
  });
  afterAll(() => test.stop());

  const pathOf = async ({ individualId }: MadeCase): Promise<string> => {
    const [item] = await test.sql<{ id: string }>(
      'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [meetingId, individualId],
    );
    return `/meetings/${meetingId}/items/${item?.id ?? 'none'}`;
  };
  const decide = async (made: MadeCase, fields: Record<string, string>, client = chair) => {
    const path = await pathOf(made);
    return client.submit(`${path}/decision`, fields, path);
  };
  const bands = async (axis: 'exploitation' | 'violence' = 'violence') => {
    const path = await pathOf(judged);
    return load((await chair.get(path)).text)('[data-qa=bands] tbody tr')
      .eq(axis === 'violence' ? 1 : 0)
      .find('td')
      .eq(0)
      .text()
      .trim();
  };

  it('come to the agenda by themselves, one at a time, and are taken back by whoever may ask', async () => {
    expect(
      await test.sql(`SELECT count(*)::int AS n FROM meeting_items WHERE meeting_id = $1 AND reason = 'transfer'`, [
        meetingId,
      ]),
    ).toEqual([{ n: 2 }]);
    const sheet = load((await chair.get(await pathOf(moves))).text);
    expect(sheet('[data-qa=transfer]').text()).toMatch(/Moves to another area: Reading.*The family moves in May/s);
    expect(sheet('[data-qa=why-here]').text()).toContain('A transfer waits for a decision');
    const lead = await test.actor(LEAD);
    const again = { individualId: moves.individualId, kind: 'moves_in' as const, otherAuthority: 'Bray', why: 'No' };
    await expect(test.get(AskTransfer).run(lead, again)).rejects.toMatchObject({ status: 409 });
    const nurse = await test.actor('nurse@health.example');
    await expect(test.get(AskTransfer).run(nurse, again)).rejects.toMatchObject({ status: 404 });
    const third = await makeCase(test, {});
    const { individualId } = third;
    await test.get(AskTransfer).run(lead, { ...again, individualId });
    await test.get(AskTransfer).withdraw(lead, { individualId, version: 1 });
    await expect(test.get(AskTransfer).withdraw(lead, { individualId, version: 1 })).rejects.toMatchObject({
      status: 409,
    });
  });

  it('a move out is agreed by closing the case as moved, with the authority that was named', async () => {
    const { decision, rationale } = filled;
    const kept = await decide(moves, { ...filled, decision, rationale, transfer: 'agreed' });
    expect(kept.status).toBe(422);
    expect(kept.text).toContain('close the case as moved to another area');
    const closing = {
      ...filled,
      decision: 'close',
      exitReason: 'moved_area',
      acceptedBy: 'A. Head, service manager',
      'acceptedOn-day': '20',
      'acceptedOn-month': '11',
      'acceptedOn-year': '2026',
      transfer: 'agreed',
    };
    expect((await decide(moves, { ...closing, transfer: '' })).status).toBe(422);
    expect((await decide(moves, closing)).status).toBe(303);
    const [exit] = await test.sql(
      `SELECT exit_reason, accepting_authority FROM cohort_memberships WHERE individual_id = $1`,
      [moves.individualId],
    );
    expect(exit).toEqual({ exit_reason: 'moved_area', accepting_authority: 'Reading' });
    const [transfer] = await test.sql(`SELECT outcome FROM case_transfers WHERE individual_id = $1`, [
      moves.individualId,
    ]);
    expect(transfer).toEqual({ outcome: 'agreed' });
  });

  it('another lead takes over the moment the panel agrees', async () => {
    expect((await decide(handed, { ...filled, transfer: 'agreed' })).status).toBe(303);
    const [lead] = await test.sql(
      `SELECT u.email FROM assignments a JOIN users u ON u.id = a.user_id
        WHERE a.individual_id = $1 AND a.kind = 'lead_professional' AND a.ended_at IS NULL`,
      [handed.individualId],
    );
    expect(lead).toEqual({ email: 'manager@scf.example' });
    expect((await chair.get(`/meetings/${meetingId}/minutes`)).text).toContain(
      'Another lead professional or agency: agreed',
    );
  });

  it('a band the panel judges lower counts when a second person agrees; a reason is asked, and a higher one counts at once', async () => {
    expect(await bands()).toContain('High');
    expect((await decide(judged, { ...filled, judgedViolenceBand: 'medium' })).status).toBe(422);
    const lower = { judgedViolenceBand: 'medium', judgementReason: 'The threat is over' };
    const higher = { judgedExploitationBand: 'significant' };
    expect((await decide(judged, { ...filled, ...lower, ...higher })).status).toBe(303);
    const [row] = await test.sql<{ id: string; screened_on: string }>(
      `SELECT id, screened_on::text, violence_band, judged_violence_band, judged_exploitation_band FROM screenings
        WHERE individual_id = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1`,
      [judged.individualId],
    );
    expect(row).toMatchObject({
      screened_on: '2026-11-20',
      violence_band: 'high',
      judged_violence_band: null,
      judged_exploitation_band: 'significant',
    });
    const panels = 'by Multi-Agency Child Exploitation panel at its meeting of 21 November 2026';
    // What waits for a second person is no judgement that counts; what counts says whose it is.
    expect(await bands()).toContain('High');
    expect(await bands()).not.toContain(panels);
    expect(await bands('exploitation')).toContain(`Significant. Judged Significant ${panels}`);
    expect((await chair.get(`/meetings/${meetingId}/decisions`)).text).toContain(
      'lower, so it counts once a second person agrees',
    );
    // Whoever is asked to agree reads whose judgement it is, not that of a practitioner.
    const member = await test.browse(MEMBER);
    const waiting = load((await member.get('/screening-agreements')).text);
    expect(waiting('[data-qa=judged-by]').text()).toBe(`Judged ${panels}, recorded by Chika Adair`);
    const agreement = await member.get(`/individuals/${judged.individualId}/screenings/${row?.id ?? ''}/agreement`);
    expect(agreement.text).toContain(`Judged ${panels}, recorded by Chika Adair`);
    const agreed = { screeningId: row?.id ?? '', decision: 'agreed' as const, reason: 'So it is' };
    await expect(test.get(DecideJudgement).run(await test.actor(CHAIR), agreed)).rejects.toMatchObject({ status: 403 });
    await test.get(DecideJudgement).run(await test.actor(MEMBER), agreed);
    expect(await bands()).toContain(`Judged Medium ${panels}`);
  });
});

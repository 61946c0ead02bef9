import { load } from 'cheerio';
import { BuildAgenda, DecideItem, HoldMeeting, type PanelDecision, PlanMeeting } from '../../src/meetings';
import { Conflicts } from '../../src/meetings/room/conflicts';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import { type PageClient, TestApp } from '../support/test-app';
import { CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const SILVER = '00000000-0000-7000-8000-0000000000a1';
const OFFICER = 'officer@tvp.example';

/** A bronze panel passes a case on to a silver one, on which the officer sits alone. */
describe('a case that a panel escalates', () => {
  let test: TestApp;
  let made: MadeCase;
  let meetingId: string;
  let chair: PageClient;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    made = await makeCase(test, { givenName: 'Risen', tier: 'critical', plan: 'live', reviewDueOn: '2026-11-10' });
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Strategic panel', 'SMACE', 'silver', now())`,
      [SILVER],
    );
    await test.sql(`UPDATE panels SET escalates_to = $1, version = version + 1 WHERE id <> $1`, [SILVER]);
    await test.sql(`UPDATE users SET roles = '{panel_chair}', version = version + 1 WHERE email = $1`, [OFFICER]);
    await test.sql(
      `INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (gen_random_uuid(), $1, $2, now())`,
      [SILVER, test.userId(OFFICER)],
    );
    const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting)).id;
    await openTheRoom(test, meetingId);
    chair = await test.browse(CHAIR);
  });
  afterAll(() => test.stop());

  const plan = async (heldOn: string): Promise<string> =>
    (
      await test
        .get(PlanMeeting)
        .run(await test.actor(OFFICER), { panelId: SILVER, heldOn, startsAt: '09:00', place: 'Hall' })
    ).id;
  const itemAt = async (id: string) => {
    const [item] = await test.sql<{
      id: string;
      reason: string;
      status: string;
      question: string | null;
      version: number;
    }>('SELECT id, reason, status, question, version FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2', [
      id,
      made.individualId,
    ]);
    return item;
  };
  const hold = async (id: string, email: string) => {
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [id]);
    return test.get(HoldMeeting).run(await test.actor(email), { meetingId: id, version: meeting?.version ?? 0 });
  };
  /** What somebody of the first panel reads of it, who has no seat at the other. */
  const passedUp = async () => {
    const path = `/meetings/${meetingId}/items/${(await itemAt(meetingId))?.id ?? ''}`;
    return load((await (await test.browse(MEMBER)).get(path)).text)('[data-qa=passed-up]').text();
  };
  const keys = async () =>
    (
      await test.sql<{ sees: boolean }>('SELECT $2 = ANY (access_keys) AS sees FROM individuals WHERE id = $1', [
        made.individualId,
        SILVER,
      ])
    )[0]?.sees;

  it('waits in the other panel’s list, without a name, until a meeting is planned', async () => {
    const path = `/meetings/${meetingId}/items/${(await itemAt(meetingId))?.id ?? ''}`;
    const page = load((await chair.get(path)).text);
    expect(page('[data-qa=decision-form]').text()).toContain('Escalate to Strategic panel');
    const closing = { ...filled, decision: 'close', exitReason: 'stepped_down', escalationQuestion: 'Who pays?' };
    expect((await chair.submit(`${path}/decision`, closing, path)).status).toBe(422);
    const asked = { ...filled, escalationQuestion: 'Who pays for the placement?' };
    expect((await chair.submit(`${path}/decision`, asked, path)).status).toBe(303);
    expect(load((await chair.get(path)).text)('[data-qa=passed-up]').text()).toContain('waits for a meeting there');
    expect((await chair.get(`/meetings/${meetingId}/minutes`)).text).toContain('Escalated to Strategic panel');
    const officer = await test.browse(OFFICER);
    const panel = load((await officer.get(`/panels/${SILVER}`)).text);
    expect(panel('[data-qa=waiting-escalations]').text()).toMatch(/A case escalated by .+, 21 November 2026/);
    expect(panel.html()).not.toMatch(/Risen|TC-2026/);
    expect((await officer.get('/meetings')).text).toContain('waits: no meeting is planned');
    expect((await officer.get(`/individuals/${made.individualId}`)).status).toBe(404);
    expect(await keys()).toBe(false);
  });

  it('lands on the agenda of the meeting that is planned, with question and reasons, and opens the case to that panel', async () => {
    const id = await plan('2026-11-25');
    expect(await itemAt(id)).toMatchObject({ reason: 'escalation', question: 'Who pays for the placement?' });
    expect(await keys()).toBe(true);
    expect(await passedUp()).toContain('it has come to an agenda there');
    const officer = await test.browse(OFFICER);
    const sheet = load((await officer.get(`/meetings/${id}/items/${(await itemAt(id))?.id ?? ''}`)).text);
    expect(sheet('[data-qa=passed-on]').text()).toMatch(/asks: Who pays for the placement\?.*The plan is working/s);
    expect(sheet('[data-qa=why-here]').text()).toContain('Escalated by');
    expect((await officer.get(`/panels/${SILVER}`)).text).not.toContain('Waits for a meeting');
    expect(load((await chair.get(`/individuals/${made.individualId}`)).text)('h1').length).toBe(1);
    const restrict =
      'UPDATE individuals SET is_restricted = $2, restricted_to = $3, version = version + 1 WHERE id = $1';
    await test.sql(restrict, [made.individualId, true, [test.userId('lead@scf.example')]]);
    expect((await (await test.api(OFFICER)).get(`/meetings/${id}`)).body).toMatchObject({ items: [], itemCount: 0 });
    await test.sql(restrict, [made.individualId, false, []]);
    await test.get(BuildAgenda).run(await test.actor(OFFICER), { meetingId: id });
    const listed = await test.sql('SELECT 1 FROM meeting_items WHERE meeting_id = $1', [id]);
    expect(listed).toHaveLength(1);
  });

  it('is a restricted item to whoever has a conflict of interest there, and not to the panel that passed it on', async () => {
    const [meeting] = await test.sql<{ id: string }>('SELECT id FROM meetings WHERE panel_id = $1', [SILVER]);
    const at = { meetingId: meeting?.id ?? '', itemId: (await itemAt(meeting?.id ?? ''))?.id ?? '' };
    const own = { ...at, userId: test.userId(OFFICER), reason: 'A cousin' };
    await test.get(Conflicts).declare(await test.actor(OFFICER), own);
    const officer = await test.browse(OFFICER);
    expect((await officer.get(`/meetings/${at.meetingId}`)).text).toContain('Restricted item');
    expect((await officer.get(`/individuals/${made.individualId}`)).status).toBe(404);
    expect((await chair.get(`/individuals/${made.individualId}`)).status).toBe(200);
    await test.sql(
      'UPDATE panel_conflicts SET ended_at = now(), ended_by = $1, version = version + 1 WHERE user_id = $2',
      [test.userId(CHAIR), test.userId(OFFICER)],
    );
    expect((await (await test.browse(OFFICER)).get(`/individuals/${made.individualId}`)).status).toBe(200);
  });

  it('goes to the next meeting when one does not reach it, is decided there, and closes when the minutes are sealed', async () => {
    const [first] = await test.sql<{ id: string }>('SELECT id FROM meetings WHERE panel_id = $1', [SILVER]);
    test.clock.set(new Date('2026-11-25T12:00:00Z'));
    await hold(first?.id ?? '', OFFICER);
    const second = await plan('2026-11-26');
    const item = await itemAt(second);
    expect(item).toMatchObject({ reason: 'escalation', status: 'listed' });
    const decision: PanelDecision = {
      meetingId: second,
      itemId: item?.id ?? '',
      version: item?.version ?? 0,
      decision: 'continue',
      rationale: 'Housing pays',
      personViewAnswer: 'agrees',
      personView: 'Wants to stay',
      actions: [
        { description: 'Find a flat', kind: 'support', ownerId: test.userId('lead@scf.example'), dueOn: '2026-12-01' },
      ],
    };
    test.clock.set(new Date('2026-11-26T12:00:00Z'));
    await openTheRoom(test, second);
    await test.get(DecideItem).run(await test.actor(OFFICER), decision);
    expect(await passedUp()).toContain(': decided there on 26 November 2026.');
    await hold(second, OFFICER);
    await test.sql('UPDATE meetings SET minutes_issued_at = now(), version = version + 1 WHERE id = $1', [second]);
    const seal = (id: string) =>
      test.sql(
        'UPDATE meetings SET minutes_approved_at = now(), minutes_approved_by = $2, version = version + 1 WHERE id = $1',
        [id, test.userId(OFFICER)],
      );
    await seal(second);
    expect(await keys()).toBe(true);
    await test.sql(`UPDATE actions SET status = 'done', outcome = 'Found', closed_at = now(), version = version + 1`);
    await test.sql('UPDATE meetings SET minutes_issued_at = now(), version = version + 1 WHERE id = $1', [first?.id]);
    await seal(first?.id ?? '');
    expect(await keys()).toBe(false);
    // Of what was decided more than thirty days before this meeting, that it is finished is all there is.
    await test.sql(`UPDATE meetings SET held_on = '2027-01-15', version = version + 1 WHERE id = $1`, [meetingId]);
    expect(await passedUp()).toContain('decided there, and finished on');
    const mine = await (await test.browse(MEMBER)).get(`/individuals/${made.individualId}`);
    expect(mine.status).toBe(200);
    const officer = await test.browse(OFFICER);
    expect((await officer.get(`/individuals/${made.individualId}`)).status).toBe(404);
  });
});

import { load } from 'cheerio';
import { Conflicts, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TEST_NOW, TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const NEXT = '2026-12-10';

describe('what is recorded of a meeting', () => {
  let test: TestApp;
  let firstId: string;
  let nextId: string;
  let made: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    made = await makeCase(test, { givenName: 'Overdue', plan: 'live', reviewDueOn: '2026-11-10' });
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:30', place: 'Observatory room' };
    firstId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21', onRestDay: true })).id;
    nextId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: NEXT })).id;
    await openTheRoom(test, firstId);
    const here = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: 'apologies' };
    const room = await test.browse(CHAIR);
    await room.submit(`/meetings/${firstId}/attendance`, here, `/meetings/${firstId}/room`);
    const path = `/meetings/${firstId}/items/${await itemOf(firstId)}`;
    const owner = { 'actions-1-ownerId': test.userId('officer@tvp.example') };
    const member = await test.browse(MEMBER);
    await member.submit(`${path}/entries`, { kind: 'discussion', text: 'The mornings are hard' }, path);
    expect((await member.submit(`${path}/decision`, { ...filled, ...actionFields, ...owner }, path)).status).toBe(303);
    await close(firstId);
    await room.submit(minutes(firstId) + '/issue', {}, minutes(firstId));
  });
  afterAll(() => test.stop());
  afterEach(() => test.clock.set(new Date(TEST_NOW)));

  const minutes = (id: string) => `/meetings/${id}/minutes`;
  const itemOf = async (meetingId: string): Promise<string> => {
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [meetingId]);
    return item?.id ?? '';
  };
  const close = async (id: string) => {
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [id]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId: id, version: meeting?.version ?? 0 });
  };
  const textFor = async (email: string, id: string): Promise<string> =>
    load((await (await test.browse(email)).get(minutes(id))).text)('[data-qa=minutes-text]').html() ?? '';

  it('has a conflict of interest in the minutes of the meetings it was in force at, with its end, and in no others', async () => {
    test.clock.set(new Date(`${NEXT}T10:30:00Z`));
    await openTheRoom(test, nextId);
    await somebodyIsThere(test, CHAIR);
    await (await test.api(CHAIR)).post(`/meetings/${nextId}/items`, { individualId: made.individualId });
    const declared = {
      meetingId: nextId,
      itemId: await itemOf(nextId),
      userId: test.userId(MEMBER),
      reason: 'An uncle',
    };
    const { id: conflictId } = await test.get(Conflicts).declare(await test.actor(MEMBER), declared);
    expect(await textFor(CHAIR, firstId)).not.toContain('An uncle');
    expect(await textFor(CHAIR, nextId)).toContain('An uncle');
    const own = await textFor(MEMBER, nextId);
    expect(own).toContain('You have had a conflict of interest in a case since 10 December 2026');
    expect(own).not.toMatch(/An uncle|None in the cases/);
    await close(nextId);
    test.clock.set(new Date('2026-12-14T10:30:00Z'));
    const room = await test.browse(CHAIR);
    const ending = `/meetings/${nextId}/conflicts/${conflictId}/ending`;
    expect((await room.submit(ending, {}, `/meetings/${nextId}/room`)).status).toBe(303);
    expect(await textFor(CHAIR, nextId)).toMatch(/An uncle Ended on 14 December 2026/);
    expect(await textFor(CHAIR, firstId)).not.toContain('An uncle');
  });

  it('keeps who was there as it was when the meeting closed: later it is corrected in words', async () => {
    const room = await test.browse(CHAIR);
    const attendance = { attendances: [{ userId: test.userId(CHAIR), status: 'absent' }] };
    const refused = await (await test.api(CHAIR)).post(`/meetings/${firstId}/attendances`, attendance);
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).toContain('Correct who was there in its minutes');
    expect((await room.get(`/meetings/${firstId}/room`)).text).not.toContain('Save attendance');
    await expect(
      test.sql(`UPDATE meeting_attendances SET status = 'absent', version = version + 1 WHERE meeting_id = $1`, [
        firstId,
      ]),
    ).rejects.toMatchObject({ code: 'TC002' });
    const correction = { text: 'Mo Lindqvist was present until 11am: the sheet was ticked wrongly' };
    await room.submit(`${minutes(firstId)}/corrections`, correction, minutes(firstId));
    expect(await textFor(MEMBER, firstId)).toMatch(/Correction:[^]*the sheet was ticked wrongly[^]*Chika Adair/);
  });

  it('is byte for byte the same in sealed minutes, whatever is done later: page, PDF and API', async () => {
    test.clock.set(new Date('2026-12-14T11:00:00Z'));
    const approve = await (await test.browse(CHAIR)).submit(`${minutes(firstId)}/approval`, {}, minutes(firstId));
    expect(approve.status).toBe(303);
    const whole = async () => {
      const [client, api] = [await test.browse(CHAIR), await test.api(CHAIR)];
      return {
        page: load((await client.get(minutes(firstId))).text)('[data-qa=minutes-text], [data-qa=clocks]').text(),
        pdf: Buffer.from((await client.get(`${minutes(firstId)}/paper`)).body as Buffer).toString('latin1'),
        api: JSON.stringify((await api.get(minutes(firstId))).body),
        member: load((await (await test.browse(MEMBER)).get(minutes(firstId))).text)('[data-qa=minutes-text]').html(),
      };
    };
    const before = await whole();
    for (const words of ['The mornings are hard', 'Find a safe club', 'Owen Tarrant', 'Overdue Demo', 'Present']) {
      expect(before.page).toContain(words);
    }
    const itemId = await itemOf(firstId);
    for (const [text, ...values] of CHANGES(test, made.individualId)) await test.sql(text, values);
    const late = { meetingId: firstId, itemId, userId: test.userId(MEMBER), reason: 'A neighbour' };
    await expect(test.get(Conflicts).declare(await test.actor(CHAIR), late)).rejects.toMatchObject({ status: 409 });
    expect(await whole()).toEqual(before);
    // Who leaves is out of the panel's sight, and what it decided about them is not: only the way to the record is gone.
    const [open] = await test.sql<{ id: string; version: number }>(
      `UPDATE cohort_memberships SET ended_on = '2026-12-14', exit_reason = 'moved_area', exit_rationale = 'Moved', version = version + 1
        WHERE individual_id = $1 AND ended_on IS NULL RETURNING id, version`,
      [made.individualId],
    );
    expect(open).toBeDefined();
    expect((await (await test.browse(CHAIR)).get(`/individuals/${made.individualId}`)).status).toBe(404);
    const gone = await whole();
    const withoutTheWay = (api: string): unknown => {
      const { items, ...rest } = JSON.parse(api);
      return { ...rest, items: items.map((item: object) => ({ ...item, individualId: null, version: null })) };
    };
    expect([gone.page, gone.pdf]).toEqual([before.page, before.pdf]);
    expect(withoutTheWay(gone.api)).toEqual(withoutTheWay(before.api));
    expect(load(gone.member ?? '').text()).toBe(load(before.member ?? '').text());
    const since = load((await (await test.browse(CHAIR)).get(minutes(firstId))).text)('[data-qa=since-sealed]').text();
    expect(since).toMatch(/Find a safe club\. Done/);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.userId('lead@scf.example')]],
    );
    const lost = await textFor(CHAIR, firstId);
    expect(lost).not.toMatch(/Restricted item|Overdue Demo|The mornings are hard|Find a safe club/);
    await expect(test.sql(`UPDATE meeting_sealed_parts SET content = '{}'`)).rejects.toMatchObject({ code: 'TC002' });
  });

  it('says quorum for the time it held, and what was decided without one and why', async () => {
    const heldOn = '2026-11-20';
    await withoutCases(test);
    test.clock.set(new Date(`${heldOn}T10:00:00Z`));
    made = await makeCase(test, { givenName: 'Planless', tier: 'medium' });
    const where = { heldOn, startsAt: '10:00', place: 'Room 1' };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    const path = `/meetings/${id}/items/${await itemOf(id)}`;
    const decision = { decision: 'continue', rationale: 'A plan is being written' };
    const chair = await test.browse(CHAIR);
    expect((await chair.get(path)).text).toContain('The meeting has not been opened');
    const closed = await chair.submit(`${path}/decision`, decision, path);
    expect(closed.status).toBe(409);
    await test.sql(`UPDATE panels SET quorum_kinds = '{childrens_services,health}', version = version + 1`);
    const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
    await chair.submit(`/meetings/${id}/opening`, opening, `/meetings/${id}/room`);
    const tick = async (at: string, status: string) => {
      test.clock.set(new Date(`${heldOn}T${at}:00Z`));
      const ticked = { [`status-${test.userId(CHAIR)}`]: 'present', [`status-${test.userId(MEMBER)}`]: status };
      await (await test.browse(CHAIR)).submit(`/meetings/${id}/attendance`, ticked, `/meetings/${id}/room`);
    };
    await tick('10:05', 'present');
    await tick('11:00', 'absent');
    const later = await test.browse(CHAIR);
    const page = load((await later.get(path)).text);
    expect(page('[data-qa=without-quorum]').text()).toContain('Not quorate: nobody from Health');
    expect(page('[data-qa=decision-form]').text()).toContain('No plan has ever been approved for this person');
    const unasked = await later.submit(`${path}/decision`, decision, path);
    expect(unasked.status).toBe(422);
    expect(unasked.text).toContain('Enter why the panel decides without a quorum');
    const knowingly = { ...decision, withoutQuorumReason: 'Health was called away, the threat is today' };
    expect((await later.submit(`${path}/decision`, knowingly, path)).status).toBe(303);
    test.clock.set(new Date(`${heldOn}T12:00:00Z`));
    await close(id);
    const text = (await textFor(CHAIR, id)).replace(/\s+/g, ' ');
    expect(text).toContain('Quorate from 10:05am to 11am. Not quorate from 11am to midday: nobody from Health');
    expect(text).toContain(
      'Decided without a quorum (nobody from Health): Health was called away, the threat is today',
    );
    expect(text).toContain('No plan had been approved when the panel decided this');
  });
});

/** Everything that lends the minutes a word, changed after they were sealed. */
const CHANGES = (test: TestApp, individualId: string): [string, ...unknown[]][] => [
  // Not the reader, for whom the copy is drawn up.
  [`UPDATE users SET display_name = 'Renamed ' || id, version = version + 1 WHERE id <> $1`, test.userId(CHAIR)],
  [
    `UPDATE agencies SET name = 'Other ' || name, version = version + 1 WHERE id <> (SELECT agency_id FROM users WHERE id = $1)`,
    test.userId(CHAIR),
  ],
  [
    `UPDATE panels SET name = 'Another panel', quorum_kinds = '{police}', minutes_within_working_days = 1, version = version + 1`,
  ],
  [
    `UPDATE individuals SET family_name = 'Changed', preferred_name = 'New', version = version + 1 WHERE id = $1`,
    individualId,
  ],
  [
    `UPDATE actions SET status = 'done', outcome = 'So it was', closed_at = now(), due_on = '2027-03-01',
            description = 'Reworded', version = version + 1 WHERE made_in = 'meeting'`,
  ],
  [`UPDATE review_schedules SET due_on = due_on - 1, version = version + 1 WHERE status = 'active'`],
  [
    `UPDATE panel_members SET ended_at = now() WHERE user_id <> ALL ($1::uuid[])`,
    [test.userId(CHAIR), test.userId(MEMBER)],
  ],
  [
    `INSERT INTO panel_conflicts (id, panel_id, individual_id, meeting_id, user_id, reason, declared_by, declared_at)
     SELECT gen_random_uuid(), m.panel_id, $1, m.id, $2, 'Afterwards', m.created_by, now() FROM meetings m WHERE m.minutes_approved_at IS NOT NULL`,
    individualId,
    test.userId('officer@tvp.example'),
  ],
];

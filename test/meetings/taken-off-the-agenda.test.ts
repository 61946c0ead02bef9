import { load } from 'cheerio';
import { EnterCohort, ExitCohort } from '../../src/cohort';
import { MergeRecords } from '../../src/individuals/duplicates/merge-records';
import { HoldMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';
import { CHAIR, filled, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

const MANAGER = 'manager@scf.example';

describe('the place of somebody who has left the panel', () => {
  let test: TestApp;
  let meeting: MeetingOfThree;

  beforeAll(async () => {
    test = await TestApp.start();
    meeting = await meetingOfThree(test);
    // Sees the person otherwise, whatever panel has them.
    await assign(meeting.overdue.individualId, MEMBER);
  });
  afterAll(() => test.stop());

  const assign = (individualId: string, email: string) =>
    test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT gen_random_uuid(), $1, 'practitioner', u.id, u.agency_id, now(), u.id FROM users u WHERE u.email = $2`,
      [individualId, email],
    );
  const page = (name = ''): string => `/meetings/${meeting.meetingId}${name}`;
  const textOf = async (email: string, path: string): Promise<string> =>
    load((await (await test.browse(email)).get(path)).text)('main')
      .text()
      .replace(/\s+/g, ' ');
  const exit = { exitReason: 'stepped_down' as const, rationale: 'Doing well' };
  const leave = async (individualId: string) =>
    test.get(ExitCohort).run(await test.actor(CHAIR), { individualId, ...exit });
  const comeBack = (individualId: string) =>
    test.sql(
      `UPDATE cohort_memberships SET ended_on = NULL, exit_reason = NULL, exit_rationale = NULL, version = version + 1 WHERE individual_id = $1`,
      [individualId],
    );
  const placeOf = async (individualId: string) => {
    const [place] = await test.sql<{ id: string; position: number; version: number; taken_off_on: string | null }>(
      'SELECT id, position, version, taken_off_on::text FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
      [meeting.meetingId, individualId],
    );
    return place ?? { id: '', position: 0, version: 0, taken_off_on: '' };
  };

  it('is owed no return, on any page', async () => {
    const panel = test.partnership.panelId;
    await test.sql(
      `INSERT INTO panel_agencies (id, panel_id, agency_id, added_by, started_at) SELECT gen_random_uuid(), $1, u.agency_id, u.id, now() FROM users u WHERE u.email = $2
       ON CONFLICT DO NOTHING`,
      [panel, MEMBER],
    );
    const { individualId } = meeting.overdue;
    const owed = async () => {
      const missing = (await (await test.api(CHAIR)).get(page('/pack'))).body as { items: { missing?: string[] }[] };
      const named = missing.items.filter((one) => (one.missing ?? []).length > 0).length;
      const words = [await textOf(MEMBER, '/meetings'), await textOf(CHAIR, '/meetings')];
      return [named, ...words.map((text) => /(?:return on |Health Trust \()(\d+) cases?/.exec(text)?.[1])];
    };
    expect(await owed()).toEqual([2, '2', '2']);
    await leave(individualId);
    expect(await owed()).toEqual([1, '1', '1']);
    await comeBack(individualId);
  });

  it('is decided on by nobody, who works the case as well least of all', async () => {
    const { individualId, reference } = meeting.overdue;
    const { id, position } = await placeOf(individualId);
    const member = await test.browse(MEMBER);
    expect((await member.get(page(`/items/${id}`))).status).toBe(200);
    const hidden = await member.hiddenFields(page(`/items/${id}`), page(`/items/${id}/decision`));
    await leave(individualId);
    const { version, ...left } = await placeOf(individualId);
    expect(left).toEqual({ id, position, taken_off_on: '2026-11-21' });
    expect((await member.get(page(`/items/${id}`))).status).toBe(404);
    const api = await test.api(MEMBER);
    const decision = { decision: 'continue', rationale: 'Let them stay' };
    const decided = await api.post(`${page()}/items/${id}/decision`, decision).set('If-Match', `"${version}"`);
    expect([decided.status, decided.text]).toEqual([
      409,
      expect.stringContaining('left the panel’s cohort on 21 November 2026'),
    ]);
    const noted = await api.post(`${page()}/items/${id}/entries`, { kind: 'discussion', text: 'Not seen since' });
    expect(noted.status).toBe(409);
    const answered = await member.post(page(`/items/${id}/decision`), { ...hidden, ...filled });
    expect([answered.status, load(answered.text)('main').text()]).toEqual([
      409,
      expect.stringContaining('off the agenda'),
    ]);
    for (const email of [MEMBER, CHAIR]) expect(await textOf(email, page())).not.toContain(reference);
  });

  it('is given back with its number to whoever comes back before the meeting is over', async () => {
    const { individualId, reference } = meeting.overdue;
    const before = await placeOf(individualId);
    await comeBack(individualId);
    expect(await placeOf(individualId)).toEqual({ ...before, taken_off_on: null, version: before.version + 1 });
    expect(await textOf(CHAIR, page())).toContain(reference);
  });

  it('gets another number where its own was given away meanwhile', async () => {
    const { individualId } = meeting.overdue;
    await leave(individualId);
    const { id, position } = await placeOf(individualId);
    const given = (to: number) =>
      test.sql(
        'UPDATE meeting_items SET position = $3, version = version + 1 WHERE meeting_id = $1 AND individual_id = $2',
        [...[meeting.meetingId, meeting.secret.individualId], to],
      );
    const secrets = (await placeOf(meeting.secret.individualId)).position;
    await given(position);
    await comeBack(individualId);
    expect((await placeOf(individualId)).position).toBe(4);
    // Of those who have left a number is missing: there is no item 3 of 2. Whose number it was given to is restricted: no number of the member’s.
    expect(await textOf(MEMBER, page(`/items/${id}`))).toContain('Item 3 of 3');
    await given(secrets);
    await test.sql('UPDATE meeting_items SET position = $2, version = version + 1 WHERE id = $1', [id, position]);
  });

  it('is new to the panel where they entered the cohort again, and is what it was where the exit was only taken back', async () => {
    const [planless] = await test.sql<{ id: string }>(`SELECT id FROM individuals WHERE given_name = 'Planless'`);
    const individualId = planless?.id ?? '';
    const reasonOf = async (id: string) => {
      const [item] = await test.sql<{ reason: string }>(
        'SELECT reason FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
        [meeting.meetingId, id],
      );
      return item?.reason;
    };
    await test.sql(`UPDATE meeting_items SET reason = 'no_plan', version = version + 1 WHERE individual_id = $1`, [
      individualId,
    ]);
    await assign(individualId, CHAIR);
    await leave(individualId);
    await test.get(EnterCohort).run(await test.actor(CHAIR), {
      individualId,
      startedOn: '2026-11-21',
      tier: 'high',
      isExperiencing: true,
      isPerpetrating: false,
      decision: 'Accepted again',
      evidence: 'Hurt again',
      evidenceOn: '2026-11-21',
      ...entryGrounds(),
    });
    expect((await placeOf(individualId)).taken_off_on).toBeNull();
    expect(await reasonOf(individualId)).toBe('new');
    expect(await textOf(MEMBER, await meeting.itemPath('Planless'))).toContain('Accept to the cohort');
    expect(await reasonOf(meeting.overdue.individualId)).toBe('review_overdue');
  });

  it('stays where a change of tier ends one period and starts the next', async () => {
    const { individualId } = meeting.overdue;
    const change = { tier: 'high', decision: 'Calmer', evidence: 'Seen weekly', evidenceOn: '2026-11-20' };
    const [period] = await test.sql<{ id: string; version: number }>(
      'SELECT id, version FROM cohort_memberships WHERE individual_id = $1 AND ended_on IS NULL',
      [individualId],
    );
    const api = await test.api(CHAIR);
    const changed = await api
      .post(`/cohort-memberships/${period?.id}/changes`, change)
      .set('If-Match', `"${period?.version}"`);
    expect(changed.status).toBeLessThan(300);
    expect((await placeOf(individualId)).taken_off_on).toBeNull();
  });

  it('hinders no joining of two records, and the one that is left stands', async () => {
    const { individualId } = meeting.overdue;
    const other = await makeCase(test, { givenName: 'Overdue', familyName: 'Other', plan: 'none' });
    const added = await (await test.api(CHAIR)).post(`${page()}/items`, { individualId: other.individualId });
    expect(added.status).toBe(201);
    await leave(other.individualId);
    const of = async (id: string) =>
      (await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [id]))[0]?.version ?? 0;
    await test.get(MergeRecords).run(await test.actor(MANAGER), {
      ...{ survivorId: individualId, mergedId: other.individualId, reason: 'Seen with their mother' },
      stands: {
        plan: 'survivor',
        name: 'survivor',
        cohort: 'survivor',
        date_of_birth: 'survivor',
        lead_professional: 'survivor',
        plan_owner: 'survivor',
      },
      ...{ survivorVersion: await of(individualId), mergedVersion: await of(other.individualId) },
    });
    const places = await test.sql(
      'SELECT 1 FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2 AND taken_off_on IS NULL',
      [meeting.meetingId, individualId],
    );
    expect(places).toHaveLength(1);
  });

  it('does not come back with the closing of the meeting, nor is it sealed into its minutes', async () => {
    const { individualId, reference } = meeting.overdue;
    await leave(individualId);
    const { meetingId } = meeting;
    const [row] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: row?.version ?? 0 });
    for (const email of [CHAIR, MEMBER]) {
      for (const name of ['', '/pack', '/decisions', '/minutes']) {
        expect(await textOf(email, page(name))).not.toContain(reference);
      }
    }
    await test.sql(
      'UPDATE meetings SET minutes_issued_at = closed_at, minutes_approved_at = closed_at, minutes_approved_by = $2, version = version + 1 WHERE id = $1',
      [meetingId, test.userId(CHAIR)],
    );
    const sealed = await test.sql(
      `SELECT 1 FROM meeting_sealed_parts WHERE meeting_id = $1 AND part = 'item' AND individual_id = $2`,
      [meetingId, individualId],
    );
    expect(sealed).toEqual([]);
  });
});

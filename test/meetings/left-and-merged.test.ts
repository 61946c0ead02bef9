import { load } from 'cheerio';
import { type Merge, MergeRecords } from '../../src/individuals/duplicates/merge-records';
import { HoldMeeting, PlanMeeting } from '../../src/meetings';
import { AskForDeletion } from '../../src/retention/ask-for-deletion';
import { DecideDeletion } from '../../src/retention/decide-deletion';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom, somebodyIsThere } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { actionFields, CHAIR, filled, MEMBER } from './meeting-of-three';
import { withoutCases } from './without-cases';

const [MANAGER, ASKS, DECIDES] = ['manager@scf.example', 'governance@sbc.example', 'analyst@sbc.example'];

describe('the item of somebody who left the cohort by it', () => {
  let test: TestApp;
  let made: MadeCase;
  let meetingId: string;
  let nextId: string;
  let path: string;

  beforeAll(async () => {
    test = await TestApp.start();
    await withoutCases(test);
    made = await makeCase(test, { givenName: 'Leaver', plan: 'live', reviewDueOn: '2026-11-10' });
    const chair = await test.actor(CHAIR);
    const where = { startsAt: '10:00', place: 'Room 1' };
    meetingId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-11-21', onRestDay: true })).id;
    nextId = (await test.get(PlanMeeting).run(chair, { ...where, heldOn: '2026-12-10' })).id;
    await openTheRoom(test, meetingId);
    await somebodyIsThere(test, CHAIR);
    const [item] = await test.sql<{ id: string }>('SELECT id FROM meeting_items WHERE meeting_id = $1', [meetingId]);
    path = `/meetings/${meetingId}/items/${item?.id ?? ''}`;
    const owner = { 'actions-1-ownerId': test.userId('dsl@school.example') };
    const closing = { ...filled, ...actionFields, ...owner, decision: 'close', exitReason: 'stepped_down' };
    expect((await (await test.browse(MEMBER)).submit(`${path}/decision`, closing, path)).status).toBe(303);
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(chair, { meetingId, version: meeting?.version ?? 0 });
  });
  afterAll(() => test.stop());

  const member = async (page: string) => {
    const answer = await (await test.browse(MEMBER)).get(page);
    return [answer.status, load(answer.text)('main').text()] as const;
  };
  const seen = async () =>
    [
      await member(path),
      await member(`/meetings/${meetingId}/minutes`),
      await member(`/meetings/${nextId}/outstanding-actions`),
    ] as const;
  const versionOf = async (id: string): Promise<number> =>
    (await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [id]))[0]?.version ?? 0;

  it('goes with the record into another one of the same person', async () => {
    const survivor = await makeCase(test, {
      givenName: 'Leaver',
      familyName: 'Demonstration',
      tier: null,
      planOwner: MANAGER,
    });
    for (const [status, words] of await seen()) {
      expect([status, words]).toEqual([200, expect.stringContaining(made.reference)]);
      expect(words).toContain('Find a safe club');
    }
    const stands: Merge['stands'] = { plan: 'survivor', name: 'survivor', date_of_birth: 'survivor' };
    await test.get(MergeRecords).run(await test.actor(MANAGER), {
      ...{ survivorId: survivor.individualId, mergedId: made.individualId, stands, reason: 'Seen with their mother' },
      survivorVersion: await versionOf(survivor.individualId),
      mergedVersion: await versionOf(made.individualId),
    });
    for (const [status, words] of await seen()) {
      expect([status, words]).toEqual([200, expect.stringContaining(survivor.reference)]);
      expect(words).toContain('Find a safe club');
      expect(words).not.toContain(made.reference);
    }
    made = survivor;
  });

  it('goes with the record when that is deleted, and the meeting still reads', async () => {
    await test.sql(`UPDATE users SET roles = '{governance}', version = version + 1 WHERE email = $1`, [DECIDES]);
    const ask = { reference: made.reference, ground: 'person_asked' as const, reason: 'Request 12' };
    const { id } = await test.get(AskForDeletion).byReference(await test.actor(ASKS), ask);
    await test.get(DecideDeletion).carryOut(await test.actor(DECIDES), { id, version: 1 });
    const [[item], [minutes, said], [outstanding, open]] = await seen();
    expect([item, minutes, outstanding]).toEqual([404, 200, 200]);
    expect(said + open).not.toMatch(/Leaver|Find a safe club/);
    expect(open).toContain('No action of an earlier meeting is open');
  });
});

import {
  AddItem,
  AskPanel,
  AskTransfer,
  DecideItem,
  HoldMeeting,
  OpenMeeting,
  PlanMeeting,
  Topics,
} from '../../src/meetings';
import { MakeCopy } from '../../src/meetings/pack/make-copy';
import { makeCase } from '../factories';
import { somebodyAccepted } from '../meetings/somebody-accepted';
import { openTheRoom } from '../support/open-the-room';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { CHAIR, LEAD } from './rich-case';

export const MEMBER = 'member@mace.example';

export interface RichMeetings {
  meetingId: string;
  heldId: string;
  itemIds: string[];
  /** Of somebody who left the cohort by the decision. */
  leftItemId: string;
  /** Of somebody accepted, who awaits the cohort decision. */
  acceptedItemId: string;
}

/** One that was held, and one that is on: a case decided, one that left the cohort by it, others listed, one that became restricted; the chair's copy of its pack. */
export async function someMeetings(test: TestApp): Promise<RichMeetings> {
  const restricted = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
  const decided = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-11' });
  const left = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-12', leadProfessional: null });
  const chair = await test.actor(CHAIR);
  const meeting = { startsAt: '10:00', place: 'Room 1' };
  test.clock.set(new Date('2026-10-01T09:00:00Z'));
  const { id: heldId } = await test.get(PlanMeeting).run(chair, { ...meeting, heldOn: '2026-10-01' });
  await test.get(HoldMeeting).run(chair, { meetingId: heldId, version: 1 });
  test.clock.set(new Date(TEST_NOW));
  const { id: meetingId } = await test
    .get(PlanMeeting)
    .run(chair, { ...meeting, heldOn: '2026-11-21', onRestDay: true });
  await test.sql(
    'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
    [restricted.individualId, [test.userId(LEAD)]],
  );
  const items = await test.sql<{ id: string; individual_id: string }>(
    'SELECT id, individual_id FROM meeting_items WHERE meeting_id = $1 AND individual_id <> ALL ($2) ORDER BY position',
    [meetingId, [restricted.individualId, left.individualId]],
  );
  const [gone] = await test.sql<{ id: string }>(
    'SELECT id FROM meeting_items WHERE meeting_id = $1 AND individual_id = $2',
    [meetingId, left.individualId],
  );
  const leftItemId = gone?.id ?? '';
  const above = '00000000-0000-7000-8000-0000000000a1';
  await test.sql(
    `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Strategic panel', 'SMACE', 'silver', $2)`,
    [above, TEST_NOW],
  );
  await test.sql('UPDATE panels SET escalates_to = $1, version = version + 1 WHERE id <> $1', [above]);
  await openTheRoom(test, meetingId);
  const listed = items.find((item) => item.individual_id !== decided.individualId)?.individual_id ?? '';
  await test.get(DecideItem).run(await test.actor(MEMBER), {
    meetingId,
    itemId: items.find((item) => item.individual_id === decided.individualId)?.id ?? '',
    version: 1,
    decision: 'continue',
    rationale: 'Fewer missing episodes',
    dissent: 'School differs',
    personViewAnswer: 'partly',
    personView: 'Wants to go back to football',
    actions: [{ description: 'Find a club', kind: 'support', ownerId: test.userId(LEAD), dueOn: '2026-12-01' }],
  });
  const heard = { personViewAnswer: 'agrees' as const, personView: 'Is glad' };
  await test.get(DecideItem).run(await test.actor(MEMBER), {
    ...{ meetingId, itemId: leftItemId, version: 1, ...heard },
    ...{ decision: 'close', exitReason: 'stepped_down', rationale: 'No harm is seen' },
    actions: [{ description: 'Tell the school', kind: 'support', ownerId: test.userId(LEAD), dueOn: '2026-12-01' }],
  });
  const transfer = { kind: 'moves_out' as const, otherAuthority: 'Reading', why: 'The family moves' };
  await test.get(AskTransfer).run(chair, { individualId: listed, ...transfer });
  await test.get(MakeCopy).run(chair, { meetingId, format: 'print' });
  const { id: topicId } = await test.get(Topics).add(chair, { meetingId, kind: 'location', title: 'The underpass' });
  await test.get(Topics).note(chair, { meetingId, topicId, version: 1, outcome: 'Lights by Friday' });
  const opening = { chairId: test.userId(CHAIR), minuteTakerId: test.userId(MEMBER) };
  await test.get(OpenMeeting).run(chair, { meetingId, version: 2, ...opening });
  for (const { individual_id: individualId } of items) {
    await test.get(AskPanel).run(chair, { individualId, text: 'Can housing move the family?' });
  }
  // Somebody who may be given a seat and has none.
  await test.sql(
    `UPDATE users SET roles = roles || '{panel_member}', version = version + 1 WHERE email = 'mentor@charity.example'`,
  );
  const accepted = { meetingId, individualId: await somebodyAccepted(test, 'Accepted', '2010-05-01') };
  const { id: acceptedItemId } = await test.get(AddItem).run(chair, accepted);
  return { meetingId, heldId, itemIds: items.map(({ id }) => id), leftItemId, acceptedItemId };
}

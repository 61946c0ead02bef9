import { PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { openTheRoom } from '../support/open-the-room';
import type { TestApp } from '../support/test-app';
import { withoutCases } from './without-cases';

export const CHAIR = 'chair@mace.example';
export const MEMBER = 'member@mace.example';

/** The decision form, filled in but for actions. */
export const filled = {
  decision: 'continue',
  rationale: 'The plan is working',
  personViewAnswer: 'agrees',
  personView: 'Wants football back',
};

/** An action on the decision form, but for its owner. */
export const actionFields = {
  'actions-1-description': 'Find a safe club',
  'actions-1-kind': 'support',
  'actions-1-dueOn-day': '1',
  'actions-1-dueOn-month': '12',
  'actions-1-dueOn-year': '2026',
};

/** Today's meeting and the three cases on its agenda, of whom the panel may not read `secret`. */
export interface MeetingOfThree {
  meetingId: string;
  overdue: MadeCase;
  secret: MadeCase;
  itemPath: (givenName: string) => Promise<string>;
}

export async function meetingOfThree(test: TestApp): Promise<MeetingOfThree> {
  await withoutCases(test);
  const overdue = await makeCase(test, {
    givenName: 'Overdue',
    tier: 'critical',
    plan: 'live',
    reviewDueOn: '2026-11-10',
  });
  const secret = await makeCase(test, { givenName: 'Secret', tier: 'high', plan: 'live', reviewDueOn: '2026-11-11' });
  await makeCase(test, { givenName: 'Planless', tier: 'medium' });
  const meeting = { heldOn: '2026-11-21', onRestDay: true, startsAt: '14:30', place: 'Observatory room' };
  const { id: meetingId } = await test.get(PlanMeeting).run(await test.actor(CHAIR), meeting);
  await openTheRoom(test, meetingId);
  await test.sql(
    'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
    [secret.individualId, [test.userId('lead@scf.example')]],
  );
  const itemPath = async (givenName: string): Promise<string> => {
    const [item] = await test.sql<{ id: string }>(
      'SELECT t.id FROM meeting_items t JOIN individuals i ON i.id = t.individual_id WHERE i.given_name = $1',
      [givenName],
    );
    return `/meetings/${meetingId}/items/${item?.id ?? ''}`;
  };
  return { meetingId, overdue, secret, itemPath };
}

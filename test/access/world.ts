import { newId } from '../../src/shared/ids';
import { ExitCohort } from '../../src/cohort';
import { AddItem, PlanMeeting } from '../../src/meetings';
import { Transactions } from '../../src/platform/database';
import { ClosePlan } from '../../src/plans';
import type { Role } from '../../src/platform/access';
import { CHAIR, LEAD, MANAGER, richCase } from '../architecture/rich-case';
import { makeCase } from '../factories';
import { installDemonstrationTool } from '../screenings/answers';
import { openTheRoom } from '../support/open-the-room';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { type State, STATES } from './vocabulary';
import { assign, makePeople, type Person, relate } from './world-people';
import { type CaseRecord, recordOf } from './world-record';

export interface World {
  people: Person[];
  records: Record<State, CaseRecord>;
  /** Somebody who may be named on a case. */
  somebodyId: string;
  toolVersionId: string;
  namedIds: string[];
}

const CASE_ROLES: readonly Role[] = ['practitioner', 'manager', 'panel_member', 'panel_chair'];

/** One case in each state, and one person of every role in every relation to all of them. */
export async function buildWorld(test: TestApp): Promise<World> {
  const toolVersionId = await installDemonstrationTool(test);
  const people = await makePeople(test);
  const meetingId = await meeting(test);
  const records = {} as Record<State, CaseRecord>;
  for (const state of STATES) {
    const made = await richCase(test);
    await test.get(AddItem).run(await test.actor(CHAIR), { meetingId, individualId: made.individualId });
    await relate(test, made, people);
    await putInto(test, state, made.individualId, made.planId, people);
    records[state] = await recordOf(test, state, made.individualId, meetingId);
    await supplyTheNote(test, state, records[state].noteId, people);
  }
  const { individualId: elsewhere } = await makeCase(test, { leadProfessional: null, planOwner: null });
  for (const { id, relation } of people) if (relation === 'other agency') await assign(test, elsewhere, id);
  test.clock.set(new Date(TEST_NOW));
  return {
    people,
    records,
    somebodyId: test.userId(LEAD),
    toolVersionId,
    namedIds: people
      .filter(({ role, relation }) => relation === 'named' && CASE_ROLES.includes(role))
      .map(({ id }) => id),
  };
}

/** The note that is asked for was supplied by the agency of the managers who answer for the record in this state. */
async function supplyTheNote(test: TestApp, state: State, noteId: string, people: Person[]): Promise<void> {
  const answering = state === 'restricted' ? 'named' : 'works';
  const supplier = people.find(({ role, relation }) => role === 'manager' && relation === answering)?.id;
  await test.sql('UPDATE notes SET supplied_by = (SELECT agency_id FROM users WHERE id = $2) WHERE id = $1', [
    noteId,
    supplier,
  ]);
}

async function putInto(
  test: TestApp,
  state: State,
  individualId: string,
  planId: string,
  people: Person[],
): Promise<void> {
  if (state === 'restricted') {
    const named = people.filter(({ relation }) => relation === 'named').map(({ id }) => id);
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [individualId, [...named, test.userId(LEAD), test.userId(MANAGER)]],
    );
    await test.sql(
      `INSERT INTO individual_restrictions (id, individual_id, reason, restricted_by, restricted_at) VALUES ($1, $2, 'Threats', $3, $4)`,
      [newId(), individualId, test.userId(MANAGER), TEST_NOW],
    );
  } else {
    // A restriction that two people lifted is history of the record.
    await test.sql(
      `INSERT INTO individual_restrictions (id, individual_id, reason, restricted_by, restricted_at, lift_asked_by, lifted_by, lifted_at)
       VALUES ($1, $2, 'Threats', $3, '2026-07-01', $3, $4, '2026-08-01')`,
      [newId(), individualId, test.userId(MANAGER), test.userId(CHAIR)],
    );
  }
  if (state === 'closed') {
    const chair = await test.actor(CHAIR);
    await test.get(Transactions).act(chair, (tx) => test.get(ClosePlan).within(tx, { planId, individualId }));
    await test.get(ExitCohort).run(chair, { individualId, exitReason: 'stepped_down', rationale: 'Settled' });
  }
}

async function meeting(test: TestApp): Promise<string> {
  const { id } = await test
    .get(PlanMeeting)
    .run(await test.actor(CHAIR), { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Room 1' });
  await openTheRoom(test, id);
  return id;
}

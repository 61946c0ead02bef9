import { newId } from '../../src/shared/ids';
import { ExitCohort } from '../../src/cohort';
import { AddItem, PlanMeeting } from '../../src/meetings';
import { Transactions } from '../../src/platform/database';
import { ClosePlan } from '../../src/plans';
import { type Role, ROLES } from '../../src/platform/access';
import { CHAIR, LEAD, MANAGER, richCase } from '../architecture/rich-case';
import { makeCase } from '../factories';
import { installDemonstrationTool } from '../screenings/answers';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { type Relation, RELATIONS, type State, STATES } from './vocabulary';

/** Somebody with one role and one relation to every record of the world. */
export interface Person {
  role: Role;
  relation: Relation;
  id: string;
  email: string;
}

/** The ids by which one record is asked for. */
export interface CaseRecord {
  state: State;
  individualId: string;
  reference: string;
  planId: string;
  noteId: string;
  assignmentId: string;
  screeningId: string;
  membershipId: string;
  reviewId: string;
  scheduleId: string;
  actionId: string;
  riskId: string;
  goalId: string;
  meetingId: string;
  itemId: string;
  /** Versions of what is edited, by table. */
  versions: Record<string, number>;
}

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

async function makePeople(test: TestApp): Promise<Person[]> {
  const agencies = new Map<string, string>();
  for (const relation of RELATIONS) {
    const name = AGENCY_OF[relation] ?? relation;
    if (agencies.has(name)) continue;
    agencies.set(name, newId());
    await test.sql(`INSERT INTO agencies (id, name, kind, created_at) VALUES ($1, $2, 'voluntary', now())`, [
      agencies.get(name),
      `Agency of ${name}`,
    ]);
  }
  const people: Person[] = [];
  for (const role of ROLES) {
    for (const relation of RELATIONS) {
      const id = newId();
      const email = `${role}.${relation.replaceAll(' ', '-')}@matrix.example`;
      people.push({ role, relation, id, email });
      await test.sql(
        `INSERT INTO users (id, agency_id, display_name, job_title, email, roles, created_at) VALUES ($1, $2, $3, '', $4, $5, now())`,
        [id, agencies.get(AGENCY_OF[relation] ?? relation), `${role} ${relation}`, email, [role]],
      );
      await test.sql(
        `INSERT INTO user_credentials (user_id, password_hash, changed_at)
         SELECT $1, c.password_hash, now() FROM user_credentials c WHERE c.user_id = $2`,
        [id, test.userId(LEAD)],
      );
      if (relation === 'panel' || relation === 'ended') {
        await test.sql(
          `INSERT INTO panel_members (id, panel_id, user_id, started_at, ended_at) VALUES ($1, $2, $3, '2026-01-01', $4)`,
          [newId(), test.partnership.panelId, id, relation === 'ended' ? '2026-11-01' : null],
        );
      }
    }
  }
  return people;
}

/** Whoever works the case and the others of their agency are of one agency; everybody else is of one of their own. */
const AGENCY_OF: Partial<Record<Relation, string>> = { works: 'the case', agency: 'the case' };

async function relate(test: TestApp, made: { individualId: string; planId: string; noteId: string }, people: Person[]) {
  for (const { id, role, relation } of people) {
    if (relation === 'works') await assign(test, made.individualId, id);
    if (relation === 'ended') await assign(test, made.individualId, id, '2026-11-01');
    if (relation === 'grant') await grant(test, made.individualId, id);
    if (relation === 'made it') await makerOf(test, made, role, id);
  }
}

async function makerOf(
  test: TestApp,
  made: { individualId: string; planId: string; noteId: string },
  role: Role,
  id: string,
): Promise<void> {
  const { individualId, planId } = made;
  // Referred them in, started the plan, decided on the cohort, named the people: each has made a part of the record.
  if (role === 'practitioner') {
    await test.sql('UPDATE individuals SET created_by = $2, version = version + 1 WHERE id = $1', [individualId, id]);
  } else if (role === 'manager') {
    await test.sql('UPDATE plans SET created_by = $2, version = version + 1 WHERE id = $1', [planId, id]);
  } else if (role === 'panel_chair') {
    await test.sql('UPDATE cohort_memberships SET decided_by = $2, version = version + 1 WHERE individual_id = $1', [
      individualId,
      id,
    ]);
  } else {
    await test.sql(
      'UPDATE assignments SET assigned_by = $2, version = version + 1 WHERE individual_id = $1 AND ended_at IS NULL',
      [individualId, id],
    );
  }
}

function assign(test: TestApp, individualId: string, userId: string, endedAt: string | null = null): Promise<unknown> {
  return test.sql(
    `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, ended_at, assigned_by)
     SELECT $1, $2, 'practitioner', u.id, u.agency_id, '2026-06-01', $4, u.id FROM users u WHERE u.id = $3`,
    [newId(), individualId, userId, endedAt],
  );
}

function grant(test: TestApp, individualId: string, userId: string): Promise<unknown> {
  return test.sql(
    `INSERT INTO break_glass_grants (id, user_id, agency_id, individual_id, individual_reference, reason, opened_at, expires_at)
     SELECT $1, u.id, u.agency_id, i.id, i.reference, 'Found bleeding', $4::timestamptz - interval '1 minute', $4::timestamptz + interval '2 hours'
       FROM users u, individuals i WHERE u.id = $2 AND i.id = $3`,
    [newId(), userId, individualId, TEST_NOW],
  );
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
    .run(await test.actor(CHAIR), { heldOn: '2026-11-21', startsAt: '10:00', place: 'Room 1' });
  return id;
}

async function recordOf(test: TestApp, state: State, individualId: string, meetingId: string): Promise<CaseRecord> {
  const versions: Record<string, number> = {};
  const one = async (table: string, where: string): Promise<string> => {
    const [row] = await test.sql<{ id: string; version?: number; reference?: string }>(
      `SELECT t.* FROM ${table} t WHERE ${where} ORDER BY t.id LIMIT 1`,
      [individualId],
    );
    if (!row) throw new Error(`No row of ${table} in the ${state} record.`);
    if (row.version !== undefined) versions[table] = row.version;
    return row.id;
  };
  const [person] = await test.sql<{ reference: string; version: number }>(
    'SELECT reference, version FROM individuals WHERE id = $1',
    [individualId],
  );
  versions['individuals'] = person?.version ?? 0;
  versions['meetings'] = 1;
  const planId = await one('plans', 't.individual_id = $1');
  return {
    state,
    individualId,
    reference: person?.reference ?? '',
    planId,
    noteId: await one('notes', `t.individual_id = $1 AND t.text = 'Home visit'`),
    assignmentId: await one('assignments', `t.individual_id = $1 AND t.ended_at IS NULL AND t.kind = 'practitioner'`),
    screeningId: await one('screenings', 't.individual_id = $1'),
    membershipId: await one(
      'cohort_memberships',
      `t.individual_id = $1 AND t.exit_reason IS DISTINCT FROM 'superseded'`,
    ),
    reviewId: await one('reviews', 't.individual_id = $1'),
    scheduleId: await one('review_schedules', `t.individual_id = $1 AND t.status <> 'completed'`),
    actionId: await one(
      'actions',
      `t.individual_id = $1 AND t.visibility = 'all_agencies' AND t.status ${state === 'closed' ? "<> 'x'" : "= 'open'"}`,
    ),
    riskId: await one('plan_risks', 't.individual_id = $1'),
    goalId: await one('plan_goals', 't.individual_id = $1'),
    meetingId,
    itemId: await one('meeting_items', 't.individual_id = $1'),
    versions,
  };
}

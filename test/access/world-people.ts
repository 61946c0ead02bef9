import { newId } from '../../src/shared/ids';
import { type Role, ROLES } from '../../src/platform/access';
import { LEAD } from '../architecture/rich-case';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { type Relation, RELATIONS } from './vocabulary';

/** Somebody with one role and one relation to every record of the world. */
export interface Person {
  role: Role;
  relation: Relation;
  id: string;
  email: string;
}

export async function makePeople(test: TestApp): Promise<Person[]> {
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

/** Puts everybody into their relation to one record. */
export async function relate(
  test: TestApp,
  made: { individualId: string; planId: string; noteId: string },
  people: Person[],
) {
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

export function assign(
  test: TestApp,
  individualId: string,
  userId: string,
  endedAt: string | null = null,
): Promise<unknown> {
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

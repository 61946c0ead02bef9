import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import type { TestApp } from '../support/test-app';

/** Another practitioner of an agency, as an administrator would add one; they do not sign in. */
export async function colleague(
  test: TestApp,
  name: string,
  agency: string,
  roles = ['practitioner'],
): Promise<string> {
  const id = newId();
  await test.sql(
    `INSERT INTO users (id, agency_id, display_name, email, roles, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
    [id, test.partnership.agencies[agency], name, `${id}@demo.example`, roles],
  );
  return id;
}

/** An open action of somebody, made in the case's plan. */
export async function openAction(test: TestApp, individualId: string, ownerId: string): Promise<string> {
  const id = newId();
  await test.sql(
    `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, created_by, created_at)
     SELECT $1, $2, 'plan', $3, 'Find a club', 'support', u.id, u.agency_id, '2026-12-01', u.id, now() FROM users u WHERE u.id = $4`,
    [id, individualId, newId(), ownerId],
  );
  return id;
}

/** Makes somebody a holder behind the rules. */
export async function assigned(test: TestApp, individualId: string, kind: string, userId: string): Promise<string> {
  const id = newId();
  await test.sql(
    `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
     SELECT $1, $2, $3, u.id, u.agency_id, '2026-06-01', u.id FROM users u WHERE u.id = $4`,
    [id, individualId, kind, userId],
  );
  return id;
}

export const end = (test: TestApp, userId: string): Promise<unknown> =>
  test.sql(`UPDATE users SET status = 'disabled', disabled_reason = 'Left', version = version + 1 WHERE id = $1`, [
    userId,
  ]);

export const holders = (test: TestApp, individualId: string) =>
  test.sql<{ kind: string; user_id: string }>(
    'SELECT kind, user_id FROM assignments WHERE individual_id = $1 AND ended_at IS NULL ORDER BY kind',
    [individualId],
  );

/** Somebody who has left, with a case they lead and an action on it, and a colleague who can take them. */
export async function leaver(test: TestApp, name = 'Gail Leaver') {
  const gone = await colleague(test, name, 'scf');
  const next = await colleague(test, 'Nils Next', 'scf');
  const made = await makeCase(test, { leadProfessional: null, plan: 'live', reviewDueOn: '2026-11-25' });
  await assigned(test, made.individualId, 'lead_professional', gone);
  await openAction(test, made.individualId, gone);
  await end(test, gone);
  return { gone, next, ...made };
}

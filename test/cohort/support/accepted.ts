import type { TestApp } from '../../support/test-app';

/** Somebody new, whom the school referred and the chair accepted: nobody is named on the record. */
export async function acceptedPerson(test: TestApp, names: object): Promise<string> {
  const school = await test.api('dsl@school.example');
  const made = await school.post('/referrals', {
    ...{ kind: 'reactive', happenedOn: '2026-11-18', reason: 'Seen with a knife at the gate' },
    ...{ isExperiencing: null, isPerpetrating: true, isTold: 'not_safe', individualId: null },
    ...{ dateOfBirth: '2010-05-01', ...names },
  });
  expect(made.status).toBe(201);
  const chair = await test.api('chair@mace.example');
  const answer = { decision: 'accept', reason: 'Two agencies see it', answer: 'We take this on', individualId: null };
  const { status } = await chair.post(`/referrals/${made.body.id}/triage`, answer).set('If-Match', '"1"');
  expect(status).toBe(201);
  const [row] = await test.sql<{ id: string }>('SELECT individual_id AS id FROM referrals WHERE id = $1', [
    made.body.id,
  ]);
  return row?.id ?? '';
}

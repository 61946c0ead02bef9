import { entryGrounds } from '../support/identification-method';
import type { TestApp } from '../support/test-app';

/** Somebody the school referred and the chair of the panel accepted, over the API: the cohort decision is owed. */
export async function somebodyAccepted(test: TestApp, givenName: string, dateOfBirth: string): Promise<string> {
  const referred = await (
    await test.api('dsl@school.example')
  ).post('/referrals', {
    ...{ kind: 'reactive', happenedOn: '2026-11-18', reason: 'Seen with a knife at the gate', isTold: 'not_safe' },
    ...{ isExperiencing: null, isPerpetrating: true, individualId: null },
    ...{ givenName, familyName: 'Quarrington', dateOfBirth },
  });
  expect(referred.status).toBe(201);
  const answer = { decision: 'accept', reason: 'Two agencies see it', answer: 'We take this on', individualId: null };
  const { status } = await (
    await test.api('chair@mace.example')
  )
    .post(`/referrals/${referred.body.id}/triage`, answer)
    .set('If-Match', '"1"');
  expect(status).toBe(201);
  const [found] = await test.sql<{ id: string }>('SELECT individual_id AS id FROM referrals WHERE id = $1', [
    referred.body.id,
  ]);
  return found?.id ?? '';
}

/** An entry over the API, but for whom. */
export const ENTRY = {
  ...{
    startedOn: '2026-11-21',
    tier: 'high',
    isExperiencing: true,
    isPerpetrating: null,
    decision: 'They need a plan',
  },
  ...{ ...entryGrounds(), evidence: 'Seen with a knife', evidenceKind: 'incident', evidenceOn: '2026-11-18' },
};

/** The same on the form. */
export const ENTRY_FORM = {
  ...{ tier: 'high', strand: '', isExperiencing: 'yes', isPerpetrating: 'not_known', decision: 'They need a plan' },
  ...{ criteriaMet: entryGrounds().criteriaMet[0] ?? '', evidence: 'Seen with a knife', evidenceKind: 'incident' },
  ...{ 'evidenceOn-day': '18', 'evidenceOn-month': '11', 'evidenceOn-year': '2026' },
  ...{ 'startedOn-day': '21', 'startedOn-month': '11', 'startedOn-year': '2026', deciders: 'Ms Demo, council' },
  ...{ considered: 'Early help alone', anyDissent: 'yes', dissent: 'The school would wait' },
};

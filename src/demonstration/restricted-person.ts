import { Assign } from '../assignments';
import { AddIndividual, RestrictIndividual } from '../individuals';
import type { Stage } from './stage';

const MANAGER = 'manager@scf.example';
const LEAD = 'lead@scf.example';

/**
 * One more person, whom only two people see: sign in as either to find them, and as anybody else not to. Beside the
 * people of the story, so that what others count stays as it was.
 */
export async function addRestrictedPerson(stage: Stage): Promise<string> {
  return stage.sitting(MANAGER, async (tx) => {
    const { id: individualId } = await stage.verb(AddIndividual).within(tx, {
      givenName: 'Wren',
      familyName: 'Fictional-Hidden',
      dateOfBirth: '2009-09-09',
    });
    await stage.verb(Assign).within(tx, { individualId, kind: 'lead_professional', userId: stage.userId(LEAD) });
    await stage.verb(Assign).within(tx, { individualId, kind: 'plan_owner', userId: stage.userId(MANAGER) });
    await stage.verb(RestrictIndividual).within(tx, {
      individualId,
      version: 1,
      reason: 'A relative works for one of the agencies and has asked colleagues about the case.',
      namedPeople: [stage.userId(LEAD), stage.userId(MANAGER)],
    });
    return individualId;
  });
}

import { Assign } from '../assignments';
import { EnterCohort } from '../cohort';
import { AddIndividual, type NewIndividual, type Tier } from '../individuals';
import { addDays, type Day } from '../shared/day';
import type { Cast } from './cast';
import type { Chance } from './chance';
import type { Stage } from './stage';
import { groundsAtEntry } from './story-cohort';
import { EVIDENCE } from './story-words';

interface Referral {
  person: NewIndividual;
  cast: Cast;
  tier: Tier;
  today: Day;
}

/** The chair takes a person into the cohort and names who is responsible. Returns the individual's id. */
export function takeOn(stage: Stage, chance: Chance, { person, cast, tier, today }: Referral): Promise<string> {
  return stage.sitting('chair@mace.example', async (tx) => {
    const { id } = await stage.verb(AddIndividual).within(tx, person);
    await stage.verb(EnterCohort).within(tx, {
      individualId: id,
      startedOn: today,
      tier,
      strand: chance.weighted([
        ['at_risk', 5],
        ['active', 3],
        ['periphery', 2],
      ]),
      ...chance.weighted<{ isExperiencing: boolean | null; isPerpetrating: boolean | null }>([
        [{ isExperiencing: true, isPerpetrating: true }, 4],
        [{ isExperiencing: true, isPerpetrating: null }, 4],
        [{ isExperiencing: null, isPerpetrating: true }, 2],
      ]),
      decision: 'Accepted into the cohort: the harm is recent, and more than one agency sees it.',
      evidence: chance.pick(EVIDENCE),
      evidenceOn: addDays(today, -chance.between(2, 20)),
      ...(await groundsAtEntry(tx, tier)),
    });
    const assign = stage.verb(Assign);
    await assign.within(tx, { individualId: id, kind: 'plan_owner', userId: stage.userId(cast.owner) });
    await assign.within(tx, { individualId: id, kind: 'lead_professional', userId: stage.userId(cast.lead) });
    return id;
  });
}

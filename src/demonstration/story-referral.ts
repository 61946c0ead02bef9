import { Assign } from '../assignments';
import { EnterCohort } from '../cohort';
import { AddIndividual, type NewIndividual, type Tier } from '../individuals';
import { MakeReferral, TriageReferral } from '../referrals';
import { addDays, type Day } from '../shared/day';
import type { Cast } from './cast';
import type { Chance } from './chance';
import type { History } from './history';
import type { Stage } from './stage';
import { groundsAtEntry } from './story-cohort';
import { EVIDENCE } from './story-words';

const DAYS_TO_DECIDE = 4;

/** Every other person was referred a few days before the panel took them on; the rest were found by the panel itself. */
export function referBefore(
  stage: Stage,
  history: History,
  { person, at }: { person: NewIndividual; at: Date },
): { id?: string } {
  const made: { id?: string } = {};
  if (person.familyName.length % 2 === 0) return made;
  const { givenName, familyName, dateOfBirth } = person;
  history.at(new Date(at.getTime() - DAYS_TO_DECIDE * 86_400_000), async () => {
    const { id } = await stage.sitting('dsl@school.example', (tx) =>
      stage.verb(MakeReferral).within(tx, {
        ...{ givenName, familyName, dateOfBirth, kind: 'proactive', isTold: 'yes' },
        ...{ isExperiencing: true, isPerpetrating: null },
        reason: 'School is worried: what is said about them, and what they no longer say themselves.',
      }),
    );
    made.id = id;
  });
  return made;
}

interface Referral {
  person: NewIndividual;
  cast: Cast;
  tier: Tier;
  today: Day;
  referralId?: string;
}

/** The chair takes a person into the cohort and names who is responsible. Returns the individual's id. */
export function takeOn(
  stage: Stage,
  chance: Chance,
  { person, cast, tier, today, referralId }: Referral,
): Promise<string> {
  return stage.sitting('chair@mace.example', async (tx) => {
    const { id } = await stage.verb(AddIndividual).within(tx, person);
    if (referralId !== undefined)
      await stage.verb(TriageReferral).within(tx, {
        ...{ id: referralId, version: 1, decision: 'accept', individualId: id },
        reason: 'More than one agency sees the harm, and it is recent.',
        answer: 'Accepted. You hear who leads before the week is over.',
      });
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

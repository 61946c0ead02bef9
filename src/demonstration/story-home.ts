import { AddRelationship, type NewIndividual, RecordAddress, RecordEducation } from '../individuals';
import { ageOn } from '../shared/age';
import { addDays, type Day } from '../shared/day';
import type { Chance } from './chance';
import type { Stage } from './stage';

/** Districts of Slough with inward codes that no letter was ever sent to. */
const DISTRICTS = ['SL1 9XX', 'SL1 9XY', 'SL2 9XX', 'SL2 9XY', 'SL3 9XX'];

type Education = Parameters<RecordEducation['within']>[1]['status'];

const AT_SCHOOL: readonly (readonly [Education, string | null, number])[] = [
  ['on_roll', 'Fictional Academy', 6],
  ['alternative_provision', 'Fictional Bridge School', 3],
  ['missing_education', null, 1],
  ['excluded', null, 1],
];
const AFTER_SCHOOL: readonly (readonly [Education, string | null, number])[] = [
  ['further_education', 'Fictional College', 3],
  ['training', 'Fictional Skills Centre', 2],
  ['employed', 'A warehouse on the trading estate', 2],
  ['neet', null, 3],
];

interface Home {
  individualId: string;
  person: NewIndividual;
  lead: string;
  today: Day;
}

/** What the lead professional writes down at the first visit: where they live and learn, and who is at home. */
export function visitHome(stage: Stage, chance: Chance, { individualId, person, lead, today }: Home): Promise<void> {
  return stage.sitting(lead, async (tx) => {
    const fromOn = addDays(today, -chance.between(60, 900));
    const source = 'Home visit';
    const isPlaced = chance.happens(0.08);
    await stage.verb(RecordAddress).within(tx, {
      individualId,
      lines: `${chance.between(1, 120)} Fictional ${chance.pick(['Way', 'Road', 'Close', 'Court'])}, Slough`,
      postcode: chance.pick(DISTRICTS),
      kind: isPlaced ? 'placed_in_area' : 'home',
      ...(isPlaced ? { placedBy: 'Slough', placedIn: 'Slough' } : {}),
      fromOn,
      source,
    });
    const age = person.dateOfBirth ? ageOn(person.dateOfBirth, today) : 16;
    const choices = (age < 16 ? AT_SCHOOL : AFTER_SCHOOL).map(
      ([status, setting, weight]) => [{ status, setting }, weight] as const,
    );
    await stage.verb(RecordEducation).within(tx, { individualId, ...chance.weighted(choices), fromOn, source });
    await stage.verb(AddRelationship).within(tx, {
      individualId,
      kind: 'parent',
      name: `${chance.pick(['Ms', 'Mrs', 'Mr'])} ${person.familyName}`,
      hasParentalResponsibility: age < 18,
      livesWith: !isPlaced,
      isProtective: chance.happens(0.5),
      source,
      basis: 'fact',
      reliability: 'reliable',
    });
  });
}

import type { NewIndividual } from '../individuals';
import { addDays, type Day, daysBetween } from '../shared/day';
import type { Chance } from './chance';

const GIVEN = [
  'Aaliyah',
  'Adam',
  'Amara',
  'Ayaan',
  'Bethan',
  'Callum',
  'Chidi',
  'Chloe',
  'Connor',
  'Danyal',
  'Destiny',
  'Ellis',
  'Farah',
  'Finn',
  'Hamza',
  'Ibrahim',
  'Imogen',
  'Jaydon',
  'Joel',
  'Kacper',
  'Keira',
  'Kian',
  'Layla',
  'Leah',
  'Luca',
  'Maya',
  'Milena',
  'Nathaniel',
  'Nia',
  'Oliwia',
  'Omari',
  'Priya',
  'Reece',
  'Rohan',
  'Ruby',
  'Shanice',
  'Simran',
  'Tomasz',
  'Tyrese',
  'Zainab',
];
const FAMILY = [
  'Adeyemi',
  'Ahmed',
  'Bailey',
  'Begum',
  'Campbell',
  'Chaudhry',
  'D’Souza',
  'Fernandes',
  'Francis',
  'Grabowska',
  'Hughes',
  'Hussain',
  'Kaur',
  'Kowalski',
  'Malik',
  'Mbeki',
  'McKenzie',
  'Nowak',
  'O’Brien',
  'Okafor',
  'Osei',
  'Patel',
  'Rahman',
  'Sharma',
  'Singh',
  'Smith',
  'Taylor',
  'Teixeira',
  'Walker',
  'Whyte',
];
const ETHNICITIES = [
  ['W1', 12],
  ['W9', 6],
  ['M1', 5],
  ['M3', 3],
  ['A1', 6],
  ['A2', 8],
  ['A3', 2],
  ['B1', 6],
  ['B2', 6],
  ['O2', 1],
  ['NS', 3],
  ['not_asked', 3],
] as const;

/** A person who does not exist, 11 or older on the first day and at most 25 on the last. Every pair of names is used once. */
export function fictionalPerson(chance: Chance, first: Day, last: Day, taken: Set<string>): NewIndividual {
  const name = freshName(chance, taken);
  const youngest = addDays(first, -11 * 366);
  return {
    ...name,
    dateOfBirth: addDays(youngest, -chance.between(0, daysBetween(addDays(last, -26 * 365), youngest))),
    sex: chance.weighted([
      ['male', 7],
      ['female', 3],
    ]),
    ethnicity: chance.weighted(ETHNICITIES),
    aliases: chance.happens(0.1) ? [chance.pick(['Smiley', 'Ace', 'Little K', 'Zee'])] : [],
    communicationNeeds: chance.happens(0.2)
      ? chance.pick(['Short sentences and pictures', 'Needs time to answer', 'Interpreter for parent (Polish)'])
      : null,
  };
}

function freshName(chance: Chance, taken: Set<string>): { givenName: string; familyName: string } {
  for (;;) {
    const name = { givenName: chance.pick(GIVEN), familyName: chance.pick(FAMILY) };
    const key = `${name.givenName} ${name.familyName}`;
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}

import type { Ethnicity, NewIndividual } from '../individuals';
import { addDays, type Day, daysBetween } from '../shared/day';
import type { Chance } from './chance';

/** Where a family may come from: what they answer when asked, and the names they give. */
interface Heritage {
  ethnicities: Ethnicity[];
  family: string[];
  boys: string[];
  girls: string[];
  /** What a parent may need an interpreter for. */
  language?: string;
}

const HERITAGES: readonly (readonly [Heritage, number])[] = [
  [
    {
      ethnicities: ['W1'],
      family: ['Bailey', 'Hughes', 'Smith', 'Taylor', 'Walker', 'McKenzie', 'O’Brien'],
      boys: ['Adam', 'Callum', 'Connor', 'Ellis', 'Finn', 'Joel', 'Kian', 'Reece'],
      girls: ['Bethan', 'Chloe', 'Imogen', 'Keira', 'Leah', 'Ruby'],
    },
    13,
  ],
  [
    {
      ethnicities: ['W9'],
      family: ['Grabowski', 'Kowalski', 'Nowak', 'Wójcik'],
      boys: ['Kacper', 'Luca', 'Tomasz'],
      girls: ['Milena', 'Oliwia'],
      language: 'Polish',
    },
    6,
  ],
  [
    {
      ethnicities: ['M1', 'M3'],
      family: ['Campbell', 'Francis', 'Whyte', 'Taylor', 'Hughes'],
      boys: ['Jaydon', 'Nathaniel', 'Reece', 'Tyrese'],
      girls: ['Destiny', 'Leah', 'Maya', 'Nia'],
    },
    8,
  ],
  [
    {
      ethnicities: ['A1'],
      family: ['Kaur', 'Patel', 'Sharma', 'Singh', 'D’Souza'],
      boys: ['Rohan', 'Arjan', 'Joel'],
      girls: ['Priya', 'Simran', 'Maya'],
      language: 'Punjabi',
    },
    7,
  ],
  [
    {
      ethnicities: ['A2'],
      family: ['Ahmed', 'Chaudhry', 'Hussain', 'Malik', 'Rahman'],
      boys: ['Ayaan', 'Danyal', 'Hamza', 'Ibrahim', 'Adam'],
      girls: ['Aaliyah', 'Farah', 'Layla', 'Zainab'],
      language: 'Urdu',
    },
    9,
  ],
  [
    {
      ethnicities: ['B1'],
      family: ['Bailey', 'Campbell', 'Francis', 'McKenzie', 'Whyte'],
      boys: ['Jaydon', 'Omari', 'Tyrese', 'Nathaniel'],
      girls: ['Nia', 'Shanice', 'Destiny'],
    },
    6,
  ],
  [
    {
      ethnicities: ['B2'],
      family: ['Adeyemi', 'Okafor', 'Osei', 'Mbeki'],
      boys: ['Chidi', 'Joel', 'Nathaniel'],
      girls: ['Amara', 'Nia', 'Leah'],
    },
    6,
  ],
];

/** Some did not want to say, and some nobody has asked: the two are not the same. */
const SAID: readonly (readonly ['said' | 'NS' | 'not_asked', number])[] = [
  ['said', 18],
  ['NS', 1],
  ['not_asked', 1],
];

/** A person who does not exist, 11 or older on the first day and at most 25 on the last. Every pair of names is used once. */
export function fictionalPerson(chance: Chance, first: Day, last: Day, taken: Set<string>): NewIndividual {
  const heritage = chance.weighted(HERITAGES);
  const sex = chance.weighted([
    ['male', 7],
    ['female', 3],
  ] as const);
  const name = freshName(chance, { given: sex === 'male' ? heritage.boys : heritage.girls, ...heritage }, taken);
  if (!name) return fictionalPerson(chance, first, last, taken);
  const youngest = addDays(first, -11 * 366);
  const said = chance.weighted(SAID);
  return {
    ...name,
    dateOfBirth: addDays(youngest, -chance.between(0, daysBetween(addDays(last, -26 * 365), youngest))),
    sex,
    ethnicity: said === 'said' ? chance.pick(heritage.ethnicities) : said,
    aliases: chance.happens(0.1) ? [chance.pick(['Smiley', 'Ace', 'Little K', 'Zee'])] : [],
    communicationNeeds: chance.happens(0.2) ? chance.pick(communicationNeeds(heritage)) : null,
  };
}

const communicationNeeds = ({ language }: Heritage): string[] => [
  'Short sentences and pictures',
  'Needs time to answer',
  ...(language ? [`Interpreter for parent (${language})`] : []),
];

/** Nothing, when every pair of such names is somebody's. */
function freshName(
  chance: Chance,
  { given, family }: { given: string[]; family: string[] },
  taken: Set<string>,
): { givenName: string; familyName: string } | undefined {
  const free = given.flatMap((givenName) =>
    family
      .filter((familyName) => !taken.has(`${givenName} ${familyName}`))
      .map((familyName) => ({ givenName, familyName })),
  );
  if (free.length === 0) return undefined;
  const name = chance.pick(free);
  taken.add(`${name.givenName} ${name.familyName}`);
  return name;
}

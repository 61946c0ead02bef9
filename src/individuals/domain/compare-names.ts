import { nameLikeness, slipsBetween, soundOfName, trigramLikeness } from './likeness';

interface Named {
  givenName: string;
  familyName: string;
  otherNames: string[];
}

/** `swapped`: given and family name the other way round. `family_name_only`: the given names are two different names. */
export type NameOutcome =
  'same' | 'nearly_same' | 'swapped' | 'known_as' | 'family_name_only' | 'given_name_only' | 'different';

export interface NameComparison {
  outcome: 'agrees' | 'close' | 'differs' | 'missing';
  how: NameOutcome | null;
  weight: number;
}

type Likeness = 'same' | 'slip' | 'sounds' | 'alike' | 'different' | 'missing';

const GIVEN: Record<Likeness, number> = { same: 5, slip: 4, sounds: 2.5, alike: 1.5, different: -2.5, missing: 0 };
const FAMILY: Record<Likeness, number> = { same: 5.5, slip: 4.5, sounds: 3, alike: 1.5, different: -2.5, missing: 0 };
/** A whole name that one of them bore is rarely the whole name of somebody else who is in sight. */
const ONCE_CALLED = -1;
/** It happens, on forms that ask for the family name first; in a family, a first name is rarely somebody else's surname. */
const SWAPPED = -1;

/** Both ways round, and by every name either record knows; the way that speaks most for one person counts. */
export function compareNames(a: Named, b: Named): NameComparison {
  const straight = waysOf(a, b);
  const crossed = { ...waysOf({ ...a, givenName: a.familyName, familyName: a.givenName }, b) };
  const swapped = { ...crossed, weight: crossed.weight + SWAPPED };
  if (swapped.weight > straight.weight && isNear(swapped.given) && isNear(swapped.family)) {
    return { outcome: 'close', how: 'swapped', weight: swapped.weight };
  }
  const former = onceCalled(a, b);
  if (former > straight.weight) return { outcome: 'close', how: 'known_as', weight: former };
  if (straight.given === 'missing' && straight.family === 'missing')
    return { outcome: 'missing', how: null, weight: 0 };
  if (straight.given === 'different' && isKnownAs(a, b)) {
    return { outcome: 'close', how: 'known_as', weight: straight.weight - GIVEN.different + 3.5 };
  }
  return { ...wordsOf(straight.given, straight.family), weight: straight.weight };
}

/** The best of the whole names that either record knows beside its own: by adoption, by marriage, from before a correction. */
function onceCalled(a: Named, b: Named): number {
  const ways = [...wholeNamesOf(a).map((name) => waysOf(name, b)), ...wholeNamesOf(b).map((name) => waysOf(a, name))];
  const near = ways.filter(({ given, family }) => isNear(given) && isNear(family));
  return Math.max(-Infinity, ...near.map(({ weight }) => weight + ONCE_CALLED));
}

const wholeNamesOf = ({ otherNames }: Named): Named[] =>
  otherNames
    .map((name) => name.split(' '))
    .filter((words) => words.length > 1)
    .map(([givenName = '', ...rest]) => ({ givenName, familyName: rest.join(' '), otherNames: [] }));

function waysOf(a: Named, b: Named): { given: Likeness; family: Likeness; weight: number } {
  const [given, family] = [likenessOf(a.givenName, b.givenName), likenessOf(a.familyName, b.familyName)];
  return { given, family, weight: GIVEN[given] + FAMILY[family] };
}

function likenessOf(a: string, b: string): Likeness {
  if (a === '' || b === '') return 'missing';
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return 'same';
  if (Math.min(a.length, b.length) > 3 && slipsBetween(a, b, 1) === 1) return 'slip';
  if (nameLikeness(a, b) >= 0.92) return 'slip';
  if (soundOfName(a) === soundOfName(b) && a[0] === b[0]) return 'sounds';
  // Two slips in a short name make another name.
  const isTwoSlips = Math.min(a.length, b.length) > 5 && slipsBetween(a, b, 2) === 2;
  if (nameLikeness(a, b) >= 0.8 || trigramLikeness(a, b) >= 0.4 || isTwoSlips) return 'alike';
  return soundOfName(a) === soundOfName(b) ? 'alike' : 'different';
}

const isNear = (likeness: Likeness): boolean => ['same', 'slip', 'sounds', 'alike'].includes(likeness);

/** A nickname or an alias of one record is the given name, or an alias, of the other. */
function isKnownAs(a: Named, b: Named): boolean {
  const [ours, theirs] = [namesOf(a), namesOf(b)];
  return ours.some((name) => theirs.includes(name));
}

const namesOf = (record: Named): string[] =>
  [record.givenName, ...record.otherNames]
    .flatMap((name) => [name, name.split(' ')[0] ?? ''])
    .filter((name) => name.length > 2);

function wordsOf(given: Likeness, family: Likeness): Pick<NameComparison, 'outcome' | 'how'> {
  if (given === 'same' && family === 'same') return { outcome: 'agrees', how: 'same' };
  const [isGiven, isFamily] = [isNear(given) || given === 'missing', isNear(family) || family === 'missing'];
  if (isGiven && isFamily) return { outcome: 'close', how: 'nearly_same' };
  if (isFamily) return { outcome: 'differs', how: 'family_name_only' };
  return { outcome: 'differs', how: isGiven ? 'given_name_only' : 'different' };
}

import type { MatchablePerson } from './compare-people';
import { isLongEnoughForSlip, nameSpellings, nameWords, swapDayAndMonth } from './compare-name-and-day';

/**
 * Keys such that two people whom the rule in `compare-people.ts` links share at least one: only people who share a key are
 * compared, which keeps ten thousand rows from becoming fifty million pairs.
 */
export function matchKeys(person: MatchablePerson): string[] {
  const words = nameWords(person);
  const spellings = nameSpellings(words);
  const day = person.dateOfBirth;
  const keys = spellings.map((spelling) => `name|${spelling}`);
  if (day) {
    keys.push(...spellings.flatMap((spelling) => slippedDays(day).map((slipped) => `day|${spelling}|${slipped}`)));
    keys.push(...slippedNames(words).map((slipped) => `typed|${day}|${slipped}`));
  }
  if (person.nhsNumber) keys.push(`nhs|${person.nhsNumber}`);
  if (person.pncId) keys.push(`pnc|${person.pncId}`);
  return [...new Set(keys)];
}

/** True for a key that says the names are equal and nothing about the day: of use only when a day is missing. */
export function isNameKey(key: string): boolean {
  return key.startsWith('name|');
}

/** The day with each digit left out in turn, and the day with day and month in one fixed order. */
function slippedDays(day: string): string[] {
  const swapped = swapDayAndMonth(day);
  const digits = [0, 1, 2, 3, 5, 6, 8, 9];
  return [day < swapped ? day : swapped, ...digits.map((at) => `${day.slice(0, at)}_${day.slice(at + 1)}`)];
}

/** The whole name, the name with one word of three or more left out, and with each letter of a long word left out. */
function slippedNames(words: string[]): string[] {
  return words.flatMap((word, at) => {
    const others = words.toSpliced(at, 1).sort().join(' ');
    const extraName = [[...words].sort().join(' '), ...(words.length > 2 ? [others] : [])];
    if (!isLongEnoughForSlip(word)) return extraName;
    const shortened = Array.from(
      word,
      (_letter, letterAt) => `${others}|${word.slice(0, letterAt)}${word.slice(letterAt + 1)}`,
    );
    return [...extraName, `${others}|${word}`, ...shortened];
  });
}

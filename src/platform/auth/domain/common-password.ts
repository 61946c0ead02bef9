import { COMMON_PHRASES, COMMON_WORDS, WALKS } from './common-words';

/** Letters that are written as numbers and signs. `1` may be i or l: both readings are tried. */
const READINGS: Record<string, string>[] = [
  {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '8': 'b',
    '@': 'a',
    $: 's',
    '!': 'i',
    '€': 'e',
    '|': 'l',
  },
  {
    '0': 'o',
    '1': 'l',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '9': 'g',
    '@': 'a',
    $: 's',
    '!': 'l',
    '€': 'e',
    '|': 'l',
  },
];
/** A password with fewer different characters than this is a pattern, whatever it says. */
const LEAST_DIFFERENT = 5;
/** A run this long along the keyboard, the alphabet or the numbers is one choice, not many. */
const SHORTEST_WALK = 4;
/** What is left beside words and walks must have been chosen by somebody. */
const LEAST_CHOSEN = 6;

/** True for a password that stands, or by a usual rule would stand, in the lists that guessing starts with. */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < LEAST_DIFFERENT || isRepetition(plain)) return true;
  const readings = [plain, ...READINGS.map((letters) => [...plain].map((one) => letters[one] ?? one).join(''))];
  return readings.some((reading) => isKnownPhrase(reading) || chosenIn(reading) < LEAST_CHOSEN);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

const isKnownPhrase = (text: string): boolean => COMMON_PHRASES.has(lettersOf(text));

/** `sloughsloughslough`, also when the last time is cut short. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return true;
  }
  return false;
}

/**
 * How many characters are left when walks, years, runs of one character, signs and common words are taken away. A letter
 * outside the words counts one, a number a half: four words that are not common pass, `Welcome-Summer-2026!` does not.
 */
function chosenIn(text: string): number {
  const withoutWalks = withoutRuns(text).replace(/(?:19|20)\d\d/g, ' ');
  let chosen = 0;
  for (const part of withoutWalks.split(/[^\p{L}\p{N}]+/u)) {
    const numbers = part.replace(/\P{N}/gu, '').length;
    const letters = part.split(/\p{N}+/u).reduce((sum, run) => sum + lettersOutsideWords(run), 0);
    chosen += letters + numbers / 2;
  }
  return chosen;
}

function withoutRuns(text: string): string {
  let left = '';
  for (let at = 0; at < text.length;) {
    const length = Math.max(walkAt(text, at), sameAt(text, at));
    left += length >= SHORTEST_WALK ? ' ' : text.slice(at, at + 1);
    at += length >= SHORTEST_WALK ? length : 1;
  }
  return left;
}

function walkAt(text: string, at: number): number {
  let longest = 0;
  for (const walk of WALKS.flatMap((way) => [way, [...way].reverse().join('')])) {
    while (at + longest < text.length && walk.includes(text.slice(at, at + longest + 1))) longest += 1;
  }
  return longest;
}

function sameAt(text: string, at: number): number {
  let length = 1;
  while (at + length < text.length && text[at + length] === text[at]) length += 1;
  return length;
}

/** The fewest letters that stay outside when a run of letters is cut into common words: by trying every cut once. */
function lettersOutsideWords(run: string): number {
  const fewest = [0];
  for (let end = 1; end <= run.length; end += 1) {
    let best = (fewest[end - 1] ?? 0) + 1;
    for (let start = Math.max(0, end - 15); start < end; start += 1) {
      if (COMMON_WORDS.has(run.slice(start, end))) best = Math.min(best, fewest[start] ?? best);
    }
    fewest[end] = best;
  }
  return fewest[run.length] ?? 0;
}

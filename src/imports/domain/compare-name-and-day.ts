/** The two halves of a name as written; which half is which is not trusted. */
export interface NameHalves {
  givenName: string;
  familyName: string;
}

// Letters that do not come apart into a plain letter and an accent.
const foldedLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const shortestTypedWord = 4;

/** The words of a name without case, accents and apostrophes; hyphens part words. */
export function nameWords(name: NameHalves): string[] {
  return `${name.givenName} ${name.familyName}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => foldedLetters[letter] ?? letter)
    .replace(/['\u2018\u2019\u02bc`´.]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * The name run together from every word onwards: names are equal when one of these is shared, so that neither the order of
 * the halves nor a space, hyphen or apostrophe inside one matters.
 */
export function nameSpellings(words: string[]): string[] {
  return [...new Set(words.map((_word, at) => [...words.slice(at), ...words.slice(0, at)].join('')))];
}

/** `close`: one word of four letters or more differs by one letter, or one side has one more name between. */
export function compareNames(a: NameHalves, b: NameHalves): 'equal' | 'close' | 'different' {
  const [wordsA, wordsB] = [nameWords(a), nameWords(b)];
  const spellings = new Set(nameSpellings(wordsA));
  if (wordsA.length === 0 || wordsB.length === 0) return 'different';
  if (nameSpellings(wordsB).some((spelling) => spellings.has(spelling))) return 'equal';
  const onlyA = without(wordsA, wordsB);
  const onlyB = without(wordsB, wordsA);
  const isExtraName = onlyA.length + onlyB.length === 1 && Math.min(wordsA.length, wordsB.length) >= 2;
  const [wordA, wordB] = [onlyA[0] ?? '', onlyB[0] ?? ''];
  const isTyped = onlyA.length === 1 && onlyB.length === 1 && wordsA.length >= 2 && isOneLetterApart(wordA, wordB);
  return isExtraName || isTyped ? 'close' : 'different';
}

/** `close`: day and month swapped, or one digit different. */
export function compareDays(a: string | null, b: string | null): 'equal' | 'close' | 'missing' | 'different' {
  if (a === null || b === null) return 'missing';
  if (a === b) return 'equal';
  if (swapDayAndMonth(a) === b) return 'close';
  let differences = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) differences += 1;
  return differences === 1 ? 'close' : 'different';
}

/** `2010-05-12` becomes `2010-12-05`; the result need not be a day. */
export function swapDayAndMonth(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`;
}

/** Words long enough that one letter is more likely a slip than another name (Ali and Eli are two people). */
export function isLongEnoughForSlip(word: string): boolean {
  return word.length >= shortestTypedWord;
}

/** One letter changed, added, lost, or two neighbours swapped. */
function isOneLetterApart(a: string, b: string): boolean {
  if (!isLongEnoughForSlip(a) || !isLongEnoughForSlip(b) || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

function without(words: string[], others: string[]): string[] {
  const left = [...others];
  return words.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

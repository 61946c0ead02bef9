/** How alike two strings are, in ways that fit how names, numbers and addresses go wrong. Pure; letters as they come from searchName. */

/** Insertions, deletions, substitutions and swaps of neighbours between two strings (optimal string alignment), at most `most` + 1. */
export function slipsBetween(a: string, b: string, most = 2): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        substituted,
        isSwap ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

/**
 * Jaro's likeness with Winkler's bonus for a common beginning, from 0 to 1. Winkler, “String comparator metrics and enhanced
 * decision rules in the Fellegi-Sunter model of record linkage”, 1990: beginnings of names are copied best.
 */
export function nameLikeness(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0);
  const taken = new Set<number>();
  const ours: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j += 1) {
      if (taken.has(j) || a[i] !== b[j]) continue;
      taken.add(j);
      ours.push(a[i] ?? '');
      break;
    }
  }
  if (ours.length === 0) return 0;
  const theirs = [...taken].sort((x, y) => x - y).map((place) => b[place]);
  const turned = ours.filter((letter, place) => letter !== theirs[place]).length / 2;
  const jaro = (ours.length / a.length + ours.length / b.length + (ours.length - turned) / ours.length) / 3;
  let start = 0;
  while (start < 4 && start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  return jaro + start * 0.1 * (1 - jaro);
}

/** The share of groups of three letters that two strings have in common, counted as PostgreSQL's pg_trgm does, from 0 to 1. */
export function trigramLikeness(a: string, b: string): number {
  const [ours, theirs] = [trigramsOf(a), trigramsOf(b)];
  if (ours.size === 0 || theirs.size === 0) return 0;
  const shared = [...ours].filter((trigram) => theirs.has(trigram)).length;
  return shared / (ours.size + theirs.size - shared);
}

function trigramsOf(text: string): Set<string> {
  const words = text.split(' ').filter((word) => word !== '');
  return new Set(
    words.flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, place) => padded.slice(place, place + 3));
    }),
  );
}

const GROUPS = [/[bfpvw]/, /[cgjkqsxz]/, /[dt]/, /l/, /[mn]/, /r/];

/** How a name sounds, after Russell's Soundex with the first letter coded too: Catherine and Kathryn, Mohammed and Muhamad. */
export function soundOfName(name: string): string {
  const letters = name.replaceAll('ph', 'f').replaceAll(/gh|[^a-z]/g, '');
  let [sound, previous] = ['', ''];
  for (const letter of letters) {
    const code = String(GROUPS.findIndex((group) => group.test(letter)) + 1);
    if (code !== '0' && code !== previous) sound += code;
    // H and W between two letters of one group do not part them; a vowel does.
    if (letter !== 'h') previous = code;
  }
  return /^[aeiou]/.test(letters) ? `0${sound}` : sound;
}
